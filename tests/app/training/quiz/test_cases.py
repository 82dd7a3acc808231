"""The file of what happened on wards."""

import pytest

from app.training.quiz.cases import Case, cases
from ingest.errors import DataError


def test_a_line_is_a_case_with_its_mistakes(tmp_path):
    path = tmp_path / "cases.csv"
    path.write_text(
        "core_system,case,wrong,also\n甲制度,某事,乙制度|丙制度,丁制度|戊制度\n甲制度,另事,乙制度,\n", encoding="utf-8"
    )
    one, other = cases(path)
    assert one == Case("甲制度", "某事", ("乙制度", "丙制度"), ("丁制度", "戊制度"))
    assert other == Case("甲制度", "另事", ("乙制度",), ())


def test_a_broken_line_is_told_with_its_number(tmp_path):
    path = tmp_path / "cases.csv"
    path.write_text("core_system,case,wrong,also\n甲制度,某事\n", encoding="utf-8")
    with pytest.raises(DataError, match="应有 4 列"):
        cases(path)


@pytest.mark.parametrize(
    "line", ["甲制度,某事,乙制度|丙制度,丙制度", "甲制度,某事,乙制度,甲制度", "丙制度,某事,甲制度|丁制度,戊制度|丁制度"]
)
def test_what_a_case_breaks_as_well_is_nothing_that_it_surely_does_not_break(tmp_path, line):
    path = tmp_path / "cases.csv"
    path.write_text(f"core_system,case,wrong,also\n{line}\n", encoding="utf-8")
    with pytest.raises(DataError, match="既写在 also"):
        cases(path)
