"""Charts of presentations, made by python-pptx: what a reader sees becomes text."""

import io

import pytest
from PIL import Image
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from ingest.draft import Job
from ingest.finding_kinds import FindingKind
from ingest.formats.pptx.parser import parse
from tests.ingest.formats.test_pptx import HEADED, Made


def drawn(kind, data, title=""):
    """A deck whose second slide has a chart."""
    made = Made()
    made.slide(HEADED, "不良事件分析")
    slide = made.slide(HEADED, "结果")
    place = [Inches(n) for n in (1, 2, 6, 4)]
    chart = slide.shapes.add_chart(kind, *place, data).chart
    if title:
        chart.has_title = True
        chart.chart_title.text_frame.text = title
    return parse(made.data, "课件.pptx", Job())


@pytest.mark.parametrize("kind", [XL_CHART_TYPE.COLUMN_CLUSTERED, XL_CHART_TYPE.LINE_MARKERS, XL_CHART_TYPE.BAR_STACKED])
def test_a_chart_gives_its_title_and_a_row_a_series(kind):
    data = CategoryChartData(number_format="0.0%")
    data.categories = ["上半年", "下半年"]
    data.add_series("外科", (0.031, 0.02))
    data.add_series("儿科", (0.01, 0.005))
    found = drawn(kind, data, "压疮发生率")
    texts = [block.text for block in found.blocks]
    assert any("压疮发生率" in text for text in texts)
    assert {"外科 上半年 3.1%；下半年 2.0%", "儿科 上半年 1.0%；下半年 0.5%"} <= set(texts)


def test_pie_and_scatter_charts():
    pie = CategoryChartData()
    pie.categories = ["感染", "跌倒"]
    pie.add_series("占比", (7, 3))
    assert "占比 感染 7；跌倒 3" in [b.text for b in drawn(XL_CHART_TYPE.PIE, pie).blocks]
    cloud = XyChartData()
    cloud.add_series("床护比").add_data_point(0.4, 2.5)
    assert any("0.4 2.5" in b.text for b in drawn(XL_CHART_TYPE.XY_SCATTER, cloud).blocks)


@pytest.mark.parametrize(("side", "told"), [(3.0, [(FindingKind.PICTURE, "第1页：1 幅", 1)]), (0.3, [])])
def test_a_picture_large_enough_for_text_is_told(side, told):
    made, image = Made(), io.BytesIO()
    Image.new("RGB", (9, 9)).save(image, "PNG")
    made.slide(HEADED, "流程").shapes.add_picture(image, Inches(1), Inches(2), Inches(side), Inches(side))
    findings = parse(made.data, "课件.pptx", Job()).findings
    assert [(note.kind, note.text, note.page) for note in findings] == told


def test_what_a_deck_holds_beside_its_text_is_told():
    made = Made()
    made.slide(HEADED, "甲乙丙").notes_slide.notes_text_frame.text = "讲到这里停一下"
    made.slide(HEADED, "藏")._element.set("show", "0")
    findings = parse(made.data, "课件.pptx", Job()).findings
    assert [(note.kind, note.text, note.page) for note in findings] == [
        (FindingKind.SPEAKER_NOTES, "讲到这里停一下", 1),
        (FindingKind.HIDDEN_PAGE, "第2张幻灯片", None),
    ]
