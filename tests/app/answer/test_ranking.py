"""Scores of results, and what they are carried to."""

import pytest

from app.answer.answering import ask
from app.answer.reasons import SETS_INDICATOR


def test_the_row_that_sets_an_indicator_nearly_has_its_score(opened):
    results = ask(opened, "病历质量").results
    rows = {r.id: r for r in results["clause"]}
    shared = [(r, rows[r.id]) for r in results["indicator"] if r.id in rows]
    assert shared
    for indicator, row in shared:
        assert row.carried >= 0.9 * indicator.own - 1e-9
        assert (SETS_INDICATOR,) in [reason.path for reason in row.because]


def test_a_reviewed_link_makes_more_than_a_suggestion(opened):
    first = ask(opened, "哪些标准适用于提高VTE规范预防率").results["standard"][0]
    assert (first.id, first.known) == ("T/CHAS 10-2-24-2018", True)
    assert first.basis in ("stated", "curated")


def test_a_document_named_is_shown_from_its_beginning(opened):
    results = ask(opened, "长卫医政发〔2023〕9号").results["clause"]
    kinds = {opened.clause(r.id).kind for r in results if r.own == pytest.approx(0.9)}
    assert kinds
    assert kinds <= {"item", "paragraph", "row"}
