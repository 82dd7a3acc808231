"""The titles of annexes, which may take two lines below their number, or one more for the stage that they have reached."""

from collections.abc import Iterator
from dataclasses import replace

from ingest.heads.genres import ends_title, is_stage
from ingest.model import Block
from ingest.numbering.doctypes import SENTENCE_END, DocType, line_kind
from ingest.numbering.levels import ANNEXES
from ingest.numbering.sequence import match
from ingest.text.lines import Line, width

_WIDEST = 30
"""Full-width characters of one line of such a title."""
_INDENT = 1.5
"""Text is set in by this much, in full-width characters; the lines of a title are centred alike."""


def with_whole_titles(lines: list[Line], doctype: DocType) -> list[Line]:
    """``lines``, in which the two lines of an annex's title are one."""
    return list(_joined(lines, doctype))


def with_stages(blocks: list[Block], doctype: DocType) -> list[Block]:
    """``blocks``, in which a stage below the title of an annex (（草案）) belongs to that title."""
    out: list[Block] = []
    for block in blocks:
        if is_stage(block.text) and _titles_annex(out, doctype):
            out[-1] = replace(out[-1], text=out[-1].text + block.text, places=(*out[-1].places, *block.places))
        else:
            out.append(block)
    return out


def _titles_annex(blocks: list[Block], doctype: DocType) -> bool:
    """Whether the last of ``blocks`` is the title of an annex: behind its number, or in the block below it."""
    if not blocks or blocks[-1].cells or blocks[-1].text[-1] in SENTENCE_END:
        return False
    above, last = (match(block.text, doctype.levels) for block in (blocks[-2:] if blocks[1:] else blocks * 2))
    if last:
        return last.level.name in ANNEXES and bool(last.rest)
    return above is not None and above.level.name in ANNEXES and not above.rest


def _joined(lines: list[Line], doctype: DocType) -> Iterator[Line]:
    at = 0
    while at < len(lines):
        yield lines[at]
        first, second, below = (lines[at + n] if at + n < len(lines) else None for n in (1, 2, 3))
        at += 1
        if _is_number(lines[at - 1], doctype) and first and second and _one_title(first, second, below, doctype):
            raw, places = first.raw + second.raw, (*first.places, *second.places)
            yield replace(first, raw=raw, span=(first.span[0], second.span[1]), parts=places, measured=0.0)
            at += 2


def _is_number(line: Line, doctype: DocType) -> bool:
    """Whether a line is the number of an annex, its title below."""
    marker = match(line.text, doctype.levels)
    return marker is not None and marker.level.name in ANNEXES and not marker.rest and not line.cells


def _one_title(first: Line, second: Line, below: Line | None, doctype: DocType) -> bool:
    """Whether two lines are one title: the second is a stage or ends with a genre, or text that is set in follows."""
    if is_stage(second.text) and _may_be_title(first, doctype) and not second.after_break:
        return True
    if ends_title(first.text) or not all(_may_be_title(line, doctype) for line in (first, second)):
        return False
    if second.blanks or second.after_break or first.heading != second.heading:
        return False
    apart = below is not None and below.indent >= second.indent + _INDENT and not match(second.text, doctype.levels)
    return ends_title(first.text + second.text) or (apart and first.indent <= second.indent + _INDENT)


def _may_be_title(line: Line, doctype: DocType) -> bool:
    apart = line.cells or line.aside or line_kind(line.raw) or match(line.text, doctype.levels)
    return not apart and width(line.text) <= _WIDEST and line.text[-1] not in SENTENCE_END + "：:，、"
