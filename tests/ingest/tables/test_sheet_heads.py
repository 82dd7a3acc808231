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
