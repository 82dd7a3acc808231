"""Where clauses stand: in the transcript, on which page, within which box."""

import io
from dataclasses import replace

import pypdfium2
import pytest

from ingest.model import Place
from ingest.pipeline import ingest
from ingest.text.places import holding
from tests.render import canvas, docx, ofd
from tests.render.glyphs import inside, of_pdf, of_sheets
from tests.render.model import Cell, Manuscript, Text, table
from tests.render.small import SMALL
from tests.render.typeset import Sheet, run, typeset, wrap


def squeezed(text):
    return "".join(text.split())


@pytest.mark.parametrize("extension", SMALL)
def test_the_spans_of_a_clause_hold_what_was_read_for_it(extension, tmp_path):
    path = tmp_path / f"示范.{extension}"
    path.write_bytes(SMALL[extension]())
    parsed = ingest(path)
    assert parsed.clauses
    for clause in parsed.clauses:
        assert clause.spans
        found = "".join(parsed.transcript[start:end] for start, end in clause.spans)
        assert squeezed(found) == squeezed(clause.orig), clause.id
        assert squeezed(clause.text)[-4:] in squeezed(found) or clause.kind == "row", clause.id


def test_text_without_pages_has_spans_alone(write):
    parsed = ingest(write("方案.md", "# 示范方案\n\n## 一、总体要求\n\n先核对身份，\n再核对用药。\n"))
    (clause,) = parsed.clauses
    ((start, end),) = clause.spans
    assert parsed.transcript[start:end] == "先核对身份，\n再核对用药。"
    assert [(place.page, place.box) for place in clause.places] == [(None, None)]


PARAGRAPHS = tuple(
    Text(f"{n}.各病区在第{n}次检查之后逐项记录所见并在一周之内改进，由护士长复核签字。", 2.0) for n in range(1, 40)
)
LONG = Text("一、" + "各科室应当按照本规定核对患者身份并逐项记录在案，" * 24 + "违者通报。", 2.0)
ROWS = table(
    [
        ["序号", "标准号", "要点"],
        *[[str(n), f"WS/T {900 + n}-2024", f"第{n}项：" + "核对身份、用药和过敏史并记录，" * 24] for n in range(1, 9)],
    ]
)


def held(clause, glyphs):
    """The characters inside a clause's boxes, in the file's order."""
    return "".join(glyph.text for glyph in inside(clause, glyphs))


def read(write, sheets):
    """Typeset pages as PDF, parsed, and where pdfium puts their glyphs."""
    data = canvas.pdf(sheets)
    return ingest(write("示范.pdf", data)), of_pdf(data)


def of(parsed, path):
    return next(c for c in parsed.clauses if c.id.endswith(f"#{path}"))


def test_a_paragraph_over_a_page_break_has_a_box_on_each_page(write):
    sheets = typeset(Manuscript((*PARAGRAPHS[:10], replace(LONG, text=LONG.text.replace("一、", "11.")))))
    parsed, glyphs = read(write, sheets)
    clause = of(parsed, "11")
    assert [place.page for place in clause.places] == [1, 2]
    assert held(clause, glyphs) == squeezed(clause.orig)
    first, second = (place.box for place in clause.places)
    assert first[3] > 700 and second[1] < 120


def test_every_clause_of_a_page_holds_its_own_glyphs_and_no_other(write):
    parsed, glyphs = read(write, typeset(Manuscript(PARAGRAPHS)))
    assert len(parsed.clauses) == len(PARAGRAPHS)
    for clause in parsed.clauses:
        assert held(clause, glyphs) == squeezed(clause.orig)


