"""Blocks → clauses: the heading path of every paragraph and row, and with it the clause's id.

A clause's id is its document's id, ``#``, and the labels of its headings. The first paragraph under a
heading has the heading's own id, later ones ``第2段``, ``第3段`` …
"""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from ingest.clauses import contents
from ingest.finding_kinds import FindingKind, Note
from ingest.model import Block, Clause, Document
from ingest.numbering.doctypes import BOX_TITLE, BULLET, FIELD, LATIN, NOTE, SALUTATION, SENTENCE_END, DocType, line_kind
from ingest.numbering.levels import ANNEX_LIST, Level
from ingest.numbering.sequence import Marker, Sequence
from ingest.tables import catalogues
from ingest.tables.catalogues import Row, TableKind
from ingest.tables.cells import list_items
from ingest.tables.detect import is_header
from ingest.text import places
from ingest.text.lines import clean, width

UNSURE = 0.9
"""Below this confidence of character recognition a person has to confirm the clause."""
_TITLE_WIDTH = 30
_ANNEX_TITLE_WIDTH = 44
_ASIDE = {
    "contact": ("联系方式{n}", "contact"),
    "imprint": ("版记{n}", "imprint"),
    "fragment": ("图示文字{n}", "fragment"),
    "bullet": ("列项{n}", "item"),
    "entry": ("第{n}项", "item"),
    "header": ("表头{n}", "heading"),
}
"""Kinds of block that number apart, so that they never shift the others: their label and their clause's kind."""
_TITLED_BELOW = ("annex", "standard_annex", "division", "part", "table", "figure", *(f"clause{n}" for n in range(1, 7)))
"""Levels whose number may stand on a line of its own, with the title below it."""


