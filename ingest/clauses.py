"""Blocks → clauses: the heading path of every paragraph and row, and with it the clause's id.

A clause's id is its document's id, ``#``, and the labels of its headings. The first paragraph under a
heading has the heading's own id, later ones ``第2段``, ``第3段`` …
"""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from ingest import catalogues
from ingest.catalogues import Row, TableKind
from ingest.doctypes import ANNEX_LIST, BOX_TITLE, BULLET, NOTE, SALUTATION, SENTENCE_END, DocType, line_kind
from ingest.lines import clean, width
from ingest.model import Block, Clause, Document, Span
from ingest.numbering import Marker, Sequence
from ingest.tables import is_header, list_items

UNSURE = 0.9
"""Below this confidence of character recognition a person has to confirm the clause."""
_TITLE_WIDTH = 30
_ANNEX_TITLE_WIDTH = 44
_ASIDE = {"contact": "联系方式", "imprint": "版记", "fragment": "图示文字", "bullet": "列项"}
_CELL_LABEL = re.compile(r"^([\u4e00-\u9fff]{2,8})\s*[：:]")


@dataclass(slots=True)
class Node:
    """A heading with what stands directly under it."""

    label: str
    title: str
    rank: int
    parent: "Node | None" = None
    leaf: bool = False
    count: Counter[str] = field(default_factory=Counter)

    @property
    def path(self) -> tuple[str, ...]:
        """Labels from the document down to here."""
        return (*(self.parent.path if self.parent else ()), self.label) if self.label else ()

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
    """The clauses of a document in order of reading, and what was repaired on the way (code, text, clause id)."""

    pieces: list[Piece]
    findings: list[tuple[str, str, str]]


