"""Words that an editor asks for."""

import re

import pytest

from app.base.knowledge import Knowledge
from app.base.things import Things
from app.build import publish
from app.training.quiz import gaps as module
from app.training.quiz.bank import Bank
from app.training.quiz.claims import claims
from app.training.quiz.forms import from_gap
from app.training.quiz.gaps import Pool, gaps
from app.training.quiz.marked import Mark, marks
from app.training.quiz.model import BLANK, Form, Kind
from app.training.quiz.rules import rules
from app.training.subjects import subjects
from ingest.errors import DataError


def test_each_part_stands_in_exactly_one_sentence_of_what_ships(opened: Things):
    texts = [rule.text for rule in rules()]
    texts += [c.text.replace(" ", "") for d in opened.documents for c in opened.store.clauses(d)]
    for mark in marks():
        assert sum(bool(mark.found(text)) for text in texts) == 1, mark.part


def test_the_wrong_words_are_as_many_as_options_need_and_none_is_right():
    for mark in marks():
        words = [mark.part[start:end] for start, end in mark.spans]
        assert len(mark.wrong) == (3 if len(words) == 1 else 2) and len(words) != 2, mark.part
        assert len({*words, *mark.wrong}) == len(words) + len(mark.wrong), mark.part
        assert not any(wrong in mark.part for wrong in mark.wrong), mark.part


def test_no_word_is_asked_for_that_is_guessed_as_the_one_that_takes_in_all_or_binds_to_nothing():
    words = [mark.part[start:end] for mark in marks() for start, end in mark.spans]
    assert not [word for word in words if re.match("全部|所有|任何|每一|定期|及时|动态", word)]


def test_no_two_rows_mark_the_same_words():
    assert len({(mark.part, mark.spans) for mark in marks()}) == len(marks())


def test_marks_are_found_where_they_stand_and_nowhere_else(tmp_path):
    file = tmp_path / "marked.csv"
    file.write_text(
        "sentence,wrong,choice_only\n标本在【2小时】内送达,3小时|4小时|5小时,\n【甲】、【乙】和【丙】,丁|戊,yes\n",
        encoding="utf-8",
    )
    one, row = marks(file)
    assert (one.choice_only, row.choice_only) == (False, True)
    text = "采集的标本在2小时内送达检验科"
    assert [text[start:end] for start, end in one.found(text)] == ["2小时"]
    text = "包括甲、乙和丙三项"
    assert [text[start:end] for start, end in row.found(text)] == ["甲", "乙", "丙"]
    assert not one.found("标本在3小时内送达") and not row.found("甲、乙")


def test_a_row_that_marks_nothing_is_told(tmp_path):
    file = tmp_path / "marked.csv"
    file.write_text("sentence,wrong,choice_only\n标本在2小时内送达,3小时|4小时|5小时,\n", encoding="utf-8")
    with pytest.raises(DataError, match="【】"):
        marks(file)


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """Questions on a digest that ships, and on the same words where nobody marked any."""
    kb = tmp_path_factory.mktemp("marked") / "kb"
    publish.build(kb)
    base = Knowledge.open(kb)
    return Bank(base, subjects(base, ["NIT-2026-III", "值班和交接班制度"])).questions


def test_one_word_is_asked_for_among_four(asked):
    found = next(q for q in asked if q.key == ("出血风险",))
    assert found.form is Form.SINGLE and BLANK in found.stem and "感染风险" in found.options


def test_a_row_is_asked_for_by_what_it_has_and_by_what_it_has_not(asked):
    found = [q for q in asked if q.kind is Kind.PARTS and "采取……" in q.stem]
    assert {q.form for q in found} == {Form.SINGLE, Form.MULTIPLE}
    assert {q.key for q in found if q.form is Form.SINGLE} == {("介入",)}


def test_a_sentence_to_judge_has_a_mistake_that_looks_like_the_right_words(asked):
    judged = [q.stem for q in asked if q.form is Form.TRUE_FALSE]
    assert any("手术前一日必须床旁" in stem or "手术当日必须床旁" in stem for stem in judged)
    assert not any("家中，电话畅通" in stem for stem in judged)


@pytest.mark.parametrize(
    ("word", "wrong"),
    [
        ("床旁", ("护士站旁", "治疗室", "病区走廊")),
        ("血袋", ("输血袋套", "输血器", "申请单")),
        ("生理盐水", ("葡萄糖水", "林格液", "蒸馏水")),
    ],
)
def test_what_is_sensible_with_the_mistake_as_well_is_asked_for_among_four_only(monkeypatch, sentences, word, wrong):
    told = next(s for s in sentences if s.text.count(word) == 1 and "护士" in s.text)
    at = told.text.index(word)
    pool = Pool(sentences)

    def asked(*, choice_only: bool) -> list:
        mark = Mark(word, ((0, len(word)),), wrong, choice_only)
        spans = ((at, at + len(word)),)
        monkeypatch.setattr(module, "marked", lambda text: [(spans, mark)] if text == told.text else [])
        gap = next(gap for gap in gaps(told, pool) if gap.answer == word)
        return [*from_gap(gap), *(q for q in claims(sentences, pool) if any(wrong[0] in o for o in q.options))]

    assert {q.form for q in asked(choice_only=False)} > {Form.SINGLE}
    only = asked(choice_only=True)
    assert [q.form for q in only] == [Form.SINGLE] and wrong[0] in only[0].options
