"""Tables without upright lines, as journals and standards print them: three level lines, or none at all."""

import pytest

from ingest.model import Standard
from ingest.pipeline import ingest
from tests.ingest.formats.test_pdf import clauses, page

XS = (72, 130, 260, 420)
HEADER = ("序号", "标准号", "标准名称", "实施日期")
FIRST = ("1", "WS/T 901-2027", "病区查对操作要求", "2027-06-01")
SECOND = ("2", "T/CHAS 90-1-2026", "跌倒预防与处置要求", "2026-10-01")


def cells(canvas, y, *texts, xs=XS):
    for x, text in zip(xs, texts, strict=True):
        canvas.drawString(x, y, text)


def level(canvas, *heights, x0=66, x1=530):
    for y in heights:
        canvas.line(x0, y, x1, y)


def read(write, draw):
    return ingest(write("目录.pdf", page(draw)))


def standards(parsed):
    return [(s.id, s.name, s.effective) for s in parsed.entities if isinstance(s, Standard)]


BOTH = [("WS/T 901-2027", "病区查对操作要求", "2027-06-01"), ("T/CHAS 90-1-2026", "跌倒预防与处置要求", "2026-10-01")]


@pytest.mark.parametrize("ruled", [True, False])
def test_rows_are_read_with_and_without_level_lines(write, ruled):
    def draw(canvas):
        canvas.drawString(220, 780, "适用标准目录")
        cells(canvas, 740, *HEADER)
        cells(canvas, 715, *FIRST)
        cells(canvas, 690, *SECOND)
        canvas.drawString(72, 620, "以上标准自实施之日起执行，由各科室组织学习并对照自查。")
        if ruled:
            level(canvas, 757, 733, 683)

    parsed = read(write, draw)
    assert standards(parsed) == BOTH
    assert any("各科室组织学习" in text for text in clauses(parsed).values())


def test_a_name_over_two_lines_beside_a_number_set_in_the_middle(write):
    def draw(canvas):
        cells(canvas, 740, *HEADER)
        cells(canvas, 713, *FIRST)
        canvas.drawString(XS[2], 686, "跌倒预防")
        cells(canvas, 678, "2", "T/CHAS 90-1-2026", "", "2026-10-01")
        canvas.drawString(XS[2], 670, "与处置要求")
        level(canvas, 757, 733, 660)

    assert [name.replace("\n", "") for _, name, _ in standards(read(write, draw))] == ["病区查对操作要求", "跌倒预防与处置要求"]


def test_a_name_over_two_lines_set_from_the_top(write):
    def draw(canvas):
        cells(canvas, 740, *HEADER)
        cells(canvas, 715, "1", "WS/T 901-2027", "病区查对", "2027-06-01")
        canvas.drawString(XS[2], 699, "操作要求")
        cells(canvas, 675, *SECOND)
        level(canvas, 757, 733, 665)

    assert [name.replace("\n", "") for _, name, _ in standards(read(write, draw))] == ["病区查对操作要求", "跌倒预防与处置要求"]


def test_a_table_of_other_words_between_level_lines_becomes_records(write):
    def draw(canvas):
        canvas.drawString(230, 780, "一、监测结果")
        for y, row in ((740, ("科室", "例数", "比例")), (715, ("内科", "12", "3.1%")), (690, ("外科", "7", "2.4%"))):
            cells(canvas, y, *row, xs=(80, 260, 430))
        level(canvas, 757, 733, 683)

    assert [text for text in clauses(read(write, draw)).values() if "内科" in text] == ["内科 12 3.1%"]


def test_prose_between_lines_and_in_columns_is_no_table(write):
    left = [
        "病区应当每日核对抢救药品",
        "并在记录本上签字备查，药品",
        "缺少时应当当班补齐，不得留",
        "待次日，护士长每周抽查一次",
        "抽查结果纳入科室质量评价。",
        "发现问题及时整改并且反馈。",
    ]

    def draw(canvas):
        for i, text in enumerate(left):
            cells(canvas, 740 - 20 * i, text, text.replace("病区", "科室"), xs=(72, 310))
        level(canvas, 760, 700, 620)

    assert {clause.kind for clause in read(write, draw).clauses} == {"paragraph"}


@pytest.mark.parametrize("x", [200, 330])
@pytest.mark.parametrize(
    "rows",
    [
        [("科室", "电话"), ("急诊科", "2101"), ("护理部", "2102"), ("医务科", "2103")],
        [("药品", "数量"), ("肾上腺素", "5支"), ("阿托品", "3支"), ("葡萄糖", "2袋")],
    ],
)
def test_two_columns_with_figures_below_a_name(write, x, rows):
    def draw(canvas):
        canvas.setFont("STSong-Light", 18)
        canvas.drawString(240, 780, "病区备用清单")
        canvas.setFont("STSong-Light", 12)
        for number, (name, value) in enumerate(rows):
            canvas.drawString(72, 740 - 20 * number, name)
            canvas.drawString(x, 740 - 20 * number, value)

    parsed = ingest(write("清单.pdf", page(draw)))
    assert parsed.document.title == "病区备用清单"
    assert [(c.columns, c.cells) for c in parsed.clauses if c.kind == "row"] == [(rows[0], row) for row in rows[1:]]
