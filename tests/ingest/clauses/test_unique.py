"""Headings with nothing below them, and clauses on one path."""

import pytest

from ingest.clauses.headings import Heading
from ingest.clauses.outline import outline
from ingest.clauses.passages import Passage, to_pieces
from ingest.clauses.unique import BareHeading, inserted, lonely, repeated, with_unique_ids
from ingest.finding_kinds import FindingKind
from ingest.model import Block, Document
from ingest.numbering.doctypes import BY_NAME
from ingest.numbering.scheme import numbered
from ingest.pipeline import ingest

LEVELS = BY_NAME["plan"].levels


def piece(*path, kind="item", text="内容"):
    passage = Passage(path, ("",) * len(path), text, kind)
    return to_pieces([passage], Block(text), Document("文件", "标题", "plan"), "")[0]


def bare(label, title="标题", at=0):
    return BareHeading(Heading(label, title, 2, Heading("", "", -1)), Block(f"{label}、{title}"), at)


def test_the_second_clause_on_a_path_is_marked_and_noted():
    pieces, notes = with_unique_ids([piece("一"), piece("一"), piece("二")])
    assert [p.clause.id for p in pieces] == ["文件#一", "文件#一·2", "文件#二"]
    assert pieces[1].clause.path == ("一·2",)
    assert [(n.kind, n.clause) for n in notes] == [(FindingKind.PATH_TWICE, "文件#一·2")]


def test_rows_on_one_path_are_marked_without_a_note():
    pieces, notes = with_unique_ids([piece("甲", kind="row"), piece("甲", kind="row")])
    assert (pieces[1].clause.id, notes) == ("文件#甲·2", [])


@pytest.mark.parametrize("kind", ["imprint", "contact"])
def test_who_signed_below_a_heading_is_not_what_it_heads(kind):
    found = lonely([bare("一"), bare("二")], [piece("一", "（一）"), piece("二", "版记1", kind=kind)], LEVELS)
    assert [one.heading.label for one, _ in found] == ["二"]


def test_only_a_heading_with_nothing_below_becomes_a_clause():
    found = lonely([bare("一"), bare("二")], [piece("一", "（一）")], LEVELS)
    assert [(one.heading.label, passage.text, passage.kind) for one, passage in found] == [("二", "标题", "heading")]


def test_a_heading_over_headings_with_nothing_below_becomes_none():
    upper = bare("一")
    lower = BareHeading(Heading("1", "检查", 3, upper.heading), Block("1.检查"), 0)
    assert [one.heading.label for one, _ in lonely([upper, lower], [], LEVELS)] == ["1"]


@pytest.mark.parametrize(("name", "kind"), [("chapter", "heading"), ("section", "item"), ("item", "item")])
def test_from_the_level_on_whose_line_may_be_text_such_a_heading_is_an_item(name, kind):
    rank = [level.name for level in LEVELS].index(name)
    heading = Heading("甲", "检查轮椅", rank, Heading("", "", -1), LEVELS[rank])
    ((_, passage),) = lonely([BareHeading(heading, Block("检查轮椅"), 0)], [], LEVELS)
    assert passage.kind == kind


def test_such_headings_go_where_they_stood():
    whole = inserted([piece("一"), piece("四")], [(1, piece("二")), (1, piece("三")), (2, piece("五"))])
    assert [p.clause.path[0] for p in whole] == ["一", "二", "三", "四", "五"]


def test_a_heading_printed_twice_was_once_in_the_table_of_contents():
    (note,) = repeated([bare("一"), bare("二"), bare("一")], 3)
    assert (note.kind, note.text) == (FindingKind.CONTENTS_DROPPED, "一")


def test_a_number_printed_twice_is_told_where_both_hold_text():
    (note,) = repeated([bare("一"), bare("一", at=2), bare("二", at=4)], 5)
    assert (note.kind, note.text) == (FindingKind.PATH_TWICE, "一")


def titled(title, *path):
    passage = Passage(path, (title, *[""] * (len(path) - 1)), "内容", "item")
    return to_pieces([passage], Block("内容"), Document("文件", "标题", "plan"), "")[0]


def test_what_stands_below_the_second_of_two_equal_numbers_is_marked_there():
    pieces, notes = with_unique_ids(
        [titled("清洁", "一", "1"), titled("消毒", "一", "1"), titled("消毒", "一", "2"), titled("清洁", "二", "1")]
    )
    assert [p.clause.id for p in pieces] == ["文件#一/1", "文件#一·2/1", "文件#一·2/2", "文件#二/1"]
    assert notes == []


def test_equal_numbers_with_nothing_on_one_path_keep_what_is_printed():
    pieces, _ = with_unique_ids([titled("清洁", "第一章", "第一条"), titled("消毒", "第一章", "第二条")])
    assert [p.clause.id for p in pieces] == ["文件#第一章/第一条", "文件#第一章/第二条"]


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (
            "1.核对姓名。\n2.设备配备\n（1）轮椅；\n（2）平车。\n3.如实登记。\n",
            ["一", "一/1", "一/2", "一/2/（1）", "一/2/（2）", "一/3"],
        ),
        ("1.核对姓名。\n2.设备配备\n①轮椅；\n②平车。\n", ["一", "一/1", "一/2", "一/2/①", "一/2/②"]),
        (
            "（1）核对姓名；\n（2）设备配备\na）轮椅；\nb）平车。\n",
            ["一", "一/（1）", "一/（2）", "一/（2）/a）", "一/（2）/b）"],
        ),
        ("1.护理部\n（1）检查；\n（2）培训。\n2.检验科\n（1）收样；\n", ["一", "一/1/（1）", "一/1/（2）", "一/2/（1）"]),
        ("（一）护理部负责：\n1.检查；\n（二）检验科\n1.收样；\n", ["一", "一/（一）", "一/（一）/1", "一/（二）/1"]),
    ],
)
@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_a_point_above_points_of_its_own_stays_where_the_others_are_text(write, points, expected, suffix):
    text = f"关于轮椅的通知\n一、要求\n各病区应当做到以下各点：\n{points}二、时间\n".replace(
        "\n", "\n\n" if suffix == "md" else "\n"
    )
    assert ["/".join(c.path) for c in ingest(write(f"通知.{suffix}", text)).clauses] == [*expected, "二"]


@pytest.mark.parametrize(
    ("line", "kind"), [("第二条", "statute"), ("第二条 ", "statute"), ("3.2", "general"), ("附件1", "notice")]
)
def test_a_number_alone_is_a_finding(line, kind):
    before = {"statute": ["第一条 轮椅归病区。"], "general": ["3 轮椅", "3.1 归病区。"], "notice": ["一、轮椅", "归病区。"]}[
        kind
    ]
    doctype = numbered(BY_NAME[kind], "\n".join(["3 轮椅", "3.1 归", "3.2 甲", "3.3 乙"] if kind == "general" else before))
    found = outline(Document("文件", "标题", kind), doctype, "", [Block(text) for text in (*before, line)])
    assert [note.text for note in found.notes if note.kind == FindingKind.NUMBER_ALONE] == [line]
    assert line.strip() not in [piece.clause.path[-1] for piece in found.pieces]
