"""What a question finds in the two indexes, within its filters."""

import pytest

from app.answer.retrieval import Retrieved, retrieve
from app.answer.understanding import understand


def kinds(kb, text, kind=""):
    return {kb.entries[hit.row][0] for hit in retrieve(kb, understand(kb, text), kind).hits}


def test_one_kind_is_found_where_it_is_asked_for(opened):
    assert len(kinds(opened, "静脉血栓栓塞症预防")) > 1
    assert kinds(opened, "静脉血栓栓塞症预防", "standard") == {"standard"}
    assert kinds(opened, "静脉血栓栓塞症预防 类型:目标") == {"target"}


@pytest.mark.parametrize(("question", "found"), [("质控中心联系电话", True), ("病案质控中心", False)])
def test_contact_lines_are_found_only_by_who_asks_for_them(originals, question, found):
    rows = [hit.row for hit in retrieve(originals, understand(originals, question)).hits]
    assert bool(originals.entries.contact_rows[rows].any()) is found


def test_examples_are_found_within_the_filters_too(opened):
    asked = "同屋两个人同名同姓，口服药送错了床"
    assert "查对制度" in {m.subject for m in retrieve(opened, understand(opened, asked)).examples.subjects}
    narrowed = retrieve(opened, understand(opened, asked + " 类型:目标")).examples.subjects
    assert {opened.found_as(m.subject) for m in narrowed} <= {"target"}


def test_words_that_say_nothing_find_nothing(opened):
    assert retrieve(opened, understand(opened, "的")) == Retrieved()
