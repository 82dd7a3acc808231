"""Slides as PDF: each set in its own size, boxes with gaps between."""

import pytest

from ingest.pipeline import ingest
from tests.ingest.formats.test_pdf import FONT, page
from tests.render import canvas
from tests.render.model import Manuscript, Text
from tests.render.typeset import typeset

DECK = (
    Text("病区安全管理", scale=1.0),
    Text("培训要点", scale=1.0),
    Text("共 2 讲", blanks=1, scale=1.0),
    Text("护士长每周组织一次隐患排查并记录结果", new_page=True, scale=0.9),
    Text("发现问题当班上报并在三日之内完成整改", blanks=1, scale=0.9),
    *[
        Text(f"第{n}病区每月汇总跌倒、压力性损伤和给药差错的发生情况", blanks=n > 1, new_page=n == 1, scale=0.5)
        for n in range(1, 9)
    ],
)


def test_boxes_stay_apart_and_titles_together_whatever_the_size(write):
    deck = Manuscript(DECK, measure=34, slides=True)
    path = write("课件.pdf", canvas.pdf(typeset(deck)))
    parsed = ingest(path)
    texts = [c.text for c in parsed.clauses]
    assert parsed.document.title == "病区安全管理培训要点"
    assert "护士长每周组织一次隐患排查并记录结果" in texts
    assert "发现问题当班上报并在三日之内完成整改" in texts


@pytest.mark.parametrize(("size", "off"), [(40, 3), (32, 6), (36, 0)])
def test_a_title_on_two_lines_is_whole_though_labels_stand_beside_each_other(write, size, off):
    """On other slides words in boxes of their own stand beside each other, a little higher or lower."""

    def draw(canvas):
        canvas.setPageSize((720, 540))
        canvas.setFont(FONT, size)
        canvas.drawCentredString(360, 360, "住院患者跌倒坠床预防与处")
        canvas.drawCentredString(360, 360 - 1.25 * size, "置")
        canvas.setFont(FONT, size * 0.7)
        canvas.drawCentredString(360, 360 - 3.5 * size, "护理部")
        for _ in range(3):
            canvas.showPage()
            canvas.setPageSize((720, 540))
            canvas.setFont(FONT, 20)
            for number, text in enumerate(("环境", "人员", "设备", "流程")):
                canvas.drawString(60 + 160 * number, 420 - (off if number % 2 else 0), text)
                canvas.drawString(60 + 160 * number, 200 - (off if number % 2 else 0), f"检查{text}")

    assert ingest(write("课件.pdf", page(draw))).document.title == "住院患者跌倒坠床预防与处置"