def test_a_table_row_over_a_page_break_has_its_row_on_both_pages(write):
    parsed, glyphs = read(write, typeset(Manuscript((Text("示范医院执行标准目录", centred=True), ROWS))))
    cut = [c for c in parsed.clauses if len({place.page for place in c.places}) > 1]
    assert cut
    for clause in parsed.clauses:
        assert sorted(held(clause, glyphs)) == sorted(squeezed(clause.orig))
    whole = next(c for c in parsed.clauses if c.kind == "row" and c not in cut)
    (place,) = whole.places
    assert place.box[2] - place.box[0] > 350, "a row's box reaches over all its cells"


TARGET = [
    ["序号", "专业", "目标名称", "目标简述", "核心策略"],
    [
        "1",
        "护理",
        "提高交接完整率（NIT-2026-I）",
        "交接不全会使治疗中断。",
        "\n".join(f"{n}.第{n}条策略，" + "每月分析交接记录并公布结果，" * 16 + "及时改进。" for n in range(1, 7)),
    ],
    ["2", "药学", "降低给药差错（NIT-2026-II）", "差错伤害患者。", "1.双人核对高警示药品。\n2.给药之前扫描腕带。"],
]


def test_an_item_of_a_list_in_a_cell_has_its_own_lines(write):
    parsed, glyphs = read(write, typeset(Manuscript((table(TARGET),))))
    items = [clause for clause in parsed.clauses if clause.path[1] == "核心策略"]
    assert len(items) == 8
    for number, clause in enumerate(items, 1):
        lines = held(clause, glyphs)
        assert squeezed(clause.text) in lines or squeezed(clause.orig) in lines
        assert f"第{number % 6 + 1}条策略" not in lines
    assert any(len({place.page for place in clause.places}) > 1 for clause in items)
    summary = of(parsed, "NIT-2026-II/目标简述")
    assert held(summary, glyphs) == summary.orig == "差错伤害患者。"


@pytest.mark.parametrize("between", [0, 24])
def test_an_item_whose_words_stand_in_one_above_has_its_own_lines(between, write):
    """Also where a page break comes between the two."""
    others = [f"{n}.第{n}条策略，" + "每月分析交接记录并公布结果，" * 4 + "及时改进。" for n in range(2, 2 + between)]
    last = 2 + between
    items = [
        "1.床旁交接前查对腕带，每班一次。",
        *others,
        f"{last}.查对腕带",
        f"{last + 1}.抢救车逐项清点。",
        f"{last + 2}.每班一次。",
    ]
    rows = [TARGET[0], [*TARGET[1][:4], "\n".join(items)]]
    parsed, glyphs = read(write, typeset(Manuscript((table(rows),))))
    for number, item in ((last, "查对腕带"), (last + 2, "每班一次。")):
        clause = of(parsed, f"NIT-2026-I/核心策略/{number}")
        assert clause.text == clause.orig == item
        assert held(clause, glyphs) == f"{number}.{item}"
        assert (clause.page == 1) is (between == 0)


def test_a_space_without_width_does_not_hide_the_lines_of_an_item():
    read_as = "1.查对\u200b腕带。2.清点。"
    first, second = holding(read_as, [Place((0, len(read_as)))], ["查对腕带。", "清点。"])
    assert [read_as[slice(*place.span)] for place in (*first, *second)] == ["查对\u200b腕带。", "清点。"]


def test_a_merged_cell_is_a_place_of_its_own_beside_each_of_its_rows(write):
    rows = [
        ["序号", "分类", "标准号", "标准名称"],
        ["1", Cell("护理管理", rows=2), "WS/T 900-2024", "查对"],
        ["2", None, "WS/T 901-2024", "交接"],
    ]
    parsed, glyphs = read(write, typeset(Manuscript((table(rows),))))
    for clause in parsed.clauses:
        if clause.kind == "row":
            assert sorted(held(clause, glyphs)) == sorted(squeezed(clause.orig))
            assert clause.text in " ".join(clause.orig.split())


