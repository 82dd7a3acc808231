"""Tables that plain text draws with bars or spaces, and forms."""

import pytest

from ingest.model import Indicator, Standard
from ingest.pipeline import ingest

BARS = """某市护理标准目录

| 序号 | 标准号 | 标准名称 | 发布日期 |
|------|--------|----------|------|
| 1 | WS/T 9901-2031 | 病区轮椅管理规范 | 2031/2/3 |
| 2 | WS/T 9902-2031 | 病区陪护床管理规范 | 2031/2/3 |

以上标准自实施之日起使用。
"""
RULED = """某市护理标准目录

┌──┬───────┬───────┬─────┐
│序号│标准号        │标准名称      │发布日期  │
├──┼───────┼───────┼─────┤
│1   │WS/T 9901-2031│病区轮椅管理规│2031/2/3  │
│    │              │范            │          │
├──┼───────┼───────┼─────┤
│2   │WS/T 9902-2031│病区陪护床管理│2031/2/3  │
│    │              │规范          │          │
└──┴───────┴───────┴─────┘

以上标准自实施之日起使用。
"""
SPACES = """某市护理标准目录

序号  标准号            标准名称                发布日期
1     WS/T 9901-2031    病区轮椅管理规范        2031/2/3
2     WS/T 9902-2031    病区陪护床管理          2031/2/3
                        规范

以上标准自实施之日起使用。
"""


@pytest.mark.parametrize("drawn", [BARS, RULED, SPACES], ids=["bars", "rules", "spaces"])
def test_a_drawn_list_of_standards(write, drawn):
    parsed = ingest(write("目录.txt", drawn))
    found = [(e.id, e.name, e.published, e.clause) for e in parsed.entities if isinstance(e, Standard)]
    assert found == [
        ("WS/T 9901-2031", "病区轮椅管理规范", "2031-02-03", "某市护理标准目录#1"),
        ("WS/T 9902-2031", "病区陪护床管理规范", "2031-02-03", "某市护理标准目录#2"),
    ]
    assert parsed.clauses[-1].text == "以上标准自实施之日起使用。"


def test_a_table_without_a_number_column_counts_its_rows(write):
    text = "某市指标目录\n\n评估指标      指标导向      指标值\n轮椅清洁率    逐步升高      ≥90%\n轮椅登记率    逐步升高      100%\n"
    parsed = ingest(write("目录.txt", text))
    assert [c.path for c in parsed.clauses] == [("第1行",), ("第2行",)]
    assert [e.name for e in parsed.entities if isinstance(e, Indicator)] == ["轮椅清洁率", "轮椅登记率"]


def test_names_set_apart_by_spaces_are_no_table(write):
    parsed = ingest(write("a.txt", "某科室名册\n\n甲某    乙某    丙某\n丁某    戊某    己某\n"))
    assert not any(c.kind in ("row", "form") for c in parsed.clauses)


def test_names_of_columns_are_kept_where_nobody_knows_them(write):
    parsed = ingest(write("a.txt", "某科室说明\n\n| 部位 | 频次 |\n| 扶手 | 每日 |\n"))
    assert [(c.path, c.kind, c.text) for c in parsed.clauses] == [
        (("表头1",), "heading", "部位 频次"),
        (("第1行",), "row", "扶手 每日"),
    ]


LINES = """病区质量改进案例申报表

申报单位（盖章）：________________    申报日期：    年   月   日

案例名称：

一、基本情况

负责人：          职务：

起止时间：

填表说明：请用黑色墨水填写。
"""
CELLS = "病区质量改进案例申报表\n\n申报单位\t\n案例名称\t（写明主题）\n负责人\t\t职务\t\n主要做法\t\n"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (LINES, ["申报单位", "案例名称", "一/负责人", "一/起止时间", "一/填表说明"]),
        (CELLS, ["申报单位", "案例名称", "负责人", "主要做法"]),
    ],
)
def test_a_form_that_stands_alone(write, text, places):
    parsed = ingest(write("表.txt", text))
    assert (parsed.document.doctype, parsed.document.title) == ("form", "病区质量改进案例申报表")
    assert [c.id.partition("#")[2] for c in parsed.clauses] == places


@pytest.mark.parametrize(
    ("header", "rows", "count"),
    [
        (("序号", "查什么", "怎么查"), [("1", "床栏", "看是否牢固"), ("2", "轮椅", "看刹车"), ("3", "平车", "看护栏")], 3),
        (("项次", "物品", "数量", "地点"), [("1", "轮椅", "4台", "大厅"), ("2", "平车", "2台", "急诊")], 2),
        (("序号", "查什么", "怎么查"), [("甲", "床栏", "看是否牢固"), ("乙", "轮椅", "看刹车")], 0),
        (("姓名", "班次", "地点"), [("1", "白班", "大厅"), ("2", "夜班", "急诊")], 0),
    ],
)
def test_rows_that_the_first_column_counts_are_a_table_whatever_the_others_are_called(write, header, rows, count):
    printed = "\n".join("        ".join(row) for row in (header, *rows))
    parsed = ingest(write("a.txt", f"轮椅检查清单\n\n一、内容\n{printed}\n\n二、频次\n每月一次。\n"))
    assert sum(c.kind == "row" for c in parsed.clauses) == count


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("药品      数量\n肾上腺素  5支\n阿托品    3支\n", [("肾上腺素", "5支"), ("阿托品", "3支")]),
        ("科室名称　　值班电话\n急诊科　　　2101\n护理部　　　2102\n", [("急诊科", "2101"), ("护理部", "2102")]),
        (
            "项目  要点            分值\n准备  洗手，戴口罩    5\n      核对医嘱        10\n操作  核对床号        8\n",
            [("准备", "洗手，戴口罩", "5"), ("准备", "核对医嘱", "10"), ("操作", "核对床号", "8")],
        ),
    ],
)
def test_columns_that_gaps_alone_part(write, text, rows):
    parsed = ingest(write("表.txt", f"某院急救车核对单\n\n{text}"))
    assert parsed.document.title == "某院急救车核对单"
    assert [c.cells for c in parsed.clauses if c.kind == "row"] == rows


@pytest.mark.parametrize(
    "text",
    [
        "组长  张一\n成员  李二\n成员  王三\n",
        "张一  内科  主任\n李二  外科  主任\n王三  儿科  主任\n",
        "姓名：  科室：\n年龄：3  床号：5\n性别：  诊断：2\n",
    ],
)
def test_people_and_fields_side_by_side_are_no_table(write, text):
    assert not [c for c in ingest(write("表.txt", f"某院急救小组\n\n{text}")).clauses if c.kind == "row"]
