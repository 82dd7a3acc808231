"""Work done beside the page."""

import threading

import pytest

from app.base.progress import Job, Progress
from ingest.errors import SourceError


def test_it_tells_how_far_it_is_and_gives_what_came_out():
    go, told = threading.Event(), threading.Event()

    def act(tell):
        tell("正在读草稿", 1, 4)
        told.set()
        go.wait()
        return "好"

    job = Job(act)
    told.wait()
    assert not job.done and job.progress == Progress("正在读草稿", 1, 4) and job.progress.share == 0.25
    go.set()
    assert job.result() == "好" and job.done


def test_what_it_ended_with_is_raised_where_it_is_asked_for():
    def act(tell):
        raise SourceError("读不出", "草稿.docx")

    with pytest.raises(SourceError, match="草稿"):
        Job(act).result()
