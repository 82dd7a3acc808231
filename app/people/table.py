"""A table that people fill: how a row is written in cells of text, in SQLite as in CSV, and read back."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ingest.errors import DataError, DuibiaoError

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """One table of ``people.sqlite``. Its SQL has ``id``, which counts rows in the order written, and these columns of text."""

    name: str
    """Of the table in SQLite, and of its CSV file."""
    label: str
    """What people call it."""
    columns: tuple[str, ...]
    sql: str
    """The statement that makes it."""
    parse: Callable[[Sequence[str]], Row]
    """Cells → row; DuibiaoError when they can be none."""
    cells: Callable[[Row], tuple[str, ...]]
    order: str = "id"
    """By which column its rows are listed."""
    since: int = 1
    """Version of the schema that has it first."""
    secret: bool = False
    """Whether its rows stay in the file: no export shows them."""
    added: tuple[str, ...] = ()
    """Columns that an export of an earlier version lacks; they are read as empty."""

    @property
    def headers(self) -> tuple[tuple[str, ...], ...]:
        """The columns that an exported file of it may have."""
        return tuple(dict.fromkeys((self.columns, tuple(name for name in self.columns if name not in self.added))))

    def rows(self, db: sqlite3.Connection) -> tuple[list[Row], list[DataError]]:
        """All rows in order, and what is wrong with those that cannot be read."""
        found: list[Row] = []
        problems: list[DataError] = []
        for number, *cells in self.stored(db, f"{self.order}, id"):
            try:
                found.append(self.read(cells))
            except DuibiaoError as exc:
                problems.append(DataError(f"{exc.what}，没有使用", f"{self.label}第 {number} 条"))
        return found, problems

    def stored(self, db: sqlite3.Connection, order: str) -> Iterator[tuple[Any, ...]]:
        """Id and cells of every row as they lie in the file."""
        return db.execute(f"SELECT id, {', '.join(self.columns)} FROM {self.name} ORDER BY {order}")

    def read(self, cells: Sequence[object]) -> Row:
        """The row of cells as they lie in the file; DuibiaoError when it can be none."""
        texts = [cell for cell in cells if isinstance(cell, str)]
        if len(texts) != len(self.columns):
            raise DataError("有一栏不是文字")
        return self.parse(texts)

    def add(self, db: sqlite3.Connection, row: Row) -> None:
        """Write one row; DuibiaoError when it could not be read again."""
        self._insert(db, self._written(row))

    def take(self, db: sqlite3.Connection, rows: Iterable[Row]) -> int:
        """Write those ``rows`` that are not there yet, in their order, and count them.

        Of a row that comes several times, as many are written as are missing: the second acceptance after one that was
        taken back is another decision.
        """
        there = Counter(map(self.cells, self.rows(db)[0]))
        taken = 0
        for cells in map(self._written, rows):
            if there[cells]:
                there[cells] -= 1
            else:
                taken += self._insert(db, cells)
        return taken

    def _insert(self, db: sqlite3.Connection, cells: tuple[str, ...]) -> int:
        marks = ", ".join("?" * len(self.columns))
        sql = f"INSERT INTO {self.name} ({', '.join(self.columns)}) VALUES ({marks}) ON CONFLICT DO NOTHING"
        return db.execute(sql, cells).rowcount

    def _written(self, row: Row) -> tuple[str, ...]:
        return self.cells(self.parse(self.cells(row)))
