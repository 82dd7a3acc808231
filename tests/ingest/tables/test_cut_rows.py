"""Rows of a table that a page cuts."""

import pytest

from ingest.tables import detect
from ingest.text.elements import Grid
from ingest.text.transcript import transcribe

HEADS = ("区域", "检查要点", "扣分", "备注")


@pytest.mark.parametrize(
    ("last", "first", "rows"),
    [
        (
            ("库房", "温度每日记录两次，", "缺一次扣一分", ""),
            ("", "超限时上报", "", ""),
            [("库房", "温度每日记录两次，超限时上报", "缺一次扣一分", "")],
        ),
        (("1", "近效期药品贴", "扣二分", "抽查"), ("", "黄色标识", "", ""), [("1", "近效期药品贴黄色标识", "扣二分", "抽查")]),
        (
            ("库房", "温度每日记录两次", "扣一分", ""),
            ("", "湿度每日记录", "扣一分", ""),
            [("库房", "温度每日记录两次", "扣一分", ""), ("库房", "湿度每日记录", "扣一分", "")],
        ),
        (
            ("库房", "温度每日记录两次", "", ""),
            ("", "湿度每日记录", "扣一分", ""),
            [("库房", "温度每日记录两次", "", ""), ("库房", "湿度每日记录", "扣一分", "")],
        ),
        (
            ("库房", "温度每日记录两次", "", ""),
            ("药架", "逐格标识", "扣一分", ""),
            [("库房", "温度每日记录两次", "", ""), ("药架", "逐格标识", "扣一分", "")],
        ),
    ],
    ids=["cut in a cell", "cut with a number", "new under a shared cell", "fuller than the row above", "new"],
)
def test_a_row_cut_by_a_page_below_a_header_printed_again(last, first, rows):
    above = Grid((HEADS, ("门厅", "地面干燥", "扣一分", "每日"), last), 1)
    below = Grid((HEADS, first, ("药架", "按类摆放", "扣一分", "每周")), 2, continued=True)
    found = [row.cells for row in detect.find(transcribe([above, below]).lines)[0].rows[1:]]
    assert [tuple(cell.replace("\n", "") for cell in row) for row in found] == [
        ("门厅", "地面干燥", "扣一分", "每日"),
        *rows,
        ("药架", "按类摆放", "扣一分", "每周"),
    ]
