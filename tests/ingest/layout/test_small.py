"""Small marks on a scanned page: what text detection passes over, told from specks, lines and pictures."""

import numpy as np
import pytest

from ingest.layout.small import alone, dotted


def box(x0, top, x1, bottom):
    return np.array([(x0, top), (x1, top), (x1, bottom), (x0, bottom)], np.float32)


LINES = [box(100, 100 + 60 * i, 700, 128 + 60 * i) for i in range(5)]


def page(*marks):
    ink = np.zeros((800, 1000), np.uint8)
    for line in LINES:
        x0, top, x1, bottom = (*line.min(0).astype(int), *line.max(0).astype(int))
        ink[top + 5 : bottom - 5, x0 + 30 : x1 : 3] = 255
    for x, y, wide, high in marks:
        ink[y : y + high, x : x + wide] = 255
    return ink


def test_a_number_that_stands_alone_is_found_as_high_as_a_line():
    (found,) = alone(page((110, 500, 7, 18)), LINES)
    assert np.ptp(found[:, 1]) == pytest.approx(28) and found[:, 1].min() < 500 and found[:, 1].max() > 518


@pytest.mark.parametrize(
    "marks",
    [
        [],
        [(110, 500, 3, 3), (300, 520, 2, 4)],
        [(50, 500, 300, 20)],
        [(60, 400, 40, 200)],
        [(40 * (i % 20) + 110, 450 + 50 * (i // 20), 8, 18) for i in range(60)],
    ],
    ids=["nothing", "specks", "a bar", "a drawing", "a picture"],
)
def test_other_ink_is_no_number(marks):
    assert alone(page(*marks), LINES) == []


def test_a_page_without_text_has_none():
    assert alone(page((110, 500, 7, 18)), []) == []


@pytest.mark.parametrize(
    ("mark", "so"),
    [((106, 112, 5, 5), True), ((106, 119, 5, 5), False), ((106, 104, 8, 20), False), ((106, 113, 18, 3), False)],
    ids=["a dot", "a full stop's height", "a numeral", "a dash"],
)
def test_a_dot_before_a_line(mark, so):
    ink = page(mark)
    ink[100:128, 127] = 255
    ink[105:124, 127:145] = 255
    assert dotted(ink, LINES[0]) is so
    assert not dotted(page(), LINES[0])
