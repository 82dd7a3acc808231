"""The log file: what goes in, what is put aside when it is full, and what is said when it cannot be written."""

import logging

import pytest

from app.server import journal
from app.server.watch import ACCESS
from ingest.errors import OutputError


@pytest.fixture
def begun(tmp_path):
    """Start a log in a new folder; afterwards the process logs as before."""
    root, level = logging.getLogger(), ACCESS.level
    before = list(root.handlers)

    def _begun(file=tmp_path / "logs" / "web.log"):
        journal.write_to(file)
        return file

    yield _begun
    for handler in set(root.handlers) - set(before):
        for logger in (root, *logging.Logger.manager.loggerDict.values()):
            if isinstance(logger, logging.Logger):
                logger.removeHandler(handler)
        handler.close()
    ACCESS.setLevel(level)


def test_requests_and_warnings_go_in_and_chatter_does_not(begun):
    logging.getLogger("apart").propagate = False
    file = begun()
    logging.getLogger("apart").error("of a library")
    ACCESS.info("one request")
    logging.getLogger("app.base").warning("a warning")
    logging.getLogger("uvicorn.error").error("an error")
    logging.getLogger("anything").info("chatter")
    written = file.read_text(encoding="utf-8")
    assert (
        all(f" {one}" in written for one in ("one request", "a warning", "an error", "of a library"))
        and "chatter" not in written
    )


def test_a_full_file_is_put_aside_and_only_so_many_are_kept(begun, monkeypatch):
    monkeypatch.setattr(journal, "LARGEST", 300)
    file = begun()
    for n in range(200):
        ACCESS.info("request %d", n)
    kept = sorted(file.parent.iterdir())
    assert len(kept) == journal.KEPT + 1 and all(one.stat().st_size <= 300 for one in kept)
    assert "request 199" in file.read_text(encoding="utf-8")


def test_where_nothing_can_be_written_it_says_so(begun, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="--log"):
        begun(tmp_path / "file" / "web.log")
