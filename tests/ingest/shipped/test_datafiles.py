"""What a librarian hears about a table that cannot be read, whichever table it is."""

import pytest

from ingest.shipped.datafiles import lines, records

COLUMNS = ("编号", "说明")


def read(path):
    problems = []
    rows = list(lines(path, COLUMNS, problems))
    return rows, [str(p) for p in problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_of_a_spreadsheet_is_read(write, encoding):
    text = '编号,说明\r\n\r\n一,"口服药,发错了床"\r\n'
    assert read(write("表.csv", text.encode(encoding))) == ([("表.csv 第 3 行", {"编号": "一", "说明": "口服药,发错了床"})], [])


def test_a_line_with_too_many_cells_is_named_and_the_rest_is_read(write):
    rows, problems = read(write("表.csv", "编号,说明\n一,口服药,发错了床\n二,交班\n".encode()))
    assert [where for where, _ in rows] == ["表.csv 第 3 行"]
    assert problems == ["表.csv 第 2 行：应有 2 列，实有 3 列。含英文逗号的内容请加英文引号"]


def test_a_quotation_mark_that_is_never_closed_is_named_where_it_opens_and_the_lines_after_it_are_read(write):
    rows, problems = read(write("表.csv", '编号,说明\n一,交班\n二,"发药\n三,会诊\n'.encode()))
    assert [row["编号"] for _, row in rows] == ["一", "三"]
    assert [p.partition("。")[0] for p in problems] == ["表.csv 第 3 行：引号没有配对"]


def test_records_joined_are_the_text_whatever_stands_in_it():
    text = '\n编号,"说\n明"\n二,"发药\n"三"x,会诊\n\n四,换药'
    found = list(records(text))
    assert "".join(record.text for record in found) == text
    assert [(r.number, r.cells, bool(r.fault)) for r in found] == [
        (1, (), False),
        (2, ("编号", "说\n明"), False),
        (4, (), True),
        (5, (), True),
        (6, (), False),
        (7, ("四", "换药"), False),
    ]


@pytest.mark.parametrize("row", [1, 3])
def test_a_cell_that_is_too_long_is_told_as_that(row, write):
    table = ["编号,说明", "一,交班", "二,发药", "三,会诊"]
    table[row - 1] = f"二,{'药' * 131_073}"
    rows, problems = read(write("表.csv", "\n".join(table).encode()))
    assert [cells["编号"] for _, cells in rows] == ([] if row == 1 else ["一", "三"])
    assert [p.partition("，")[0] for p in problems] == [f"表.csv 第 {row} 行：有一格超过 131072 个字"]


def test_a_header_that_differs_is_told_by_what_differs(write):
    assert read(write("表.csv", "编号,备注\n一,交班\n".encode()))[1] == [
        "表.csv 第 1 行：表头应为 编号,说明。多了 备注，缺少 说明"
    ]
    assert read(write("表.csv", "说明,编号\n交班,一\n".encode()))[1] == ["表.csv 第 1 行：表头应为 编号,说明。请按这个顺序排列"]
    assert "多了 没有名称的一列" in read(write("表.csv", "编号,说明,\n一,交班,\n".encode()))[1][0]
    assert "引号没有配对" in read(write("表.csv", '"编号,说明\n交班,一\n'.encode()))[1][0]


@pytest.mark.parametrize("data", [b"", b" \n", bytes(range(256)) * 9])
def test_a_file_that_is_no_table_is_one_line(write, data):
    rows, problems = read(write("表.csv", data))
    assert rows == []
    assert len(problems) == 1
    assert "表.csv：" in problems[0]