@dataclass(slots=True)
class Node:
    """A heading with what stands directly under it."""

    label: str
    title: str
    rank: int
    parent: "Node | None" = None
    level: Level | None = None
    count: Counter[str] = field(default_factory=Counter)

    @property
    def path(self) -> tuple[str, ...]:
        """Labels from the document down to here."""
        return (*(self.parent.path if self.parent else ()), self.label) if self.label else ()

    @property
    def leaf(self) -> bool:
        """Whether a plain paragraph after it belongs to its parent."""
        return self.level is not None and (self.level.leaf or self.level.caption)

    @property
    def annex(self) -> bool:
        """Whether it is an annex, whose title may come some lines below its number."""
        return self.level is not None and self.level.name in ("annex", "standard_annex")

    @property
    def titles(self) -> tuple[str, ...]:
        """Titles of the headings on the path."""
        return (*(self.parent.titles if self.parent else ()), self.title) if self.label else ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause with, for a table row, what its columns mean."""

    clause: Clause
    table: TableKind | None = None
    row: Row = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outline:
    """The clauses of a document in order of reading, and what was repaired on the way."""

    pieces: list[Piece]
    findings: list[Note]


class Outliner:
    """Walks the blocks of one document once."""

    def __init__(self, document: Document, doctype: DocType, source: str) -> None:
        """Start at the top of ``document``; ``source`` is the decoded text that spans point into."""
        self._document, self._source = document, source
        self._doctype = doctype
        self._root = Node("", "", -1)
        self._top = self._root
        self._sequence = Sequence(doctype.levels)
        self._header: tuple[str, ...] = ()
        self._table = 0
        self._specialty = ""
        self._untitled = False
        self._captions: dict[tuple[str, ...], Node] = {}
        self._item_rank = next((i for i, level in enumerate(doctype.levels) if level.run_in and level.name != "annex_list"), 0)
        self._pieces: list[Piece] = []
        self._findings: list[Note] = []
        self._bare: list[tuple[Node, Block, int]] = []

    def outline(self, blocks: list[Block]) -> Outline:
        """Clauses of ``blocks``."""
        blocks, dropped = contents.without(blocks, self._doctype)
        self._findings += dropped
        for block in blocks:
            before = len(self._pieces)
            self._take(block)
            where = self._pieces[before].clause.id if len(self._pieces) > before else ""
            self._findings += [replace(note, clause=where) for note in block.findings]
            if block.confidence < UNSURE:
                self._findings.append(Note(FindingKind.UNSURE, block.text[:60], where))
        self._keep_bare_headings()
        return Outline(self._unique(), self._findings)

    def _take(self, block: Block) -> None:
        if block.cells:
            self._take_row(block)
        elif block.box:
            self._take_box(block)
        elif kind := self._aside(block):
            self._add_aside(block, kind)
        else:
            self._take_text(block)

    def _aside(self, block: Block) -> str:
        """The kind of a block that is no clause of substance, or ""; a due number makes it one."""
        if block.kind or self._sequence.continues(block.text):
            return block.kind
        if self._doctype.preamble and not self._sequence.started and self._doctype.preamble.match(block.text):
            return "imprint"
        return line_kind(block.text) or ("imprint" if SALUTATION.match(block.text) else "")

    def _take_text(self, block: Block) -> None:
        bullet = BULLET.match(block.text)
        text = bullet["rest"] if bullet else block.text
        marker = self._sequence.continues(text, self._raw(block))
        if self._untitled and self._is_title(text, marker):
            self._entitle(text)
            return
        self._untitled = self._untitled and self._top.annex
        if marker:
            self._open(marker, block)
        elif self._is_entry(text):
            self._add_aside(block, "entry")
        elif bullet:
            self._add_aside(replace(block, text=text), "bullet")
        elif block.heading:
            self._top = Node(text, text, 0, self._root)
            self._bare.append((self._top, block, len(self._pieces)))
        else:
            self._add_paragraph(replace(block, text=text))

    def _raw(self, block: Block) -> str:
        """The block's first line as found, with its gaps."""
        return self._source[slice(*block.spans[0])] if block.spans else ""

    def _is_title(self, text: str, marker: Marker | None) -> bool:
        """Whether ``text`` is the title, or its English half, of the heading just opened, whose number stood alone."""
        plain = marker is None or marker.level.name == "unnumbered"
        fits = width(text) <= _ANNEX_TITLE_WIDTH and text[-1] not in SENTENCE_END
        return plain and fits and (not _named(self._top.title) or LATIN.match(text) is not None)

    def _entitle(self, text: str) -> None:
        """Add ``text`` to the title of the heading just opened; a term's English follows it."""
        gap = " " if self._top.title and LATIN.match(text) else ""
        self._top.title += gap + text
        self._untitled = not _named(self._top.title) or (not self._top.annex and self._doctype.name == "standard")

    def _is_entry(self, text: str) -> bool:
        """Whether ``text`` is one of a list without numbers, such as the normative references."""
        titles = self._top.titles
        return any(entry.match(text) and any(map(heading.search, titles)) for heading, entry in self._doctype.entries)

    def _parent(self, marker: Marker) -> Node:
        """The heading that ``marker`` stands under; a decimal number whose parents were lost gets them back."""
        parent = self._top
        stems = [".".join(marker.stem[: depth + 1]) for depth in range(len(marker.stem))]
        lowest = marker.rank - len(stems)
        while parent is not self._root and (
            parent.rank >= marker.rank or marker.level.root or (stems and parent.rank >= lowest and parent.label not in stems)
        ):
            parent = parent.parent or self._root
        for rank, label in enumerate(stems, lowest):
            if parent.rank < rank and not label.isalpha() and not label.endswith(".0"):
                parent = Node(label, "", rank, parent)
        return parent

    def _open(self, marker: Marker, block: Block) -> None:
        if self._sequence.gap(marker) and marker.level.name != "slide":
            self._findings.append(Note(FindingKind.NUMBER_GAP, block.text[:24]))
        self._sequence.note(marker)
        parent = self._parent(marker)
        if marker.level.caption and (*parent.path, marker.label) in self._captions:
            self._top = self._captions[*parent.path, marker.label]
            return
        rest = marker.rest
        if marker.level.name == "annex_list" and self._sequence.reads(rest):
            self._top = Node(marker.label, "", marker.rank, parent)
            self._take_text(replace(block, text=rest))
            return
        listed = marker.level.name == "item" and parent.label == ANNEX_LIST.label
        run_in = bool(rest) and (marker.level.leaf or listed or "。" in rest or (marker.level.run_in and _is_text(rest)))
        title = _titled(marker.level, rest) if run_in else rest
        self._top = Node(marker.label, title, marker.rank, parent, marker.level)
        self._untitled = marker.level.name in _TITLED_BELOW and not run_in and not _named(title)
        if marker.level.caption:
            self._captions[self._top.path] = self._top
        if run_in:
            self._add(self._top.path, self._top.titles, rest, block, "item")
            self._top.count["text"] += 1
        else:
            self._bare.append((self._top, block, len(self._pieces)))

    def _add_paragraph(self, block: Block) -> None:
        while self._top.leaf and self._top.parent:
            self._top = self._top.parent
        node = self._top
        base = node.path or ("引言",)
        titles = node.titles or ("",)
        node.count["text"] += 1
        number = node.count["text"]
        path = base if number == 1 else (*base, self._doctype.paragraph.format(n=number))
        if note := NOTE.match(block.text):
            path = (*base, clean(note[0]).rstrip(":：").replace(" ", ""))
        elif self._doctype.fields and (named := FIELD.match(block.text)):
            node.count["text"] -= 1
            path = (*node.path, named[1])
        self._add(path, titles + ("",) * (len(path) - len(titles)), block.text, block, "paragraph")

    def _add_aside(self, block: Block, kind: str) -> None:
        node = self._top
        node.count[kind] += 1
        label, clause_kind = _ASIDE[kind]
        self._add((*node.path, label.format(n=node.count[kind])), (*node.titles, ""), block.text, block, clause_kind)

    def _take_box(self, block: Block) -> None:
        title = BOX_TITLE.match(block.box)
        label = re.sub(r"\s+", "", title["label"]) if title else block.box
        self._add((label,), (title["title"] if title else "",), block.text, block, "box")

    def _take_row(self, block: Block) -> None:
        if block.table != self._table:
            self._table, self._header, self._untitled = block.table, (), False
            known = catalogues.kind_of(block.cells)
            if known or block.heading or is_header(block.cells):
                self._header = block.cells
                if known is None:
                    self._add_aside(block, "header")
                return
        kind = catalogues.kind_of(self._header) if self._header else None
        if kind and kind.name == "targets":
            self._add_target_row(block, kind)
            return
        row = catalogues.row_of(self._header, block.cells)
        label = self._row_label(block, row)
        if kind and not clean(row.get(kind.key, "")):
            self._findings.append(Note(FindingKind.ROW_WITHOUT_KEY, block.text[:40]))
            kind = None
        path, titles = (*self._top.path, label), (*self._top.titles, "")
        self._add(path, titles, block.text, block, "row" if self._header else "form", kind, row)

    def _row_label(self, block: Block, row: Row) -> str:
        first = next((c for c in block.cells if c), "")
        named = FIELD.match(first)
        self._top.count["row"] += 1
        if row.get("seq", "").isdigit():
            return row["seq"]
        if named or (not self._header and width(first) <= _TITLE_WIDTH / 2):
            return named[1] if named else first.replace(" ", "").replace("\n", "")
        return f"第{self._top.count['row']}行"

    def _add_target_row(self, block: Block, kind: TableKind) -> None:
        row = catalogues.row_of(self._header, block.cells)
        code, name = catalogues.target_code(f"{row['target']} {row.get('code', '')}")
        if code is None:
            self._findings.append(Note(FindingKind.ROW_WITHOUT_KEY, block.text[:40]))
        root = (str(code),) if code else (*self._top.path, row.get("seq", ""), name)
        titles = (name,) if code else (*self._top.titles, "", name)
        specialty = re.sub(r"\s+", "", row.get("specialty", ""))
        self._specialty = specialty if specialty not in ("", "同上") else self._specialty
        specialty = self._specialty if "specialty" in row else ""
        row |= {"target": name, "code": str(code or ""), "specialty": specialty}
        summary = clean(row.get("summary", "").replace("\n", ""))
        self._add((*root, "目标简述"), (*titles, "目标简述"), summary or name, block, "paragraph", kind, row)
        items, guesses = list_items(row.get("strategies", ""))
        for number, item in enumerate(items, 1):
            self._add((*root, "核心策略", str(number)), (*titles, "核心策略", ""), item, block, "item")
        self._findings += [Note(FindingKind.LIST_GUESS, guess, f"{self._document.id}#{'/'.join(root)}") for guess in guesses]

    def _add(
        self,
        path: tuple[str, ...],
        titles: tuple[str, ...],
        text: str,
        block: Block,
        kind: str,
        table: TableKind | None = None,
        row: Row | None = None,
    ) -> None:
        text = text.strip()
        if not text:
            return
        clause = Clause(
            id=f"{self._document.id}#{'/'.join(path)}",
            document=self._document.id,
            path=path,
            titles=titles,
            text=text,
            orig=places.read(self._source, block.places),
            kind=kind,
            rendition=self._document.rendition,
            places=places.hull(block.places),
        )
        self._pieces.append(Piece(clause, table, row or {}))

    def _keep_bare_headings(self) -> None:
        """A heading with nothing below is a clause of its own, unless it is a line of the table of contents."""
        paths = [p.clause.path for p in self._pieces]
        used = {path[:i] for path in paths for i in range(1, len(path) + 1)}
        seen: Counter[tuple[str, ...]] = Counter(node.path for node, _, _ in self._bare)
        for node, block, at in reversed(self._bare):
            text = node.title or ("" if node.annex else block.text)
            if node.path in used or not text:
                continue
            captioned = node.level is not None and node.level.caption
            kind = "item" if node.rank >= self._item_rank and not captioned else "heading"
            self._add(node.path, node.titles, text, block, kind)
            self._pieces.insert(at, self._pieces.pop())
        repeated = [path for path, count in seen.items() if count > 1]
        self._findings += [Note(FindingKind.CONTENTS_DROPPED, "/".join(path)) for path in repeated]

    def _unique(self) -> list[Piece]:
        """Two clauses on one path keep both: the second is marked ``·2`` and reported."""
        seen: Counter[str] = Counter()
        unique = []
        for piece in self._pieces:
            clause = piece.clause
            seen[clause.id] += 1
            if (count := seen[clause.id]) > 1:
                if clause.kind not in ("row", "form"):
                    self._findings.append(Note(FindingKind.PATH_TWICE, clause.text[:30], clause.id))
                clause = replace(clause, id=f"{clause.id}·{count}", path=(*clause.path[:-1], f"{clause.path[-1]}·{count}"))
            unique.append(replace(piece, clause=clause))
        return unique


def _is_text(rest: str) -> bool:
    """Whether what follows a marker is a clause's text rather than a heading."""
    return bool(rest) and (rest[-1] in SENTENCE_END + "：:" or width(rest) > _TITLE_WIDTH or "。" in rest)


def _named(title: str) -> bool:
    """Whether a title says more than （规范性）."""
    return re.fullmatch(r"(?:[（(][^（）()]*[)）])?", title) is None


def _titled(level: Level, text: str) -> str:
    """The short first sentence that serves an item as its title, or ""; an article has one only in 【】."""
    if level.text or level.decimal:
        named = re.match(r"^【([^】]{1,30})】", text)
        return named[1] if named else ""
    first, stop, rest = text.partition("。")
    return first if stop and rest and width(first) <= _TITLE_WIDTH else ""
