"""Targets × standards: by which link each standard covers each target, for a picture of where something is missing."""

from collections import Counter
from dataclasses import dataclass

from app.base.knowledge import Knowledge
from ingest.model import Link, Target
from kg import queries
from kg.predicates import BASES, COVERING

MOST_ROWS, MOST_COLUMNS = 120, 60
"""Targets and standards that one picture has room for."""


@dataclass(frozen=True, slots=True)
class Row:
    """One target."""

    target: Target
    cells: dict[str, Link]
    """Number of a standard → the link by which it covers the target best."""

    @property
    def covered(self) -> bool:
        """Whether a standard covers it by more than a suggestion."""
        return any(link.basis != "suggested" for link in self.cells.values())


@dataclass(frozen=True, slots=True)
class CoverageMap:
    """Where standards cover targets."""

    rows: tuple[Row, ...]
    standards: tuple[str, ...]
    """Numbers of the standards in the columns: those that cover most targets first."""
    unused: tuple[str, ...]
    """Numbers of standards that cover no target at all, as far as there is room."""
    unused_count: int
    more_rows: int
    more_standards: int
    """Targets, and standards that cover a target, for which there is no room."""

    @property
    def without(self) -> tuple[Target, ...]:
        """Targets that no standard covers by more than a suggestion."""
        return tuple(row.target for row in self.rows if not row.covered)


def coverage_map(kb: Knowledge, document: str = "") -> CoverageMap:
    """The map of the targets of a document, or of all; suggested links count where there is no other."""
    targets = [t for t in kb.of_kind("target") if isinstance(t, Target) and document in ("", t.document)]
    rows = tuple(Row(target, _cells(kb, target.id)) for target in targets[:MOST_ROWS])
    counts = Counter(standard for row in rows for standard in row.cells)
    standards = sorted(counts, key=lambda standard: (-counts[standard], standard))
    unused = queries.unused(kb.graph, (standard.id for standard in kb.of_kind("standard")))
    return CoverageMap(
        rows,
        tuple(standards[:MOST_COLUMNS]),
        tuple(unused[:MOST_COLUMNS]),
        len(unused),
        max(len(targets) - MOST_ROWS, 0),
        max(len(standards) - MOST_COLUMNS, 0),
    )


def _cells(kb: Knowledge, target: str) -> dict[str, Link]:
    """The standards that cover a target, each by its best link."""
    bases = list(BASES)
    links = (n.link for n in kb.graph.neighbours(target, *COVERING))
    worst_first = sorted(links, key=lambda x: (-bases.index(x.basis), -COVERING.index(x.predicate)))
    return {link.subject: link for link in worst_first}
