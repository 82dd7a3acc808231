"""Questions to the graph: paths, neighbourhoods, what covers what, and what nobody covers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from ingest.kinds import EXTERNAL
from ingest.model import Link
from kg.graph import Graph, Neighbour
from kg.predicates import COVERING

_COST = {"stated": 1.0, "curated": 1.0, "suggested": 3.0}
HUBS = frozenset({"concept", "document", EXTERNAL})
_THROUGH_HUB = 4.0
"""A path over what much else leads to explains less than one over links between the things themselves."""


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a path, in the direction it is walked."""

    start: str
    link: Link
    end: str


def path(graph: Graph, start: str, end: str) -> list[Step]:
    """The shortest explained path between two things; empty when none leads there."""

    def cost(one: str, other: str, _data: object) -> float:
        base = min(_COST[link.basis] for link in graph.between(one, other))
        return base + (_THROUGH_HUB if {graph.kind(one), graph.kind(other)} & HUBS else 0.0)

    nodes = graph.shortest(start, end, cost)
    return [Step(one, min(graph.between(one, other), key=_rank), other) for one, other in pairwise(nodes)]


def _rank(link: Link) -> tuple[float, float, str]:
    return _COST[link.basis], -link.confidence, link.predicate


def within(graph: Graph, start: str, depth: int) -> list[Link]:
    """Every link between things at most ``depth`` steps from ``start``, in a fixed order; no way leads through a hub."""
    reached = {start}
    frontier = {start}
    for _ in range(depth):
        walked = (node for node in frontier if node == start or graph.kind(node) not in HUBS)
        frontier = {n.id for node in walked for n in graph.neighbours(node)} - reached
        reached |= frontier
    return sorted(graph.among(reached), key=lambda x: (x.basis == "suggested", x.subject, x.predicate, x.object, x.basis))


def coverage(graph: Graph, targets: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """For each target the (standard, predicate) that serve it, direct ones first; no suggestions."""
    return {
        target: sorted(
            ((n.id, n.link.predicate) for n in _settled(graph, target, *COVERING)),
            key=lambda pair: (COVERING.index(pair[1]), pair[0]),
        )
        for target in targets
    }


def unused(graph: Graph, standards: Iterable[str]) -> list[str]:
    """Standards that serve no target."""
    return [s for s in standards if not any(n.kind == "target" for n in _settled(graph, s, *COVERING))]


def systems_by_targets(graph: Graph, systems: Iterable[str]) -> list[tuple[str, int]]:
    """Core systems with the number of targets that need them, most first."""
    counts = {s: len({n.id for n in _settled(graph, s, "requires") if n.kind == "target"}) for s in systems}
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _settled(graph: Graph, node: str, *predicates: str) -> list[Neighbour]:
    """Neighbours by links that are stated or curated: coverage counts no suggestion."""
    return [n for n in graph.neighbours(node, *predicates) if n.link.basis != "suggested"]


def most_cited(links: Iterable[Link], graph: Graph) -> list[tuple[str, int]]:
    """External documents and standards that clauses mention or standards cite, by number of places."""
    counts = Counter(x.object for x in links if x.predicate in ("mentions", "cites") and graph.kind(x.object) == EXTERNAL)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
