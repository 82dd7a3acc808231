"""``duibiao people`` and ``audit``: wrong folders, several files, data that are gone."""

import shutil

import pytest

from app.people import database, questions

HEADER = "name,query,type,level,saved\n"


@pytest.fixture
def folder(kb, tmp_path):
    shutil.copytree(kb, tmp_path / "kb")
    return tmp_path / "kb"


@pytest.mark.parametrize("command", [("people", "check"), ("people", "repair"), ("people", "export", "OUT"), ("audit",)])
def test_a_folder_that_holds_no_base_is_refused_and_left_as_it_is(typed, tmp_path, command):
    empty = tmp_path / "别的文件夹"
    empty.mkdir()
    args = [tmp_path / "out" if arg == "OUT" else arg for arg in command]
    code, out, err = typed(*args, kb=empty)
    assert (code, out) == (2, "") and "知识库不存在" in err
    assert list(empty.iterdir()) == [] and not (tmp_path / "out").exists()


@pytest.mark.parametrize("made", [False, True])
def test_what_needs_a_base_writes_nothing_where_there_is_none(typed, tmp_path, write, made):
    folder, notice = tmp_path / "base", write("一.txt", "关于测试的通知\n\n一、总则\n\n内容。\n")
    if made:
        folder.mkdir()
    for command in (("rebuild",), ("remove", "x"), ("add", notice)):
        assert typed(*command, kb=folder)[0] == 2
        assert list(folder.iterdir()) == [] if made else not folder.exists()


def test_every_file_to_take_in_is_tried_and_each_that_fails_is_one_line(typed, folder, tmp_path, write):
    bad, good = write("坏.csv", "甲,乙\n"), write("好.csv", HEADER + "甲,手卫生,,,\n")
    code, _, err = typed("people", "import", bad, tmp_path / "没有.csv", good, kb=folder)
    lines = err.splitlines()
    assert code == 2 and len(lines) == 3 and "坏.csv" in lines[0] and "没有.csv" in lines[1] and "新收录 1 条" in lines[2]
    with database.reading(folder) as db:
        assert [x.query for x in questions.read(db, "")[0]] == ["手卫生"]


def test_data_of_people_that_are_gone_are_one_warning_and_answers_go_on(typed, folder, caplog):
    (folder / database.FILE).unlink()
    code, out, _ = typed("ask", "哪些标准适用于提高 VTE 规范预防率", kb=folder)
    (line,) = caplog.messages
    assert code == 0 and "适用标准" in out and line.startswith("注意：") and "\n" not in line and "请从备份恢复" in line
    for command in (("people", "check"), ("questions",), ("audit",)):
        code, out, err = typed(*command, kb=folder)
        assert (code, out) == (1, "") and err.count("\n") == 1 and "不见了" in err
    assert typed("people", "repair", kb=folder)[0] == 0 and typed("people", "check", kb=folder)[0] == 0
    caplog.clear()
    assert typed("ask", "VTE", kb=folder)[0] == 0 and caplog.messages == []


def test_emptied_data_of_people_are_damage(typed, folder, caplog):
    (folder / database.FILE).write_bytes(b"")
    assert typed("ask", "VTE", kb=folder)[0] == 0 and "people repair" in caplog.text
    assert typed("people", "check", kb=folder)[0] == 2
