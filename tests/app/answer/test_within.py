"""Questions that name a document of the hospital's own."""

import pytest

from app.answer.answering import ask
from app.base.knowledge import Knowledge
from app.build import publish

RULE = """# 清河区人民医院病区陪护管理制度

第一条 为规范病区陪护管理，保障患者安全，制定本制度。

第二条 陪护人员须凭陪护证进入病区，一名患者限一名陪护。

第三条 探视时间为每日15:00至18:00，重症监护病房探视时间为每日16:00至16:30。

第四条 陪护人员不得使用大功率电器，不得在病区内吸烟。
"""
SYSTEM = """# 清河区人民医院危急值报告制度

第一条 检验科发现危急值后应当在5分钟内电话通知病区。

第二条 病区接到电话后应当复述并登记。
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    (folder / "陪护.md").write_text(RULE, "utf-8")
    (folder / "危急值.md").write_text(SYSTEM, "utf-8")
    publish.build(folder / "kb")
    publish.add(folder / "kb", [folder / "陪护.md", folder / "危急值.md"])
    return Knowledge.open(folder / "kb")


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("本院病区陪护管理制度里探视时间怎么规定", "第三条"),
        ("《清河区人民医院病区陪护管理制度》规定探视时间是几点", "第三条"),
        ("按病区陪护制度，陪护能用电饭锅吗", "第四条"),
        ("病区陪护管理制度第二条", "第二条"),
        ("我院危急值报告制度里，检验科多久要电话通知病区", "第一条"),
    ],
)
def test_its_clause_is_the_one_to_cite(own, question, place):
    found = ask(own, question)
    assert [i.partition("#")[2] for i in found.conclusion.ids] == [place]
    assert not any(r.kind != "clause" or "清河区" not in r.id for of in found.results.values() for r in of)


def test_how_the_question_was_read_is_told_as_ever_and_the_document_as_its_filter(own):
    told = [step.name for step in ask(own, "本院病区陪护管理制度里探视时间怎么规定").understood.steps]
    assert told.count("filter") == 1
    assert {"word", "concept"} & set(told)


def test_what_it_does_not_say_is_refused_with_the_document_that_was_looked_through(own):
    found = ask(own, "本院病区陪护管理制度里请假怎么办")
    assert not found.answered and "清河区人民医院病区陪护管理制度" in found.conclusion.text


def test_its_title_alone_shows_its_beginning(own):
    found = ask(own, "病区陪护管理制度")
    assert next(r.id.partition("#")[2] for r in found.results["clause"]) == "第一条"


@pytest.mark.parametrize("question", ["本院病区陪护管理制度对应哪个标准", "危急值报告制度的要求", "探视时间是几点到几点"])
def test_a_question_for_more_than_its_text_is_not_narrowed(own, question):
    assert not ask(own, question).understood.selection.filters.active
