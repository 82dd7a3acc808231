"""Numerals, written and read."""

import re

import pytest

from ingest import numerals
from ingest.numerals import chinese_to_int, figures_to_int, int_to_chinese, int_to_roman, letter_to_int, roman_to_int


@pytest.mark.parametrize(
    ("text", "number"),
    [("十", 10), ("十八", 18), ("二十一", 21), ("一百零五", 105), ("一百十", 110), ("两百", 200), ("百", 100), ("一〇一", 101),
     ("二〇二四", 2024), ("23", 23), ("２３", 23)],
)  # fmt: skip
def test_chinese_numerals_are_read(text, number):
    assert chinese_to_int(text) == number


@pytest.mark.parametrize("text", ["", "甲", "1a", "十a", "①"])
def test_what_is_no_chinese_numeral(text):
    with pytest.raises(ValueError, match="not a Chinese numeral"):
        chinese_to_int(text)


@pytest.mark.parametrize("text", ["", "IIII", "VX", "IC", "iv", "A", "0"])
def test_what_is_no_roman_numeral(text):
    with pytest.raises(ValueError, match="not a Roman numeral"):
        roman_to_int(text)


def test_what_is_written_is_read_as_the_same_number():
    assert [chinese_to_int(int_to_chinese(n)) for n in range(10_000)] == list(range(10_000))
    assert [chinese_to_int(numerals.int_to_digits(n)) for n in range(10_000)] == list(range(10_000))
    assert [roman_to_int(int_to_roman(n)) for n in range(1, 4000)] == list(range(1, 4000))
    assert [figures_to_int(numerals.int_to_circled(n)) for n in range(1, 21)] == list(range(1, 21))
    assert [figures_to_int(numerals.int_to_full_width(n)) for n in range(100)] == list(range(100))
    assert [letter_to_int(numerals.int_to_letters(n)) for n in range(1, 27)] == list(range(1, 27))


@pytest.mark.parametrize(
    ("write", "beyond"),
    [
        (int_to_chinese, (-1, 10_000)),
        (numerals.int_to_formal, (-1, 10_000)),
        (int_to_roman, (-1, 0, 4000)),
        (numerals.int_to_letters, (-1, 0, 781)),
        (numerals.int_to_circled, (-1, 0, 21)),
    ],
)
def test_what_a_system_cannot_write_is_in_figures(write, beyond):
    assert [write(n) for n in beyond] == [str(n) for n in beyond]


def test_patterns_match_what_is_written():
    assert all(re.fullmatch(numerals.CHINESE, int_to_chinese(n)) for n in range(10_000))
    assert all(re.fullmatch(numerals.CIRCLED_NUMBER, numerals.int_to_circled(n)) for n in range(1, 21))
    assert all(re.fullmatch(numerals.ROMAN_LETTER + "+", int_to_roman(n)) for n in range(1, 40))
