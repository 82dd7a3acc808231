"""The file of what happened on wards."""

import pytest

from app.training.quiz.cases import Case, cases
from ingest.errors import DataError


def test_a_line_is_a_case_with_its_mistakes(tmp_path):
    path = tmp_path / "cases.csv"
    path.write_text("core_system,case,wrong\n甲制度,某事,乙制度|丙制度|丁制度\n", encoding="utf-8")
    assert cases(path) == (Case("甲制度", "某事", ("乙制度", "丙制度", "丁制度")),)


def test_a_broken_line_is_told_with_its_number(tmp_path):
    path = tmp_path / "cases.csv"
    path.write_text("core_system,case,wrong\n甲制度,某事\n", encoding="utf-8")
    with pytest.raises(DataError, match="应有 3 列"):
        cases(path)
