"""Which entries of a base a practice may answer to: what asks something of a hospital, not what only introduces a notice."""

from functools import cached_property

import numpy as np

from app.base.knowledge import Knowledge
from index.engines.bm25 import Bools
from ingest.model import Target

_WITHOUT_DEMANDS = ("notice", "form", "catalogue", "slides")
"""Types of documents that ask nothing of a hospital's care: what they announce stands in others, or in standards."""
_KINDS = ("standard", "core_system")
_CLAUSES = ("item", "paragraph", "box", "row")


class Candidates:
    """The entries of one base that practices are mapped to."""

    def __init__(self, kb: Knowledge) -> None:
        """Of one base."""
        self._kb = kb

    @cached_property
    def rows(self) -> Bools:
        """``(rows,)``: which entries they are."""
        return np.array([self._demands(*self._kb.entries[row]) for row in range(len(self._kb.entries))], np.bool_)

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Row of each of them by its id."""
        return {self._kb.entries[row][1]: row for row in np.flatnonzero(self.rows).tolist()}

    def own_target(self, identity: str) -> str:
        """Id of the target whose strategy or summary a clause is; "" where it is none."""
        target = self._kb.target_of.get(identity)
        return target.id if target else ""

    @cached_property
    def summaries(self) -> frozenset[str]:
        """Ids of the clauses that are summaries of targets."""
        return frozenset(t.clause for t in self._kb.all_of(Target))

    @cached_property
    def indicators(self) -> frozenset[str]:
        """Ids of the clauses that set an indicator."""
        return frozenset(e.id for e in self._kb.of_kind("indicator"))

    @cached_property
    def _demanding(self) -> frozenset[str]:
        """Ids of the clauses of tasks, special actions and indicators, and of targets."""
        ids = {e.id for kind in ("task", "special_action", "indicator") for e in self._kb.of_kind(kind)}
        return frozenset(ids | self._kb.target_of.keys())

    @cached_property
    def _with_parts(self) -> frozenset[str]:
        """Documents of which the demanding parts are known: the rest of them introduces, or speaks to the authorities."""
        return frozenset(identity.partition("#")[0] for identity in self._demanding)

    def _demands(self, kind: str, identity: str) -> bool:
        if kind != "clause":
            return kind in _KINDS
        clause = self._kb.clause(identity)
        if clause is None or clause.kind not in _CLAUSES or self._kb.documents[clause.document].doctype in _WITHOUT_DEMANDS:
            return False
        return clause.document not in self._with_parts or self._demanding_part(identity)

    def _demanding_part(self, identity: str) -> bool:
        """Whether a clause is one of those parts or stands below one."""
        while identity:
            if identity in self._demanding:
                return True
            identity = identity.rpartition("/")[0]
        return False
