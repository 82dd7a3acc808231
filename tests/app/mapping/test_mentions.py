import pytest

from app.mapping.mentions import mentions
from app.mapping.model import Passage


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [
        ("《输液安全》（T/CHAS 10-2-34-2020）", "T/CHAS 10-2-34-2020", "输液安全"),
        ("《输液安全》（Ｔ／ＣＨＡＳ　１０－２－３４－２０２０）", "T/CHAS 10-2-34-2020", "输液安全"),
        ("《输液安全》（T∕CHAS 10-2-34-2020）", "T/CHAS 10-2-34-2020", "输液安全"),
        ("《医学X线检查操作规程》，WS／T389–2012；", "WS/T 389-2012", "医学X线检查操作规程"),
        ("目标 PIT—2026—３４，即《提高正确率》", "PIT-2026-34", "提高正确率"),
        ("围绕“提高互认率（NIT－2026－Ⅹ）”立项", "NIT-2026-X", "提高互认率"),
        ("《某某方案》（长卫医政发〔2023〕9 号）", "长卫医政发〔2023〕9号", "某某方案"),
        ("参照 WS/T 313-2019、《住院服务》（T/CHAS 10-2-8-2019）", "WS/T 313-2019", ""),
    ],
)
def test_a_number_is_found_in_every_form_with_the_title_that_stands_with_it(text, number, name):
    first = mentions(Passage(text, "第1段", "paragraph"))[0]
    assert (str(first.number), first.name) == (number, name)


def test_the_mention_is_as_the_draft_writes_it():
    text = "依据《输液安全》（t/chas10-2-34-2020），"
    assert mentions(Passage(text, "", "paragraph"))[0].written == "《输液安全》（t/chas10-2-34-2020）"


def test_a_title_alone_keeps_its_article_and_its_name():
    (found,) = mentions(Passage("依据《某某计划》第 19 条（加强会诊管理）。", "", "paragraph"))
    assert (found.name, found.article, found.article_name) == ("某某计划", 19, "加强会诊管理")
