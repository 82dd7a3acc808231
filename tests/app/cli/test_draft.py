"""``duibiao draft``, ``versions``, ``rollback``, ``corrections`` and ``findings``: what a librarian does without the pages."""

import json
import shutil

import pytest

from app.build import publish

TEXT = "关于轮椅管理的通知\n\n一、总则\n\n（一）每周清洁一次。\n\n（四）每月检查一次。\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("draft")
    (folder / "轮椅.txt").write_text(TEXT, encoding="utf-8")
    publish.build(folder / "kb", [folder / "轮椅.txt"])
    return folder / "kb"


@pytest.fixture
def kb(made, tmp_path):
    return shutil.copytree(made, tmp_path / "kb")


def test_prepare_look_publish_compare_and_go_back(typed, kb, write):
    assert typed("draft", "changes", kb=kb)[:2] == (0, "草稿是空的。\n")
    assert typed("draft", "correct", "轮椅管理#一/（一）", "text", "每日清洁一次。", "--by", "王敏", kb=kb)[0] == 0
    code, _, err = typed(
        "draft", "add", write("坏.txt", b""), write("担架.txt", "关于担架管理的通知\n\n一、总则\n\n每班检查。\n"), kb=kb
    )
    assert code == 2 and "坏.txt" in err and "已放进草稿：“关于担架管理的通知”" in err
    (correction, upload) = json.loads(typed("draft", "list", "--json", kb=kb)[1])
    assert (correction["who"], correction["after"], upload["file"]) == ("王敏", "每日清洁一次。", "担架.txt")
    out = typed("draft", "changes", kb=kb)[1]
    assert "原：每周清洁一次。" in out and "新：每日清洁一次。" in out and "新增文件“关于担架管理的通知”" in out
    assert typed("draft", "undo", upload["key"], kb=kb)[0] == 0
    state = json.loads(typed("draft", "changes", "--json", kb=kb)[1])["state"]
    assert "又有改动" in typed("draft", "publish", "--state", "0" * 16, kb=kb)[2]
    assert "已发布第 2 版" in typed("draft", "publish", "--state", state, "--by", "李梅", kb=kb)[2]
    assert "每日清洁一次。" in typed("corrections", kb=kb)[1]
    first = typed("versions", kb=kb)[1].splitlines()[0]
    assert "第 2 版（现在的）" in first and "李梅  发布草稿" in first and "改动“关于轮椅管理的通知”" in first
    assert typed("versions", "轮椅管理", kb=kb)[1].splitlines()[0].startswith("第 2 版起")
    assert (
        "改动  一（一）\n  原：每周清洁一次。\n  新：每日清洁一次。" in typed("versions", "轮椅管理", "--from", "1", kb=kb)[1]
    )
    assert "内容已恢复为第 1 版" in typed("rollback", "1", kb=kb)[2]
    assert "每周清洁一次。" in typed("show", "轮椅管理#一/（一）", kb=kb)[1]
    assert typed("corrections", kb=kb)[1] == "还没有改正。\n"


def test_what_cannot_be_done_is_one_line(typed, kb):
    for command, code in (
        (("versions", "没有"), 1),
        (("versions", "--from", "1"), 2),
        (("rollback", "9"), 1),
        (("draft", "retire", "没有"), 1),
        (("draft", "correct", "轮椅管理", "type", "没有这种"), 2),
        (("draft", "undo", "abc"), 1),
        (("draft", "publish"), 2),
        (("findings", "tick", "abc"), 1),
    ):
        found, out, err = typed(*command, kb=kb)
        assert (found, out, err.count("\n")) == (code, "", 1), command


def test_findings_are_ticked_off_by_name_and_back(typed, kb):
    (one,) = json.loads(typed("findings", "list", "--json", kb=kb)[1])
    assert (one["code"], one["done"]) == ("number_gap", False)
    assert typed("findings", "tick", one["key"], "--by", "王敏", kb=kb)[0] == 0
    assert typed("findings", "list", kb=kb)[1] == "没有待核对的。\n"
    assert "已核对（王敏" in typed("findings", "list", "--all", kb=kb)[1]
    assert "核对待核对项" in typed("audit", kb=kb)[1]
    typed("findings", "untick", one["key"], kb=kb)
    assert one["key"] in typed("findings", "list", kb=kb)[1]


def test_a_document_is_replaced_and_retired_through_the_draft(typed, kb, write):
    new = write("新.txt", TEXT.replace("轮椅", "轮椅平车").replace("每周", "每天"))
    assert typed("draft", "add", new, "--replace", "轮椅管理", kb=kb)[0] == 0
    typed("draft", "publish", kb=kb)
    assert typed("list", "documents", kb=kb)[1] == "轮椅平车管理  关于轮椅平车管理的通知\n"
    assert "每天清洁一次" in typed("show", "轮椅管理#一/（一）", kb=kb)[1]
    typed("draft", "retire", "轮椅平车管理", kb=kb)
    assert "不再有文件“关于轮椅平车管理的通知”" in typed("draft", "changes", kb=kb)[1]
