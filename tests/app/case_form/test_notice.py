import shutil
from datetime import date

import pytest

from app.case_form.case import Case
from app.case_form.notice import latest
from corpus import CORPUS
from ingest.errors import DataError


def test_the_shipped_notice_has_a_field_for_every_part_of_a_case():
    notice = latest()
    assert {field.key for field in notice.fields} == {*Case.__slots__} - {"file"}
    assert (notice.size, notice.line, notice.pages, notice.deadline) == (14, 24, 10, date(2026, 9, 1))


def test_next_years_notice_is_a_line_of_data(tmp_path):
    folder = tmp_path / "notices"
    shutil.copytree(CORPUS / "notices", folder)
    with (folder / "notices.csv").open("a", encoding="utf-8") as file:
        file.write("next,明年的征集表,2027-08-01,12,14,24,否\n")
    assert (latest(folder).form, latest(folder).pages) == ("明年的征集表", 12)


def test_a_wrong_date_is_told(tmp_path):
    folder = tmp_path / "notices"
    shutil.copytree(CORPUS / "notices", folder)
    with (folder / "notices.csv").open("a", encoding="utf-8") as file:
        file.write("next,表,明年,12,14,24,否\n")
    with pytest.raises(DataError, match="第 3 行"):
        latest(folder)
