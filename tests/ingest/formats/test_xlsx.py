"""Workbooks: what a spreadsheet shows, from files made here."""

import datetime
import io
import random
import zipfile
from pathlib import Path

import openpyxl
import openpyxl.chart
import pytest

from ingest.draft import Job
from ingest.errors import DuibiaoError, SourceError
from ingest.finding_kinds import FindingKind
from ingest.formats.xlsx.number_formats import built_in, shown
from ingest.formats.xlsx.parser import parse
from ingest.model import Standard
from ingest.pipeline import ingest, ingest_bytes
from ingest.tables.headers import known, lay_out

ROWS = [
    ["序号", "标准号", "标准名称", "发布日期", "备注"],
    [1, "WS/T 901-2021", "换药室管理规范", "2021-03-04", "示例"],
    [2, "WS/T 902-2022", "护理交接班规范", "2022-05-06", ""],
]


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book(*rows, title="Sheet1", merge=()):
    made = openpyxl.Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    for cells in merge:
        made.active.merge_cells(cells)
    return made


def texts(data):
    return [block.text for block in parse(data, "表.xlsx", Job()).blocks]


def package(**parts):
    """A workbook of one sheet from its own XML; parts by name, dots for slashes."""
    out = io.BytesIO()
    given = {
        "xl/workbook.xml": '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="一" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<R><Relationship Id="r1" Type="x/worksheet" Target="/xl/s1.xml"/></R>',
        **{f"xl/{name}.xml": xml for name, xml in parts.items()},
    }
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, xml in given.items():
            z.writestr(name, xml)
    return out.getvalue()


def sheet(cells, more=""):
    return f"<worksheet><sheetData>{cells}</sheetData>{more}</worksheet>"


def test_a_catalogue_is_the_same_from_csv_and_workbook(write):
    csv = "\n".join(",".join(map(str, row)) for row in ROWS)
    a, b = ingest(write("目录.csv", csv)), ingest(write("目录.xlsx", saved(book(*ROWS))))
    assert [(c.id, c.text, c.kind) for c in a.clauses] == [(c.id, c.text, c.kind) for c in b.clauses]
    assert a.entities == b.entities
    assert (a.document.doctype, a.document.title) == (b.document.doctype, b.document.title) == ("catalogue", "目录")


def test_titles_above_and_a_header_over_two_rows(write):
    rows = [
        ["某某医院执行标准目录", None, None, None, None],
        ["填报单位：质控科", None, None, None, None],
        ["序号", "标准信息", None, "日期", None],
        [None, "编号", "名称", "发布", "实施"],
        [1, "WS/T 901-2021", "换药室管理规范", datetime.date(2021, 3, 4), datetime.datetime(2021, 9, 1)],
        ["注：以上为现行有效版本。"],
    ]
    parsed = ingest(write("a.xlsx", saved(book(*rows, merge=("A1:E1", "A3:A4", "B3:C3", "D3:E3")))))
    assert parsed.document.title == "某某医院执行标准目录"
    assert [(c.path, c.text) for c in parsed.clauses] == [
        (("引言",), "填报单位：质控科"),
        (("1",), "1 WS/T 901-2021 换药室管理规范 2021-03-04 2021-09-01"),
        (("引言", "注"), "注：以上为现行有效版本。"),
    ]
    (standard,) = parsed.entities
    assert isinstance(standard, Standard)
    assert (standard.name, standard.published, standard.effective) == ("换药室管理规范", "2021-03-04", "2021-09-01")


def test_a_csv_with_a_title_above_its_header(write):
    parsed = ingest(write("a.csv", "执行标准目录,,\n序号,标准号,标准名称\n1,WS/T 901-2021,换药室管理规范\n"))
    assert (parsed.document.title, [c.path for c in parsed.clauses]) == ("执行标准目录", [("1",)])


