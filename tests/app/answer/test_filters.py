"""What the filters of a question leave of a base."""

import pytest

from app.answer.answering import ask


def documents(opened, question):
    """Ids of the documents whose clauses an answer shows."""
    return {r.id.partition("#")[0] for r in ask(opened, question).results["clause"]}


@pytest.mark.parametrize("filter_", ["文件:长治市全面提升", "年份:2023 层级:市级", "年份:2022-2023 层级:市级"])
def test_clauses_are_those_of_the_document_or_year_asked_for(opened, filter_):
    assert len(documents(opened, "手术安全")) > 1
    assert documents(opened, f"手术安全 {filter_}") == {"长卫医政发-2023-9"}


def test_a_filter_by_indicators_or_targets_shows_no_clause(opened):
    results = ask(opened, "病历质量 类型:指标").results
    assert results["indicator"]
    assert not results["clause"]


def test_what_stands_in_a_document_is_found_in_it_and_what_stands_in_none_is_not(opened):
    results = ask(opened, "静脉输液 文件:2026年国家医疗质量安全改进目标").results
    assert "NIT-2026-V" in [r.id for r in results["target"]]
    assert not results["standard"]


def test_a_standard_is_found_in_the_document_that_lists_it(opened):
    listing = "征集2026医院质量安全管理标准应用典型案例"
    standards = [r.id for r in ask(opened, f"静脉治疗 文件:{listing}").results["standard"]]
    assert standards
    assert {opened.entities[i].clause.partition("#")[0] for i in standards} == {listing}


def test_a_filter_by_year_keeps_the_standards_published_then(opened):
    published = {opened.entities[r.id].published[:4] for r in ask(opened, "静脉输液 年份:2023").results["standard"]}
    assert published == {"2023"}
