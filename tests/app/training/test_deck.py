"""Slides: nothing overflows, every typeface is set, a hospital's own master is used by the kind of its layouts."""

from io import BytesIO

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from app.training import master
from app.training.deck import deck
from app.training.measuring import LEADING, cut, height, lines
from app.training.plan import lesson
from app.training.subjects import subjects
from ingest.errors import SourceError

IDS = ["NIT-2026-V", "PIT-2026-55", "危急值报告制度", "WS/T 433-2023", "长卫医政发-2023-9#专项行动之三"]


@pytest.fixture(scope="module")
def lessons(opened):
    return [lesson(opened, s) for s in subjects(opened, IDS)]


@pytest.fixture(scope="module")
def slides(lessons):
    return list(Presentation(BytesIO(deck(lessons, master.ours()))).slides)


def texts(slide):
    return [p.text for shape in slide.shapes if shape.has_text_frame for p in shape.text_frame.paragraphs]


def test_every_requirement_stands_on_a_slide_with_its_place(lessons, slides):
    shown = "".join(t for slide in slides for t in texts(slide)).replace(" ", "")
    for taught in lessons:
        for point in taught.required:
            assert point.text.replace(" ", "") in shown
            assert point.place.replace(" ", "") in shown


def test_text_fits_its_box(slides):
    for slide in slides:
        for shape in slide.placeholders:
            room = Emu(shape.height).pt - 8
            used = 0.0
            for paragraph in shape.text_frame.paragraphs:
                size = paragraph.runs[0].font.size.pt
                used += height(paragraph.text, size, Emu(shape.width).pt - 15)
            assert used <= room + 1, texts(slide)


def test_every_run_has_latin_and_east_asian_typefaces(slides):
    for slide in slides:
        for frame in (*(s.text_frame for s in slide.shapes if s.has_text_frame), slide.notes_slide.notes_text_frame):
            for run in (r for p in frame.paragraphs for r in p.runs):
                faces = [run._r.rPr.find(qn(f"a:{script}")) for script in ("latin", "ea")]
                assert all(f is not None and f.get("typeface") for f in faces)


def test_statements_are_at_least_20_points(slides):
    sizes = {r.font.size.pt for s in slides for b in s.placeholders for p in b.text_frame.paragraphs for r in p.runs}
    assert min(sizes - {14}) >= 20


def test_notes_tell_the_place_and_mark_digests(slides):
    asked = [s for s in slides if s.shapes.title.text.startswith("要求：")]
    assert asked and all("出处：《" in s.notes_slide.notes_text_frame.text for s in asked)
    assert all("摘要，引用前核对原文" in s.notes_slide.notes_text_frame.text for s in asked)


def test_figures_are_a_native_chart(slides):
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    assert [list(c.plots[0].categories) for c in charts] == [["门诊电子病历使用率", "就诊患者预约挂号率"]]
    assert list(charts[0].plots[0].series[0].values) == [60, 50]


def test_the_memory_aid_warns_of_what_it_counts(slides):
    said = [t for s in slides if s.shapes.title.text.startswith("怎样记住") for t in texts(s)]
    assert any("“不良事件上报制度”不在18项核心制度之列" in t for t in said)


@pytest.fixture
def hospital(tmp_path):
    """A master whose layouts stand in another order, with a slide in it."""
    own = Presentation()
    own.slide_width, own.slide_height = Inches(10), Inches(7.5)
    ids = own.slide_masters[0].part._element.sldLayoutIdLst
    for entry in reversed(list(ids)):
        ids.append(entry)
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text = "旧内容"
    own.save(tmp_path / "母版.pptx")
    return tmp_path / "母版.pptx"


def test_a_hospitals_master_is_used_by_the_kind_of_its_layouts(lessons, hospital):
    made = Presentation(BytesIO(deck(lessons[:1], master.opened(hospital))))
    assert made.slide_width == Inches(10)
    names = [s.slide_layout.name for s in made.slides]
    assert names[0] == "Title Slide" and set(names[1:]) == {"Title and Content"}
    assert not any("旧内容" in t for s in made.slides for t in texts(s))
    assert not any(p.text_frame.text == "" for s in made.slides for p in s.placeholders)


def test_what_is_no_master_is_one_line(tmp_path):
    (tmp_path / "坏.pptx").write_bytes(b"PK\x03\x04 no")
    with pytest.raises(SourceError, match="读不出母版"):
        master.opened(tmp_path / "坏.pptx")


def test_a_text_is_cut_at_its_stops_and_nothing_is_lost():
    text = "甲乙丙丁戊己，庚辛壬癸子丑。" * 30
    parts = cut(text, 20, 400, 5 * 20 * LEADING)
    assert "".join(parts) == text and len(parts) > 1
    assert all(height(p, 20, 400) <= 5 * 20 * LEADING and p[-1] in "，。" for p in parts)
    assert lines("", 20, 400) == 1
