"""What librarians changed, as a snapshot keeps it: the corrections in its texts, and rows on their way to ``people.sqlite``."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import astuple

from app.people.corrections import Correction

_SQL = (
    "CREATE TABLE IF NOT EXISTS corrected (document TEXT, rendition TEXT, cells TEXT)",
    "CREATE TABLE IF NOT EXISTS journal (kind TEXT, cells TEXT, UNIQUE (kind, cells))",
)
"""Made where they are needed: bases that were made before corrections lack them."""
_CORRECTION, _PUBLISHED = "correction", "published"


class Ledger:
    """Two tables of a store."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Those of the store that ``db`` is open on."""
        self._db = db

    def corrected(self, document: str = "", rendition: str = "") -> list[Correction]:
        """The corrections that its texts hold, of one rendition of a document or of all."""
        where, values = ("WHERE document = ? AND rendition = ?", (document, rendition)) if document else ("", ())
        return [_read(cells) for cells in self._column(f"SELECT cells FROM corrected {where}", values)]

    def set_corrected(self, document: str, rendition: str, corrections: Iterable[Correction]) -> None:
        """Note which corrections the texts of one rendition hold."""
        self.forget(document, rendition)
        rows = [(document, rendition, _written(one)) for one in corrections]
        self._write("INSERT INTO corrected VALUES (?, ?, ?)", rows)

    def forget(self, document: str, rendition: str) -> None:
        """Note that the texts of one rendition hold none."""
        if self._there():
            self._db.execute("DELETE FROM corrected WHERE document = ? AND rendition = ?", (document, rendition))

    def renditions(self) -> list[tuple[str, str]]:
        """Id and rendition of every document that was put right."""
        return self._db.execute("SELECT DISTINCT document, rendition FROM corrected").fetchall() if self._there() else []

    def corrections(self) -> list[Correction]:
        """Corrections that ``people.sqlite`` may still lack."""
        return [_read(cells) for cells in self._column("SELECT cells FROM journal WHERE kind = ?", (_CORRECTION,))]

    def published(self) -> set[str]:
        """Keys of prepared changes that this snapshot published, which the draft may still hold."""
        return set(self._column("SELECT cells FROM journal WHERE kind = ?", (_PUBLISHED,)))

    def note(self, corrections: Iterable[Correction] = (), published: Iterable[str] = ()) -> None:
        """Write rows for ``people.sqlite``, which takes them when the store is published."""
        rows = [(_CORRECTION, _written(one)) for one in corrections] + [(_PUBLISHED, key) for key in published]
        self._write("INSERT OR IGNORE INTO journal VALUES (?, ?)", rows)

    def keep_only(self, corrections: Iterable[Correction], published: Iterable[str]) -> None:
        """Drop all rows for ``people.sqlite`` but these."""
        if self._there():
            self._db.execute("DELETE FROM journal")
        self.note(corrections, published)

    def _there(self) -> bool:
        return self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'journal'").fetchone() is not None

    def _column(self, sql: str, values: tuple[str, ...]) -> list[str]:
        return [str(cells) for (cells,) in self._db.execute(sql + " ORDER BY rowid", values)] if self._there() else []

    def _write(self, sql: str, rows: Sequence[tuple[str, ...]]) -> None:
        if rows:
            for statement in _SQL:
                self._db.execute(statement)
            self._db.executemany(sql, rows)


def _written(one: Correction) -> str:
    return json.dumps(astuple(one), ensure_ascii=False)


def _read(cells: str) -> Correction:
    return Correction(*json.loads(cells))
