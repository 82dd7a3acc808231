"""PDF as people have it: wrapped prose, ruled tables over page breaks, boxes, columns, watermarks, bold, locks."""

import ctypes
import io
import random
import subprocess
import sys

import pytest
from pypdfium2 import raw
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from ingest.draft import Job
from ingest.errors import SourceError
from ingest.formats.pdf.parser import parse
from ingest.layout.legible import garbled
from ingest.pipeline import ingest
from tests.render import canvas as pdf_canvas
from tests.render.model import Cell, Manuscript, Text, table
from tests.render.typeset import typeset

FONT = "STSong-Light"
PLAN = """示范医院质量提升工作方案

为持续改进医疗质量，保障患者安全，结合本院实际情况，制定本方案，请各科室对照执行并按时上报进展情况。

一、总体要求

坚持以患者为中心，把质量管理落实到每一个诊疗环节，逐步建立覆盖全院的质量管理与控制体系，力争两年内见到成效。

二、工作任务

（一）加强基础管理

1.完善查对流程。各病区在给药、输血和采集标本之前核对患者身份，至少使用两种身份标识，核对情况应当记录在案备查。

2.规范交接记录。班次交接时逐项说明病情变化、用药调整和未完成的检查，接班人员复述确认之后签字，由护士长每周抽查。

（二）做好监测评价

3.建立监测台账。每月汇总跌倒、压力性损伤和导管相关感染的发生情况，分析原因并提出改进措施，于次月五日之前上报。
"""


