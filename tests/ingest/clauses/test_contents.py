"""A table of contents goes, and nothing of the text goes with it."""

import pytest

from ingest.clauses.contents import without
from ingest.finding_kinds import FindingKind
from ingest.model import Block
from ingest.numbering.doctypes import BY_NAME
from ingest.numbering.scheme import numbered
from ingest.pipeline import ingest
from tests.ingest.formats.word_parts import p, package

LISTED = ["目录", "一、总则", "二、轮椅管理"]
BODY = ["一、总则", "轮椅应有编号。", "二、轮椅管理", "轮椅每日擦拭。"]


@pytest.mark.parametrize("before", ["各科室应当学习本计划。", "1.本计划自印发之日起施行。"])
def test_what_stands_between_the_contents_and_the_first_heading_is_kept(before):
    blocks, notes = without([Block(text) for text in (*LISTED, before, *BODY)], BY_NAME["plan"])
    assert [b.text for b in blocks] == [before, *BODY]
    assert [(n.kind, n.text) for n in notes] == [(FindingKind.CONTENTS_DROPPED, text) for text in LISTED]


def test_contents_of_one_line_are_left_out_though_the_heading_comes_again_at_once():
    blocks, _ = without([Block(text) for text in ("目录", "一、总则", "一、总则", "轮椅应有编号。")], BY_NAME["plan"])
    assert [b.text for b in blocks] == ["一、总则", "轮椅应有编号。"]


@pytest.mark.parametrize(
    ("headings", "between", "left_out"),
    [
        (("一、总则", "二、轮椅管理", "三、附则"), 0, 3),
        (("一、总则", "二、轮椅管理", "三、附则"), 3, 3),
        (("一、总则", "二、轮椅管理", "三、附则"), 4, 0),
        (("一、总则", "二、轮椅管理"), 0, 0),
    ],
)
def test_headings_that_begin_again_soon_below_are_contents_without_a_head(headings, between, left_out):
    texts = [*headings, *["本计划自印发之日起施行。"] * between]
    texts += [text for heading in headings for text in (heading, f"{heading[2:]}每日检查一次。")]
    blocks, notes = without([Block(text) for text in texts], BY_NAME["plan"])
    assert [b.text for b in blocks] == texts[left_out:] and len(notes) == left_out


def test_contents_without_a_head_stand_anywhere_above_what_they_list():
    headings = ["一、总则", "二、轮椅管理", "三、附则"]
    texts = ["关于轮椅管理的计划", "现印发给你们。", *headings]
    texts += [text for heading in headings for text in (heading, "每日检查一次。")]
    blocks, _ = without([Block(text) for text in texts], BY_NAME["plan"])
    assert [b.text for b in blocks] == [*texts[:2], *texts[5:]]


def test_a_table_headed_contents_is_a_table():
    blocks = [Block("目录", cells=("目录", "页")), *(Block(text) for text in BODY)]
    assert without(blocks, BY_NAME["plan"]) == (blocks, [])


@pytest.mark.parametrize("leader", ["＊＊＊＊＊＊1", "★★★★ 1", "………… 1", "·······1"])
def test_contents_without_a_head_whose_lines_lead_to_pages(leader):
    heads = ["前言", "第一章 值班", "第二章 交接", "附则"]
    blocks = [*(Block(head + leader) for head in heads), *(b for head in heads for b in (Block(head), Block("照此执行。")))]
    kept, notes = without(blocks, numbered(BY_NAME["general"], "\n".join(b.text for b in blocks)))
    assert [b.text for b in kept[::2]] == heads
    assert len(notes) == len(heads)


@pytest.mark.parametrize("head", ["目录", "目 录", "目次"])
def test_the_word_above_the_contents_is_no_title(write, head):
    body = (
        p(head)
        + p("第一章 评估 1")
        + p("第二章 记录 2")
        + p("第一章 评估")
        + p("一、入院时。")
        + p("第二章 记录")
        + p("一、及时。")
    )
    assert ingest(write("护理手册.docx", package(body))).document.title == "护理手册"
