"""Places in a draft."""

import pytest

from app.case_work.spans import Span, find
from app.mapping.model import Draft, Passage

DRAFT = Draft(
    "", "", tuple(Passage(t, f"第{n}段", "paragraph") for n, t in enumerate(("甲 WS/T 433-2023 乙", "WS/T 433 丙"), 1))
)


@pytest.mark.parametrize("written", ["1:0-4", "12:34-40"])
def test_a_span_is_read_as_it_was_written(written):
    assert str(Span.parse(written)) == written


@pytest.mark.parametrize("written", ["", "1:2", "-1:0-2", "1:0-2 ", "一:0-1", "1:0-99999999"])
def test_anything_else_is_none(written):
    with pytest.raises(ValueError, match="span"):
        Span.parse(written)


def test_the_characters_of_a_span():
    assert Span(1, 0, 1).of(DRAFT) == "甲"
    assert [span.of(DRAFT) for span in (Span(0, 0, 1), Span(3, 0, 1), Span(1, 5, 99), Span(1, 5, 2))] == [None] * 4


def test_a_number_is_not_found_within_a_longer_one():
    assert find(DRAFT, "WS/T 433") == Span(1, 2, 10) or find(DRAFT, "WS/T 433") == Span(2, 0, 8)
    assert find(DRAFT, "T 43") is None and find(DRAFT, "") is None
    assert find(DRAFT, "WS/T 433", "第2段") == Span(2, 0, 8)
