"""Where a command cannot read or write, one line says so; nothing is lost."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.build import sources

LONG = "长" * 300


@pytest.fixture(params=[("report",), ("graph", "WS/T 433-2023"), ("crosswalk",)])
def writing(request, opened):
    """A command that writes a file, without the file."""
    if request.param[0] == "crosswalk":
        pair = [d.id for d in opened.documents.values() if d.doctype == "plan"][:2]
        return ("crosswalk", *pair), ".csv"
    return request.param, ".html"


def test_a_file_that_cannot_be_written_is_one_line(typed, kb, tmp_path, writing):
    args, suffix = writing
    (tmp_path / f"夹{suffix}").mkdir()
    (tmp_path / "文件").touch()
    for path in (
        f"/没有这个文件夹/x{suffix}",
        tmp_path / f"夹{suffix}",
        tmp_path / "文件" / f"x{suffix}",
        tmp_path / (LONG + suffix),
    ):
        code, out, err = typed(*args, "-o", path, kb=kb)
        assert (
            (code, out, err.count("\n")) == (2, "", 1) and err.startswith(f"错误：{path}：写不进去（") and "换一个位置" in err
        )


def test_an_unknown_extension_is_one_line_and_writes_nothing(typed, kb, tmp_path, writing):
    code, out, err = typed(*writing[0], "-o", tmp_path / "x.pdf", kb=kb)
    assert (code, out, err.count("\n")) == (2, "", 1) and str(tmp_path / "x.pdf") in err and writing[1] in err
    assert not list(tmp_path.iterdir())


def test_what_is_written_is_told(typed, kb, tmp_path, writing):
    code, out, err = typed(*writing[0], "-o", tmp_path / f"表{writing[1]}", kb=kb)
    assert (code, out) == (0, "") and f"已写入 {tmp_path / '表'}" in err
    assert [p.name for p in tmp_path.iterdir()] == [f"表{writing[1]}"]


def test_a_path_between_two_things_is_no_file(typed, kb, tmp_path):
    code, out, err = typed("graph", "目标三", "--to", "WS/T 433-2023", "-o", tmp_path / "x.html", kb=kb)
    assert (code, out, err.count("\n")) == (2, "", 1) and "--to 和 -o" in err and not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", [("build",), ("eval",), ("terms", "check")])
def test_a_file_that_cannot_be_read_is_one_line(typed, tmp_path, command):
    for path in (tmp_path / "无.txt", tmp_path / (LONG + ".txt"), tmp_path):
        kb = () if command[0] == "terms" else ("--kb", tmp_path / "kb")
        code, out, err = typed(*command, path, *kb)
        assert (code, out) == (2, "") and err.startswith("错误：") and err.count("\n") == (2 if command[0] == "terms" else 1)


READERS = [("build",), ("add",), ("eval",), ("people", "import"), ("terms", "check")]


@pytest.mark.parametrize("command", READERS)
@pytest.mark.parametrize(
    ("make", "said"),
    [
        (os.mkfifo, "不是普通文件"),
        (lambda path: path.symlink_to("/dev/zero"), "不是普通文件"),
        (lambda path: os.truncate(os.open(path, os.O_CREAT | os.O_RDWR), 6 << 30), "6144 MB"),
        (lambda path: None, "文件不存在"),
    ],
)
def test_a_file_that_no_reader_takes_is_one_line_with_its_folder(typed, kb, tmp_path, command, make, said):
    make(tmp_path / "题.txt")
    (tmp_path / "kb").symlink_to(kb)
    code, out, err = typed(*command, tmp_path / "题.txt", kb=None if command[0] == "terms" else tmp_path / "kb")
    told = err.removesuffix("共 1 处问题\n")
    assert (code, out, told.count("\n")) == (2, "", 1) and said in told and f"{tmp_path / '题.txt'}：" in told


def test_a_file_without_permission_does_not_stop_the_others(tmp_path, write):
    (tmp_path / "甲.md").write_text("# 甲的管理办法\n\n## 一、要求\n\n每天检查一次换药室。\n", encoding="utf-8")
    write("乙.md", "# 乙的管理办法\n\n## 一、要求\n\n每天检查一次轮椅。\n".encode())
    for path in (*tmp_path.parents, tmp_path):
        if path.is_relative_to("/tmp") and path != Path("/tmp"):
            path.chmod(0o755)
    (tmp_path / "甲.md").chmod(0)
    files = [str(tmp_path / "甲.md"), str(next(tmp_path.rglob("乙.md")))]
    command = [sys.executable, "-m", "app.cli", "build", *files, "--kb", str(tmp_path / "kb")]
    if os.getuid() == 0:
        command = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", *command] if shutil.which("setpriv") else command
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        pytest.skip("nothing is forbidden to this user")
    first, *others = done.stderr.splitlines()
    assert done.returncode == 2
    assert first.startswith("错误：") and "甲.md：文件读不出来（没有权限）。请检查权限" in first and "--help" not in first
    assert any("文件 1 份" in line for line in others)


def test_what_may_not_be_read_in_a_folder_is_a_line_each_and_the_rest_goes_in(tmp_path):
    folder = tmp_path / "资料"
    (folder / "锁住").mkdir(parents=True)
    for name in ("甲.md", "锁住/丁.md", "乙.md"):
        (folder / name).write_text(f"# {Path(name).stem}的管理办法\n\n## 一、要求\n\n每天检查一次轮椅。\n", encoding="utf-8")
    (folder / "甲.md").chmod(0)
    (folder / "锁住").chmod(0)
    command = [sys.executable, "-m", "app.cli", "build", str(folder), "--kb", str(tmp_path / "kb")]
    if os.getuid() == 0:
        command = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", *command] if shutil.which("setpriv") else command
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    (folder / "锁住").chmod(0o755)
    if done.returncode == 0:
        pytest.skip("nothing is forbidden to this user")
    told = [line for line in done.stderr.splitlines() if line.startswith("错误：")]
    assert done.returncode == 2 and len(told) == 2
    assert any("锁住：文件夹读不出来（没有权限），已跳过" in line for line in told)
    assert any("甲.md：文件读不出来（没有权限）" in line for line in told)
    assert "文件 1 份" in done.stdout + done.stderr


@pytest.mark.parametrize("command", [("add",), ("build",), ("draft", "add")])
@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_name_is_told_and_takes_nothing_of_the_current_folder(typed, tmp_path, monkeypatch, command, name):
    (tmp_path / "甲.md").write_text("# 甲\n\n一、检查\n\n每月检查。\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    code, out, err = typed(*command, name, kb=tmp_path / "kb")
    assert (code, out, err.count("\n")) == (2, "", 1) and "文件名是空的" in err and not (tmp_path / "kb").exists()


def test_whatever_else_a_folder_holds_is_named(typed, tmp_path):
    folder = tmp_path / "资料"
    folder.mkdir()
    os.mkfifo(folder / "管道.md")
    (folder / "断的.md").symlink_to(tmp_path / "没有")
    (folder / "夹").symlink_to(tmp_path)
    (folder / "无扩展名").touch()
    report = []
    assert not sources.read([folder], report, sources.quiet)
    skipped = {line.where: line.what for line in report}
    assert skipped == {
        str(folder / "管道.md"): "这不是普通文件，是管道、设备或失效的链接，已跳过",
        str(folder / "断的.md"): "这不是普通文件，是管道、设备或失效的链接，已跳过",
        str(folder / "夹"): "这是指向文件夹的链接，已跳过",
        str(folder / "无扩展名"): "还不支持没有扩展名的文件，已跳过",
    }


@pytest.mark.parametrize("command", [("ask", "手卫生"), ("build",), ("questions",), ("links", "review"), ("serve",)])
def test_a_base_in_a_place_that_cannot_be_is_one_line(typed, tmp_path, command):
    (tmp_path / "文件").touch()
    for folder in (tmp_path / LONG, tmp_path / "文件", tmp_path / "文件" / "kb", " "):
        code, out, err = typed(*command, kb=folder)
        assert (code, out, err.count("\n")) == (2, "", 1) and err.startswith("错误：")


def test_an_empty_kb_is_no_base_in_the_working_directory(typed, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, _, err = typed("build", "--kb", "")
    assert code == 2 and "--kb 后面是空的" in err and not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        (sqlite3.OperationalError("unable to open database file"), "权限"),
        (sqlite3.OperationalError("database or disk is full"), "磁盘"),
        (sqlite3.DatabaseError("database disk image is malformed"), "duibiao verify"),
        (PermissionError(13, "Permission denied", "/数据/x"), "/数据/x：没有权限"),
    ],
)
def test_looking_for_damage_is_advised_for_damage_alone(typed, kb, monkeypatch, error, advice):
    def failing(_kb):
        raise error

    monkeypatch.setattr("app.base.knowledge.Knowledge.open", failing)
    code, out, err = typed("ask", "手卫生", kb=kb)
    assert (code, out, err.count("\n")) == (2, "", 1) and advice in err
    assert ("verify" in err) == (advice == "duibiao verify") and "build" not in err


def shell(line, kb):
    """What bash makes of a line in which ``duibiao`` is the command line."""
    command = f"{sys.executable} -m app.cli"
    script = line.replace("duibiao", command)
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, check=False, env=os.environ | {"DUIBIAO_KB": str(kb)}
    )
    return done.returncode, done.stdout, done.stderr


def test_output_that_nobody_reads_on_ends_quietly(kb):
    code, out, err = shell("duibiao list clauses | head -1; exit ${PIPESTATUS[0]}", kb)
    assert (code, out.count("\n"), err) == (0, 1, "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a device that is always full")
def test_a_full_disk_on_stdout_is_one_line(kb):
    assert shell("duibiao list clauses > /dev/full", kb) == (2, "", "错误：写不出来（磁盘已满）。请检查磁盘空间\n")


def test_closed_streams_do_no_harm(kb):
    assert shell("duibiao list documents >&- 2>&-", kb) == (0, "", "")


def test_ctrl_c_ends_a_build_quietly_and_leaves_the_base(kb, tmp_path):
    shutil.copytree(kb, tmp_path / "kb")
    before = (tmp_path / "kb" / "CURRENT").read_text(encoding="utf-8")
    code = (  # what runs the tests in the background may have its children ignore SIGINT
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\nfrom app.cli.__main__ import main; main()"
    )
    command = [sys.executable, "-c", code, "build", "--kb", str(tmp_path / "kb")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while process.poll() is None and not list((tmp_path / "kb" / "snapshots").glob(".new-*")):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    assert (process.communicate()[1], process.returncode) == ("已中断，知识库保持原样\n", 130)
    assert (tmp_path / "kb" / "CURRENT").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    "command",
    [
        ["show", "\udcff"],
        ["show", "\udcff#一"],
        ["graph", "\udcff"],
        ["links", "review", "--about", "\udcff"],
        ["crosswalk", "\udcff", "\udcff"],
        ["search", "输液\udcff", "--json"],
        ["search", "--like", "\udcff", "--json"],
        ["ask", "输液\udcff", "--json"],
        ["remove", "\udcff"],
        ["list", "\udcff"],
        ["terms", "complete", "\udcff"],
    ],
)
def test_an_argument_that_is_no_utf_8_is_answered_like_any_other(typed, kb, command):
    code, out, err = typed(*command, kb=kb)
    assert code in (0, 1, 2) and "Traceback" not in err and (out or err)


def test_a_control_character_of_a_name_or_a_question_never_reaches_the_terminal(typed, kb, tmp_path):
    (tmp_path / "\x1b[31m红\x9b\u202e.xyz").touch()
    _, _, err = typed("build", tmp_path, kb=tmp_path / "kb")
    assert "\\u001b[31m红\\u009b\\u202e.xyz" in err and not {"\x1b", "\x9b", "\u202e"} & set(err)
    _, out, err = typed("ask", "手卫生\x1b[31m\x9b", "--json", kb=kb)
    assert "U+001B" in err and not {"\x1b", "\x9b"} & set(out + err)


def test_what_was_written_is_told_as_the_format_counts_it(typed, kb, opened, tmp_path):
    pair = [d.id for d in opened.documents.values() if d.doctype == "plan"][:2]
    _, _, err = typed("crosswalk", *pair, "-o", tmp_path / "对照.csv", kb=kb)
    lines = (tmp_path / "对照.csv").read_text(encoding="utf-8").splitlines()
    assert err.endswith(f"：{len(lines) - 1} 行\n")
    _, _, err = typed("crosswalk", *pair, "-o", tmp_path / "对照.jsonld", kb=kb)
    units = json.loads((tmp_path / "对照.jsonld").read_text(encoding="utf-8"))["@graph"]
    mapped = sum(len(found) for unit in units for key, found in unit.items() if key.startswith("skos:") and "Match" in key)
    assert err.endswith(f"：{len(units)} 项，{mapped} 条对应关系\n")
