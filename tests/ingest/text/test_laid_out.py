"""Rules that are laid out as a table of labels and cells, and tables that are none."""

import pytest

from ingest.pipeline import ingest

TEXT = ["一、发现拔管立即按压。", "二、半小时内报告值班医师。", "三、当班填写记录单。"]


def read(write, rows, above=""):
    cells = "".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in rows)
    return ingest(write("制度.html", f"<html><body>{above}<table border=1>{cells}</table></body></html>"))


def cell(lines):
    return f"<td>{''.join(f'<p>{line}</p>' for line in lines)}</td>"


@pytest.mark.parametrize(("title", "text"), [("题目", "内容"), ("制度名称", "正文"), ("标 题", "主要内容：")])
def test_the_text_in_a_cell_is_read_as_the_rule_that_it_is(write, title, text):
    rows = [([title], ["意外拔管处理制度"]), (["适用范围"], ["各病区"]), ([text], TEXT), (["依据"], ["护理分级标准"])]
    parsed = read(write, rows)
    assert parsed.document.title == "意外拔管处理制度"
    assert [("/".join(c.path), c.text) for c in parsed.clauses] == [
        ("引言", "适用范围：各病区"),
        ("一", "发现拔管立即按压。"),
        ("二", "半小时内报告值班医师。"),
        ("三", "当班填写记录单。"),
        ("依据", "护理分级标准"),
    ]


def test_entries_in_pairs_on_one_row(write):
    rows = [
        (["制度名称"], ["意外拔管处理制度"], ["文件编号"], ["YY-HL-031"]),
        (["制定部门"], ["护理部"], ["生效日期"], ["2025年3月1日"]),
        (["内容"], TEXT, ["备注"], ["无"]),
    ]
    document = read(write, rows).document
    assert (document.title, document.number, document.issuer, document.date) == (
        "意外拔管处理制度",
        "YY-HL-031",
        "护理部",
        "2025-03-01",
    )


@pytest.mark.parametrize(
    "rows",
    [
        [(["题目"], ["意外拔管"]), (["内容"], ["立即按压。"])],
        [(["内容"], ["时间"]), (["培训"], ["周一", "周二"])],
        [(["内容"], TEXT, ["分值"]), (["其他"], TEXT, ["5"])],
        [(["2024年"], ["一月", "二月"]), (["内容"], TEXT)],
    ],
)
def test_any_other_table_stays_one(write, rows):
    assert any(c.cells or c.kind == "form" for c in read(write, rows).clauses)


@pytest.mark.parametrize("headed", [True, False])
def test_the_grades_in_a_cell_are_clauses_of_the_provision_beside_it(write, headed):
    rows = [
        (["2.3.1 转科交接有单。"], ["【C】", "1.有交接制度。", "2.人人知晓。", "【B】符合“C”，并", "每季度检查。"]),
        (["2.3.2 转运有人陪同。"], ["【C】", "1.备好氧气。", "【A】符合“B”，并", "无意外。"]),
        (["2.3.3 到科先核对。"], ["【C】", "1.核对腕带。"]),
    ]
    above = "<h1>转运质量评价细则</h1><p>2.3 落实转科交接，保障途中安全。</p>"
    parsed = read(write, [(["评审标准"], ["评审要点"]), *rows] if headed else rows, above)
    found = {"/".join(c.path[-3:]): c.text for c in parsed.clauses}
    assert found["2.3.1/C/1"] == "有交接制度。" and found["2.3.1/C/2"] == "人人知晓。"
    assert found["2.3/2.3.1/B"] == "每季度检查。"
    assert found["2.3.3/C/1"] == "核对腕带。" and not any(c.cells for c in parsed.clauses)
