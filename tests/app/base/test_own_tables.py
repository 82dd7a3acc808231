"""The hospital's own tables, kept line by line: what a command does not mean stays as somebody wrote it."""

import pytest

from app.base import own_tables
from ingest.errors import DataError, OutputError
from ingest.shipped.datafiles import records

COLUMNS = ("subject", "example")
TEXT = 'subject,example\n甲,一句\n坏行"x,"\n\n乙,"有,逗号\n和换行"\n丙,没有换行'


def read(folder):
    return own_tables.read(folder, own_tables.EXAMPLES, COLUMNS)


def row(text, subject):
    return next(r for r in records(text) if r.cells[:1] == (subject,))


def test_a_file_that_is_not_there_is_a_header(tmp_path):
    assert read(tmp_path) == "subject,example\n" and not list(tmp_path.iterdir())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_what_a_spreadsheet_saved_is_read_and_written_as_one_opens_it(tmp_path, encoding):
    (tmp_path / "examples.csv").write_bytes(TEXT.encode(encoding))
    own_tables.write(tmp_path, "examples.csv", read(tmp_path))
    assert (tmp_path / "examples.csv").read_bytes() == b"\xef\xbb\xbf" + TEXT.encode("utf-8")


def test_a_row_is_added_replaced_or_removed_and_no_other_line_changes():
    added = own_tables.put(TEXT, ("丁", '引"号,'))
    assert added == TEXT + '\n丁,"引""号,"\n'
    assert own_tables.put(added, ("甲", "另一句"), row(added, "甲")) == added.replace("甲,一句", "甲,另一句")
    assert own_tables.without(added, [row(added, "乙")]) == added.replace('乙,"有,逗号\n和换行"\n', "")


@pytest.mark.parametrize("data", [b"", bytes(range(256)) * 9, b"a,b\n1,2\n", b'"subject,example\n'])
def test_a_file_that_is_no_such_table_is_refused_in_one_line(tmp_path, data):
    (tmp_path / "examples.csv").write_bytes(data)
    with pytest.raises(DataError) as refused:
        read(tmp_path)
    assert "examples.csv" in str(refused.value) and (tmp_path / "examples.csv").read_bytes() == data


def test_lines_that_break_a_rule_do_not_keep_the_table_from_being_changed(tmp_path):
    (tmp_path / "examples.csv").write_text(TEXT, encoding="utf-8")
    assert read(tmp_path) == TEXT


def test_a_file_that_cannot_be_replaced_says_so_and_stays(tmp_path, monkeypatch):
    (tmp_path / "examples.csv").write_text(TEXT, encoding="utf-8")

    def locked(*_):
        raise PermissionError(13, "")

    monkeypatch.setattr("pathlib.Path.replace", locked)
    with pytest.raises(OutputError, match="Excel"):
        own_tables.write(tmp_path, "examples.csv", "x")
    assert [p.name for p in tmp_path.iterdir()] == ["examples.csv"] and read(tmp_path) == TEXT
