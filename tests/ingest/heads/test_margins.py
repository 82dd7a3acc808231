"""Titles that stand in the header of the pages alone."""

import pytest

from ingest.finding_kinds import FindingKind, Note
from ingest.heads.margins import title_in
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
    assert title_in(Note(FindingKind.RUNNING_HEAD, head) for head in heads) == title


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
    ],
)
def test_a_word_document_is_named_by_its_header_where_no_line_names_it(write, header, body, title):
    data = related("".join(map(p, body)), header=f"<w:hdr {NAMES}>{header}</w:hdr>")
    path = write("手册.docx", data)
    assert ingest(path).document.title == title
