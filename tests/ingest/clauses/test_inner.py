"""Where a further document begins in a file."""

import pytest

from ingest.clauses.inner import titles
from ingest.model import Block
from ingest.numbering.doctypes import BY_NAME
from ingest.pipeline import ingest

FIRST = ("一、目的", "统一做法。", "二、要求", "及时记录。")


@pytest.mark.parametrize(
    ("between", "title"),
    [
        (("陪护须知",), "陪护须知"),
        (("陪护须知", "为方便病人，特制定本须知。"), "陪护须知"),
        (("某县医院", "陪护须知", "（试行）"), "陪护须知"),
        (("及时上报。",), None),
        (("某县卫健局", "2024年3月5日"), None),
        (("各医院：",), None),
    ],
)
def test_numbers_that_begin_again_below_a_title(between, title):
    texts = [*FIRST, *between, "一、范围", "全院。"]
    found = titles([Block(text) for text in texts], BY_NAME["general"])
    assert list(found.values()) == ([title] if title else [])


def test_annexes_and_lists_begin_no_further_document():
    annexes = ["附件1", "洗手要点", *FIRST, "附件2", "戴口罩要点", *FIRST]
    assert titles([Block(text) for text in annexes], BY_NAME["general"]) == {}
    lists = ["一、目的", "1.甲。", "2.乙。", "二、要求", "具体要求", "1.丙。"]
    assert titles([Block(text) for text in lists], BY_NAME["general"]) == {}


def test_a_short_line_above_the_last_number_is_no_title_of_what_follows_it():
    texts = ["一、目的", "统一做法", "二、要求", "一、范围", "全院。"]
    assert titles([Block(text) for text in texts], BY_NAME["general"]) == {}


@pytest.mark.parametrize(("length", "is_title"), [(3, False), (4, True), (40, True), (41, False)])
def test_a_title_of_a_further_document_is_neither_a_word_nor_more_than_a_line(length, is_title):
    title = "护" * (length - 2) + "须知"
    found = titles([Block(text) for text in (*FIRST, title, "一、范围", "全院。")], BY_NAME["general"])
    assert list(found.values()) == [title] * is_title


def test_a_number_that_is_not_due_stands_between_no_documents():
    texts = [*FIRST, "陪护须知", "7.其他", "一、范围", "全院。"]
    assert list(titles([Block(text) for text in texts], BY_NAME["general"]).values()) == ["陪护须知"]


@pytest.mark.parametrize(
    ("doctype", "first", "second", "title"),
    [
        ("general", ("1.甲。", "2.乙。"), "一、范围", "陪护须知"),
        ("general", ("一、甲", "二、乙"), "1.范围", None),
    ],
)
def test_documents_are_divided_by_a_new_kind_of_numbers_at_their_top(doctype, first, second, title):
    texts = [*first, title or "陪护须知", second, "全院。"]
    assert list(titles([Block(text) for text in texts], BY_NAME[doctype]).values()) == ([title] if title else [])


@pytest.mark.parametrize("title", ["护士长岗位职责", "护士长工作制度", "病区交接班流程"])
def test_a_second_document_without_a_gap_whose_first_has_decimals(write, title):
    first = "护理部主任岗位职责\n1. 负责全院护理。\n2. 主持例会。\n2.1 每月一次；\n2.2 缺席请假。\n3. 完成其他工作。\n"
    parsed = ingest(write("职责.txt", f"{first}{title}\n1. 负责本病区。\n2. 合理排班。\n"))
    assert ["/".join(c.path) for c in parsed.clauses][-2:] == [f"{title}/1", f"{title}/2"]
