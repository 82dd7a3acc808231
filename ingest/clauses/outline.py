"""Blocks → clauses: the heading path of every paragraph and row, and with it the clause's id.

A clause's id is its document's id, ``#``, and the labels of its headings. The first paragraph under a
heading has the heading's own id, later ones ``第2段``, ``第3段`` …
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from ingest.clauses import (
    annex_lists,
    annexes,
    contents,
    doubled,
    headings,
    inner,
    notes,
    passages,
    questions,
    quotations,
    roles,
    signed_rows,
    unique,
)
from ingest.clauses.annexes import Annexes
from ingest.clauses.headings import Heading, add_title, awaits_title, opened_by, parent_of, unnumbered
from ingest.clauses.marked_lists import MarkedLists
from ingest.clauses.passages import Passage, Piece
from ingest.clauses.roles import Context, Read, Role
from ingest.clauses.rows import TableReader
from ingest.clauses.unique import BareHeading
from ingest.finding_kinds import FindingKind, Note
from ingest.heads.annexes import with_stages
from ingest.model import REPEATED, Block, Document
from ingest.numbering.doctypes import DocType
from ingest.numbering.levels import ANNEX_LIST
from ingest.numbering.sequence import Marker, Sequence
from ingest.text import scripts

UNSURE = 0.9
"""Below this confidence of character recognition a person has to confirm the clause."""
_ASIDES = ("contact", "imprint")
"""Kinds of clauses that may stand above the body."""
_ENDS_TITLE = (Role.NUMBERED, Role.LISTED, Role.HEADING, Role.PARAGRAPH, Role.QUOTED, Role.INNER, Role.EXPLAINS)
"""Behind these no title follows any more, unless that of an annex."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The clauses of a document in order of reading, and what was repaired or guessed on the way."""

    pieces: list[Piece]
    notes: list[Note]


def outline(document: Document, doctype: DocType, source: str, blocks: list[Block]) -> Outline:
    """The clauses of ``blocks``; ``source`` is the transcript that their places point into."""
    blocks = with_stages(annex_lists.parted(signed_rows.set_apart(blocks)), doctype)
    blocks, dropped = contents.without(questions.answered(blocks, doctype), doctype)
    walk = _Walk(document, doctype, source)
    printed = {at for at, block in enumerate(blocks) if block.kind == REPEATED}
    quoted, names = quotations.inside(blocks) - printed, inner.titles(blocks, doctype)
    numbers = annexes.attached(blocks, doctype.levels) | doubled.doubled(blocks, doctype, quoted, names.keys())
    points = notes.explaining(blocks, doctype)
    roles_of = dict.fromkeys(points, Role.EXPLAINS) | dict.fromkeys(names, Role.INNER) | dict.fromkeys(quoted, Role.QUOTED)
    numbers = points | numbers
    for at, block in enumerate(blocks):
        walk.take(block, roles_of.get(at), numbers.get(at))
    bare = [
        (head.at, piece)
        for head, passage in unique.lonely(walk.bare, walk.pieces, doctype.levels)
        for piece in passages.to_pieces([passage], head.block, document, source)
    ]
    pieces, repeated = unique.with_unique_ids(unique.inserted(walk.pieces, bare))
    return Outline(
        pieces,
        [
            *dropped,
            *walk.notes,
            *unique.empty(walk.bare, walk.pieces),
            *unique.repeated(walk.bare, len(walk.pieces)),
            *repeated,
        ],
    )


