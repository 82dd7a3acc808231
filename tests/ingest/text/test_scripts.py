"""Superscripts and subscripts keep their meaning in every format: a million is no hundred-and-six."""

import io

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from pptx import Presentation
from pptx.util import Inches

from ingest.pipeline import ingest
from ingest.text.scripts import lowered, raised, tags_read
from tests.ingest.formats.word_parts import p, package, run

LINE = [
    ("活菌数不得少于10", ""),
    ("8", "super"),
    (" CFU/g，每床使用面积不少于6 m", ""),
    ("2", "super"),
    ("，吸入含CO", ""),
    ("2", "sub"),
    ("的混合气，Fe", ""),
    ("3+", "super"),
    ("另测", ""),
    ("[7]", "super"),
    ("。", ""),
]
SEEN = "活菌数不得少于10⁸ CFU/g，每床使用面积不少于6 m²，吸入含CO₂的混合气，Fe³⁺另测[7]。"
HTML = {"": "{}", "super": "<sup>{}</sup>", "sub": "<sub>{}</sub>"}
STYLED = {"": "{}", "super": '<span style="vertical-align: super">{}</span>', "sub": "<sub><a href='#n'>{}</a></sub>"}


@pytest.mark.parametrize(
    ("text", "up", "down"),
    [
        ("6", "⁶", "₆"),
        ("-3", "⁻³", "₋₃"),
        ("2+", "²⁺", "₂₊"),
        ("n-1", "ⁿ⁻¹", "n-1"),
        (" 2 ", " ² ", " ₂ "),
        ("0.75", "^(0.75)", "0.75"),
        ("A", "^A", "A"),
        ("max", "ᵐᵃˣ", "max"),
        ("o", "°", "o"),
        ("TM", "™", "TM"),
        ("1,3-5", "¹,³-⁵", "1,3-5"),
        ("[12]", "[12]", "[12]"),
        ("①", "①", "①"),
        ("*", "*", "*"),
        ("注", "注", "注"),
        ("", "", ""),
    ],
)
def test_what_is_raised_or_lowered(text, up, down):
    assert (raised(text), lowered(text)) == (up, down)


def test_tags_in_running_text():
    assert tags_read("10<sup>6</sup>个/L，PaO<SUB>2</SUB>，<sup>未闭") == "10⁶个/L，PaO₂，未闭"


def _word(styles=""):
    kinds = {"": "", "super": '<w:vertAlign w:val="superscript"/>', "sub": '<w:vertAlign w:val="subscript"/>'}
    return package(p("水质要求") + p("".join(run(text, kinds[kind]) for text, kind in LINE)))


def _web(tags):
    return f"<h1>水质要求</h1><p>{''.join(tags[kind].format(text) for text, kind in LINE)}</p>".encode()


def _workbook():
    font = {"": InlineFont(), "super": InlineFont(vertAlign="superscript"), "sub": InlineFont(vertAlign="subscript")}
    book = openpyxl.Workbook()
    book.active.append(["序号", "要求"])
    book.active.append(["1", CellRichText(*(TextBlock(font[kind], text) for text, kind in LINE))])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _slides():
    deck = Presentation()
    frame = (
        deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_textbox(Inches(1), Inches(1), Inches(8), Inches(2)).text_frame
    )
    for text, kind in LINE:
        added = frame.paragraphs[0].add_run()
        added.text = text
        if kind:
            added.font._element.set("baseline", "30000" if kind == "super" else "-25000")
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("水质.docx", _word()),
        ("水质.html", _web(HTML)),
        ("样式.html", _web(STYLED)),
        ("水质.md", ("# 水质要求\n\n" + "".join(HTML[kind].format(text) for text, kind in LINE)).encode()),
        ("水质.xlsx", _workbook()),
        ("水质.pptx", _slides()),
    ],
)
def test_a_reader_finds_powers_and_formulas_as_printed(write, name, data):
    assert any(SEEN in "".join(clause.text.split("\n")) for clause in ingest(write(name, data)).clauses)


def test_a_style_that_raises_and_a_run_on_the_line(write):
    styles = '<w:style w:type="character" w:styleId="Up"><w:name w:val="上标"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    up, back = '<w:rStyle w:val="Up"/>', '<w:rStyle w:val="Up"/><w:vertAlign w:val="baseline"/>'
    body = p("空气监测") + p(run("菌落总数以10") + run("3", up) + run("计，第") + run("3", back) + run("次复查。"))
    texts = [c.text for c in ingest(write("空气.docx", package(body, styles=styles))).clauses]
    assert texts == ["菌落总数以10³计，第3次复查。"]


def test_powers_in_formulas(write):
    power = "<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>-2</m:t></m:r></m:sup></m:sSup></m:oMath>"
    part = "<m:oMath><m:sSub><m:e><m:r><m:t>log</m:t></m:r></m:e><m:sub><m:r><m:t>10</m:t></m:r></m:sub></m:sSub></m:oMath>"
    body = p("换算") + p(run("稀释度为") + power + run("，取") + part + run("后比较。"))
    texts = [c.text for c in ingest(write("换算.docx", package(body))).clauses]
    assert texts == ["稀释度为10⁻²，取log₁₀后比较。"]
