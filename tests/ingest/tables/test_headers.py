"""Column names over several rows, in every format that has tables."""

import io

import pytest
from openpyxl import Workbook

from ingest.model import Indicator
from ingest.pipeline import ingest
from ingest.tables.headers import fields_above, lay_out, names_values
from tests.render import ofd
from tests.render.canvas import pdf
from tests.render.docx import docx
from tests.render.html import html
from tests.render.model import Cell, Manuscript, Text, in_parts, table
from tests.render.typeset import typeset

RENDER = {
    "docx": docx,
    "html": lambda m: html(m).encode(),
    "pdf": lambda m: pdf(typeset(m)),
    "ofd": lambda m: ofd.ofd(typeset(m)),
}
TITLE = Text("示范市质量监测目录", centred=True)
TWO = (
    [Cell("序号", rows=2), Cell("指标名称", rows=2), Cell("要求", columns=2), None, Cell("来源", rows=2)],
    [None, None, "导向", "目标值", None],
)
THREE = (
    [Cell("序号", rows=3), Cell("指标名称", rows=3), Cell("监测要求", columns=2), None, Cell("来源", rows=3)],
    [None, None, Cell("全院", columns=2), None, None],
    [None, None, "导向", "目标值", None],
)
ROWS = (["1", "床旁核对率", "逐步提高", "≥90%", "护理部"], ["2", "非计划拔管率", "逐步降低", "≤1%", "护理部"])


def read(write, form, *elements):
    return ingest(write(f"目录.{form}", RENDER[form](Manuscript((TITLE, *elements), measure=34.0))))


def indicators(parsed):
    return [(e.number, e.name, e.direction, e.threshold) for e in parsed.entities if isinstance(e, Indicator)]


@pytest.mark.parametrize("form", RENDER)
@pytest.mark.parametrize("header", [TWO, THREE])
def test_names_below_merged_ones_are_known(write, form, header):
    parsed = read(write, form, table([*header, *ROWS]))
    assert indicators(parsed) == [tuple(row[:4]) for row in ROWS]
    assert [c.path for c in parsed.clauses] == [("1",), ("2",)]


@pytest.mark.parametrize("form", ["pdf", "ofd"])
def test_a_header_of_two_rows_printed_again_overleaf_is_no_row(write, form):
    parts = in_parts([table([*TWO, ROWS[0]]), table([*TWO, ROWS[1]], continued=True)])
    parsed = read(write, form, *parts)
    assert [c.text for c in parsed.clauses] == [" ".join(row) for row in ROWS]
    assert len(indicators(parsed)) == 2


@pytest.mark.parametrize("form", RENDER)
def test_a_row_of_words_under_a_nameless_column_is_no_header(write, form):
    header = ["", "指标名称", "指标导向"]
    parsed = read(write, form, table([header, ["住院", "床旁核对率", "逐步提高"], ["门诊", "退药率", "逐步降低"]]))
    assert [name for _, name, *_ in indicators(parsed)] == ["床旁核对率", "退药率"]


FIELDS = (
    ["科室：内科", "检查人：甲乙", "检查日期：2024-05-01"],
    ["科室：外科", None, "检查人："],
    ["病区：三病区", "责任护士：丙", None],
)
NAMED = (["项目", "结果", "备注"], ["手卫生", "合格", "另附说明"], ["病房", "不合格", "物品乱放"])


@pytest.mark.parametrize("form", RENDER)
@pytest.mark.parametrize("fields", FIELDS)
def test_column_names_stand_below_a_row_of_fields(write, form, fields):
    manuscript = Manuscript((Text("病区检查记录", centred=True), table([fields, *NAMED])))
    parsed = ingest(write(f"a.{form}", RENDER[form](manuscript)))
    assert [(c.columns, c.cells) for c in parsed.clauses if c.kind == "row"] == [
        (tuple(NAMED[0]), tuple(row)) for row in NAMED[1:]
    ]
    assert all(any(field in c.text for c in parsed.clauses) for field in fields if field)


@pytest.mark.parametrize("fields", FIELDS)
def test_the_same_in_a_workbook_and_a_csv(write, fields):
    book, out = Workbook(), io.BytesIO()
    for row in (fields, *NAMED):
        book.active.append(row)
    book.save(out)
    text = "\n".join(",".join(cell or "" for cell in row) for row in (fields, *NAMED))
    for path in (write("a.xlsx", out.getvalue()), write("a.csv", text)):
        parsed = ingest(path)
        assert [c.cells for c in parsed.clauses if c.kind == "row"] == [tuple(row) for row in NAMED[1:]]
        assert all(any(field in c.text for c in parsed.clauses) for field in fields if field)


@pytest.mark.parametrize(
    ("names", "rows", "header"),
    [
        (("序号", "任务", "牵头单位"), [("1", "人员管理", "人事科"), ("2", "药品目录", "药剂科")], True),
        (("序号", "任务", "牵头单位"), [("1", "人员管理", "人事科"), ("3", "药品目录", "药剂科")], False),
        (("组长", "任务", "牵头单位"), [("白露", "人员管理", "人事科"), ("季然", "药品目录", "药剂科")], False),
    ],
)
def test_a_column_that_counts_its_rows_makes_the_line_above_a_header(names, rows, header):
    assert names_values(names, rows) is header


