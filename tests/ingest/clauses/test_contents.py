"""A table of contents goes, and nothing of the text goes with it."""

import pytest

from ingest.clauses.contents import without
from ingest.finding_kinds import FindingKind
from ingest.model import Block
from ingest.numbering.doctypes import BY_NAME

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
