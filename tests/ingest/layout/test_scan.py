"""Pages without text: crooked, noisy, turned; prose and tables; what was read without confidence is told."""

import io
import shutil
import subprocess

import pytest
from PIL import Image, ImageDraw

from ingest.draft import Job
from ingest.errors import SourceError
from ingest.formats.image import LONG_SIDE_POINTS
from ingest.layout import scan as recognition
from ingest.pipeline import ingest
from tests.render import canvas, scan
from tests.render.glyphs import inside, of_sheets, turned
from tests.render.model import Cell, Manuscript, Text, table
from tests.render.typeset import typeset

_LISTED = shutil.which("fc-list")
_FONTS = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=False).stdout if _LISTED else ""
pytestmark = pytest.mark.skipif(not _FONTS.strip(), reason="no Chinese font to draw the pages with")

ROWS = [
    ["序号", "分类", "标准号", "标准名称", "实施日期"],
    ["1", Cell("护理管理", rows=2), "WS/T 900-2024", "病区查对技术规范", "2024-10-01"],
    ["2", None, "WS/T 901-2024", "病区交接技术规范", "2024-12-01"],
]
PAGE = Manuscript(
    (
        Text("示范医院关于加强查对工作的通知", centred=True),
        Text("各科室：", 0),
        Text("为减少给药和输血环节的差错，结合本院实际情况，现就有关事项通知如下，请遵照执行。", 2.0),
        Text("一、完善查对流程", 2.0),
        Text("各病区在给药、输血和采集标本之前核对患者身份，至少使用两种身份标识，并记录在案备查。", 2.0),
        Text("二、执行下列标准", 2.0),
        table(ROWS),
    ),
    measure=26.0,
)

PROSE = {
    "版记1": "各科室",
    "引言": "为减少给药和输血环节的差错，结合本院实际情况，现就有关事项通知如下，请遵照执行",
    "一": "各病区在给药、输血和采集标本之前核对患者身份，至少使用两种身份标识，并记录在案备查",
}
"""What is printed for some clauses, but for the last mark, whose ink fills only the beginning of its square."""


def pages():
    return list(scan.scan(canvas.pdf(typeset(PAGE))))


def png(image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(150, 150))
    return out.getvalue()


@pytest.fixture(scope="module")
def crooked(tmp_path_factory):
    path = tmp_path_factory.mktemp("scan") / "通知.pdf"
    path.write_bytes(scan.image_pdf(pages()))
    return ingest(path)


def test_a_crooked_noisy_scan_gives_clauses_with_page_and_finding(crooked):
    assert crooked.document.title == "示范医院关于加强查对工作的通知"
    found = {c.id.partition("#")[2]: c for c in crooked.clauses}
    assert found["一"].text == "各病区在给药、输血和采集标本之前核对患者身份，至少使用两种身份标识，并记录在案备查。"
    assert found["一"].page == 1
    assert ("recognised", "第1页") in [(f.code, f.text) for f in crooked.findings]


def test_a_ruled_table_in_a_scan_becomes_records(crooked):
    standards = {e.id: e for e in crooked.entities if hasattr(e, "effective")}
    assert standards["WS/T 900-2024"].name == "病区查对技术规范"
    assert standards["WS/T 901-2024"].category == "护理管理"
    assert standards["WS/T 901-2024"].effective == "2024-12-01"


@pytest.mark.slow
@pytest.mark.parametrize("degrees", [90, 180])
def test_a_page_laid_in_wrongly_is_turned(write, degrees):
    image = pages()[0].rotate(degrees, expand=True, fillcolor=255)
    found = ingest(write("页.png", png(image)))
    assert any("至少使用两种身份标识" in c.text for c in found.clauses)


def misplaced(parsed, glyphs):
    """Clauses of prose whose boxes do not hold just the glyphs that they were drawn from, and what they hold."""
    found = {c.id.partition("#")[2]: "".join(g.text for g in inside(c, glyphs)).rstrip("。：") for c in parsed.clauses}
    return {path: found.get(path) for path, printed in PROSE.items() if found.get(path) != printed}


