import pytest

from ingest.shipped.examples import Example, read_folder


@pytest.fixture
def folder(tmp_path):
    def write(text, name="一.csv"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_every_line_is_an_example_and_stands_once(folder):
    examples, problems = read_folder(
        folder("subject,example\n查对制度,药发错了床\n查对制度,药发错了床\n\n会诊制度, 请外科来看 \n")
    )
    assert examples == [Example("查对制度", "药发错了床"), Example("会诊制度", "请外科来看")]
    assert not problems


@pytest.mark.parametrize("line", ["查对制度", "查对制度,", ",药发错了床", "查对制度,药发错了,换了床"])
def test_a_line_that_is_no_example_is_named_and_the_rest_is_read(folder, line):
    examples, problems = read_folder(folder(f"subject,example\n{line}\n会诊制度,请外科来看\n"))
    assert examples == [Example("会诊制度", "请外科来看")]
    assert [p.where for p in problems] == ["一.csv 第 2 行"]


def test_a_table_saved_by_a_spreadsheet_in_its_own_encoding_is_read(tmp_path):
    (tmp_path / "一.csv").write_bytes("subject,example\r\n查对制度,药发错了床\r\n".encode("gb18030"))
    assert read_folder(tmp_path) == ([Example("查对制度", "药发错了床")], [])


def test_a_table_with_another_header_is_named_and_the_other_files_are_read(folder):
    folder("编号,例句\n查对制度,药发错了床\n")
    examples, problems = read_folder(folder("subject,example\n会诊制度,请外科来看\n", "二.csv"))
    assert examples == [Example("会诊制度", "请外科来看")]
    assert [p.where for p in problems] == ["一.csv 第 1 行"]
