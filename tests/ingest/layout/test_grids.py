"""Cells from ruling lines as a scanner leaves them."""

import pytest

from ingest.layout.grids import tables
from ingest.layout.page import Page, Rule, Word


def line(text, x, top):
    return [Word(ch, x + 12 * i, top, x + 12 * i + 12, top + 12, 12.0) for i, ch in enumerate(text)]


@pytest.mark.parametrize("tops", [(75.3, 75.3, 74.8, 74.8), (73.9, 74.1, 74.2, 73.9), (76.0, 74.5, 75.5, 74.0)])
def test_a_table_cut_by_the_page_whose_lines_end_unevenly_has_no_more_rows_than_are_drawn(tops):
    xs = (72.0, 150.0, 300.0, 450.0)
    uprights = [Rule(x, top, x + 1, 700 + top / 50) for x, top in zip(xs, tops, strict=True)]
    chars = line("制定防治措施", 160, 100) + line("持续监测", 310, 100) + line("目标二", 160, 400) + line("策略", 310, 400)
    (table,), outside = tables(Page(2, 595, 842, chars, [*uprights, Rule(150, 328, 451, 330)]))
    assert table.rows == (("", "制定防治措施", "持续监测"), ("", "目标二", "策略"))
    assert not outside
