"""Fields that are filled in above the column names of a sheet: issuer and date of the document, and a clause of their own."""

import csv
import io

import pytest

from ingest.pipeline import ingest
from tests.ingest.formats.test_xlsx import book, saved

PLAIN = [["序号", "设备", "频次", "责任人"], ["1", "输液泵", "每周", "甲"], ["2", "呼吸机", "每日", "乙"]]
KNOWN = [
    ["序号", "标准号", "标准名称", "备注"],
    ["1", "WS/T 9001-2031", "甲规范", "无"],
    ["2", "WS/T 9002-2031", "乙规范", "无"],
]
HEADS = {
    "in one cell each": ["制表部门：设备科", "", "", "制表日期：2033年3月8日"],
    "value behind": ["制表部门：", "设备科", "制表日期：", "2033-03-08"],
    "side by side": ["制表科室：设备科", "制表日期：2033.3.8", "", ""],
    "with who made it": ["制表单位：设备科", "制表人：甲", "制表时间：2033-03-08", ""],
}


def _csv(rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def _html(rows):
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><meta charset=utf-8><body><table>{cells}</table></body></html>"


WRITERS = {"表.xlsx": lambda rows: saved(book(*rows)), "表.csv": _csv, "表.html": _html}


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("table", [PLAIN, KNOWN], ids=["plain", "known"])
@pytest.mark.parametrize("title", [[], [["巡检记录表", "", "", ""]]], ids=["without title", "titled"])
def test_fields_above_the_column_names(write, name, head, table, title):
    parsed = ingest(write(name, WRITERS[name]([*title, HEADS[head], *table])))
    assert (parsed.document.issuer, parsed.document.date) == ("设备科", "2033-03-08")
    told = "".join(c.text for c in parsed.clauses).replace(" ", "")
    assert [cell for cell in HEADS[head] if cell not in told] == []
    rows = [c.text for c in parsed.clauses if c.kind == "row"]
    assert rows == [" ".join(row) for row in table[1:]]


@pytest.mark.parametrize("name", ["表.xlsx", "表.csv"])
@pytest.mark.parametrize(
    ("head", "issuer", "date"),
    [
        (["填报单位：青山医院", "", "填报日期：2033-03-08", ""], "青山医院", "2033-03-08"),
        (["填报科室：", "骨科", "填表日期：", "2033年3月"], "骨科", "2033-03"),
        (["填报科室：", "", "填报日期：", ""], "", ""),
    ],
)
def test_what_a_department_reports_is_issued_by_it(write, name, head, issuer, date):
    parsed = ingest(write(name, WRITERS[name]([head, *PLAIN])))
    assert (parsed.document.issuer, parsed.document.date) == (issuer, date)
    assert head[0] in parsed.clauses[0].text


def test_names_of_columns_below_merged_ones_may_be_years(write):
    above = ["序号", "指标", "公式", "公式", "目标值", "目标值", "来源"]
    below = ["序号", "指标", "分子", "分母", "2031年", "2032年", "来源"]
    rows = [
        above,
        below,
        ["1", "规范预防率", "甲", "乙", "90%", "92%", "病案"],
        ["2", "送检率", "丙", "丁", "50%", "55%", "院感"],
    ]
    parsed = ingest(write("表.xlsx", saved(book(*rows, merge=("C1:D1", "E1:F1", "A1:A2", "B1:B2", "G1:G2")))))
    assert [c.columns[4:6] for c in parsed.clauses if c.kind == "row"] == [("目标值2031年", "目标值2032年")] * 2


def test_the_title_that_all_sheets_bear_is_the_workbooks(write):
    made = book(title="医疗组")
    made.create_sheet("护理组")
    for sheet in made.worksheets:
        for row in (
            (f"评审问题整改台账（{sheet.title}）", "", "", ""),
            ("填报单位：青山医院", "", "填报日期：2031年6月30日", ""),
            *PLAIN,
        ):
            sheet.append(row)
        sheet.merge_cells("A1:D1")
    parsed = ingest(write("台账.xlsx", saved(made)))
    assert (parsed.document.title, parsed.document.issuer, parsed.document.date) == (
        "评审问题整改台账",
        "青山医院",
        "2031-06-30",
    )
    assert [c.text for c in parsed.clauses if c.kind == "imprint"] == ["填报单位：青山医院 填报日期：2031年6月30日"] * 2


def test_signatures_below_a_check_list_are_no_record(write):
    rows = [["序号", "项目", "分值", "得分"], ["1", "洗手", "10", ""], ["2", "登记", "10", ""], ["注：逐项打分。", "", "", ""]]
    parsed = ingest(write("表.xlsx", saved(book(*rows, ["被检科室负责人签字：", "", "检查组组长签字：", ""]))))
    assert [c.kind for c in parsed.clauses if "签字" in c.text] == ["imprint"]
    assert len([c for c in parsed.clauses if c.kind == "row"]) == 2
