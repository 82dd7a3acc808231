"""Running heads and feet on one page, two or many; the table that a controlled document prints at the head of each page."""

import pytest

from ingest.finding_kinds import FindingKind
from ingest.layout.furniture import strip
from ingest.layout.sheet import Printed, Sheet
from ingest.pipeline import ingest
from tests.ingest.formats.test_pdf import lines, page

FULL = "各病区在患者入院、转科、手术之后和病情变化时评估压力性损伤的风险并且记入护"
PAGES = [
    ["1 目的", FULL, "理记录单。", "2 职责", "2.1 护士长每周检查。" + FULL[:28], FULL],
    ["理记录单，每季度汇总。", "2.2 护士在入院时评估。", "3 要求", FULL, "理记录单。"],
    ["3.2 交接时查看皮肤。", "4 记录", "4.1 评估单随病历保存。"],
]


def table(canvas, cells, top=800):
    canvas.setFont("STSong-Light", 10)
    edges = [60, 200, 420, 535]
    for row in range(len(cells) + 1):
        canvas.line(60, top - 20 * row, 535, top - 20 * row)
    for x in edges:
        canvas.line(x, top, x, top - 20 * len(cells))
    for row, texts in enumerate(cells):
        for x, text in zip(edges, texts, strict=False):
            canvas.drawString(x + 6, top - 15 - 20 * row, text)


def document(cells, count):
    def draw(canvas):
        for number, texts in enumerate(PAGES[:count], 1):
            if number > 1:
                canvas.showPage()
            table(canvas, cells(number))
            lines(canvas, texts, x=60, top=720)

    return page(draw)


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("pages", ["第{}页 共{}页", "页码：{}/{}"])
def test_the_head_of_a_controlled_document(tmp_path, count, pages):
    path = tmp_path / "HL012.pdf"
    path.write_bytes(
        document(
            lambda n: [
                ["某院", "护理文件", "编号：HL-QM-012"],
                ["版本：B/1", "压力性损伤预防管理规范", pages.format(n, count)],
            ],
            count,
        )
    )
    parsed = ingest(path)
    assert (parsed.document.title, parsed.document.number) == ("压力性损伤预防管理规范", "HL-QM-012")
    texts = {c.path[-1]: c.text for c in parsed.clauses if c.kind != "form"}
    assert texts["2.1"].endswith("记入护理记录单，每季度汇总。")
    assert sum(c.kind == "form" for c in parsed.clauses) == 2
    assert [f.page for f in parsed.findings if str(f.code) == "running_head"] == [*range(2, count + 1)]


def test_tables_of_figures_at_the_heads_of_pages_stay(tmp_path):
    path = tmp_path / "月报.pdf"
    path.write_bytes(document(lambda n: [["病区", "例数", "率"], ["一病区", str(n), f"0.{n}"]], 3))
    rows = [c.text for c in ingest(path).clauses if c.kind == "row"]
    assert rows == ["一病区 1 0.1", "一病区 2 0.2", "一病区 3 0.3"]


HEAD = "某院护理制度汇编 HL-021"


@pytest.mark.parametrize(("size", "top"), [(9, 815), (10.5, 800), (12, 812)])
def test_the_head_of_two_pages_is_no_text(write, size, top):
    def draw(canvas):
        for number, texts in enumerate(PAGES[:2]):
            if number:
                canvas.showPage()
            canvas.setFont("STSong-Light", size)
            canvas.drawString(60, top, HEAD)
            lines(canvas, ["压力性损伤预防制度", *texts] if not number else texts, x=60, top=740)

    parsed = ingest(write("制度.pdf", page(draw)))
    assert parsed.document.title == "压力性损伤预防制度"
    assert not any("汇编" in c.text for c in parsed.clauses)
    assert [f.text for f in parsed.findings if f.code == "running_head"] == [HEAD]


@pytest.mark.parametrize(("size", "top", "foot"), [(9, 800, 40), (12, 815, 30), (8, 790, 60)])
def test_the_head_above_the_title_of_an_only_page_is_no_title(write, size, top, foot):
    def draw(canvas):
        canvas.setFont("STSong-Light", size)
        canvas.drawString(60, top, HEAD)
        canvas.drawString(60, foot, "内部资料 注意保存")
        canvas.setFont("STSong-Light", 18)
        canvas.drawString(200, 740, "压力性损伤预防制度")
        lines(canvas, ["第一条 入院时评估。", "第二条 每班翻身。", "第三条 记录签名。"], x=60, top=700)

    parsed = ingest(write("制度.pdf", page(draw)))
    assert parsed.document.title == "压力性损伤预防制度"
    assert [c.text for c in parsed.clauses] == ["入院时评估。", "每班翻身。", "记录签名。"]
    assert {f.text for f in parsed.findings} == {HEAD, "内部资料 注意保存"}


SHORT = ["第一条 轮椅由总务科统一编号，各病区指定一人保管。", "第二条 每次使用之后以消毒湿巾擦拭并且签名。"]


