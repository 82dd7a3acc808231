"""Questions and their answers become one clause: the block 答： goes on in the block 问： above it."""

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.model import Block
from ingest.numbering.doctypes import DocType
from ingest.numbering.further import ANSWER, QUESTION
from ingest.numbering.sequence import match

_ASKS = re.compile(r"[？?]$")


def answered(blocks: Iterable[Block], doctype: DocType) -> list[Block]:
    """``blocks``, in which the beginning of an answer stands in the block of its question."""
    out: list[Block] = []
    for block in blocks:
        if out and ANSWER.match(block.text) and not block.cells and _asks(out[-1], doctype):
            above = out[-1]
            out[-1] = replace(
                above,
                text=above.text + block.text,
                places=(*above.places, *block.places),
                findings=(*above.findings, *block.findings),
                confidence=min(above.confidence, block.confidence),
            )
        else:
            out.append(block)
    return out


def _asks(block: Block, doctype: DocType) -> bool:
    """Whether a block is a question alone: 问：, or a numbered one such as 1. 多久翻身一次？."""
    if block.cells or block.insert or ANSWER.search(block.text):
        return False
    marker = match(block.text, doctype.levels)
    numbered = marker is not None and marker.level.run_in and _ASKS.search(block.text)
    return bool(QUESTION.pattern.match(block.text) or numbered)
