"""Tables with lines between their columns and none between their rows."""

import pytest

from ingest.layout.grids import tables
from ingest.layout.page import Page, Rule, Word

XS = (60.0, 160.0, 300.0, 440.0)
TOP, STEP = 100.0, 16.0


def words(text, x, top, size=10.0):
    return [Word(ch, x + size * i, top, x + size * (i + 1), top + size, size) for i, ch in enumerate(text)]


def frame(bottom, levels=()):
    upright = [Rule(x, TOP, x, bottom) for x in XS]
    return [*upright, *(Rule(XS[0], y, XS[-1], y) for y in (TOP, bottom, *levels))]


def printed(lines):
    """Glyphs of ``lines``; each line is a text for each column, "" for none."""
    return [
        char
        for number, line in enumerate(lines)
        for x, text in zip(XS, line, strict=False)
        for char in words(text, x + 5, TOP + 4 + STEP * number)
    ]


def read(lines, levels=()):
    bottom = TOP + STEP * len(lines) + 6
    (table,), outside = tables(Page(1, 595, 842, printed(lines), frame(bottom, levels)))
    assert not outside
    return table


LISTS = (
    [("床号", "责任护士", "班次"), ("一床", "李", "早"), ("二床", "王", "中"), ("三床", "赵", "晚")],
    [
        ("药品", "规格", "存放"),
        ("氯化钾", "10ml", "专柜"),
        ("胰岛素", "3ml", "冷藏"),
        ("肝素", "2ml", "专柜"),
        ("吗啡", "1ml", "双锁"),
    ],
    [("设备", "数量", "责任科室"), ("除颤仪", "2", "急诊科"), ("呼吸机", "11", "重症医学科")],
)


@pytest.mark.parametrize("lines", LISTS)
def test_every_record_is_a_row(lines):
    assert read(lines).rows == tuple(lines)


@pytest.mark.parametrize("lines", LISTS[:2])
def test_a_line_below_the_header_alone_changes_nothing(lines):
    assert read(lines, levels=[TOP + STEP]).rows == tuple(lines)


def test_a_record_keeps_what_its_cells_go_on_with():
    lines = [
        ("项目", "要求", "负责"),
        ("巡视", "每两小时一次", "护士"),
        ("", "并签名", ""),
        ("交班", "床旁", "双方"),
        ("清点", "每班", "护士"),
    ]
    assert read(lines).rows == (lines[0], ("巡视", "每两小时一次并签名", "护士"), *lines[3:])


def test_a_row_has_the_box_of_its_record():
    table = read(LISTS[0])
    tops = [boxes[0][1] for boxes in table.boxes]
    assert tops == sorted(tops) and len(set(tops)) == len(tops)


@pytest.mark.parametrize(
    "lines",
    [
        [("查对用药的人员应", "核对患者的身份和药品的名", "核对完成后应当及时在单上"), ("当具有护士执业资", "称剂量用法时间及有效日期", "签名并交给下一个班次继续"), ("格", "等", "核对")],
        [("名称", "说明一", "说明二"), ("", "甲类", ""), ("", "乙类", ""), ("", "丙类", "")],
    ],
)  # fmt: skip
def test_wrapped_text_side_by_side_and_lists_in_one_cell_stay_one_row(lines):
    assert len(read(lines).rows) == 1
