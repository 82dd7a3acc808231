"""The entries of the index: what each row is, and which rows are of a kind."""

from collections.abc import Sequence, Set
from functools import cached_property

import numpy as np

from app.base.snapshots import ENTRIES
from app.base.store import Store
from index.engines.bm25 import Bools


class Entries:
    """Row ``i`` of the index of what can be found is the entry ``entries[i]``."""

    def __init__(self, store: Store) -> None:
        """Read what each row is; texts stay in the store."""
        self._store = store
        self._rows: Sequence[tuple[str, str]] = store.entries(ENTRIES.name)

    def __len__(self) -> int:
        """Rows."""
        return len(self._rows)

    def __getitem__(self, row: int) -> tuple[str, str]:
        """Kind and id of an entry."""
        return self._rows[row]

    @property
    def ids(self) -> list[str]:
        """Id of each row's entry."""
        return [identity for _, identity in self._rows]

    def text(self, row: int) -> str:
        """Title and text of an entry."""
        return self._store.entry_text(ENTRIES.name, row)

    def rows_of(self, kind: str) -> Bools:
        """``(rows,)``: which entries are of one kind."""
        return np.array([other == kind for other, _ in self._rows], np.bool_)

    def clauses_of(self, documents: Set[str]) -> Bools:
        """``(rows,)``: which entries are clauses of these documents."""
        return np.array([kind == "clause" and i.partition("#")[0] in documents for kind, i in self._rows], np.bool_)

    @cached_property
    def contacts(self) -> frozenset[str]:
        """Ids of clauses with contact details."""
        return frozenset(self._store.clause_ids("contact"))

    @cached_property
    def contact_rows(self) -> Bools:
        """``(rows,)``: which entries are clauses with contact details."""
        return self._clause_rows(self.contacts)

    @cached_property
    def forms(self) -> frozenset[str]:
        """Ids of clauses that are fields of a form to fill in."""
        return frozenset(self._store.clause_ids("form"))

    @cached_property
    def minor_rows(self) -> Bools:
        """``(rows,)``: which entries are fields of a form or contact details: they are ranked lower."""
        return self.contact_rows | self._clause_rows(self.forms)

    def _clause_rows(self, clauses: Set[str]) -> Bools:
        return np.array([kind == "clause" and identity in clauses for kind, identity in self._rows], np.bool_)