def test_sections_head_the_rows_below_them(write):
    rows = [ROWS[0], ["一、护理", *[None] * 4], ROWS[1], ["二、检验", *[None] * 4], ROWS[2]]
    parsed = ingest(write("a.xlsx", saved(book(*rows, merge=("A2:E2", "A4:E4")))))
    assert [c.path for c in parsed.clauses] == [("一", "1"), ("二", "2")]
    assert parsed.clauses[1].titles[0] == "检验"
    assert len(parsed.entities) == 2


def test_several_sheets_have_their_names_in_the_path(write):
    made = book(*ROWS, title="护理")
    other = made.create_sheet("检验")
    for row in [ROWS[0], [1, "WS/T 903-2022", "标本采集规范", "2022-01-01", ""]]:
        other.append(row)
    made.create_sheet("空")
    hidden = made.create_sheet("藏")
    hidden.append(["甲", "乙"])
    hidden.sheet_state = "hidden"
    parsed = ingest(write("a.xlsx", saved(made)))
    assert [c.path for c in parsed.clauses] == [("护理", "1"), ("护理", "2"), ("检验", "1")]


def test_unknown_columns_are_rows_all_the_same(write):
    rows = [
        ["数据集名称", "标识符", "中文名", "定义"],
        ["示例集", "HD01.01", "床号", "床位的编号"],
        ["示例集", "HD01.02", "姓名", "本人的姓名"],
    ]
    parsed = ingest(write("数据元.xlsx", saved(book(*rows))))
    assert [(c.path, c.text) for c in parsed.clauses if c.kind == "row"] == [
        (("第1行",), "示例集 HD01.01 床号 床位的编号"),
        (("第2行",), "示例集 HD01.02 姓名 本人的姓名"),
    ]
    assert (parsed.document.title, parsed.document.doctype, parsed.findings) == ("数据元", "general", ())


def test_a_sheet_of_one_column_is_text(write):
    parsed = ingest(write("a.xlsx", saved(book(["换药管理办法"], ["一、要求"], ["换药前后都要洗手。"]))))
    assert parsed.document.title == "换药管理办法"
    assert [(c.path, c.text) for c in parsed.clauses] == [(("一",), "换药前后都要洗手。")]


def test_values_as_they_show():
    made = book(
        ["科室", "数值", "占比", "日期"],
        ["内科", 3.0, 0.5, datetime.date(2024, 1, 2)],
        ["外科\n一区", 0.1 + 0.2, 0.985, "2024/1/3"],
        ["急诊", True, "文", None],
    )
    cells = made.active
    cells["C2"].number_format, cells["C3"].number_format = "0%", "0.0%"
    cells["D2"].number_format = 'yyyy"年"m"月"d"日"'
    assert texts(saved(made))[1:] == ["内科 3 50% 2024-01-02", "外科 一区 0.3 98.5% 2024/1/3", "急诊 TRUE 文"]


@pytest.mark.parametrize(
    ("written", "form", "text"),
    [
        ("12345678901234", "General", "12345678901234"),
        ("1234.5", "#,##0.00", "1,234.50"),
        ("-3.14159", "0.00", "-3.14"),
        ("0.125", "0.00", "0.13"),
        ("7", "000", "007"),
        ("2.5", '0.0"分"', "2.5分"),
        ("100", '"≥"0"%"', "≥100%"),
        ("1500", "0.0,", "1.5"),
        ("45292", built_in(57), "2024-01"),
        ("45292", built_in(58), "1月1日"),
        ("45292.5", "yyyy/m/d h:mm", "2024-01-01 12:00"),
        ("0.5", "h:mm", "12:00"),
        ("1.5", "[h]:mm", "36:00"),
        ("-5", "yyyy-mm-dd", "-5"),
        ("99999999999", "yyyy-mm-dd", "99999999999"),
        ("1e400", "0", "1e400"),
        ("文", "0", "文"),
        ("1", "[" * 300, "1"),
    ],
)
def test_numbers_in_their_formats(written, form, text):
    assert shown(written, form) == text