class Outliner:
    """Walks the blocks of one document once."""

    def __init__(self, document: Document, doctype: DocType, source: str) -> None:
        """Start at the top of ``document``; ``source`` is the decoded text that spans point into."""
        self._document, self._source = document, source
        self._root = Node("", "", -1)
        self._top = self._root
        self._sequence = Sequence(doctype.levels)
        self._header: tuple[str, ...] = ()
        self._table = 0
        self._specialty = ""
        self._untitled = False
        self._item_rank = next((i for i, level in enumerate(doctype.levels) if level.run_in and level.name != "annex_list"), 0)
        self._pieces: list[Piece] = []
        self._findings: list[tuple[str, str, str]] = []
        self._bare: list[tuple[Node, Block, int]] = []

    def outline(self, blocks: list[Block]) -> Outline:
        """Clauses of ``blocks``."""
        for block in blocks:
            before = len(self._pieces)
            self._take(block)
            where = self._pieces[before].clause.id if len(self._pieces) > before else ""
            self._findings += [(code, text, where) for code, text in block.findings]
            if block.confidence < UNSURE:
                self._findings.append(("unsure", block.text[:60], where))
        self._keep_bare_headings()
        return Outline(self._unique(), self._findings)

    def _take(self, block: Block) -> None:
        if block.cells:
            self._take_row(block)
        elif block.box:
            self._take_box(block)
        elif kind := (block.kind or line_kind(block.text) or ("imprint" if SALUTATION.match(block.text) else "")):
            self._add_aside(block, kind)
        else:
            self._take_text(block)

    def _take_text(self, block: Block) -> None:
        bullet = BULLET.match(block.text)
        text = bullet["rest"] if bullet else block.text
        marker = self._sequence.continues(text)
        if marker:
            self._open(marker, block)
        elif self._untitled and width(text) <= _ANNEX_TITLE_WIDTH and text[-1] not in SENTENCE_END:
            self._top.title, self._untitled = text, False
        elif bullet:
            self._add_aside(replace(block, text=text), "bullet")
        elif block.heading:
            self._top = Node(text, text, 0, self._root)
            self._bare.append((self._top, block, len(self._pieces)))
        else:
            self._add_paragraph(replace(block, text=text))

    def _open(self, marker: Marker, block: Block) -> None:
        if self._sequence.gap(marker) and marker.level.name != "slide":
            self._findings.append(("number_gap", block.text[:24], ""))
        self._sequence.note(marker)
        parent = self._top
        while parent is not self._root and (parent.rank >= marker.rank or marker.level.root):
            parent = parent.parent or self._root
        rest = marker.rest
        if marker.level.name == "annex_list" and self._sequence.reads(rest):
            self._top = Node(marker.label, "", marker.rank, parent)
            self._take_text(replace(block, text=rest))
            return
        listed = marker.level.name == "item" and parent.label == ANNEX_LIST.label
        run_in = bool(rest) and (marker.level.leaf or listed or "。" in rest or (marker.level.run_in and _is_text(rest)))
        title = _run_in_title(rest) if run_in else rest
        self._top = Node(marker.label, title, marker.rank, parent, marker.level.leaf)
        self._untitled = marker.level.name == "annex" and not title
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
        path = base if number == 1 else (*base, f"第{number}段")
        if note := NOTE.match(block.text):
            path = (*base, clean(note[0]).rstrip(":：").replace(" ", ""))
        self._add(path, titles + ("",) * (len(path) - len(titles)), block.text, block, "paragraph")

    def _add_aside(self, block: Block, kind: str) -> None:
        node = self._top
        node.count[kind] += 1
        label = f"{_ASIDE[kind]}{node.count[kind]}"
        kind = "item" if kind == "bullet" else kind
        self._add((*node.path, label), (*node.titles, ""), block.text, block, kind)

    def _take_box(self, block: Block) -> None:
        title = BOX_TITLE.match(block.box)
        label = re.sub(r"\s+", "", title["label"]) if title else block.box
        self._add((label,), (title["title"] if title else "",), block.text, block, "box")

    def _take_row(self, block: Block) -> None:
        if block.table != self._table:
            self._table, self._header, self._untitled = block.table, (), False
            if catalogues.kind_of(block.cells) or is_header(block.cells):
                self._header = block.cells
                return
        kind = catalogues.kind_of(self._header) if self._header else None
        if kind and kind.name == "targets":
            self._add_target_row(block, kind)
            return
        row = catalogues.row_of(self._header, block.cells)
        label = self._row_label(block, row)
        if kind and not clean(row.get(kind.key, "")):
            self._findings.append(("row_without_key", block.text[:40], ""))
            kind = None
        path, titles = (*self._top.path, label), (*self._top.titles, "")
        self._add(path, titles, block.text, block, "row" if self._header else "form", kind, row)

    def _row_label(self, block: Block, row: Row) -> str:
        first = next((c for c in block.cells if c), "")
        named = _CELL_LABEL.match(first)
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
            self._findings.append(("row_without_key", block.text[:40], ""))
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
        self._findings += [("list_guess", guess, f"{self._document.id}#{'/'.join(root)}") for guess in guesses]

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
        orig = "\n".join(self._source[a:b] for a, b in block.spans)
        clause = Clause(
            id=f"{self._document.id}#{'/'.join(path)}",
            document=self._document.id,
            path=path,
            titles=titles,
            text=text,
            orig=orig,
            kind=kind,
            rendition=self._document.rendition,
            page=block.page,
            spans=_hull(block.spans),
        )
        self._pieces.append(Piece(clause, table, row or {}))

    def _keep_bare_headings(self) -> None:
        """A heading with nothing below is a clause of its own, unless it is a line of the table of contents."""
        paths = [p.clause.path for p in self._pieces]
        used = {path[:i] for path in paths for i in range(1, len(path) + 1)}
        seen: Counter[tuple[str, ...]] = Counter(node.path for node, _, _ in self._bare)
        for node, block, at in reversed(self._bare):
            if node.path in used or not node.title:
                continue
            self._add(node.path, node.titles, node.title, block, "item" if node.rank >= self._item_rank else "heading")
            self._pieces.insert(at, self._pieces.pop())
        repeated = [path for path, count in seen.items() if count > 1]
        self._findings += [("contents_dropped", "/".join(path), "") for path in repeated]

    def _unique(self) -> list[Piece]:
        """Two clauses on one path keep both: the second is marked ``·2`` and reported."""
        seen: Counter[str] = Counter()
        unique = []
        for piece in self._pieces:
            clause = piece.clause
            seen[clause.id] += 1
            if (count := seen[clause.id]) > 1:
                self._findings.append(("path_twice", clause.text[:30], clause.id))
                clause = replace(clause, id=f"{clause.id}·{count}", path=(*clause.path[:-1], f"{clause.path[-1]}·{count}"))
            unique.append(replace(piece, clause=clause))
        return unique


def _is_text(rest: str) -> bool:
    """Whether what follows a marker is a clause's text rather than a heading."""
    return bool(rest) and (rest[-1] in SENTENCE_END + "：:" or width(rest) > _TITLE_WIDTH or "。" in rest)


def _run_in_title(text: str) -> str:
    """The short first sentence that serves an item as its title, or ""."""
    first, stop, rest = text.partition("。")
    return first if stop and rest and width(first) <= _TITLE_WIDTH else ""


def _hull(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans with neighbours (parted by white space only a few characters wide) merged."""
    merged: list[Span] = []
    for start, end in spans:
        if merged and 0 <= start - merged[-1][1] <= 4:  # noqa: PLR2004 - a line break and its blank lines
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)
