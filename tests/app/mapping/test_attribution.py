import pytest

from app.mapping.attribution import Attributions
from app.mapping.documents import Documents


@pytest.fixture
def attributions(small, documents):
    return Attributions(small, documents)


@pytest.mark.parametrize(
    ("before", "after", "document", "article"),
    [
        ("按照《病区陪护管理办法》第三条：", "", "陪护", "第三条"),
        ("探视规定第2条要求", "", "探视", "第二条"),
        ("其中写明", "（《病区探视管理规定》第三条）", "探视", "第三条"),
        ("《病区探视管理规定》之外，陪护办法第 4 条还提出", "", "陪护", "第四条"),
    ],
)
def test_the_source_is_the_one_named_last_or_right_after(attributions, documents, before, after, document, article):
    found = attributions.of(before, after)
    assert [document in i for i in found.documents] == [True]
    assert {c.rpartition("#")[2] for c in found.clauses} == {article}


def test_this_document_is_the_one_named_before(attributions):
    attributions.read("《病区陪护管理办法》第二条：")
    assert all("陪护" in i for i in attributions.of("该办法第3条还提出", "").documents)


def test_a_document_that_is_not_held_is_named_as_such(attributions):
    assert attributions.of("《医院食堂管理条例》第一条：", "").foreign == "医院食堂管理条例"


@pytest.mark.parametrize(("before", "named"), [("文件要求", True), ("一位家属在留言里说", False), ("我院制度写明", False)])
def test_whether_words_are_said_to_be_a_documents(attributions, before, named):
    assert attributions.of(before, "").named is named


def test_a_strategy_that_is_named_after_a_title_and_a_comma_is_no_part_of_that_title(opened):
    found = Attributions(opened, Documents(opened)).of("参考了《低体温防控专家共识》，目标三的策略2原话是", "")
    assert found.documents and not found.foreign


def test_a_title_is_not_cut_where_a_person_should_recognise_it(opened):
    found = Attributions(opened, Documents(opened)).of("按《2026年国家医疗质量安全改进目标》NIT-2026-VIII的目标简述", "")
    assert found.written.startswith("《2026年")


def test_articles_and_strategies_that_a_row_names_are_its_clauses(attributions, opened):
    assert {i.rpartition("#")[2] for i in attributions.clauses("每周抽查\n《病区陪护管理办法》第三条；探视规定第2条")} == {
        "第三条",
        "第二条",
    }
    strategies = opened.entities["NIT-2026-III"].strategies
    found = Attributions(opened, Documents(opened))
    assert found.clauses("NIT-2026-III策略2") == {strategies[1]}
    assert found.clauses("策略4", "NIT-2026-III") == {strategies[3]}
    assert found.clauses("策略9", "NIT-2026-III") == found.clauses("每周抽查一次") == frozenset()
