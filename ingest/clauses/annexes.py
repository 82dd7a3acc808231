"""Annexes that a document lists (附件：某方案) and then prints under their titles alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.clauses.headings import Heading
from ingest.heads.genres import ends_title
from ingest.model import REPEATED, Block
from ingest.numbering.levels import ANNEX, ANNEX_LIST, Level
from ingest.numbering.sequence import Marker

_LABEL = "附件"
_AROUND = re.compile(r"[\s《》“”]+|[。；;.]$|[（(](?:另附|略|见附件)[)）]$")

_ATTACHED = re.compile(r"^附\s*[:：]\s*《?(?P<title>(?!\d)[^。；，：《》]{2,30}?)》?$")
_SHEET = re.compile(r"[表单书卡图证函册本]$")
"""How what is attached may be called beside what documents are: 请假单, 同意书."""


def attached(blocks: Sequence[Block], levels: tuple[Level, ...]) -> dict[int, Marker]:
    """The one block that prints an annex below its title (附：请假单), with the number that stands for it; else nothing.

    Where a signature follows, or the title again, the line only lists what is attached.
    """
    found = [
        (at, match["title"]) for at, block in enumerate(blocks) if not block.cells and (match := _ATTACHED.match(block.text))
    ]
    if len(found) != 1:
        return {}
    ((at, title),) = found
    called = ends_title(title) or _SHEET.search(title)
    return {at: opening(title, levels)} if called and _follows(blocks[at + 1 :], title) else {}


def _follows(below: Sequence[Block], title: str) -> bool:
    """Whether what stands below is the text of the annex."""
    return bool(below) and below[0].kind not in ("imprint", "contact", REPEATED) and _bare(below[0].text) != _bare(title)


@dataclass(slots=True)
class Annexes:
    """The annexes listed so far, and whether one of them has begun."""

    labels: dict[str, str] = field(default_factory=dict)
    """Label of each by its title without gaps and 《》."""
    first: str = ""
    """What is listed first."""
    listed: bool = False
    """Whether any annex was listed."""
    ended: bool = False
    """Whether a signature stands below the list, and no annex has begun."""
    above: bool = False
    """Whether the list stands above the body, so that what is numbered below it is the body."""
    begun: set[str] = field(default_factory=set)
    """Labels of the annexes that have begun."""

    def note(self, heading: Heading, text: str) -> None:
        """Remember an annex that begins, or the one that is listed without a number: ``text`` is what stands behind 附件：."""
        if _is_list(heading):
            self.enter(text)
        elif heading.level is not None and heading.level.name == ANNEX.name:
            self.begun.add(heading.label)

    def enter(self, title: str, number: int = 0) -> None:
        """Remember an annex that the list names."""
        self.listed = True
        self.labels |= {_bare(title): f"{_LABEL}{number or ''}"} if title else {}
        self.first = self.first or title

    def titled(self, block: Block) -> str:
        """The label of the annex that begins with ``block``, its title; "" when none does."""
        if block.cells or not self.listed:
            return ""
        otherwise = _LABEL if block.kind == REPEATED and not self.begun else ""
        label = self.labels.get(_bare(block.text), otherwise)
        return "" if label in self.begun else label

    def signed(self, last: Heading) -> Heading:
        """Where signature, date and contacts behind ``last`` stand: not in the list of annexes, which they end."""
        held = last if _is_list(last) else last.parent
        if held is None or not held.parent or not _is_list(held):
            return last
        self.ended = not self.begun
        return held.parent

    def untitled(self, marker: Marker, parent: Heading) -> bool:
        """Whether ``marker``, below a list of annexes, begins the text of one without title."""
        begins = _is_list(parent) or (self.ended and not self.begun and marker.number <= 1)
        return begins and not self.above and marker.level.name not in (ANNEX.name, ANNEX_LIST.name)


def opening(title: str, levels: tuple[Level, ...], label: str = _LABEL) -> Marker:
    """The number that an annex would have above its title."""
    rank = next(rank for rank, level in enumerate(levels) if level.name == ANNEX.name)
    number = label.removeprefix(_LABEL)
    return Marker(rank, levels[rank], int(number) if number else 0, label, title)


def list_below(last: Heading) -> Heading:
    """The heading of a list of annexes behind ``last``: below the document, an annex, or a heading without a number."""
    while last.parent is not None and not last.annex and (last.rank > 0 or last.level is not None):
        last = last.parent
    return Heading(ANNEX_LIST.label, "", max(last.rank, 0) + 1, last, ANNEX_LIST)


def _is_list(heading: Heading) -> bool:
    return heading.level is not None and heading.level.name == ANNEX_LIST.name


def _bare(text: str) -> str:
    return _AROUND.sub("", _AROUND.sub("", text))
