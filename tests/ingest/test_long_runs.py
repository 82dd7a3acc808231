"""Long runs of one thing: what they cost grows no faster than they do."""

import time

import pytest

from ingest.pipeline import ingest

SHORT, LONG = 4_000, 32_000
RUNS = {
    "blank lines": ("标题\n", "\n", "文字。"),
    "spaces after an annex": ("附件", " ", "文字。"),
    "rules": ("标题\n", "-" * 50 + "\n", ""),
    "lines of one paragraph": ("标题\n", "甲 " * 20 + "\n", ""),
    "paragraphs of an article": ("标题\n", "第一条款\n", ""),
}


def cost(write, head, run, tail, length):
    """Seconds of processor time."""
    path = write("文.txt", head + run * (length // len(run)) + tail)
    begin = time.process_time()
    ingest(path)
    return time.process_time() - begin


@pytest.mark.parametrize("name", RUNS)
def test_eight_times_as_long_costs_little_more_than_eight_times(write, name):
    cost(write, *RUNS[name], SHORT)
    assert cost(write, *RUNS[name], LONG) < 24 * max(cost(write, *RUNS[name], SHORT), 0.02)
