"""Rows that sign a table off, or say above the names of its columns whose it is, in every format: no records."""

import csv
import io

import pytest

from ingest.pipeline import ingest
from tests.ingest.formats.test_xlsx import book, saved
from tests.ingest.formats.word_parts import p, package, run, table
from tests.ingest.formats.word_parts import row as word_row

NAMES = ["检查项目", "检查标准", "检查结果", "备注"]
RECORDS = [["鞋帽", "已更换", "合格", "无"], ["手消", "有效期内", "合格", "无"]]


def _csv(rows):
    out = io.StringIO()
    csv.writer(out).writerows([["导管室检查情况", "", "", ""], *rows])
    return out.getvalue()


def _html(rows):
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><meta charset=utf-8><body><h1>导管室检查情况</h1><table>{cells}</table></body></html>"


def _md(rows):
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(["# 导管室检查情况", "", lines[0], "|---" * len(rows[0]) + "|", *lines[1:], ""])


WRITERS = {
    "表.xlsx": lambda rows: saved(book(["导管室检查情况"], *rows)),
    "表.csv": _csv,
    "表.html": _html,
    "表.md": _md,
    "表.docx": lambda rows: package(p(run("导管室检查情况")) + table(*(word_row(*row) for row in rows))),
}


@pytest.fixture(params=WRITERS)
def read(request, write):
    return lambda *rows: ingest(write(request.param, WRITERS[request.param](list(rows))))


def kept(parsed):
    return [c.text for c in parsed.clauses if c.kind in ("row", "form", "paragraph")]


def imprint(parsed):
    return [c.text for c in parsed.clauses if c.kind == "imprint"]


RECORDED = [" ".join(record) for record in RECORDS]


@pytest.mark.parametrize(
    "last",
    [
        ["检查人签名：", "", "", ""],
        ["检查者：", "", "日期：", ""],
        ["护士长签名", "", "", ""],
        ["编制：王晓", "审核：李强", "批准：赵敏", "日期：2033-4-2"],
        ["检查人", "王晓", "检查日期", "2033-4-2"],
        ["药学部 2033年4月2日 发布", "", "", ""],
    ],
)
def test_the_last_row_signs_the_table_off(read, last):
    parsed = read(NAMES, *RECORDS, last)
    assert (kept(parsed), len(imprint(parsed))) == (RECORDED, 1)


@pytest.mark.parametrize(
    "first",
    [
        ["科室：介入科", "日期：2033-4-2", "检查者：王晓", ""],
        ["科室：", "介入科", "日期：", "2033-4-2"],
        ["科室", "介入科", "日期", "2033-4-2"],
        ["科室", "介入科", "检查人", "王晓"],
    ],
)
def test_the_first_row_says_whose_table_it_is(read, first):
    parsed = read(first, NAMES, *RECORDS)
    assert (kept(parsed), len(imprint(parsed))) == (RECORDED, 1)
    assert next(c for c in parsed.clauses if c.kind == "row").columns == tuple(NAMES)


@pytest.mark.parametrize(
    "rows",
    [
        [["科室", "内容", "日期", "负责人"], ["骨科", "手卫生", "三月", "王晓"], ["内科", "查对", "四月", "李强"]],
        [["岗位", "人员", "岗位", "人员"], ["主持人", "李强", "副组长", "赵敏"], ["记录人", "王晓", "联络员", "孙明"]],
        [["项目", "要求", "频次", "备注"], ["审核", "双人", "每日", "无"], ["检查：", "全部项目", "每周", "无"]],
    ],
)
def test_records_and_names_of_columns_stay(read, rows):
    parsed = read(*rows)
    assert (kept(parsed), imprint(parsed)) == ([" ".join(row) for row in rows[1:]], [])


@pytest.mark.parametrize(
    "rows",
    [
        [["时间", "交班者", "接班者"], ["2033-3-1", "王晓", "李强"]],
        [["检查人", "检查日期"], ["王晓", "2033-3-1"]],
        [["编制部门", "审核部门", "日期"], ["护理部", "医务科", "2033-3-1"], ["院感科", "医务科", "2033-3-2"]],
    ],
)
def test_records_of_who_did_what_stay(read, rows):
    parsed = read(*rows)
    assert (kept(parsed), imprint(parsed)) == ([" ".join(row) for row in rows[1:]], [])


def test_pairs_all_the_way_down_are_a_form(read):
    pairs = [["科室", "骨科", "日期", "2033-3-2"], ["诊断", "骨折", "医师", "王晓"], ["病情", "平稳", "护士", "李强"]]
    assert imprint(read(*pairs)) == []


@pytest.mark.parametrize(
    "rows",
    [
        [["编制", "审核", "批准", "日期"], ["王晓", "李强", "赵敏", "2033-4-2"]],
        [["编制：王晓", "审核：李强", "日期：2033-4-2"]],
    ],
)
def test_a_table_that_only_signs_a_rule_off(write, rows):
    body = "".join(p(run(text)) for text in ("导管室出入规定", "第一条 更换鞋帽。", "第二条 经同意进入。"))
    parsed = ingest(write("文.docx", package(body + table(*(word_row(*row) for row in rows)))))
    assert (kept(parsed), len(imprint(parsed))) == ([], len(rows))


@pytest.mark.parametrize(
    ("name", "rows", "issuer", "date"),
    [
        ("表.xlsx", [NAMES, *RECORDS, ["介入科 2033年4月2日 发布", "", "", ""]], "介入科", "2033-04-02"),
        ("表.csv", [["科室", "介入科", "日期", "2033-4-2"], NAMES, *RECORDS], "", "2033-04-02"),
        ("表.xlsx", [["制表科室：介入科", "", "制表日期：2033-4-2", ""], NAMES, *RECORDS], "介入科", "2033-04-02"),
        ("表.xlsx", [NAMES, *RECORDS, ["编制：介入科", "", "审核：王晓", "日期：2033-4-2"]], "介入科", "2033-04-02"),
    ],
)
def test_a_sheet_tells_issuer_and_day(write, name, rows, issuer, date):
    document = ingest(write(name, WRITERS[name](rows))).document
    assert (document.issuer, document.date) == (issuer, date)
