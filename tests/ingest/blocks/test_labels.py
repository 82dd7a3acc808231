"""Halves of an article's number become one line; other short lines stay apart."""

import pytest

from ingest.blocks.labels import mended
from ingest.text.lines import split


@pytest.mark.parametrize(
    ("printed", "lines"),
    [
        ("第二条\n之一\n【远程】会诊。", ["第二条之一", "【远程】会诊。"]),
        ("第十条\n之三 转院。", ["第十条之三 转院。"]),
        ("第 12 条 之\n二", ["第 12 条 之二"]),
        ("第三十\n条 急救。", ["第三十条 急救。"]),
        ("第四条\n之一般规定。", ["第四条", "之一般规定。"]),
        ("第四条\n急救之一。", ["第四条", "急救之一。"]),
        ("之一\n第五条", ["之一", "第五条"]),
    ],
)
def test_a_number_over_two_lines_is_one(printed, lines):
    found = mended(split(printed))
    assert [line.raw for line in found] == lines


def test_both_halves_keep_their_places():
    (line,) = mended(split("第二条\n之一"))
    assert [place.span for place in line.places] == [(0, 3), (4, 6)]
    assert line.span == (0, 6)
