"""Glyphs that stand on top of each other are not read alternately."""

import pytest

from ingest.layout.glyphs import rows, segments
from ingest.layout.page import Word

SIZE = 11.0


def text(written, x, top=100.0):
    return [Word(ch, x + SIZE * i, top, x + SIZE * (i + 1), top + SIZE, SIZE) for i, ch in enumerate(written)]


@pytest.mark.parametrize("over", [20.0, 31.0, 44.0])
@pytest.mark.parametrize("turned", [False, True], ids=["wide cell first", "narrow cell first"])
def test_the_text_of_a_narrow_cell_and_that_of_the_next_one(over, turned):
    wide, narrow = text("床护比不低于一比零点四", 60), text("十分", 60 + 11 * SIZE - over, 101.0)
    chars = [*narrow, *wide] if turned else [*wide, *narrow]
    (row,) = rows(chars)
    assert [word.text for word in segments(row)] == ["床护比不低于一比零点四", "十分"]


def test_a_number_in_a_circle_is_one_with_it():
    circle = Word("○", 60, 100, 71, 111, SIZE)
    (row,) = rows([circle, Word("1", 63, 101, 68, 110, 9.0), *text("查对", 75)])
    assert [word.text for word in segments(row)] == ["○1查对"]


def test_text_in_the_order_of_another_file_is_read_from_left_to_right():
    (row,) = rows([*text("查对", 90), *text("每日", 60)])
    assert "".join(char.text for char in row) == "每日查对"
