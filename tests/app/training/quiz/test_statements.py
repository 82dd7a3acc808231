"""A question's sentence can be understood away from its place."""

import pytest

from app.base.knowledge import Knowledge
from app.build import publish
from app.training.quiz.statements import around, statements

RULE = """# 病区陪护管理办法

第一条 为了规范病区的陪护，制定本办法。

第二条 护士应当在患者入院后2小时内告知陪护要求。逾期的，由护士长处理。

第三条 有下列情形之一的，不得陪护：

（一）陪护人员发热超过3日未查明原因；

（二）陪护人员扰乱病区秩序；

（三）陪护人员拒绝登记。

第四条 前款规定的情形消失后，应当重新登记。

第五条 夜间陪护的患者家属发生纠纷的，依据《医院安全管理办法》第二十四条执行。

第六条 儿童病区的陪护人数按照本院规章第18条办理。

第七条 临终患者的陪护时间适用护理部规定第一百零三条。
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    (folder / "病区陪护管理办法.md").write_text(RULE, encoding="utf-8")
    publish.build(folder / "kb", [folder / "病区陪护管理办法.md"])
    return Knowledge.open(folder / "kb")


def test_a_hospitals_own_rule_gives_sentences_that_name_it(own):
    found = statements(own, own.store.clauses("病区陪护管理办法"))
    texts = [s.lead + s.text for s in found]
    assert "《病区陪护管理办法》第一条规定：为了规范病区的陪护，制定《病区陪护管理办法》" in texts
    assert not any("前款" in t or "下列情形" in s.text for t, s in zip(texts, found, strict=True))


@pytest.mark.parametrize("matter", ["夜间陪护", "儿童病区", "临终患者"])
def test_a_sentence_that_sends_the_reader_to_another_article_is_none(own, matter):
    assert not any(matter in s.text for s in statements(own, own.store.clauses("病区陪护管理办法")))


def test_an_item_stands_below_its_sentence(own):
    item = next(s for s in statements(own, own.store.clauses("病区陪护管理办法")) if "发热" in s.text)
    assert item.lead == "《病区陪护管理办法》第三条（一）规定：不得陪护的情形之一是："


def test_a_sentence_that_hangs_on_another_is_asked_with_it(own):
    late = next(s for s in statements(own, own.store.clauses("病区陪护管理办法")) if "护士长" in s.text)
    assert late.text.startswith("护士应当在患者入院后2小时内")
    assert late.text[late.fresh :].startswith("逾期的")


def test_a_long_sentence_is_cut_after_what_is_asked():
    text = "甲" * 40 + "应当报告；" + "乙" * 100 + "应当备案"
    assert around(text, 40, 42) == (0, 44)
    assert around("短句应当报告", 2, 4) == (0, 6)
