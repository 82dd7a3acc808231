"""Where glyphs of a recognised line stand in its ink, from lines drawn here: a block of ink a glyph."""

import numpy as np
import pytest

from ingest.layout.page import Page
from ingest.layout.scan import _glyphs
from ingest.layout.sheet import lay_out
from ingest.layout.spread import spread, usual_width

EM = 30


def inked(printed, marks="，。："):
    """A line in which ``printed`` stands, a blank of half an em for each ``_`` and of a whole one for each full-width blank."""
    parts = []
    for ch in printed:
        wide = round(EM * {"_": 0.3, "　": 1.0}.get(ch, usual_width(ch)))
        part = np.zeros((40, wide), np.uint8)
        if ch not in "_　":
            part[8:32, 2 : wide // 3 if ch in marks else wide - 2] = 255
        parts.append(part)
    return np.hstack(parts)


def text_of(printed):
    return printed.replace("_", "").replace("　", "")


@pytest.mark.parametrize(
    ("printed", "at"),
    [
        ("床位　床头柜　输液架", [2, 5]),
        ("监护仪　　每日一次", [3]),
        ("1　监护仪　每日", [1, 4]),
        ("转运箱ABC　每周", [6]),
    ],
)
def test_wide_gaps_stay_free(printed, at):
    found = spread(inked(printed), text_of(printed))
    assert found.gaps == len(at)
    free = [b - a for (_, a), (b, _) in zip(found.ends, found.ends[1:], strict=False)]
    assert [i for i, gap in enumerate(free, 1) if gap > 0.8 * EM] == at


@pytest.mark.parametrize("printed", ["每日清点，用后登记。再签字", "备注：每班核对，及时补充", "抢救车由专人保管", "ICU的CT机"])
def test_marks_leave_no_gap(printed):
    found = spread(inked(printed), printed)
    assert (found.gaps, found.blanks) == (0, frozenset())
    assert found.ends[0][0] == 0 and found.ends[-1][1] == pytest.approx(inked(printed).shape[1])


@pytest.mark.parametrize(
    ("printed", "blanks"),
    [
        ("12_监护仪完好率_/", {1, 7}),
        ("38_ICU感染率", {1}),
        ("交接合格率_100%", {4}),
        ("转运　ICU_3", {4}),
        ("2033年_3月", {4}),
        ("监护_仪", set()),
        ("90/95/100%", set()),
    ],
)
def test_blanks_between_characters_of_two_kinds(printed, blanks):
    assert spread(inked(printed), text_of(printed)).blanks == blanks


def test_a_blank_that_was_recognised_counts_without_ink_between():
    assert spread(inked("4_监护仪"), "4 监护仪").blanks == {0}


def test_gaps_that_do_not_suit_the_text_are_not_trusted():
    line = np.hstack([inked("甲"), np.zeros((40, 10 * EM), np.uint8), inked("乙丙丁")])
    assert spread(line, "甲乙").gaps == 0
    assert spread(np.zeros((40, 90), np.uint8), "甲乙丙").gaps == 0


def page(*printed):
    ink = np.zeros((60 * len(printed) + 60, 900), np.uint8)
    boxes, texts = [], []
    for number, line in enumerate(printed):
        part, top = inked(line), 60 * number + 30
        ink[top : top + 40, 50 : 50 + part.shape[1]] = part
        x1 = 50 + part.shape[1] - 1
        boxes.append(np.array([(50, top), (x1, top), (x1, top + 39), (50, top + 39)], np.float32))
        texts.append(text_of(line))
    chars = _glyphs(ink, (boxes, texts, [1.0] * len(texts)), 0.5)
    return [item.text for item in lay_out(Page(1, 450.0, ink.shape[0] / 2, chars, [])).items]


@pytest.mark.parametrize("names", ["序号　指标名称　要求", "序号　项目　频次　要求"])
def test_rows_below_names_keep_their_cells_apart(names):
    rows = ["1_监护仪完好率_100%", "2_急救车完好率　逐步升高", "3_交接记录情况_/"]
    read = page(names, *rows)
    assert [line.replace("  ", " ") for line in read] == [line.replace("_", " ").replace("　", " ") for line in (names, *rows)]


def test_running_text_has_no_blanks_beside_figures():
    lines = ["自_2033_年起，每季抽查_3_次。", "不足_5_份的全部抽查。"]
    assert page(*lines) == [text_of(line) for line in lines]
