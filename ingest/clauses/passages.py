"""What one clause will say and where it stands, before it is a clause: its heading path, titles, text and kind."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.clauses.headings import Heading
from ingest.model import Block, Clause, Document, Place
from ingest.numbering.doctypes import BOX_TITLE, FIELD, NOTE, DocType
from ingest.tables.catalogues import Row, TableKind
from ingest.text import places
from ingest.text.lines import clean

_ASIDES = {
    "contact": ("联系方式{n}", "contact"),
    "imprint": ("版记{n}", "imprint"),
    "fragment": ("图示文字{n}", "fragment"),
    "bullet": ("列项{n}", "item"),
    "entry": ("第{n}项", "item"),
    "header": ("表头{n}", "heading"),
}
"""Kinds of passage that are counted apart, so that they never shift the numbers of others: label, kind of clause."""
_PREFACE = "引言"
"""Label of what stands before the first heading."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What one clause will say; for a table row, with what its columns mean."""

    path: tuple[str, ...]
    titles: tuple[str, ...]
    text: str
    kind: str
    table: TableKind | None = None
    row: Row = field(default_factory=dict)
    column: int | None = None
    """The cell of the row that the text stands in, from 0; None for text of the whole block."""
    columns: tuple[str, ...] = ()
    """The heads of the columns of a row that stands for itself."""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause; for a table row, with what its columns mean."""

    clause: Clause
    table: TableKind | None = None
    row: Row = field(default_factory=dict)


def paragraph(under: Heading, text: str, doctype: DocType) -> Passage:
    """A paragraph: the first under a heading has the heading's path, later ones are numbered; notes and fields are named."""
    base, titles = under.path or (_PREFACE,), under.titles or ("",)
    note = NOTE.match(text)
    named = FIELD.match(text) if doctype.fields else None
    if note:
        under.count("text")
        path = (*base, clean(note[0]).rstrip(":：").replace(" ", ""))
    elif named:
        path = (*under.path, named[1])
    else:
        number = under.count("text")
        path = base if number == 1 else (*base, doctype.paragraph.format(n=number))
    return Passage(path, titles + ("",) * (len(path) - len(titles)), text, "paragraph")


def point(under: Heading, note: str, number: str, text: str) -> Passage:
    """A point of a note that has several."""
    path = (*(under.path or (_PREFACE,)), note, number)
    return Passage(path, (*(under.titles or ("",)), "", ""), text, "item")


def aside(under: Heading, kind: str, text: str) -> Passage:
    """A contact line, an imprint, an entry of a list without numbers … : counted apart from the paragraphs."""
    label, clause_kind = _ASIDES[kind]
    return Passage((*under.path, label.format(n=under.count(kind))), (*under.titles, ""), text, clause_kind)


def box(title: str, text: str) -> Passage:
    """A boxed insert, with a path of its own."""
    found = BOX_TITLE.match(title)
    label = re.sub(r"\s+", "", found["label"]) if found else title
    return Passage((label,), (found["title"] if found else "",), text, "box")


def clause_id(document: str, path: tuple[str, ...]) -> str:
    """The id of the document, ``#``, and the labels of the path."""
    return f"{document}#{'/'.join(path)}"


def to_pieces(found: Sequence[Passage], block: Block, document: Document, source: str) -> list[Piece]:
    """The clauses that the passages of ``block`` become, but for those that say nothing; ``source`` is the transcript.

    Passages of one cell stand in it one after the other.
    """
    in_cells = {
        column: places.holding(source, cell, [passage.text for passage in found if passage.column == column])
        for column, cell in enumerate(block.columns)
        if cell
    }
    made = []
    for passage in found:
        in_cell = in_cells.get(passage.column) if passage.column is not None else None
        own = next(in_cell) if in_cell else block.places
        if passage.text.strip():
            made.append(_to_piece(passage, own, document, source))
    return made


def _to_piece(passage: Passage, own: tuple[Place, ...], document: Document, source: str) -> Piece:
    clause = Clause(
        id=clause_id(document.id, passage.path),
        document=document.id,
        path=passage.path,
        titles=passage.titles,
        text=passage.text.strip(),
        orig=places.read(source, own),
        kind=passage.kind,
        rendition=document.rendition,
        places=places.hull(own),
        columns=passage.columns,
        cells=passage.cells,
    )
    return Piece(clause, passage.table, passage.row)
