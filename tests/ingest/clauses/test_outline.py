"""Blocks → clauses, and what is noted on the way."""

import pytest

from ingest.clauses.outline import UNSURE, outline
from ingest.finding_kinds import FindingKind
from ingest.model import Block, Document
from ingest.numbering.doctypes import BY_NAME


def read(*blocks):
    return outline(Document("文件", "标题", "plan"), BY_NAME["plan"], "", list(blocks))


@pytest.mark.parametrize(("confidence", "unsure"), [(UNSURE - 0.01, True), (UNSURE, False)])
def test_what_recognition_is_unsure_of_is_noted_at_its_clause(confidence, unsure):
    found = read(Block("一、总则"), Block("轮椅每日擦拭。", confidence=confidence))
    notes = [(n.kind, n.text, n.clause) for n in found.notes]
    assert notes == ([(FindingKind.UNSURE, "轮椅每日擦拭。", "文件#一")] if unsure else [])


def test_notes_show_the_beginning_of_a_long_text():
    (unsure,) = read(Block("一、总则"), Block("擦拭" * 40 + "。", confidence=0.5)).notes
    assert unsure.text == "擦拭" * 30
    gap = read(Block("一、总则"), Block("三、" + "轮椅" * 14)).notes[0]
    assert (gap.kind, gap.text) == (FindingKind.NUMBER_GAP, "三、" + "轮椅" * 11)


def test_a_heading_without_a_number_holds_all_numbers_and_the_list_of_annexes_but_no_annex():
    texts = ("一、清洁", "轮椅每日擦拭。", "附件：1.轮椅清单", "附件1", "轮椅编号。")
    found = read(Block("轮椅管理", heading=True), *(Block(text) for text in texts))
    assert [p.clause.path for p in found.pieces] == [("轮椅管理", "一"), ("轮椅管理", "附件清单", "1"), ("附件1",)]
