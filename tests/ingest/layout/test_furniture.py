"""The table that a controlled document prints at the head of each page is read once, and gives its title and number."""

import pytest

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