def headed(pages, head, foot, size, top, text=12):
    """Pages of text below a title, each with a line at its head and its foot, ``top`` points from the edge."""

    def draw(canvas):
        for number, texts in enumerate(pages, 1):
            if number > 1:
                canvas.showPage()
            canvas.setFont("STSong-Light", size)
            canvas.drawString(60, 842 - top, head)
            canvas.drawCentredString(297, top - size, foot.format(number, len(pages)))
            canvas.setFont("STSong-Light", 18)
            canvas.drawCentredString(297, 752, "轮椅管理规定" if number == 1 else "")
            lines(canvas, texts, x=72, top=720 if number == 1 else 760, size=text, pitch=22)

    return page(draw)


@pytest.mark.parametrize("foot", ["内部资料 请勿外传", "第 {} 页 共 {} 页", "- {} -", "Page {} of {}", "{}/{}"])
@pytest.mark.parametrize(
    ("head", "size", "top"),
    [("某县医院制度汇编（2024版）", 9, 40), ("总务管理 HQ-ZD-03", 12, 44), ("某县医院 护理部", 10.5, 54)],
)
@pytest.mark.parametrize("count", [1, 2])
def test_heads_and_feet_of_one_or_two_pages_are_no_text(write, head, size, top, foot, count):
    more = ["第三条 损坏的轮椅贴上停用标识，三日之内送修，在修好之前一律不得", "继续使用，", "也不得借给其他病区。"]
    pages = [[*SHORT, more[0]], ["".join(more[1:])]] if count > 1 else [SHORT]
    parsed = ingest(write("轮椅.pdf", headed(pages, head, foot, size, top)))
    assert parsed.document.title == "轮椅管理规定"
    read = {c.path[-1]: c.text for c in parsed.clauses}
    expected = {
        "第一条": "轮椅由总务科统一编号，各病区指定一人保管。",
        "第二条": "每次使用之后以消毒湿巾擦拭并且签名。",
        "第三条": "损坏的轮椅贴上停用标识，三日之内送修，在修好之前一律不得继续使用，也不得借给其他病区。",
    }
    assert read == {key: text for key, text in expected.items() if key != "第三条" or count > 1}
    assert head in [f.text for f in parsed.findings if str(f.code) == "running_head"]


@pytest.mark.parametrize(
    ("first", "kept"),
    [
        ("附件2", "附件2"),
        ("一、轮椅的保管", "轮椅的保管"),
        ("本规定自下月起施行。", "本规定自下月起施行。"),
    ],
)
def test_text_near_the_edge_of_a_page_stays(write, first, kept):
    def draw(canvas):
        lines(canvas, [first], x=60, top=800)
        lines(canvas, ["轮椅管理规定", *SHORT], x=60, top=740, pitch=22)

    parsed = ingest(write("轮椅.pdf", page(draw)))
    assert not [f for f in parsed.findings if str(f.code) == "running_head"]
    assert kept in "".join("".join([*c.path, *c.titles, c.text]) for c in parsed.clauses)


def test_the_first_line_of_closely_printed_text_stays(write):
    def draw(canvas):
        lines(canvas, ["轮椅管理规定", *SHORT, "某县医院总务科", "联系人王某"], x=40, top=805, pitch=20)

    parsed = ingest(write("轮椅.pdf", page(draw)))
    assert parsed.document.title == "轮椅管理规定"
    assert not [f for f in parsed.findings if str(f.code) == "running_head"]


@pytest.mark.parametrize("size", [9, 10.5, 12])
def test_the_head_of_an_only_page_whose_text_has_no_title_names_it(write, size):
    def draw(canvas):
        canvas.setFont("STSong-Light", size)
        canvas.drawString(60, 800, "某院轮椅管理规范")
        lines(
            canvas,
            [
                "轮椅由各病区的护士长指定专人保管，借用归还都要在登记本上签名。",
                "损坏的及时报修，每周擦拭一次。",
                "每月清点。",
                "不外借。",
            ],
            x=60,
            top=740,
        )

    assert ingest(write("规范.pdf", page(draw))).document.title == "某院轮椅管理规范"


@pytest.mark.parametrize(
    ("box", "size", "slanted"),
    [
        ((53, 180, 507, 631), 73.0, True),
        ((60, 300, 200, 560), 60.0, True),
        ((100, 60, 500, 110), 50.0, False),
        ((80, 100, 130, 550), 50.0, False),
        ((100, 100, 180, 180), 16.0, False),
    ],
    ids=["diagonal", "steep", "a large title", "a column of characters", "of the size of the text"],
)
def test_a_stamp_across_a_scanned_page_is_no_text_though_only_one_page_shows_it(box, size, slanted):
    text = [Printed(f"第{n}条 每班清点一次被服。", 60, 700.0 - 20 * n, 400, 716.0 - 20 * n, 16) for n in range(1, 6)]
    sheet = Sheet(1, 595, 842, (*text, Printed("仅供院内使用", *box, size)))
    (kept,), notes = strip([sheet], 16)
    assert (len(kept.items) == len(text)) is slanted
    assert [note.text for note in notes if note.kind is FindingKind.WATERMARK] == ["仅供院内使用"] * slanted