def test_hidden_rows_and_lost_formulas_are_reported():
    made = book(*ROWS)
    made.active.row_dimensions[3].hidden = True
    made.active.column_dimensions["E"].hidden = True
    made.active["D2"] = "=TODAY()"
    drafted = parse(saved(made), "表.xlsx", Job())
    assert [block.text for block in drafted.blocks][1:] == ["1 WS/T 901-2021 换药室管理规范 〔公式〕"]
    assert {note.kind for note in drafted.findings} == {"hidden_cells", "no_value"}


def test_strings_with_readings_and_escapes():
    strings = "<sst><si><r><t>换药</t></r><r><t>室</t></r><rPh><t>huan</t></rPh></si><si><t>a_x000D_b_x4E00_</t></si></sst>"
    cells = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>9</v></c></row><row><c t="inlineStr"><is><t>丙</t></is></c><c t="e"><v>#N/A</v></c></row>'
    assert texts(package(s1=sheet(cells), sharedStrings=strings)) == ["换药室 ab一", "丙 #N/A"]


def test_a_false_dimension_and_a_cell_at_the_end_cost_nothing():
    cells = '<row r="1"><c r="A1" t="str"><v>甲</v></c><c r="XFD1" t="str"><v>乙</v></c></row><row r="1048576"><c r="A1048576" t="str"><v>丙</v></c></row>'
    data = package(
        s1='<worksheet><dimension ref="A1:XFD1048576"/>'
        + sheet(cells, '<mergeCells><mergeCell ref="A1048576:XFD1048576"/></mergeCells>').removeprefix("<worksheet>")
    )
    assert texts(data) == ["甲 乙", "丙"]


def test_headers_and_lines():
    assert known([("标题", "", ""), ("序号", "标准号", "名称"), ("1", "WS/T 1-2020", "甲")]).start == 1
    assert known([("甲", "乙"), ("1", "2")]) is None
    layout = lay_out([("甲表", "甲表"), ("项目", "值"), ("一", "1"), ("项目", "值"), ("二", "2"), ("备注：略", "")])
    assert (layout.titles, layout.header.start, layout.parts[0].rows, layout.notes) == ([0], 1, [2, 4], [5])


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "旧版 Office"),
        (saved(book(*ROWS))[:900], "不完整"),
        (b"PK", "不完整"),
        (saved(book()), "没有内容"),
        (package(), "缺少 xl/s1.xml"),
        (package(s1="<worksheet><sheetData>"), "已损坏"),
        (package(s1=sheet(("<row>" + "<c><v>1</v></c>" * 1000 + "</row>") * 201)), "超过"),
        (package(s1=sheet(f"<row><c t='str'><v>{'字' * 900}</v></c><c><v>1</v></c></row>" * 12_000)), "展开|超过"),
    ],
)
def test_workbooks_that_cannot_be_read(write, data, says):
    with pytest.raises(SourceError, match=says) as caught:
        ingest(write("坏.xlsx", data))
    assert "\n" not in str(caught.value)


def test_mutated_workbooks_raise_nothing_else():
    rng = random.Random(6)
    with zipfile.ZipFile(io.BytesIO(saved(book(*ROWS, merge=("A1:B1",))))) as z:
        parts = {name: z.read(name) for name in z.namelist()}
    for _ in range(40):
        out = io.BytesIO()
        target = rng.choice(list(parts))
        with zipfile.ZipFile(out, "w") as z:
            for name, xml in parts.items():
                changed = bytearray(xml)
                for _ in range(rng.choice((1, 3)) if name == target else 0):
                    at = rng.randrange(len(changed))
                    changed[at : at + rng.randrange(6)] = bytes(rng.choice(b'<>/="019A: ') for _ in range(rng.randrange(4)))
                z.writestr(name, bytes(changed))
        try:
            parse(out.getvalue(), "变.xlsx", Job())
        except DuibiaoError as error:
            assert "\n" not in str(error)


