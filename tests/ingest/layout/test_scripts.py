"""Small raised or lowered figures in a PDF are superscripts and subscripts of the line beside them."""

import pytest

from ingest.layout.page import Word
from ingest.layout.scripts import on_their_lines
from ingest.pipeline import ingest
from tests.ingest.formats.ofd_parts import line, parts_of
from tests.ingest.formats.test_pdf import page
from tests.render import ofd
from tests.render.typeset import run

LINE = (
    ("每毫升不超过10", 0),
    ("5", 1),
    (" CFU，面积以m", 0),
    ("2", 1),
    ("计，测CO", 0),
    ("2", -1),
    ("和Ca", 0),
    ("2+", 1),
    ("，见文献", 0),
    ("[3]", 1),
    ("。", 0),
)
SEEN = "每毫升不超过10⁵ CFU，面积以m²计，测CO₂和Ca²⁺，见文献[3]。"


def _drawn(canvas, x, y, size, small, lift, font):
    for text, kind in LINE:
        high = size * small if kind else size
        rise = {0: 0.0, 1: lift * size, -1: -0.16 * size}[kind]
        canvas.setFont(font, high)
        canvas.drawString(x, y + rise, text)
        x += canvas.stringWidth(text, font, high)


@pytest.mark.parametrize(("size", "small", "lift"), [(11, 0.58, 0.45), (14, 0.65, 0.33), (10, 0.7, 0.36), (16, 0.6, 0.4)])
def test_powers_and_formulas_in_print(tmp_path, size, small, lift):
    def draw(canvas):
        canvas.setFont("STSong-Light", 20)
        canvas.drawString(220, 780, "水样检测说明")
        _drawn(canvas, 60, 720, size, small, lift, "STSong-Light")

    path = tmp_path / "水样.pdf"
    path.write_bytes(page(draw))
    parsed = ingest(path)
    assert (parsed.document.title, [c.text for c in parsed.clauses]) == ("水样检测说明", [SEEN])


def test_drawn_after_the_whole_line(tmp_path):
    """Some programs write all text of one font first."""

    def draw(canvas):
        canvas.setFont("STSong-Light", 20)
        canvas.drawString(220, 780, "水样检测说明")
        x, later = 60.0, []
        for text, kind in LINE:
            size = 7.2 if kind else 12.0
            if kind:
                later.append((x, text, kind))
            else:
                canvas.setFont("STSong-Light", size)
                canvas.drawString(x, 720, text)
            x += canvas.stringWidth(text, "STSong-Light", size)
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(60, 690, "其余项目另见附表说明。")
        canvas.setFont("STSong-Light", 7.2)
        for x, text, kind in later:
            canvas.drawString(x, 720 + (4.5 if kind > 0 else -2), text)

    path = tmp_path / "水样.pdf"
    path.write_bytes(page(draw))
    assert ingest(path).clauses[0].text.replace(" ", "").startswith(SEEN.replace(" ", ""))


def test_in_a_cell_of_a_table(tmp_path):
    def draw(canvas):
        for y in (760, 730, 700):
            canvas.line(60, y, 520, y)
        for x in (60, 160, 520):
            canvas.line(x, 760, x, 700)
        canvas.setFont("STSong-Light", 11)
        canvas.drawString(66, 740, "项目")
        canvas.drawString(166, 740, "要求")
        canvas.drawString(66, 710, "水样")
        _drawn(canvas, 166, 710, 11, 0.6, 0.4, "STSong-Light")

    path = tmp_path / "水样.pdf"
    path.write_bytes(page(draw))
    assert [c.cells for c in ingest(path).clauses if c.kind == "row"] == [("水样", SEEN)]


@pytest.mark.parametrize(("size", "rise", "over"), [(7.0, 5.0, 0.0), (6.5, 6.0, 5.0), (8.0, 4.0, -1.0)])
def test_in_a_text_object_of_its_own(write, size, rise, over):
    drawn = line("水样检测说明", 60, x=240) + line("一、每毫升不超过10", 120)
    end = 80 + 8 * 12 + 2 * 6
    drawn += ofd.text_object(run("5", end - over, 120 - rise, size)) + ofd.text_object(run("个。", end + 6, 120, 12.0))
    path = write("水样.ofd", ofd.package(parts_of(drawn)))
    assert [c.text for c in ingest(path).clauses] == ["每毫升不超过10⁵个。"]


BASE = Word("10", 100.0, 100.0, 112.0, 112.0, 12.0)


@pytest.mark.parametrize(
    "beside",
    [
        Word("6", 112.0, 105.0, 116.0, 112.0, 7.0),
        Word("6", 112.0, 97.0, 116.0, 108.0, 11.0),
        Word("6", 125.0, 98.0, 129.0, 105.0, 7.0),
        Word("6", 112.0, 84.0, 116.0, 91.0, 7.0),
        Word("注", 112.0, 98.0, 119.0, 105.0, 7.0),
        Word("12345678901", 112.0, 98.0, 160.0, 105.0, 7.0),
    ],
    ids=["on the line", "as large", "apart", "another line", "a Chinese character", "too long"],
)
def test_what_is_no_script(beside):
    assert on_their_lines([BASE, beside]) == [BASE, beside]


def test_a_number_before_its_letter():
    mark = Word("13", 96.0, 98.0, 100.0, 105.0, 7.0)
    assert [word.text for word in on_their_lines([mark, BASE._replace(text="C")])] == ["¹³", "C"]


def test_what_was_recognised_stays():
    mark = Word("6", 112.0, 98.0, 116.0, 105.0, 7.0, 0.9)
    assert on_their_lines([BASE._replace(confidence=0.9), mark])[1] == mark


@pytest.mark.parametrize("word", ["workflow", "fifty", "office"])
def test_a_low_ligature_within_a_word_is_no_superscript(word):
    ligatures = "fl" if "fl" in word else "fi" if word == "fifty" else "ffi"
    low = range(word.index(ligatures), word.index(ligatures) + len(ligatures))
    chars = [
        Word(ch, 7.0 * n, 100, 7.0 * n + 6.8, 110 if n in low else 113.7, 9.8 if n in low else 13.7)
        for n, ch in enumerate(word)
    ]
    assert "".join(char.text for char in on_their_lines(chars)) == word
