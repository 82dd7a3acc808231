"""The entries of the index: what each row is, and which rows are of a kind."""

from collections.abc import Set
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
        self.ids: list[str] = []
        """Id of each row's entry."""
        numbers: dict[str, int] = {}
        kinds = bytearray()  # a number of a kind for each row: a million tuples would take 100 MB
        for kind, identity in store.entries(ENTRIES.name):
            kinds.append(numbers.setdefault(kind, len(numbers)))
            self.ids.append(identity)
        self._kinds, self._names = np.frombuffer(kinds, np.uint8), list(numbers)

    def __len__(self) -> int:
        """Rows."""
        return len(self.ids)

    def __getitem__(self, row: int) -> tuple[str, str]:
        """Kind and id of an entry."""
        return self._names[self._kinds[row]], self.ids[row]

    def text(self, row: int) -> str:
        """Title and text of an entry."""
        return self._store.entry_text(ENTRIES.name, row)

    def rows_of(self, kind: str) -> Bools:
        """``(rows,)``: which entries are of one kind."""
        return np.asarray(self._kinds == self._names.index(kind)) if kind in self._names else np.zeros(len(self), np.bool_)

    def clauses_of(self, documents: Set[str]) -> Bools:
        """``(rows,)``: which entries are clauses of these documents."""
        return self.rows_of("clause") & np.fromiter((i.partition("#")[0] in documents for i in self.ids), np.bool_, len(self))

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
        return self.rows_of("clause") & np.fromiter((identity in clauses for identity in self.ids), np.bool_, len(self))
