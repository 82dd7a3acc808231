"""Rows of tables → passages: a row of a known catalogue, of any other table, or one that holds a whole target."""

import re

from ingest.clauses.headings import SHORT, Heading
from ingest.clauses.passages import Passage, aside, clause_id
from ingest.finding_kinds import FindingKind, Note
from ingest.model import Block
from ingest.numbering.doctypes import FIELD
from ingest.tables import catalogues
from ingest.tables.catalogues import Row, TableKind
from ingest.tables.cells import list_items
from ingest.tables.headers import are_fields, is_header
from ingest.text.lines import clean, width

_SHOWN = 40
"""Characters of a row that a finding shows."""

Rows = tuple[list[Passage], list[Note]]
"""The passages that a row becomes, and what was wrong with it."""


class TableReader:
    """Reads the rows of one table after another; remembers its column names, and the specialty that 同上 refers to."""

    def __init__(self, document: str) -> None:
        """Start before the first table of the document with this id."""
        self._document = document
        self._table = 0
        self._header: tuple[str, ...] = ()
        self._below_fields = False
        """Whether the table has held nothing but fields (单位：… 日期：…), so that the names of its columns may follow."""
        self._specialty = ""

    def begins(self, block: Block) -> bool:
        """Whether ``block`` is the first row of another table."""
        return block.table != self._table

    def read(self, block: Block, under: Heading) -> Rows:
        """What a row under a heading becomes; column names that say nothing about the rest become nothing."""
        if self.begins(block) or self._below_fields:
            self._table, self._header = block.table, ()
            self._below_fields = are_fields(block.cells)
            known = catalogues.kind_of(block.cells)
            if known or block.heading or is_header(block.cells):
                self._header = block.cells
                return ([], []) if known else ([aside(under, "header", block.text)], [])
        kind = catalogues.kind_of(self._header)
        row = catalogues.row_of(self._header, block.cells)
        return self._target(block, under, kind, row) if kind and kind.name == "targets" else self._row(block, under, kind, row)

    def _row(self, block: Block, under: Heading, kind: TableKind | None, row: Row) -> Rows:
        """A row that stands for itself; without its key it is kept, but is no entry of a catalogue."""
        notes = []
        label = _label(block, row, under.count("row"), headed=bool(self._header))
        if kind and not clean(row.get(kind.key, "")):
            notes.append(Note(FindingKind.ROW_WITHOUT_KEY, block.text[:_SHOWN]))
            kind = None
        path, titles = (*under.path, label), (*under.titles, "")
        if not self._header:
            return [Passage(path, titles, block.text, "form", kind, row)], notes
        columns, cells = (tuple(clean(cell.replace("\n", "")) for cell in of) for of in (self._header, block.cells))
        return [Passage(path, titles, block.text, "row", kind, row, columns=columns, cells=cells)], notes

    def _target(self, block: Block, under: Heading, kind: TableKind, row: Row) -> Rows:
        """A target with its summary and each of its strategies, all under its code."""
        code, name = catalogues.target_code(f"{row['target']} {row.get('code', '')}")
        root = (str(code),) if code else (*under.path, row.get("seq", ""), name)
        titles = (name,) if code else (*under.titles, "", name)
        row |= {"target": name, "code": str(code or ""), "specialty": self._specialty_of(row)}
        summary = clean(row.get("summary", "").replace("\n", ""))
        items, guesses = list_items(row.get("strategies", ""))
        column = {name: at for at, name in enumerate(catalogues.fields(self._header))}
        at = column.get("summary" if summary else "target")
        passages = [Passage((*root, "目标简述"), (*titles, "目标简述"), summary or name, "paragraph", kind, row, at)]
        passages += [
            Passage((*root, "核心策略", str(number)), (*titles, "核心策略", ""), item, "item", column=column.get("strategies"))
            for number, item in enumerate(items, 1)
        ]
        without_key = [] if code else [Note(FindingKind.ROW_WITHOUT_KEY, block.text[:_SHOWN])]
        guessed = [Note(FindingKind.LIST_GUESS, guess, clause_id(self._document, root)) for guess in guesses]
        return passages, [*without_key, *guessed]

    def _specialty_of(self, row: Row) -> str:
        """The specialty of a row; an empty cell and 同上 mean that of the row above."""
        written = re.sub(r"\s+", "", row.get("specialty", ""))
        self._specialty = written if written not in ("", "同上") else self._specialty
        return self._specialty if "specialty" in row else ""


def _label(block: Block, row: Row, number: int, *, headed: bool) -> str:
    """What names a row: its own number, the field that it asks for, the first cell of a table without header, or 第n行."""
    first = next((cell for cell in block.cells if cell), "")
    field = FIELD.match(first)
    if row.get("seq", "").isdigit():
        return row["seq"]
    if field:
        return field[1]
    if not headed and width(first) <= SHORT / 2:
        return first.replace(" ", "").replace("\n", "")
    return f"第{number}行"
