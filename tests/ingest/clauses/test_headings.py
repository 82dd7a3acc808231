"""What a number opens, and under which heading it stands."""

import pytest

from ingest.clauses.headings import Heading, add_title, awaits_title, is_title, opened_by, parent_of
from ingest.numbering.doctypes import BY_NAME
from ingest.numbering.sequence import match

PLAN, STANDARD = BY_NAME["plan"], BY_NAME["standard"]


def opened(text, doctype=PLAN, last=None):
    marker = match(text, doctype.levels)
    return opened_by(marker, parent_of(marker, last or Heading("", "", -1)))


def chain(*texts, doctype=PLAN):
    heading = Heading("", "", -1)
    for text in texts:
        heading, _ = opened(text, doctype, heading)
    return heading


def test_a_number_stands_under_the_last_one_of_a_higher_level():
    assert chain("一、总则", "（一）目的", "1.检查", "2.报告").path == ("一", "（一）", "2")
    assert chain("一、总则", "（一）目的", "1.检查", "二、任务").path == ("二",)


def test_a_target_starts_the_path_anew():
    assert chain("一、总则", "目标三 提高手卫生依从率", doctype=BY_NAME["targets"]).path == ("目标三",)


def test_lost_parents_of_a_decimal_number_are_put_back():
    assert chain("4 要求", "4.2.1 人员", doctype=STANDARD).path == ("4", "4.2", "4.2.1")
    assert chain("3 术语", "4.2.1 人员", doctype=STANDARD).path == ("4", "4.2", "4.2.1")


@pytest.mark.parametrize(
    ("text", "title", "has_text"),
    [
        ("（一）总体要求", "总体要求", False),
        ("（一）各科室每月检查一次。", "", True),
        ("（一）加强检查。各科室每月检查一次。", "加强检查", True),
        ("一、总体要求", "总体要求", False),
    ],
)
def test_what_follows_a_number_is_a_title_or_the_text_of_a_clause(text, title, has_text):
    heading, found = opened(text)
    assert (heading.title, found) == (title, has_text)


def test_a_number_alone_awaits_its_title_and_then_its_english():
    heading, _ = opened("3.1", STANDARD)
    assert awaits_title(heading)
    assert is_title(heading, "手卫生", None)
    assert not is_title(heading, "医务人员应当洗手。", None), "a sentence is no title"
    assert add_title(heading, "手卫生", STANDARD), "the English of a term follows"
    assert is_title(heading, "hand hygiene", None)
    add_title(heading, "hand hygiene", STANDARD)
    assert heading.title == "手卫生 hand hygiene"
    assert not is_title(heading, "洗手", None)


def test_a_paragraph_after_a_leaf_belongs_to_the_heading_above_it():
    assert chain("一、总则", "（一）目的", "一是检查").for_paragraph().path == ("一", "（一）")
    assert chain("一、总则", "（一）目的").for_paragraph().path == ("一", "（一）")


def test_a_decimal_clause_is_text_whole_and_its_first_sentence_is_no_title():
    heading, found = opened("4.1.1 每日清洁。每周消毒。", STANDARD, chain("4 要求", "4.1 总则", doctype=STANDARD))
    assert (heading.title, found) == ("", True)


@pytest.mark.parametrize(("width", "title"), [(30, "轮" * 30), (31, "")])
def test_only_a_short_first_sentence_is_a_title(width, title):
    heading, _ = opened(f"（一）{'轮' * width}。每周消毒。")
    assert heading.title == title


def test_a_heading_has_a_label_and_a_title_of_each_heading_over_it():
    heading = chain("一、总则", "（一）目的", "1.检查轮椅")
    assert (heading.path, heading.titles) == (("一", "（一）", "1"), ("总则", "目的", "检查轮椅"))


@pytest.mark.parametrize(("width", "fits"), [(1, True), (44, True), (45, False)])
def test_a_title_below_its_number_is_not_longer_than_a_line(width, fits):
    heading, _ = opened("3.1", STANDARD)
    assert is_title(heading, "卫" * width, None) is fits
