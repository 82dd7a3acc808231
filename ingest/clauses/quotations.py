"""Paragraphs that stand inside a quotation, as where a decision words a new article: their numbers open nothing."""

from collections.abc import Sequence

from ingest.model import Block

_FAR = 12
"""Blocks within which a quotation that goes on without opening marks must close."""


def inside(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of the ``blocks`` that go on in a quotation which one before them left open."""
    found, left_open = set(), False
    for at, block in enumerate(blocks):
        if left_open and _goes_on(blocks, at):
            found.add(at)
            left_open = _leaves_open(block.text, before=True)
        else:
            left_open = not block.cells and _leaves_open(block.text, before=False)
    return frozenset(found)


def _leaves_open(text: str, *, before: bool) -> bool:
    """Whether a quotation is open behind ``text``; ``before``: whether one was open in front of it."""
    opened, closed = text.rfind("“"), text.rfind("”")
    return before if opened == closed else opened > closed


def _goes_on(blocks: Sequence[Block], at: int) -> bool:
    """Whether the block opens with a mark again (GB/T 15834-2011), or the next mark from there on is a closing one."""
    if blocks[at].text.startswith("“"):
        return True
    marks = (mark for block in blocks[at : at + _FAR] if not block.cells for mark in block.text if mark in "“”")
    return not blocks[at].cells and next(marks, "“") == "”"
