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
        ("头.md", "---\ntitle: [x\n---\n正文。".encode(), "第 2 行"),
        ("头2.md", "---\ntitle: x\n正文。".encode(), "没有结束"),
        ("头3.md", "---\n作者: x\n---\n正文。".encode(), "作者"),
        ("列.csv", "甲,乙\n1,2\n".encode(), "缺少能识别的列"),
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