@pytest.mark.slow
@pytest.mark.parametrize("degrees", [-3.0, 90.0, 180.0, 270.0])
def test_boxes_of_an_image_stand_where_the_reader_sees_the_text(degrees, write):
    glyphs = of_sheets(typeset(PAGE))
    (page,) = pages()
    size = (page.width * 72 / 150, page.height * 72 / 150)
    shift = (0.0, 0.0)
    if degrees % 180 == 90:
        shift = ((size[1] - size[0]) / 2, (size[0] - size[1]) / 2)
    image = page.rotate(degrees, Image.Resampling.BICUBIC, expand=degrees % 90 == 0, fillcolor=255)
    scale = LONG_SIDE_POINTS / max(size)
    placed = [
        g._replace(x=(g.x + shift[0]) * scale, y=(g.y + shift[1]) * scale)
        for g in turned(glyphs, [size], degrees + scan.DEGREES)
    ]
    assert not misplaced(ingest(write("页.png", png(image))), placed)


def test_boxes_of_a_photograph_stand_on_the_page_as_the_camera_turned_it(write):
    (page,) = pages()
    size = (page.width * 72 / 150, page.height * 72 / 150)
    out, turn = io.BytesIO(), Image.Exif()
    turn[0x0112] = 6  # to be turned clockwise by a quarter
    page.transpose(Image.Transpose.ROTATE_90).save(out, "JPEG", exif=turn, quality=95)
    scale = LONG_SIDE_POINTS / max(size)
    placed = [g._replace(x=g.x * scale, y=g.y * scale) for g in turned(of_sheets(typeset(PAGE)), [size])]
    assert not misplaced(ingest(write("照片.jpg", out.getvalue())), placed)


def test_boxes_of_a_scanned_pdf_stand_on_its_page(crooked):
    (page,) = pages()
    assert not misplaced(crooked, list(turned(of_sheets(typeset(PAGE)), [(page.width * 72 / 150, page.height * 72 / 150)])))


@pytest.mark.slow
def test_what_is_read_without_confidence_is_told(write, monkeypatch):
    read = recognition._read

    def doubtful(engine, image):
        boxes, texts, scores = read(engine, image)
        return boxes, texts, [0.6 if "采集标本" in text else score for text, score in zip(texts, scores, strict=True)]

    monkeypatch.setattr(recognition, "_read", doubtful)
    found = ingest(write("糊.png", png(pages()[0])))
    unsure = [f for f in found.findings if f.code == "unsure"]
    assert [(f.clause.partition("#")[2], f.page) for f in unsure] == [("一", 1)]
    assert "采集标本" in unsure[0].text


def test_an_image_without_text_gets_one_line(write):
    blank = Image.new("L", (800, 600), 255)
    ImageDraw.Draw(blank).ellipse((200, 200, 500, 400), outline=0, width=6)
    with pytest.raises(SourceError, match="没有文字"):
        ingest(write("图.png", png(blank)), Job(workers=1))


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("防护措施(见第五章),记录在案", "防护措施（见第五章），记录在案"),
        ("各科室:请于本周上报;逾期不候", "各科室：请于本周上报；逾期不候"),
        ("（查对）,复述", "（查对），复述"),
        ("时间8:30,比例1:2", "时间8:30,比例1:2"),
        ("静脉血栓(VTE)风险", "静脉血栓(VTE)风险"),
        ("WS/T 900(修订)", "WS/T 900(修订)"),
        ("(1查对制度），请上级", "（1查对制度），请上级"),
        ("方案(2024-2026年）", "方案（2024-2026年）"),
        ("（见(二)款)和(a)", "（见（二）款）和(a)"),
    ],
)
def test_marks_between_chinese_characters_are_chinese(read, meant):
    assert recognition.full_width(read) == meant
