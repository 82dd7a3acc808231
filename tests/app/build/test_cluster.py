"""Parsing and encoding on a Ray cluster of two processes: the base is the one that a single computer builds."""

import contextlib
import os
import sqlite3
import subprocess
import sys

import pytest

from app.base import snapshots
from app.build import publish
from ingest import cluster
from ingest.errors import WorkerError
from tests.render.small import SMALL

ray = pytest.importorskip("ray", reason="the extra ray is not installed")

RULE = "关于{0}管理的通知\n\n" + "\n\n".join(f"{n}、第{n}项要求\n\n{{0}}第{n}号每{n}天检查一次。" for n in "一二三四五六七八九")
CLUSTER = """
import sys, ray
ray.init(address="local", num_cpus=2, object_store_memory=100_000_000, log_to_driver=False)
from app.cli.__main__ import main
main()
"""


def built_on_cluster(kb, files):
    """What ``duibiao build`` prints in a process that has a cluster of two workers."""
    environment = os.environ | {"DUIBIAO_RAY": "local", "RAY_USAGE_STATS_ENABLED": "0"}
    command = [sys.executable, "-W", "ignore", "-c", CLUSTER, "build", *map(str, files), "--kb", str(kb)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=600)


def stored(file):
    """The bytes of a store, without those that cannot be the same twice: when the lines of its audit log were written."""
    db = sqlite3.connect(":memory:")
    with contextlib.closing(db):
        db.deserialize(file.read_bytes())
        db.execute("UPDATE audit SET time = '2026-01-01T00:00:00.000+00:00'")
        db.commit()
        return db.serialize()


def test_the_base_is_the_same_byte_for_byte(tmp_path):
    files = tmp_path / "文件"
    files.mkdir()
    for number in range(8):
        (files / f"{number:02}.txt").write_text(RULE.format(f"{number}号推车"), encoding="utf-8")
    for ending in ("docx", "xlsx"):
        (files / f"另.{ending}").write_bytes(SMALL[ending]())
    (files / "坏.pdf").write_bytes(b"%PDF-1.7 nothing")
    one = publish.build(tmp_path / "一", [files])
    told = built_on_cluster(tmp_path / "多", [files])
    assert [str(error) for error in one.errors] and all(str(error) in told.stderr + told.stdout for error in one.errors)
    here, there = (snapshots.current(tmp_path / name).folder for name in ("一", "多"))
    for name in snapshots.FILES:
        made = [(folder / name).read_bytes() if name != snapshots.STORE else stored(folder / name) for folder in (here, there)]
        assert made[0] == made[1], name


def test_a_cluster_that_is_not_there_is_one_line(monkeypatch):
    monkeypatch.setenv(cluster.RAY, "127.0.0.1:1")
    monkeypatch.setattr(ray, "is_initialized", lambda: False)
    monkeypatch.setattr(ray, "init", lambda **_: (_ for _ in ()).throw(ConnectionError("no\ncluster")))
    with pytest.raises(WorkerError, match=r"127\.0\.0\.1:1.*DUIBIAO_RAY"):
        list(cluster.spread(lambda: str, [1]))


def test_without_the_library_the_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(WorkerError, match="pip install"):
        list(cluster.spread(lambda: str, [1]))
