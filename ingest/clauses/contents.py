"""Leaves out a table of contents; its lines are recognised by the headings that come again below."""

import re

from ingest.finding_kinds import FindingKind, Note
from ingest.model import Block
from ingest.numbering.doctypes import BULLET, LEADER, DocType
from ingest.numbering.sequence import match
from ingest.numerals import ROMAN_LETTER

_HEAD = re.compile(r"^目\s*[录次]$")
_PAGE = re.compile(rf"\s*[(（]?\s*[-—]?\s*(?:\d{{1,3}}|{ROMAN_LETTER}{{1,5}})\s*[-—]?\s*[)）]?$")


def without(blocks: list[Block], doctype: DocType) -> tuple[list[Block], list[Note]]:
    """The blocks without 目录 or 目次 and its lines, and a note on each line left out."""
    start = next((i for i, b in enumerate(blocks) if _HEAD.match(b.text) and not b.cells), None)
    if start is None:
        return blocks, []
    keys = [_key(block) for block in blocks]
    stop = start + 1
    while stop < len(blocks) and _listed(blocks[stop], keys, stop, doctype):
        stop += 1
        if stop < len(blocks) and keys[stop] and keys[stop] == _listing_key(blocks[start + 1].text):
            break
    if stop == start + 1:
        return blocks, []
    dropped = [Note(FindingKind.CONTENTS_DROPPED, block.text) for block in blocks[start:stop]]
    return blocks[:start] + blocks[stop:], dropped


def _key(block: Block) -> str:
    return re.sub(r"\s+", "", block.text)


def _listing_key(text: str) -> str:
    """What a line of the contents lists, without its dots and page number."""
    text = LEADER.sub("", text)
    return re.sub(r"[\s.．·…]+$", "", re.sub(r"\s+", "", text))


def _listed(block: Block, keys: list[str], at: int, doctype: DocType) -> bool:
    """Whether a block is a line of the contents: dots lead to a page, or a heading that comes again below."""
    bullet = BULLET.match(block.text)
    text = bullet["rest"] if bullet else block.text
    if LEADER.search(text):
        return True
    if match(_PAGE.sub("", text) or text, doctype.levels) is None:
        return False
    names = {_listing_key(text), re.sub(r"\s+", "", _PAGE.sub("", text))}
    return any(key.startswith(name) for key in keys[at + 1 :] for name in names if name)