@pytest.mark.parametrize("formula", ["计算公式", "计算方法", "目标值", "阈值", "标准值"])
@pytest.mark.parametrize("counted", [True, False])
def test_a_list_of_indicators_with_formulas_is_a_catalogue_of_indicators(write, formula, counted):
    rows = [
        ("指标名称", "定义", formula, "意义"),
        ("非计划拔管率", "带管期间意外脱出的例次占比", "例次数/留置总日数×1000‰", "反映管路安全"),
        ("床护比", "实际开放床位与护士之比", "护士数/床位数", "反映人力"),
    ]
    sheet = Workbook()
    for number, row in enumerate(rows):
        sheet.active.append(((str(number) if number else "序号"), *row) if counted else row)
    saved = io.BytesIO()
    sheet.save(saved)
    found = [e for e in ingest(write("护理指标.xlsx", saved.getvalue())).entities if isinstance(e, Indicator)]
    assert [(i.number, i.name) for i in found] == [("1", "非计划拔管率"), ("2", "床护比")]


LABELS = (
    [Cell("单位：内科", columns=2), None, Cell("检查日期：3月1日", columns=2), None],
    [Cell("填报科室：", columns=4), None, None, None],
    ["科室", "内科", "检查人", "王某"],
)
SHOWN = ("单位：内科 检查日期：3月1日", "填报科室：", "科室 内科 检查人 王某")
COUNTED = (["序号", "检查项目", "要求", "得分"], ["1", "床栏", "完好", "5"], ["2", "地面", "干燥", "5"])


@pytest.mark.parametrize("form", RENDER)
@pytest.mark.parametrize(("labels", "shown"), [*zip(LABELS, SHOWN, strict=True)])
def test_labels_above_the_column_names_are_no_names_and_a_merged_cell_is_printed_once(write, form, labels, shown):
    parsed = read(write, form, table([labels, *COUNTED]))
    texts = ["".join(c.text.split()) for c in parsed.clauses]
    assert texts[:2] == ["".join(shown.split()), "序号检查项目要求得分"]
    assert [(c.path, c.columns) for c in parsed.clauses[2:]] == [(("1",), tuple(COUNTED[0])), (("2",), tuple(COUNTED[0]))]


@pytest.mark.parametrize(
    ("labels", "shown"), [(("单位：内科", "日期："), "单位：内科 日期："), (("科室", "内科", "检查人", "王某"), SHOWN[2])]
)
def test_labels_above_the_column_names_in_plain_text(write, labels, shown):
    text = "\n".join("\t".join(row) for row in (labels, *COUNTED))
    parsed = ingest(write("制度.txt", f"床栏检查制度\n一、检查\n{text}\n"))
    assert [c.text for c in parsed.clauses[:2]] == [shown, "序号 检查项目 要求 得分"]
    assert [c.path for c in parsed.clauses[2:]] == [("一", "1"), ("一", "2")]


def test_labels_in_the_first_row_of_a_table_in_markdown(write):
    rows = "".join(f"| {' | '.join(row)} |\n" for row in COUNTED)
    parsed = ingest(write("制度.md", f"床栏检查制度\n\n| 单位：内科 | | 日期： | |\n|---|---|---|---|\n{rows}"))
    assert [c.columns for c in parsed.clauses[-2:]] == [tuple(COUNTED[0])] * 2


@pytest.mark.parametrize("labels", [("单位：内科", "单位：内科", "日期：", "日期："), ("科室", "内科", "检查人", "王某")])
def test_labels_above_the_column_names_of_a_sheet(labels):
    found = lay_out([("床栏检查表", "", "", ""), labels, *map(tuple, COUNTED)])
    assert (found.titles, found.header.cells) == ([0, 1], tuple(COUNTED[0]))


@pytest.mark.parametrize(
    "upper", [("", "检查", "检查", "得分"), ("检查", "检查", "结果", "结果"), ("序号", "检查", "内容", "得分")]
)
def test_names_over_two_rows_are_one_header_though_the_lower_is_called_a_number(upper):
    assert fields_above([upper, *map(tuple, COUNTED)]) == 0


@pytest.mark.parametrize(
    "row",
    [
        ("2", "标本弄错", "离体后立即贴码，双签交接", "查对制度、标本管理核心制度"),
        ("2", "发药慢", "药房加派一人", "落实核心制度"),
        ("2", "目标不明", "改进目标张贴上墙", "对应核心策略第3条"),
        ("发药慢", "药房加派一人", "2026-03", "按制度名称查找"),
    ],
)
def test_a_record_that_speaks_of_what_a_catalogue_lists_names_no_columns(row):
    names = ("序号", "问题", "措施", "依据")
    layout = lay_out([names, ("1", "等得久", "分时预约", "院内规定"), row, ("3", "找不到", "加指示牌", "")])
    assert (layout.header.cells, layout.header.kind) == (names, None)
