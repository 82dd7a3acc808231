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
