"""What kind of block this is."""

import pytest

from ingest.clauses.headings import Heading
from ingest.clauses.roles import Context, Role, read
from ingest.model import Block
from ingest.numbering.doctypes import BY_NAME
from ingest.numbering.sequence import Sequence


def context(doctype="plan", reached=(), heading=None, awaits_title=False):
    kind = BY_NAME[doctype]
    sequence = Sequence(kind.levels)
    for text in reached:
        sequence.take(text)
    return Context(kind, sequence, heading or Heading("", "", -1), awaits_title)


@pytest.mark.parametrize(
    ("block", "role"),
    [
        (Block("甲 乙", cells=("甲", "乙"), table=1), Role.ROW),
        (Block("内容", insert="专栏1：手卫生"), Role.BOX),
        (Block("联系电话：0355-0000000"), Role.ASIDE),
        (Block("各有关单位："), Role.ASIDE),
        (Block("一、总体要求"), Role.NUMBERED),
        (Block("五、总体要求", heading=1), Role.NUMBERED),
        (Block("● 定期检查"), Role.LISTED),
        (Block("总体要求", heading=1), Role.HEADING),
        (Block("各科室每月检查一次。"), Role.PARAGRAPH),
    ],
)
def test_roles(block, role):
    assert read(block, block.text, context()).role is role


def test_a_number_that_is_not_due_is_a_paragraph():
    assert read(Block("八、九两月检查"), "", context(reached=["一、总则"])).role is Role.PARAGRAPH


def test_a_due_number_makes_a_clause_of_what_reads_like_a_contact():
    block = Block("1.联系电话：0355-0000000")
    assert read(block, block.text, context()).role is Role.NUMBERED


def test_a_bullet_goes_from_the_text_but_stays_before_a_number():
    assert read(Block("● 定期检查"), "", context()).block.text == "定期检查"
    assert read(Block("● 一、总则"), "", context()).block.text == "● 一、总则"


def test_a_normative_reference_is_an_entry_under_its_heading_only():
    under = Heading("2", "规范性引用文件", 3, Heading("", "", -1))
    block = Block("GB 15982 医院消毒卫生标准")
    found = read(block, block.text, context("standard", heading=under))
    assert (found.role, found.counted_as) == (Role.LISTED, "entry")
    assert read(block, block.text, context("standard")).role is Role.PARAGRAPH


def test_a_title_is_one_only_where_it_is_awaited():
    alone = Heading("3.1", "", 4, Heading("", "", -1))
    assert read(Block("手卫生"), "", context("standard", heading=alone, awaits_title=True)).role is Role.TITLE
    assert read(Block("手卫生"), "", context("standard", heading=alone)).role is Role.PARAGRAPH
