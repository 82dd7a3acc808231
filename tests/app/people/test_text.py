"""What people write, at the door."""

import pytest

from app.people.text import checked, cleaned, day, tidy
from ingest.errors import QuestionError


@pytest.mark.parametrize("written", ["王敏", "Müller-李", "欧阳·娜娜", "👨‍👩‍👧", "𠮷野", "\ue000生", "=1+1", "名" * 40])
def test_names_as_people_have_them_are_kept(written):
    assert checked(written, "姓名", 40) == written


def test_blanks_tabs_and_line_ends_are_one_space_and_nothing_else_is_changed():
    assert tidy("\u3000甲 \t乙\r\n\u00a0丙 ") == "甲 乙 丙"
    assert tidy("甲\x00乙\x1f丙\x85丁") == "甲\x00乙\x1f丙\x85丁"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("甲\x00", "U+0000"),
        ("甲\x1c乙", "U+001C"),
        ("甲\x85乙", "U+0085"),
        ("甲\x7f", "U+007F"),
        ("\udc80", "U+DC80"),
        ("甲\u2028乙", "U+2028"),
        ("甲\u202e乙", "U+202E"),
        ("甲\uffff", "U+FFFF"),
        ("名" * 41, "41 个字"),
        ("", "没有写姓名"),
        (" \u3000\n", "没有写姓名"),
        ("\u200b\u2060", "没有写姓名"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_one_line(written, told):
    with pytest.raises(QuestionError, match=told.replace("+", r"\+")) as raised:
        checked(written, "姓名", 40)
    assert str(raised.value).isprintable()


def test_what_no_person_typed_is_cleaned_instead():
    assert cleaned("甲\x00乙\ud800\n丙\u202e", 40) == "甲乙 丙"
    assert cleaned("长" * 50, 40) == "长" * 40


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2026/1/31", "2026-01-31"),
        ("2026/01/05 8:30", "2026-01-05 8:30"),
        ("2026-01-31", "2026-01-31"),
        ("", ""),
        ("1/31", "1/31"),
    ],
)
def test_a_day_that_a_spreadsheet_wrote(written, iso):
    assert day(written) == iso
