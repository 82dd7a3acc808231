"""Where a line ends tells the width of the text, but for centred lines."""

import pytest

from ingest.pipeline import ingest
from tests.ingest.formats.test_pdf import FONT, page


@pytest.mark.parametrize("size", [11, 14, 16])
@pytest.mark.parametrize("opened", ["一、用物", "1. 用物", "（一）用物"])
def test_a_heading_below_a_centred_one_is_no_part_of_it(write, size, opened):
    rows = [
        ("第一章 轮椅", True),
        ("第一节 轮椅转运", True),
        (opened, False),
        ("轮椅一台，安全带一条。", False),
        ("第二节 轮椅消毒", True),
        (opened, False),
        ("消毒湿巾若干，登记本一册。", False),
        ("第二章 平车", True),
        ("第一节 平车转运", True),
        (opened, False),
        ("平车一台，输液架一个。", False),
    ]

    def draw(canvas):
        canvas.setFont(FONT, size + 6)
        canvas.drawCentredString(297, 770, "护理转运手册")
        canvas.setFont(FONT, size)
        for number, (text, centred) in enumerate(rows):
            if centred:
                canvas.drawCentredString(297, 730 - 2 * size * number, text)
            else:
                canvas.drawString(90, 730 - 2 * size * number, text)

    parsed = ingest(write("手册.pdf", page(draw)))
    label = parsed.clauses[0].path[-1]
    assert [c.path for c in parsed.clauses] == [
        ("第一章", "第一节", label),
        ("第一章", "第二节", label),
        ("第二章", "第一节", label),
    ]
    assert [c.titles[-1] for c in parsed.clauses] == ["用物"] * 3
