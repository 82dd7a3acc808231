"""Dates in a question."""

from datetime import date

import pytest

from app.answer.dates import dates


@pytest.mark.parametrize(
    ("text", "of", "first", "last"),
    [
        ("2024年以后发布的标准", "published", "2024-01-01", "9999"),
        ("2024年5月起施行", "effective", "2024-05-01", "9999"),
        ("自2025年1月1日起实施", "effective", "2025-01-01", "2025-01-01"),
        ("2025年元旦实行的", "effective", "2025-01-01", "2025-01-01"),
        ("2018到2020年出台的", "published", "2018-01-01", "2020-12-31"),
        ("2019-2020年印发", "published", "2019-01-01", "2020-12-31"),
        ("2020年以前的", "", "", "2019-12-31"),
        ("2020年及以前公布的", "published", "", "2020-12-31"),
        ("实施日期在2024年之后", "effective", "2024-01-01", "9999"),
        ("去年发的通知", "", "2030-01-01", "2030-12-31"),
        ("近三年出台的", "published", "2028-06-03", "9999"),
    ],
)
def test_a_date_is_read_with_what_is_said_of_it(text, of, first, last):
    (found,) = dates(text, date(2031, 6, 3))
    assert (found.of, found.first, found.last) == (of, first, last)


@pytest.mark.parametrize("text", ["输液 2 小时", "20 年资护士", "注明代替", "7.2 节"])
def test_other_numbers_are_no_dates(text):
    assert not list(dates(text, date(2031, 6, 3)))


@pytest.mark.parametrize(
    ("written", "within"), [("2024", True), ("2024-05", True), ("2024-05-09", True), ("2023-12-31", False), ("", False)]
)
def test_a_document_may_print_its_date_in_part(written, within):
    (found,) = dates("2024年发布", date(2031, 6, 3))
    assert found.holds(written) is within
