import subprocess
import sys

import pytest

from app.base import snapshots
from ingest.errors import BaseError

HOLDS = """
import sys
from pathlib import Path
from app.base import snapshots
with snapshots.locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def another(tmp_path):
    """A process that writes to the base ``tmp_path`` until it is ended."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_who_publishes_while_another_process_does_is_told_so_in_one_line(another, tmp_path, monkeypatch):
    monkeypatch.setattr(snapshots, "_LOCK_SECONDS", 0.1)
    with pytest.raises(BaseError, match="别人正在更新这个知识库") as told, snapshots.locked(tmp_path):
        pass
    assert "请稍后再试" in str(told.value) and "\n" not in str(told.value)


def test_a_killed_process_holds_up_nobody(another, tmp_path, monkeypatch):
    monkeypatch.setattr(snapshots, "_LOCK_SECONDS", 5)
    another.kill()
    another.wait()
    with snapshots.locked(tmp_path):
        pass
