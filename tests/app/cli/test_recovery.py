"""``duibiao verify``, ``settings`` and ``audit`` as an IT department types them."""

import csv
import hashlib
import io
import json
import shutil
from types import SimpleNamespace

import pytest

from app.base import share
from app.build import publish
from app.cli import server
from app.people import database, questions
from app.people.rights import local_name

ONE = "关于换药室管理的通知\n\n一、总体要求\n\n每月检查一次换药室。\n"


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("recovery")
    (folder / "=一.txt").write_text(ONE, encoding="utf-8")
    publish.build(folder / "kb", [folder / "=一.txt"], who="=王敏")
    return folder / "kb"


@pytest.fixture
def kb(whole, tmp_path):
    return shutil.copytree(whole, tmp_path / "kb")


@pytest.fixture
def run(typed):
    def _run(*args, kb):
        code, out, err = typed(*map(str, args), kb=kb)
        return SimpleNamespace(returncode=code, stdout=out, stderr=err)

    return _run


def test_verify_says_what_is_whole_and_what_is_damaged_and_ends_with_2(run, kb):
    done = run("verify", kb=kb)
    assert done.returncode == 0 and done.stdout.count("完好") == 7 and not done.stderr
    path = kb / "snapshots" / "000001" / "bm25.npz"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    done = run("verify", kb=kb)
    assert done.returncode == 2
    assert "损坏：snapshots/000001/bm25.npz：和发布时不一样" in done.stdout and "duibiao rebuild" in done.stdout
    assert run("verify", kb=kb / "没有").returncode == 2


def test_a_damaged_base_is_made_anew_as_the_line_says(run, kb):
    path = kb / "snapshots" / "000001" / "base.sqlite"
    path.write_bytes(path.read_bytes().replace("每月".encode(), "每年".encode()))
    done = run("ask", "换药室多久检查一次", kb=kb)
    assert done.returncode == 2 and "duibiao rebuild" in done.stderr and "每年" not in done.stdout
    assert run("rebuild", kb=kb).returncode == 0
    assert "每月检查一次换药室" in run("ask", "换药室多久检查一次", kb=kb).stdout


def test_an_anchor_noted_elsewhere_is_compared(run, kb):
    anchor = run("audit", "--anchor", kb=kb).stdout.strip()
    assert run("verify", "--anchor", anchor, kb=kb).returncode == 0
    done = run("verify", "--anchor", "7:" + "0" * 64, kb=kb)
    assert done.returncode == 2 and "操作记录和给出的锚点对不上" in done.stdout
    for written in ("乱写", "9" * 30 + ":" + "0" * 64, "-1:" + "0" * 64, "７:" + "0" * 64):
        assert "读不懂" in run("verify", "--anchor", written, kb=kb).stderr


def test_the_log_is_narrowed_and_written_as_a_table_without_formulas_or_as_json(run, kb, tmp_path):
    run("settings", "versions", "20", kb=kb)
    assert "10 版 → 20 版" in run("audit", kb=kb).stdout
    assert "更改留存设置" not in run("audit", "--person", "=王敏", kb=kb).stdout
    assert run("audit", "--since", "2999-01-01", kb=kb).returncode == 1
    assert "读不懂" in run("audit", "--since", "昨天", kb=kb).stderr
    for name in ("记录.csv", "记录.json"):
        assert run("audit", "-o", tmp_path / name, kb=kb).returncode == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "记录.csv").read_text(encoding="utf-8-sig"))))
    assert {row["who"] for row in rows} >= {"'=王敏"} and rows[0]["after"] == "20 版"
    assert json.loads((tmp_path / "记录.json").read_text(encoding="utf-8"))[0]["before"] == "10 版"
    assert "扩展名" in run("audit", "-o", tmp_path / "记录.doc", kb=kb).stderr


def test_how_long_things_are_kept_is_listed_set_and_goes_with_a_backup(run, kb, tmp_path):
    assert "versions  知识库留存的版数：10 版" in run("settings", kb=kb).stdout
    assert "请写" in run("settings", "versions", "1", kb=kb).stderr
    assert "没有写改为多少" in run("settings", "versions", kb=kb).stderr
    assert run("settings", "versions", "20", kb=kb).returncode == 0
    run("backup", tmp_path / "b.zip", kb=kb)
    run("restore", tmp_path / "b.zip", kb=tmp_path / "new")
    assert "20 版（默认 10 版）" in run("settings", kb=tmp_path / "new").stdout


def test_who_restored_what_from_which_backup_stands_in_the_log(run, kb, tmp_path):
    run("backup", tmp_path / "每日备份.zip", kb=kb)
    before = run("audit", kb=kb).stdout
    run("restore", tmp_path / "每日备份.zip", kb=tmp_path / "new")
    sha256 = hashlib.sha256((tmp_path / "每日备份.zip").read_bytes()).hexdigest()
    line, _, rest = run("audit", kb=tmp_path / "new").stdout.partition("\n")
    assert line.endswith(f"{local_name()}  从备份恢复  每日备份.zip  {sha256[:12]}  （无） → 第 1 版") and rest == before
    (told,) = json.loads(run("audit", "--person", local_name(), "--json", kb=tmp_path / "new").stdout)
    assert (told["action"], told["sha256"]) == ("restore", sha256)
    assert run("verify", kb=tmp_path / "new").returncode == 0 and run("audit", kb=kb).stdout == before


def test_people_data_that_was_damaged_is_named_with_what_to_do(run, kb):
    with database.writing(kb) as db:
        questions.save(db, "王敏", "换药室检查")
    path = kb / "people.sqlite"
    path.write_bytes(path.read_bytes().replace("换药室检查".encode(), "换药室捡查".encode()))
    done = run("verify", kb=kb)
    assert done.returncode == 2 and "people.sqlite" in done.stdout and "people repair" in done.stdout


@pytest.mark.parametrize("command", [["serve"], ["build", "FILE"], ["restore", "BACKUP"], ["verify"]])
def test_a_base_on_a_network_share_is_told_in_one_line(run, kb, tmp_path, monkeypatch, command):
    (tmp_path / "二.txt").write_text(ONE, encoding="utf-8")
    run("backup", tmp_path / "b.zip", kb=kb)
    places = {"FILE": tmp_path / "二.txt", "BACKUP": tmp_path / "b.zip"}
    where = kb if command[0] in ("serve", "verify") else tmp_path / "new"
    monkeypatch.setattr(server, "_run", lambda *_: None)
    monkeypatch.setattr(share, "kind", lambda folder: "nfs4" if folder == where else "")
    done = run(*[places.get(word, word) for word in command], kb=where)
    assert done.returncode == 0
    (line,) = (one for one in (done.stdout + done.stderr).splitlines() if "网络共享" in one)
    assert line.startswith("注意：") and "（nfs4）" in line and "本机磁盘" in line
    monkeypatch.setattr(share, "kind", lambda _: "")
    assert "网络共享" not in run("verify", kb=where).stdout