def test_a_merged_cell_cut_by_a_page_break_is_found_where_its_text_stands(write):
    rows = [["序号", "分类", "标准号"], *[[str(n), None, f"WS/T {900 + n}-2024"] for n in range(1, 51)]]
    rows[1][1] = Cell("护理管理", rows=50)
    parsed, glyphs = read(write, typeset(Manuscript((table(rows),))))
    last = of(parsed, "50")
    assert "护理管理" in last.text
    assert sorted(held(last, glyphs)) == sorted(squeezed(last.orig))
    assert {place.page for place in last.places} == {1, 2}


def test_a_paragraph_over_two_columns_has_a_box_in_each(write):
    text = "一、" + "各科室应当按照本规定核对患者身份并逐项记录在案，" * 24 + "违者通报。"
    lines = wrap(text, 18)
    half = len(lines) // 2
    sheet = Sheet(595, 842)
    for number, line in enumerate(lines):
        x, row = (60, number) if number < half else (320, number - half)
        sheet.runs.append(run(line, x, 100 + 18 * row, 12))
    parsed, glyphs = read(write, [sheet])
    (clause,) = parsed.clauses
    left, right = (place.box for place in clause.places)
    assert left[2] < 300 < right[0]
    assert held(clause, glyphs) == squeezed(clause.orig)


def test_a_sentence_cut_by_a_boxed_insert_leaves_the_insert_out(write):
    boxed = (Text("专栏一：手卫生专项行动", box=1), Text("每季度观察一次依从性并公布结果。", box=1))
    before, after = wrap("一、各科室应当核对患者身份并逐项记录在案，由护士长每周复核，发现问题当日报告并限期改进。", 30)[:2]
    parsed, glyphs = read(write, typeset(Manuscript((*PARAGRAPHS[:8], Text(before), *boxed, Text(after)))))
    box = next(c for c in parsed.clauses if c.kind == "box")
    assert held(box, glyphs) == squeezed(box.orig)
    cut = next(c for c in parsed.clauses if c.text.startswith("各科室应当"))
    assert len(cut.places) == 2
    assert held(cut, glyphs) == squeezed(cut.orig)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_boxes_of_a_turned_page_stand_on_the_page_as_shown(rotation, write):
    document = pypdfium2.PdfDocument(canvas.pdf(typeset(Manuscript(PARAGRAPHS[:12]))))
    document[0].set_rotation(rotation)
    data = saved(document)
    parsed, glyphs = ingest(write("转.pdf", data)), of_pdf(data)
    assert parsed.clauses
    for clause in parsed.clauses:
        assert held(clause, glyphs) == squeezed(clause.orig)


def test_boxes_of_a_cropped_page_are_measured_from_the_crop(write):
    document = pypdfium2.PdfDocument(canvas.pdf(typeset(Manuscript(PARAGRAPHS[:12]))))
    document[0].set_cropbox(50, 300, 560, 800)
    data = saved(document)
    parsed, glyphs = ingest(write("裁.pdf", data)), of_pdf(data)
    for clause in parsed.clauses:
        assert held(clause, glyphs) == squeezed(clause.orig)
    assert parsed.clauses[0].places[0].box[1] < 60


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_boxes_of_an_ofd_hold_what_was_typeset(write):
    sheets = typeset(Manuscript((*PARAGRAPHS, ROWS)))
    parsed, glyphs = ingest(write("示范.ofd", ofd.ofd(sheets))), of_sheets(sheets)
    assert len(parsed.clauses) > len(PARAGRAPHS)
    for clause in parsed.clauses:
        assert sorted(held(clause, glyphs)) == sorted(squeezed(clause.orig)), clause.id


def test_word_and_markdown_have_no_boxes(write):
    manuscript = Manuscript(PARAGRAPHS[:3])
    parsed = ingest(write("示范.docx", docx.docx(manuscript)))
    assert len(parsed.clauses) == len(manuscript.elements)
    for clause in parsed.clauses:
        assert [place.box for place in clause.places] == [None]
        assert clause.text in parsed.transcript[slice(*clause.spans[0])]
