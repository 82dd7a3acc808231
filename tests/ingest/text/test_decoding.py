import os

import pytest

from ingest.errors import SourceError
from ingest.pipeline import ingest

TEXT = "关于做好换药室管理的通知\n\n一、总体要求\n\n各科室每月检查一次换药室的管理工作，并把结果报护理部。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_usual_encoding_gives_the_same_clauses(write, encoding):
    parsed = ingest(write("通知.txt", TEXT.encode(encoding)))
    assert [c.text for c in parsed.clauses] == ["各科室每月检查一次换药室的管理工作，并把结果报护理部。"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("空.txt", b"", "空的"),
        ("空白.md", b" \n\n ", "空的"),
        ("图.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "二进制"),
        ("声.txt", bytes(range(1, 9)) * 500, "二进制"),
        ("乱.txt", b"\xff\xfe\x00", "编码"),
        ("a.xyz", b"PK", "不支持"),
        ("没有扩展名", b"x", "还不支持没有扩展名的文件"),
        ("制度.zip", b"PK", "先解压"),
        ("制度.RAR", b"Rar!", "先解压"),
        ("头.md", "---\ntitle: [x\n---\n正文。".encode(), "第 2 行"),
        ("头2.md", "---\ntitle: x\n正文。".encode(), "没有结束"),
        ("头3.md", "---\ntype: x\n---\n正文。".encode(), "type"),
    ],
)
def test_bad_files_get_one_line_that_says_what_and_where(write, name, content, says):
    with pytest.raises(SourceError) as caught:
        ingest(write(name, content))
    assert says in str(caught.value)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_over_the_limit_is_not_read(write, monkeypatch):
    monkeypatch.setattr("ingest.text.decoding.MAX_BYTES", 1_048_576)
    with pytest.raises(SourceError, match="上限"):
        ingest(write("大.txt", b"x" * 2_097_152))


@pytest.mark.parametrize("lead", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_a_pipe_or_a_device_is_never_waited_for(tmp_path, lead):
    lead(tmp_path / "管道.txt")
    with pytest.raises(SourceError, match="不是普通文件"):
        ingest(tmp_path / "管道.txt")


def test_a_missing_file_and_a_folder(tmp_path):
    with pytest.raises(SourceError, match="不存在"):
        ingest(tmp_path / "无.txt")
    (tmp_path / "夹.txt").mkdir()
    with pytest.raises(SourceError, match="文件夹"):
        ingest(tmp_path / "夹.txt")


RULES = "{}\n第一条　各病区每周检查。\n第二条　护士长签名。\n"


@pytest.mark.parametrize("title", ["藥品管理規範", "醫療廢棄物處理辦法", "護理部會議紀要"])
def test_text_in_big5_is_read_as_such(write, title):
    text = f"{title}\n第一條 各單位應當每月檢查一次。\n第二條 護理人員應當洗手。\n"
    assert ingest(write("規範.txt", text.encode("big5"))).document.title == title


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (RULES.format("值夜班制度").encode("gb18030") + b"\xff\n", "第 4 行"),
        (RULES.format("值夜班制度").encode().replace("检".encode(), b"\xe6\xa3"), "第 2 行"),
        (RULES.format("值夜班制度").encode("gb18030").replace("周".encode("gb18030"), b"\xff"), "第 2 行"),
    ],
)
def test_a_bad_byte_is_a_finding_that_names_its_line(write, data, line):
    parsed = ingest(write("制度.txt", data))
    assert [c.path[0] for c in parsed.clauses] == ["第一条", "第二条"]
    assert [f.text[:5] for f in parsed.findings if f.code == "bad_bytes"] == [line]


@pytest.mark.parametrize("control", [b"\0", b"\x07", b"\x1b", b"\x1a"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_control_character_is_a_bad_byte(write, control, encoding):
    data = RULES.format("值夜班制度").encode(encoding).replace("周".encode(encoding), control)
    parsed = ingest(write("制度.txt", data))
    assert [c.path[0] for c in parsed.clauses] == ["第一条", "第二条"]
    assert [f.text[:5] for f in parsed.findings if f.code == "bad_bytes"] == ["第 2 行"]


@pytest.mark.parametrize("end", [b"\x1a", b"\0\0", b"\x1a\0"])
def test_what_old_programs_write_behind_the_end_is_no_text(write, end):
    parsed = ingest(write("制度.txt", RULES.format("值夜班制度").encode("gb18030") + end))
    assert (len(parsed.clauses), parsed.findings) == (2, ())


def test_many_bad_bytes_are_refused(write):
    with pytest.raises(SourceError, match="编码"):
        ingest(write("坏.txt", ("值班制度" * 20).encode("gb18030") + b"\xff\xfe\xff" * 9))
