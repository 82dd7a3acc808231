"""What a clause means in its document: the text whose vector stands for it.

A clause means little alone (（三）每月一次). It is read with the titles and the sentences that it hangs on, and with the items
that hang on it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ingest.model import Clause

LONGEST = 600
"""Characters of a meaning: an encoder reads no further."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Clauses with what they hang on and what hangs on them."""

    clauses: Mapping[str, Clause]
    titles: Mapping[str, str]
    """Titles of the documents."""
    below: Mapping[str, list[Clause]]
    """Clauses right below a clause."""

    @classmethod
    def of(cls, clauses: Iterable[Clause], titles: Mapping[str, str]) -> "Surroundings":
        """Those of ``clauses``, whole documents; ``titles`` of documents by their ids."""
        by_id = {clause.id: clause for clause in clauses}
        below: dict[str, list[Clause]] = defaultdict(list)
        for clause in by_id.values():
            below[_above(clause.id)].append(clause)
        return cls(by_id, titles, below)

    def lead(self, clause: Clause) -> str:
        """Text of the clause right above, "" where there is none."""
        return next((lead.text for lead in self._leads(clause)), "")

    def meaning(self, clause: Clause) -> str:
        """A clause with what gives it its sense: titles, the sentences that it hangs on, the items that hang on it."""
        leads = [lead.text for lead in self._leads(clause)]
        parts = [self.titles.get(clause.document, ""), *clause.titles, *leads[::-1], clause.text, *self._items(clause)]
        return " ".join(dict.fromkeys(filter(None, parts)))[:LONGEST]

    def _leads(self, clause: Clause) -> Iterator[Clause]:
        """The clauses above, the nearest first."""
        while above := self.clauses.get(_above(clause.id)):
            yield (clause := above)

    def _items(self, clause: Clause) -> Iterator[str]:
        """Texts of all clauses below, in order."""
        for item in self.below.get(clause.id, ()):
            yield item.text
            yield from self._items(item)


def _above(identity: str) -> str:
    """The id of the clause right above, "" where there can be none."""
    return identity.rpartition("/")[0]
