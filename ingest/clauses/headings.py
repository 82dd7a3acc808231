"""The tree of headings: what a number opens, under which heading it stands, and where its title is printed."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from ingest.numbering.doctypes import LATIN, SENTENCE_END, DocType
from ingest.numbering.levels import ANNEXES, STEPS, Level
from ingest.numbering.sequence import Marker
from ingest.text.lines import width

SHORT = 30
"""Text wider than this, in full-width characters, is a clause rather than a title."""
_TITLE_BELOW = 44
"""A title on the line below its number may be this wide, in full-width characters."""
_TITLED_BELOW = (
    *(*ANNEXES, "portion", "volume", "division", "part", "table", "figure"),
    *(f"clause{n}" for n in range(1, 7)),
)
"""Levels whose number may stand on a line of its own, with the title below it."""
_CHAPTERS = ("portion", "volume", "part", "division", "chapter", "heading", *(level.name for level in STEPS))
"""Levels whose numbers decimals may take up: 2.1 in 第二章."""
_CODE = re.compile(r"[^A-Z\d.]")
"""What is no part of the decimal number in 第2.1节 or 附录A.1."""
_UNNUMBERED = ("preface", "unnumbered", "closing")
"""Levels whose headings are words alone (总则), which may as well be the title of a chapter."""


@dataclass(slots=True)
class Heading:
    """A heading, and how much of each kind stands directly under it; the document itself is one without a parent."""

    label: str
    title: str
    rank: int
    """Place of its level in the numbering scheme, from 0; -1 for the document."""
    parent: "Heading | None" = None
    level: Level | None = None
    number: int = 0
    """Its number; 0 where it has none."""
    outline: int = 0
    """The level that the format gives it among its headings, from 1; 0 where it gives none."""
    paragraph: bool = False
    """Is no heading but a later paragraph that a list of its own stands below (第2款)."""
    explains: bool = False
    """Heads points that explain the document (填表说明), without a number of its own."""
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def path(self) -> tuple[str, ...]:
        """Labels from the document down to here."""
        return (*self.parent.path, self.label) if self.parent else ()

    @property
    def titles(self) -> tuple[str, ...]:
        """Titles of the headings on the path."""
        return (*self.parent.titles, self.title) if self.parent else ()

    def is_below(self, other: "Heading") -> bool:
        """Whether it stands below ``other``, at any depth."""
        return self.parent is not None and (self.parent is other or self.parent.is_below(other))

    def ends_at(self, marker: Marker) -> bool:
        """Whether it does not hold what ``marker`` opens."""
        over = self.level is not None and marker.level.name in self.level.never_over
        point = self.explains and self.rank == marker.rank - 1
        return over or self.rank >= marker.rank or (marker.level.root and not point)

    @property
    def annex(self) -> bool:
        """Whether it is an annex, whose title may come some lines below its number."""
        return self.level is not None and self.level.name in ANNEXES

    @property
    def caption(self) -> bool:
        """Whether it heads a table or a figure."""
        return self.level is not None and self.level.caption

    def count(self, kind: str) -> int:
        """Count one more of ``kind`` under it; which one it is, from 1."""
        self.counts[kind] += 1
        return self.counts[kind]

    def for_paragraph(self) -> "Heading":
        """The heading that a plain paragraph after this one belongs to: an item such as 一是 holds no second one."""
        heading = self
        while heading.parent and (heading.paragraph or (heading.level and (heading.level.leaf or heading.level.caption))):
            heading = heading.parent
        return heading


def unnumbered(text: str, outline: int, last: Heading) -> Heading:
    """The heading without a number that the format marks with the level ``outline``: under the last of a higher level."""
    parent = last
    while parent.parent is not None and not 0 < parent.outline < outline:
        parent = parent.parent
    return Heading(text, text, max(parent.rank, 0), parent, outline=outline)


def explaining(text: str, first: Marker, last: Heading) -> Heading:
    """The heading of points that explain the document or its annex, after ``last``: none of its numbered parts holds it.

    ``first`` is its first point; what stands higher than that ends it.
    """
    parent = last
    while parent.parent is not None and not parent.annex:
        parent = parent.parent
    return Heading(re.sub(r"\s+", "", text), text, first.rank - 1, parent, explains=True)


def parent_of(marker: Marker, last: Heading, outline: int = 0) -> Heading:
    """The heading that ``marker`` stands under, after ``last``; parents of a decimal number that were lost are put back.

    ``outline`` is the level of the heading that the format marks it as; one without a number holds none of its own level.
    """
    stems = [] if marker.level.whole else [".".join(marker.stem[: depth + 1]) for depth in range(len(marker.stem))]
    lowest = marker.rank - len(stems)
    parent = last
    while parent.parent is not None and (
        parent.ends_at(marker)
        or (_is_unnumbered(parent) and parent.outline >= outline > 0)
        or (stems and parent.rank >= lowest and parent.label not in stems and _chapter_number(parent) != stems[0])
    ):
        parent = parent.parent
    known = _numbers_above(parent) if stems else set()
    for rank, label in enumerate(stems, lowest):
        if parent.rank < rank and not label.isalpha() and not label.endswith(".0") and label not in known:
            parent = Heading(label, "", rank, parent)
    return parent


def _is_unnumbered(heading: Heading) -> bool:
    """Whether it is a heading that only the format marks as one, rather than a number or a further document."""
    return heading.level is None and heading.rank >= 0 and not heading.paragraph


def _chapter_number(heading: Heading) -> str:
    """The number of a chapter in figures; "" for any other heading."""
    return str(heading.number) if heading.level is not None and heading.level.name in _CHAPTERS else ""


def _numbers_above(heading: Heading) -> set[str]:
    """Numbers of the chapters around ``heading``: 2.1 below 第二章 lacks no heading 2."""
    own = {_chapter_number(heading)} - {""}
    if heading.level is not None and heading.level.whole:
        parts = _CODE.sub("", heading.label).split(".")
        own = {".".join(parts[: depth + 1]) for depth in range(len(parts))}
    return own | (_numbers_above(heading.parent) if heading.parent else set())


def opened_by(marker: Marker, parent: Heading, outline: int = 0) -> tuple[Heading, bool]:
    """The heading that ``marker`` opens under ``parent``, and whether the rest of its line is the text of a clause.

    ``outline`` is its level in the format, as in ``parent_of``.
    """
    level, rest = marker.level, marker.rest
    has_text = bool(rest) and (level.leaf or "。" in rest or (level.run_in and _reads_as_text(rest)))
    title = _title_in(marker) if has_text else rest
    return Heading(marker.label, title, marker.rank, parent, level, marker.number, outline), has_text


def counted(marker: Marker, parent: Heading) -> Marker:
    """``marker``; where it has no number, with its place among its kind under ``parent`` for one (问：)."""
    number = parent.count(marker.level.name)
    if marker.number:
        return marker
    return replace(marker, number=number, label=f"{marker.label}{number}")


def awaits_title(heading: Heading) -> bool:
    """Whether the number just read stands alone and its title may be on the next line."""
    return heading.level is not None and heading.level.name in _TITLED_BELOW and not _names_something(heading.title)


def is_title(heading: Heading, text: str, marker: Marker | None) -> bool:
    """Whether ``text``, which begins with ``marker`` if any, is the title of a heading that awaits one, or its English half."""
    plain = marker is None or marker.level.name in _UNNUMBERED
    fits = width(text) <= _TITLE_BELOW and text[-1] not in SENTENCE_END
    return plain and fits and (not _names_something(heading.title) or LATIN.match(text) is not None)


def add_title(heading: Heading, text: str, doctype: DocType) -> bool:
    """Add ``text`` to the title of ``heading``; whether more of it may follow, such as a term's English."""
    gap = " " if heading.title and LATIN.match(text) else ""
    heading.title += gap + text
    return not _names_something(heading.title) or (not heading.annex and doctype.name == "standard")


def _reads_as_text(rest: str) -> bool:
    """Whether what follows a number is a clause's text rather than a title."""
    return rest[-1] in SENTENCE_END + "：:" or width(rest) > SHORT or "。" in rest


def _names_something(title: str) -> bool:
    """Whether a title says more than （规范性）."""
    return re.fullmatch(r"(?:[（(][^（）()]*[)）])?", title) is None


def _title_in(marker: Marker) -> str:
    """The title that a clause's own text begins with: a short first sentence, or what stands in 【】 in an article; else ""."""
    if marker.level.counted:
        asked = re.match(r"^[^？?]{1,40}[？?]", marker.rest)
        return asked[0] if asked else ""
    if marker.level.text or marker.stem:
        named = re.match(r"^【([^】]{1,30})】", marker.rest)
        return named[1] if named else ""
    first, stop, rest = marker.rest.partition("。")
    return first if stop and rest and width(first) <= SHORT else ""