def page(draw, **options) -> bytes:
    """A PDF drawn by ``draw(canvas)``, one page unless it turns pages itself."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), **options)
    canvas.setFont(FONT, 12)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(canvas, texts, x=72, top=760, pitch=20, size=12):
    canvas.setFont(FONT, size)
    for i, text in enumerate(texts):
        canvas.drawString(x, top - i * pitch, text)


def typeset_pdf(*elements, measure=28.0) -> bytes:
    return pdf_canvas.pdf(typeset(Manuscript(tuple(elements), measure)))


def paragraphs(text: str) -> list[Text]:
    return [Text(part, 2.0) for part in text.split("\n") if part]


def clauses(parsed):
    return {c.id.partition("#")[2]: c.text for c in parsed.clauses}


def codes(parsed):
    return [f.code for f in parsed.findings]


def test_a_pdf_gives_the_clauses_of_the_text(write):
    expected = clauses(ingest(write("方案.txt", PLAN)))
    assert len(expected) == 5
    assert clauses(ingest(write("方案.pdf", typeset_pdf(*paragraphs(PLAN))))) == expected
    assert clauses(ingest(write("窄.pdf", typeset_pdf(*paragraphs(PLAN), measure=21.0)))) == expected


def test_running_heads_and_page_numbers_are_no_text(write):
    def draw(canvas):
        for number in range(1, 5):
            canvas.setFont(FONT, 9)
            canvas.drawString(72, 810, "示范医院质量管理手册")
            canvas.drawCentredString(297, 30, str(number))
            canvas.setFont(FONT, 12)
            lines(
                canvas, [f"{'一二三四'[number - 1]}、第{number}部分的要求", "各科室应当每月检查并记录，发现问题及时整改到位。"]
            )
            if number < 4:
                canvas.showPage()

    parsed = ingest(write("手册.pdf", page(draw)))
    assert not any("管理手册" in c.text or c.text.isdigit() for c in parsed.clauses)
    assert {"running_head", "page_number"} <= set(codes(parsed))
    assert [c.page for c in parsed.clauses][-1] == 4


def test_the_half_of_an_article_number_that_opens_pages_is_no_running_head(write):
    matters = ("收费", "探视", "陪护", "转运")

    def draw(canvas):
        for number, matter in enumerate(matters, 1):
            upper = ["之一", f"夜间也应当公示{matter}。"] if number > 1 else ["病区公示办法"]
            lines(canvas, [*upper, f"第{number}条 病区应当公示{matter}。", f"第{number}条"])
            canvas.showPage()

    parsed = ingest(write("办法.pdf", page(draw)))
    assert not [f.text for f in parsed.findings if f.code == "running_head"]
    assert [c.path[-1] for c in parsed.clauses if "之" in c.path[-1]] == ["第1条之一", "第2条之一", "第3条之一"]


def test_numbered_headings_that_open_pages_are_kept(write):
    def draw(canvas):
        lines(canvas, ["示范医院年度工作要点", "一、护理质量"])
        for number in "二三四五":
            canvas.showPage()
            lines(canvas, ["（一）主要措施", "1.本项工作由护理部牵头落实，每季度总结一次。"])
            lines(canvas, [f"{number}、其他质量"], top=200)

    found = clauses(ingest(write("措施.pdf", page(draw))))
    assert [key for key in found if "（一）" in key] == [f"{n}/（一）/1" for n in "一二三四"]


def test_merged_cells_are_filled_and_tables_go_on_overleaf(write):
    rows = [["序号", "评估维度", "评估指标", "指标导向"]]
    for number in range(1, 41):
        group = Cell("患者安全", rows=8) if number % 8 == 1 else None
        rows.append([str(number), group, f"第{number}号监测指标", "逐步降低"])
    parsed = ingest(write("指标.pdf", typeset_pdf(Text("示范医院监测指标表"), table(rows))))
    found = [c.text for c in parsed.clauses if c.kind == "row"]
    assert found == [f"{n} 患者安全 第{n}号监测指标 逐步降低" for n in range(1, 41)]
    assert len({c.page for c in parsed.clauses if c.kind == "row"}) > 1


def test_a_box_in_the_middle_of_a_sentence_is_lifted_out(write):
    body = PLAN.strip().split("\n\n")
    cut = body[6]
    before, after = cut[:38], cut[38:]
    boxed = [Text("专项行动之一：手卫生提升行动", box=1), Text("各病区配齐手卫生设施，每季度观察一次依从性。", box=1)]
    elements = [*paragraphs("\n".join(body[:6])), Text(before, 2.0), *boxed, Text(after), *paragraphs("\n".join(body[7:]))]
    found = clauses(ingest(write("方案.pdf", typeset_pdf(*elements))))
    assert found["专项行动之一"] == "各病区配齐手卫生设施，每季度观察一次依从性。"
    assert found["二/（一）/1"] == clauses(ingest(write("方案.txt", PLAN)))["二/（一）/1"]


def test_columns_are_read_one_after_the_other(write):
    left = [f"左栏第{i}行说明查对制度的具体做法和" for i in range(1, 13)]
    right = [f"右栏第{i}行说明交接制度的具体做法和" for i in range(1, 13)]

    def draw(canvas):
        lines(canvas, left, x=60, size=11)
        lines(canvas, right, x=320, size=11)

    text = "".join(c.text for c in ingest(write("通讯.pdf", page(draw))).clauses)
    assert text.index("左栏第12行") < text.index("右栏第1行")


def test_a_turned_watermark_is_left_out_and_reported(write):
    def draw(canvas):
        lines(canvas, ["示范医院交接班管理规定", "各班次应当当面交接，逐项核对并签字确认。"])
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.setFont(FONT, 60)
        canvas.drawString(0, 0, "内部资料")

    parsed = ingest(write("规定.pdf", page(draw)))
    assert "内部资料" not in "".join(c.text for c in parsed.clauses)
    assert ("watermark", "内部资料") in [(f.code, f.text) for f in parsed.findings]


def test_a_page_whose_text_runs_up_is_read_as_a_reader_turns_it(write):
    def draw(canvas):
        canvas.translate(595, 0)
        canvas.rotate(90)
        lines(canvas, ["示范医院横排页面的规定", "各科室应当在每月五日之前上报监测数据。"], x=72, top=500)

    assert "各科室应当在每月五日之前上报监测数据。" in clauses(ingest(write("横.pdf", page(draw)))).values()


def test_characters_printed_twice_to_look_bold_are_read_once(write):
    def draw(canvas):
        for shift in (0, 0.4):
            lines(canvas, ["示范医院加粗标题的管理规定", "allow 与 11 之类相邻的同一字母不能少。"], x=72 + shift)

    parsed = ingest(write("粗.pdf", page(draw)))
    assert "allow 与 11 之类相邻的同一字母不能少。" in clauses(parsed).values()


def test_bookmarks_make_headings(write):
    def draw(canvas):
        lines(canvas, ["示范医院培训手册", "院前急救", "接到呼叫后两分钟内出车，途中与患者家属保持联系。"])
        lines(canvas, ["院内转运", "转运之前评估风险并备好抢救药品和设备。"], top=640)
        for title in ("院前急救", "院内转运"):
            canvas.bookmarkPage(title)
            canvas.addOutlineEntry(title, title)

    assert list(clauses(ingest(write("手册.pdf", page(draw))))) == ["院前急救", "院内转运"]


def test_a_wrong_mapping_is_told_from_chinese():
    assert not garbled(PLAN)
    assert not garbled("The hospital shall keep records of every incident. " * 3)
    assert garbled("\ue123\ue234\ue345患者安全" * 10)
    assert garbled("".join(chr(0x4E00 + (i * 7919) % 20000) for i in range(200)))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7 but nothing else", "打不开"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "打不开"),
        (page(lambda c: lines(c, ["一、保密内容"]), encrypt="secret"), "密码"),
        (page(lambda c: None), "没有文字"),
        (page(lambda c: lines(c, ["一、总则"]))[:600], "打不开"),
    ],
)
def test_bad_pdfs_get_one_line(write, content, says):
    with pytest.raises(SourceError) as caught:
        ingest(write("坏 📄 文件.pdf", content))
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_endless_pdf_is_refused(write):
    def draw(canvas):
        for _ in range(5_001):
            canvas.showPage()

    with pytest.raises(SourceError, match="上限"):
        ingest(write("长.pdf", page(draw)))


def test_several_processes_read_what_one_reads_and_tell_of_pages(write):
    def draw(canvas):
        for number in range(80):
            lines(canvas, [f"第{number}段说明本院在质量管理方面的一项具体做法。"])
            canvas.showPage()

    path = write("长.pdf", page(draw))
    told: list[tuple[int, int]] = []
    many = ingest(path, Job(workers=2, pages=lambda done, total: told.append((done, total))))
    assert many == ingest(path, Job(workers=1))
    assert told[-1][1] == 81
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_a_script_without_a_main_guard_can_read_a_long_pdf(write):
    path = write("长.pdf", page(lambda c: [(lines(c, [f"第{n}段内容。"]), c.showPage()) for n in range(70)]))
    script = write(
        "s.py", f"from pathlib import Path\nfrom ingest.pipeline import ingest\nprint(len(ingest(Path({str(path)!r})).clauses))"
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.strip() == "70", done.stderr


@pytest.mark.slow
def test_mutated_pdfs_never_leave_the_projects_errors(write):
    rng = random.Random(7)
    good = [page(lambda c: lines(c, PLAN.split("\n\n")[:6])), typeset_pdf(table([["标准号", "名称"], ["WS/T 1-2020", "示例"]]))]
    for _ in range(80):
        data = bytearray(rng.choice(good))
        for _ in range(rng.randint(1, 30)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        if rng.random() < 0.3:
            del data[rng.randrange(len(data)) :]
        try:
            ingest(write("坏.pdf", bytes(data)))
        except SourceError:
            continue


@pytest.fixture
def inked(monkeypatch):
    """Fonts tell no ascent and descent, so that pdfium gives boxes of the ink, as for some that word processors embed."""

    def ink(textpage, number, box):
        left, right, foot, head = (ctypes.c_double() for _ in range(4))
        raw.FPDFText_GetCharBox(textpage, number, *map(ctypes.byref, (left, right, foot, head)))
        found = box._obj
        found.left, found.right, found.bottom, found.top = left.value, right.value, foot.value, head.value
        return 1

    monkeypatch.setattr(raw, "FPDFText_GetLooseCharBox", ink)


@pytest.mark.parametrize("size", [10.5, 12, 16])
def test_marks_of_a_font_that_tells_no_height_stay_on_their_line(inked, size):
    texts = ["第一条 入院时评估，每班记录。", "第二条 每两小时翻身、拍背。", "第三条 出院时宣教。"]
    data = page(lambda canvas: lines(canvas, texts, pitch=2.3 * size, size=size))
    assert [block.text for block in parse(data, "规定.pdf", Job(workers=1)).blocks] == [text.replace(" ", "") for text in texts]


@pytest.mark.parametrize("named", ["第十六条第三款", "第16条第2款", "第一百二十三条之一", "第七章第二节"])
def test_a_number_that_a_line_cuts_anywhere_is_whole(named):
    for pad in range(0, 28, 2):
        text = f"第二条 护士{'认真' * pad}依照本办法{named}的规定交接班次和物品，交接不清的由护士长{'及时' * 9}处理并记入当日的登记本。"
        texts = ("第一条 每班两人。", text, "第三条 按时交接。")
        found = parse(typeset_pdf(*(Text(one, 2.0) for one in texts)), "规定.pdf", Job(workers=1)).blocks
        assert [block.text for block in found] == [one.replace(" ", "") for one in texts]
