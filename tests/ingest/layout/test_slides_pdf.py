"""Slides as PDF: each set in its own size, boxes with gaps between."""

from ingest.pipeline import ingest
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