class _Walk:
    """Goes through the blocks of one document once; knows the heading reached and the numbers due next."""

    def __init__(self, document: Document, doctype: DocType, source: str) -> None:
        """Start at the top of ``document``."""
        self.pieces: list[Piece] = []
        self.notes: list[Note] = []
        self.bare: list[BareHeading] = []
        self._document, self._doctype, self._source = document, doctype, source
        self._root = self._last = Heading("", "", -1)
        self._awaits_title = False
        self._sequence = Sequence(doctype.levels)
        self._tables = TableReader(document.id)
        self._captions: dict[tuple[str, ...], Heading] = {}
        self._annexes = Annexes()
        self._list: Heading | None = None
        """The list of annexes that is being read."""
        self._lists = MarkedLists()
        self._notes = notes.Notes()
        self._opened: set[tuple[str, ...]] = set()
        self._introduces: Heading | None = None
        """The last block, if it was a later paragraph (第2款) that announces a list."""

    def take(self, block: Block, role: Role | None = None, number: Marker | None = None) -> None:
        """Add the clauses of one block, and what was noted about it; role and number where more than the block tells them."""
        before = len(self.pieces)
        point = self._notes.point(block)
        if point and not number:
            self._add(block, passages.point(self._last.for_paragraph(), self._notes.label, *point))
        elif read := _numbered(block, role, number) if number else self._read(block, role):
            self._take(read)
        where = self.pieces[before].clause.id if len(self.pieces) > before else ""
        self.notes += [replace(note, clause=where) for note in block.findings]
        if block.confidence < UNSURE or (block.confidence < 1 and scripts.may_lack_power(block.text)):
            self.notes.append(Note(FindingKind.UNSURE, block.text[:60], where))

    def _read(self, block: Block, role: Role | None) -> Read | None:
        """The block with its role; None where it becomes nothing. The title of a listed annex opens it as its number would."""
        label = "" if role is Role.QUOTED or self._awaits_title else self._annexes.titled(block)
        if label:
            return Read(Role.NUMBERED, block, annexes.opening(block.text, self._doctype.levels, label))
        if role:
            return Read(role, block)
        if block.kind == REPEATED:
            return Read(Role.TITLE, block) if self._awaits_title and self._last.annex else None
        return roles.read(block, self._raw(block), self._context())

    def _raw(self, block: Block) -> str:
        """The block's first line as found, with its gaps."""
        return self._source[slice(*block.spans[0])] if block.places else ""

    def _context(self) -> Context:
        return Context(self._doctype, self._sequence, self._last, self._awaits_title)

    def _take(self, read: Read) -> None:
        if read.role in _ENDS_TITLE:
            self._awaits_title = self._awaits_title and self._last.annex
        if read.role is not Role.NUMBERED:
            self._introduces = None
        if read.role is not Role.ANNEX:
            self._list = None
        self._last = self._lists.heading_for(read.block, read.role, self._last)
        _STEPS[read.role](self, read)

    def _row(self, read: Read) -> None:
        self._awaits_title = self._awaits_title and not self._tables.begins(read.block)
        rows, notes = self._tables.read(read.block, self._last)
        self._add(read.block, *rows)
        self.notes += notes

    def _box(self, read: Read) -> None:
        self._add(read.block, passages.box(read.block.insert, read.block.text))

    def _aside(self, read: Read) -> None:
        if read.counted_as in ("contact", "imprint"):
            self._last = self._annexes.signed(self._last)
        self._add(read.block, passages.aside(self._last, read.counted_as, read.block.text))

    def _title(self, read: Read) -> None:
        self._awaits_title = add_title(self._last, read.block.text, self._doctype)

    def _unnumbered(self, read: Read) -> None:
        self._last = unnumbered(read.block.text, read.block.heading, self._last)
        self.bare.append(BareHeading(self._last, read.block, len(self.pieces)))

    def _paragraph(self, read: Read) -> None:
        self._last = self._last.for_paragraph()
        self._quoted(read)

    def _quoted(self, read: Read) -> None:
        passage = passages.paragraph(self._last, read.block.text, self._doctype)
        self._add(read.block, passage)
        self._annexes.note(self._last, read.block.text)
        if passage.path != self._last.path and read.block.text[-1] in "：:":
            self._introduces = Heading(passage.path[-1], "", -1, self._last, paragraph=True)

    def _inner(self, read: Read) -> None:
        self._sequence = Sequence(self._doctype.levels)
        self._last = Heading(
            re.sub(r"[\s/#]+", "", read.block.text), read.block.text, -1, self._root, outline=read.block.heading
        )
        self.bare.append(BareHeading(self._last, read.block, len(self.pieces)))

    def _explains(self, read: Read) -> None:
        if read.marker is None:
            return
        self._sequence = Sequence(self._doctype.levels)
        self._last = headings.explaining(read.block.text, read.marker, self._last)
        self.bare.append(BareHeading(self._last, read.block, len(self.pieces)))

    def _annex(self, read: Read) -> None:
        number, title = annex_lists.entry(read.block.text)
        if self._list is None:
            self._list = annexes.list_below(self._last)
            self._begin_list(self._list)
        self._annexes.enter(title, number)
        self._add(read.block, Passage((*self._list.path, str(number)), (*self._list.titles, ""), title, "item"))

    def _begin_list(self, listed: Heading) -> None:
        """Go on below a list of annexes, unless it stands above the body."""
        self._annexes.above = all(piece.clause.kind in _ASIDES for piece in self.pieces)
        self._last = listed.parent if self._annexes.above and listed.parent else listed

    def _numbered(self, read: Read) -> None:
        if read.marker:
            self._open(read.marker, read.block)

    def _open(self, marker: Marker, block: Block) -> None:
        """Open the heading of a number, or go back to a table or figure whose number is printed again."""
        parent = self._beyond_points(marker, parent_of(marker, self._last, block.heading))
        if marker.level.counted:
            marker = headings.counted(marker, parent)
        if self._annexes.untitled(marker, parent):
            self._open(annexes.opening(self._annexes.first, self._doctype.levels), replace(block, text=self._annexes.first))
            parent = self._last
        if self._sequence.gap(marker) and marker.level.name != "slide" and not self._sequence.again(block.text):
            self.notes.append(Note(FindingKind.NUMBER_GAP, block.text[:24]))
        self._sequence.note(marker)
        if marker.level.caption and (*parent.path, marker.label) in self._captions:
            self._last = self._captions[*parent.path, marker.label]
        else:
            self._open_new(marker, self._below_paragraph(marker, parent), block)

    def _beyond_points(self, marker: Marker, parent: Heading) -> Heading:
        """``parent``; where that heads explaining points, and the number begins anew, what stands above it."""
        again = parent.explains and marker.number == 1 and (*parent.path, marker.label) in self._opened
        return parent.parent if again and parent.parent else parent

    def _below_paragraph(self, marker: Marker, parent: Heading) -> Heading:
        """The paragraph before, if a list that ``parent`` has begins again below it (in a later 款); else ``parent``."""
        introduces = self._introduces
        again = marker.number == 1 and marker.level.run_in and (*parent.path, marker.label) in self._opened
        return replace(introduces, rank=marker.rank - 1) if introduces and again else parent

    def _open_new(self, marker: Marker, parent: Heading, block: Block) -> None:
        heading, has_text = opened_by(marker, parent, block.heading)
        self._last = heading
        self._opened.add(heading.path)
        if marker.level is ANNEX_LIST and marker.rest:
            self._begin_list(heading)
        self._annexes.note(heading, marker.rest)
        self._awaits_title = not has_text and awaits_title(heading)
        if heading.caption:
            self._captions[heading.path] = heading
        if has_text:
            self._add(block, Passage(heading.path, heading.titles, marker.rest, "item"))
            heading.count("text")
        else:
            self.bare.append(BareHeading(heading, block, len(self.pieces)))
        self._introduces = None

    def _add(self, block: Block, *found: Passage) -> None:
        self.pieces += passages.to_pieces(found, block, self._document, self._source)


def _numbered(block: Block, role: Role | None, number: Marker) -> Read:
    """The block with a number that more than its own text tells, or that is the first of the points which it heads."""
    return Read(Role.EXPLAINS if role is Role.EXPLAINS else Role.NUMBERED, block, number)


_STEPS: dict[Role, Callable[[_Walk, Read], None]] = {
    Role.ROW: _Walk._row,
    Role.BOX: _Walk._box,
    Role.ASIDE: _Walk._aside,
    Role.TITLE: _Walk._title,
    Role.NUMBERED: _Walk._numbered,
    Role.LISTED: _Walk._aside,
    Role.HEADING: _Walk._unnumbered,
    Role.PARAGRAPH: _Walk._paragraph,
    Role.QUOTED: _Walk._quoted,
    Role.INNER: _Walk._inner,
    Role.EXPLAINS: _Walk._explains,
    Role.ANNEX: _Walk._annex,
}
