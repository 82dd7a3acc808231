"""Schemes are shown by numbers that follow each other at the beginnings of lines."""

import pytest

from ingest.numbering.shown import opening_lines, shown
from ingest.pipeline import ingest


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("第1.1条 甲。\n第1.2条 乙。", "coded"),
        ("3.1 甲。\n3.2 乙。\n3.2.1 丙。", "decimal"),
        ("1 目的\n甲。\n2 范围\n乙。\n3 职责\n丙。", "decimal"),
        ("【目的】\n甲。\n【范围】\n乙。", "titles"),
        ("【C】\n1.甲。\n【B】符合“C”，并\n1.乙。", "graded"),
        ("一 目的\n二 范围", "spaced"),
        ("一　目的\n甲。\n二　范围\n乙。", "spaced"),
        ("步骤一：核对\n步骤二：置管", "titles"),
        ("第一步，核对。\n第二步，置管。", "titles"),
    ],
)
def test_each_scheme(text, field):
    seen = shown(opening_lines(text))
    assert {
        name for name in ("coded", "decimal", "titles", "spaced", "graded", "lists", "divisions") if getattr(seen, name)
    } == {field}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a) 甲；\nb) 乙。", "letter"),
        ("（a）甲；\n（b）乙。", "round_letter"),
        ("a. 甲；\nb. 乙。", "small"),
        ("A、甲；\nB、乙。", "capital"),
        ("1）甲；\n2）乙。", "figure_item"),
    ],
)
def test_each_list(text, name):
    assert [level.name for level in shown(opening_lines(text)).lists] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "第1.1条 甲。",
        "3.1 甲。\n5.2 乙。\n7.1 丙。",
        "2 目的\n4 范围",
        "b) 甲；\nd) 乙。",
        "2）甲；\n3）乙。",
        "e.g. 甲\nf.i. 乙",
        "【目的】\n甲。",
    ],
)
def test_numbers_that_do_not_follow_each_other_show_nothing(text):
    seen = shown(opening_lines(text))
    assert not any((seen.coded, seen.decimal, seen.lists, seen.titles, seen.spaced, seen.graded, seen.divisions))


def test_divisions_are_named():
    assert shown(opening_lines("# 第一章 甲\n\n## 第二章 乙\n")).divisions == {"division"}
    assert shown(opening_lines("第一部分 甲\n第二部分 乙\n")).divisions == {"portion"}


def test_rows_of_tables_and_marks_before_numbers():
    assert opening_lines("1\t翻身\n- 2 叩背\n**3 雾化**\n记录") == ["2 叩背", "3 雾化"]


@pytest.mark.parametrize(
    "lines",
    [("Ⅰ级：全院停电。", "Ⅱ级：局部停电。"), ("I类: 全院停电。", "II类: 局部停电。"), ("Ⅰ型 ：全院停电。", "Ⅱ型 ：局部停电。")],
)
def test_the_colon_behind_a_grade_is_no_part_of_its_text(write, lines):
    parsed = ingest(write("预案.txt", "\n".join(["停电应急预案", "一、分级", *lines])))
    assert [c.text for c in parsed.clauses] == ["全院停电。", "局部停电。"]