@pytest.mark.parametrize("formula", ['=DISPIMG("ID_5A",1)', '=_xlfn.DISPIMG("ID_5A",1)', 'DISPIMG("ID_5A",1)'])
def test_a_picture_in_a_cell_is_told_and_not_read_as_text(formula):
    cells = '<row r="1">{}</row><row r="2">{}</row>'
    cell = '<c r="{}" t="str"><v>{}</v></c>'
    value = formula.replace('"', "&quot;")
    rows = cells.format(
        cell.format("A1", "药品") + cell.format("B1", "外观"), cell.format("A2", "甲药") + cell.format("B2", value)
    )
    found = parse(package(s1=sheet(rows)), "外观.xlsx", Job())
    assert [block.text for block in found.blocks] == ["药品 外观", "甲药"]
    assert [(note.kind, note.text) for note in found.findings] == [(FindingKind.PICTURE, "工作表“一”：1 格")]


def test_what_is_drawn_over_the_cells_and_hidden_sheets_are_told():
    made = openpyxl.Workbook()
    made.active.append(["科室", "例数"])
    made.active.append(["内科", 3])
    chart = openpyxl.chart.BarChart()
    chart.add_data(openpyxl.chart.Reference(made.active, min_col=2, min_row=1, max_row=2), titles_from_data=True)
    made.active.add_chart(chart, "E5")
    made.create_sheet("底稿").sheet_state = "hidden"
    found = parse(saved(made), "例数.xlsx", Job()).findings
    assert [(note.kind, note.text) for note in found] == [
        (FindingKind.HIDDEN_PAGE, "工作表“底稿”"),
        (FindingKind.UNREAD_PART, "工作表“Sheet”：图表 1 个"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["项目", "结果", None, None, "备注"],
            ["病历", "甲级", "乙级", "丙级", "三级"],
            ["处方", "良好", "合格", "不合格", "两级"],
        ],
        [
            ["科室", "督查发现", None, None, "整改人"],
            ["急诊", "标识", "床栏", "呼叫铃", "护士长"],
            ["儿科", "腕带", "地面", "药柜", "组长"],
        ],
        [["岗位", "班次", None, None, "人数"], ["导诊", "早", "中", "晚", "三人"], ["收费", "早", "中", "无", "两人"]],
    ],
)
def test_a_record_below_a_merged_name_is_no_part_of_the_header(rows):
    assert texts(saved(book(*rows, merge=["B1:D1"])))[1:] == [" ".join(row) for row in rows[1:]]


@pytest.mark.parametrize(
    ("file", "second", "title", "heading"),
    [
        ("护理台账.xlsx", "压疮", "护理台账", "压疮"),
        ("护理台账.xlsx", "Sheet2", "护理台账", "病区压疮登记"),
        ("新建 XLSX 工作表.xlsx", "工作表2", "病区跌倒登记", "病区压疮登记"),
        ("工作簿1.xlsx", "压疮", "病区跌倒登记", "压疮"),
    ],
)
def test_sheets_with_a_title_row_each(file, second, title, heading):
    made = openpyxl.Workbook()
    made.active.title = "跌倒"
    sheets = (made.active, "病区跌倒登记", "地点"), (made.create_sheet(second), "病区压疮登记", "部位")
    for sheet, name, column in sheets:
        sheet.append([name])
        sheet.merge_cells("A1:B1")
        sheet.append(["病区", column])
        sheet.append(["一病区", "乙"])
    parsed = ingest_bytes(saved(made), Path(file))
    assert parsed.document.title == title
    rows = [c for c in parsed.clauses if c.kind == "row"]
    assert [c.path for c in rows] == [("跌倒", "第1行"), (heading, "第1行")]
    assert all(c.columns for c in rows)


@pytest.mark.parametrize("formula", ["=1+1", '=A3&"率"', '=HYPERLINK("http://localhost","点")'])
def test_a_formula_without_its_value_does_not_say_what_the_cell_above_says(write, formula):
    table = book(
        ["指标名称", "目标值", "频次"],
        ["非计划拔管率", "≤1%", "每月"],
        ["通报及时率", "≥98%", "每季度"],
        [formula, "≥3", "每年"],
    )
    assert [clause.text for clause in ingest(write("表.xlsx", saved(table))).clauses][-1] == "〔公式〕 ≥3 每年"
