"""Numbers that word processors, browsers and slides write by themselves."""

import pytest

from ingest.numbering.counters import css_marker, slide_marker, written


@pytest.mark.parametrize(
    ("count", "form", "printed"),
    [
        (10, "chineseCounting", "十"),
        (21, "chineseCounting", "二十一"),
        (101, "chineseCountingThousand", "一百零一"),
        (110, "chineseCountingThousand", "一百一十"),
        (1001, "chineseCountingThousand", "一千零一"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (0, "chineseCounting", "零"),
        (27, "lowerLetter", "aa"),
        (14, "lowerRoman", "xiv"),
        (21, "decimalEnclosedCircle", "21"),
        (7, "001", "007"),
        (10**8, "upperRoman", "100000000"),
        (-1, "lowerLetter", "-1"),
        (105, "ideographDigital", "一〇五"),
        (5, "somethingNew", "5"),
    ],
)
def test_numbers_in_every_form(count, form, printed):
    assert written(count, form) == printed


@pytest.mark.parametrize(
    ("style", "number", "printed"),
    [
        ("decimal", 3, "3."),
        ("lower-roman", 4, "iv."),
        ("A", 2, "B."),
        ("cjk-ideographic", 12, "十二、"),
        ("simp-chinese-formal", 12, "壹拾贰、"),
        ("cjk-heavenly-stem", 3, "丙、"),
        ("disc", 3, ""),
        ("unheard-of", 3, "3."),
    ],
)
def test_lists_of_web_pages(style, number, printed):
    assert css_marker(style, number) == printed


@pytest.mark.parametrize(
    ("scheme", "number", "printed"),
    [
        ("arabicPeriod", 3, "3."),
        ("arabicParenBoth", 3, "(3)"),
        ("alphaLcParenR", 3, "c)"),
        ("romanUcPeriod", 4, "IV."),
        ("ea1ChsPeriod", 21, "二十一."),
        ("circleNumWdWhitePlain", 7, "⑦"),
    ],
)
def test_lists_of_slides(scheme, number, printed):
    assert slide_marker(scheme, number) == printed
