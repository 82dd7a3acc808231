"""Files that would take the process, or keep it for ever: one line each, the next file is read, and nothing is left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from ingest.draft import Job
from ingest.errors import SourceError
from ingest.worker.asking import ParsingWorker
from ingest.worker.limits import Limits
from tests.render.hostile import form_that_draws_itself
from tests.render.small import SMALL

MB = 1024 * 1024


def _read(worker, name, data, job=None):
    return worker.ingest(data, Path(name), job or Job(workers=1))


@pytest.fixture(autouse=True)
def others(monkeypatch):
    """What other tests of this process keep running, a browser or a server, is not counted and not killed."""
    monkeypatch.setattr(sys.modules[__name__], "OTHERS", {p.pid for p in psutil.Process().children()})


OTHERS: set[int] = set()


def _descendants():
    own = [p for p in psutil.Process().children() if p.pid not in OTHERS]
    return {p.pid for one in own for p in (one, *one.children(recursive=True))}


@pytest.mark.parametrize("form", sorted(SMALL))
def test_every_format_is_read_as_it_is_without_the_worker(form):
    from ingest.pipeline import ingest_bytes

    data, name = SMALL[form](), f"文件.{form}"
    with ParsingWorker() as worker:
        assert _read(worker, name, data) == ingest_bytes(data, Path(name))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("limits", "told"), [(Limits(memory=300 * MB, step=60), "内存"), (Limits(memory=3000 * MB, step=4.0), "秒还没有进展")]
)
def test_a_file_beyond_the_limits_is_one_line_and_the_next_one_is_read(limits, told):
    with ParsingWorker(limits) as worker:
        with pytest.raises(SourceError, match=told) as caught:
            _read(worker, "自画.pdf", form_that_draws_itself())
        assert str(caught.value).startswith("自画.pdf：读")
        assert _read(worker, "下一份.docx", SMALL["docx"]()).clauses


def test_one_process_reads_many_files_and_is_gone_afterwards(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with ParsingWorker() as worker:
        seen = set()
        for _ in range(3):
            _read(worker, "甲.docx", SMALL["docx"]())
            seen |= _descendants()
        assert len(seen) == 1
    assert not _descendants() and not list(tmp_path.iterdir())


def test_a_process_that_is_killed_is_one_line(tmp_path):
    def kill(_done, _total):
        for pid in _descendants():
            os.kill(pid, signal.SIGKILL)

    with ParsingWorker() as worker:
        with pytest.raises(SourceError, match="中断"):
            _read(worker, "自画.pdf", form_that_draws_itself(), Job(workers=1, pages=kill))
        assert _read(worker, "下一份.pdf", SMALL["pdf"]()).clauses


def test_a_person_can_stop_within_a_page():
    told = []

    def stop(done, total):
        told.append((done, total))
        if len(told) > 1:
            raise KeyboardInterrupt

    with ParsingWorker(Limits(memory=3000 * MB)) as worker, pytest.raises(KeyboardInterrupt):
        _read(worker, "自画.pdf", form_that_draws_itself(), Job(workers=1, pages=stop))
    assert told == [(0, 1), (0, 1)] and not _descendants()


def test_small_texts_start_no_process():
    with ParsingWorker() as worker:
        _read(worker, "甲.md", "# 制度\n\n一、总则\n".encode())
        assert not _descendants()


def test_what_a_parser_tells_in_three_parts_arrives_in_three_parts():
    with ParsingWorker() as worker, pytest.raises(SourceError) as caught:
        _read(worker, "坏.docx", b"PK\x03\x04 no package")
    assert (caught.value.where, bool(caught.value.what), bool(caught.value.todo)) == ("坏.docx", True, True)


_ADDS = """
import sys
from pathlib import Path
from ingest.draft import Job
from ingest.worker.asking import ParsingWorker
with ParsingWorker() as worker:
    worker.ingest(Path(sys.argv[1]).read_bytes(), Path(sys.argv[1]), Job())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for LibreOffice")
@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_conversion_leaves_no_program_and_no_copy(tmp_path, write, sent):
    """The program that stands in for LibreOffice starts another, as LibreOffice does."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "tmp").mkdir()
    program = tmp_path / "bin" / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 300 &\necho $! > {tmp_path}/inner\nwait\n", encoding="utf-8")
    program.chmod(0o755)
    old = write("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le"))
    environment = os.environ | {"PATH": f"{program.parent}:{os.environ['PATH']}", "TMPDIR": str(tmp_path / "tmp")}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    with subprocess.Popen([sys.executable, "-c", _ADDS, str(old)], env=environment, stderr=subprocess.DEVNULL) as adding:
        _until(lambda: (tmp_path / "inner").is_file() and (tmp_path / "inner").read_text().strip())
        inner = int((tmp_path / "inner").read_text())
        adding.send_signal(sent)
    _until(lambda: not _alive(inner))
    _until(lambda: not list((tmp_path / "tmp").iterdir()))


def _alive(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _until(holds):
    for _ in range(400):
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError("not within twenty seconds")
