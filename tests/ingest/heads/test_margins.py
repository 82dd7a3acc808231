"""Titles, numbers and dates that stand in the header of the pages alone."""

import pytest

from ingest.finding_kinds import FindingKind, Note
from ingest.heads.head import Head
from ingest.heads.margins import completed
from ingest.pipeline import ingest
from tests.ingest.formats.test_docx_chunks import related
from tests.ingest.formats.word_parts import NAMES, p, run


@pytest.mark.parametrize(
    ("heads", "title"),
    [
        (["换药室管理规定"], "换药室管理规定"),
        (["某县医院  换药室管理规定  第2版"], "换药室管理规定"),
        (["某县医院", "文件名称：换药流程"], "换药流程"),
        (["某县医院护理部"], ""),
        (["护理制度汇编（2024年）"], ""),
        (["第 2 页 共 9 页"], ""),
    ],
)
def test_the_part_of_a_header_that_ends_as_titles_do(heads, title):
    assert completed(Head(), [Note(FindingKind.RUNNING_HEAD, head) for head in heads]).title == title


CELLS = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize(
    ("header", "body", "title"),
    [
        (p("轮椅管理规定"), ["第一条 轮椅逐台编号。", "第二条 每周擦拭一次。"], "轮椅管理规定"),
        (
            p(run("某县医院") + "<w:r><w:tab/></w:r>" + run("轮椅借用流程")),
            ["1 目的", "1.1 方便病人。", "1.2 保证安全。"],
            "轮椅借用流程",
        ),
        (CELLS.format(p("某县医院"), p("轮椅使用须知")), ["一、出示证件。", "二、当日归还。"], "轮椅使用须知"),
        (p("轮椅管理制度"), ["目的", "规范轮椅的管理。", "一、逐台编号。"], "轮椅管理制度"),
        (p("轮椅管理制度"), ["轮椅借用办法", "一、逐台编号。", "二、当日归还。"], "轮椅借用办法"),
        (p("护理制度汇编"), ["一、逐台编号。", "二、当日归还。"], "手册"),
        (p("轮椅管理制度"), ["目  录", "第一章 总则", "第一条 逐台编号。", "第二条 当日归还。"], "轮椅管理制度"),
    ],
)
def test_a_word_document_is_named_by_its_header_where_no_line_names_it(write, header, body, title):
    data = related("".join(map(p, body)), header=f"<w:hdr {NAMES}>{header}</w:hdr>")
    path = write("手册.docx", data)
    assert ingest(path).document.title == title


TEXT = "".join(map(p, ["轮椅清洁消毒规程", "1 目的", "1.1 避免交叉感染。", "1.2 延长使用年限。"]))


@pytest.mark.parametrize(
    ("header", "number", "date"),
    [
        (CELLS.format(p("某县医院") + p("文件编号：HQ-SOP-021"), p("生效日期：2024年6月1日")), "HQ-SOP-021", "2024-06-01"),
        (CELLS.format(p("编号：某院总务〔2024〕8号"), p("批准日期：2024.5.20")), "某院总务〔2024〕8号", "2024-05-20"),
        (p("制度编号：HQ-07  版本号：3  制定日期：2023-11-02"), "HQ-07", "2023-11-02"),
        (p("某县医院总务科  第3版"), "", ""),
        (p("日期：2024年5月20日"), "", ""),
    ],
)
def test_number_and_date_in_the_header_of_a_controlled_document(write, header, number, date):
    found = ingest(write("规程.docx", related(TEXT, header=f"<w:hdr {NAMES}>{header}</w:hdr>"))).document
    assert (found.title, found.number, found.date) == ("轮椅清洁消毒规程", number, date)


def test_what_the_document_itself_says_goes_before_its_header():
    said = Head(title="轮椅规程", number="A-1", date="2020-01-01")
    heads = [Note(FindingKind.RUNNING_HEAD, "轮椅管理规定  文件编号：B-2  生效日期：2024年6月1日")]
    found = completed(said, heads)
    assert (found.title, found.number, found.date) == ("轮椅规程", "A-1", "2020-01-01")
