"""Queries of the graph: paths, neighbourhoods, which standards cover which targets, and what is most cited."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from ingest.kinds import EXTERNAL
from ingest.model import Link
from kg.graph import Graph, Neighbour
from kg.predicates import COVERING

_COST = {"stated": 1.0, "curated": 1.0, "suggested": 3.0}
"""Basis of a link → its cost in a path: a path with a suggestion must be shorter to be chosen."""
HUBS = frozenset({"concept", "document", EXTERNAL})
"""Kinds of nodes with very many links."""
_HUB_COST = 4.0
"""Additional cost of a link to or from a hub: two things that only share a concept or a document have little in common."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path, from the node ``start`` to the node ``end``; ``link`` may point either way."""

    start: str
    link: Link
    end: str


def path(graph: Graph, start: str, end: str) -> list[Step]:
    """The path between two nodes with the least cost, one step for each link; empty when there is no path."""

    def cost(one: str, other: str, _data: object) -> float:
        base = min(_COST[link.basis] for link in graph.between(one, other))
        return base + (_HUB_COST if {graph.kind(one), graph.kind(other)} & HUBS else 0.0)

    nodes = graph.shortest(start, end, cost)
    return [Step(one, min(graph.between(one, other), key=_rank), other) for one, other in pairwise(nodes)]


def _rank(link: Link) -> tuple[float, float, str]:
    """Sort key of the links between two nodes: the one that explains best comes first."""
    return _COST[link.basis], -link.confidence, link.predicate


def within(graph: Graph, start: str, depth: int) -> list[Link]:
    """All links between the nodes at most ``depth`` steps from ``start``, suggestions last.

    Steps lead to a hub but not onwards from it, unless ``start`` is one.
    """
    reached = {start}
    frontier = {start}
    for _ in range(depth):
        walked = (node for node in frontier if node == start or graph.kind(node) not in HUBS)
        frontier = {n.id for node in walked for n in graph.neighbours(node)} - reached
        reached |= frontier
    return sorted(graph.among(reached), key=lambda x: (x.basis == "suggested", x.subject, x.predicate, x.object, x.basis))


def coverage(graph: Graph, targets: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """Id of each target → (standard, predicate) of the standards that cover it, direct ones first; no suggestions."""
    return {
        target: sorted(
            ((n.id, n.link.predicate) for n in _confirmed(graph, target, *COVERING)),
            key=lambda pair: (COVERING.index(pair[1]), pair[0]),
        )
        for target in targets
    }


def unused(graph: Graph, standards: Iterable[str]) -> list[str]:
    """Those of ``standards`` that cover no target."""
    return [s for s in standards if not any(n.kind == "target" for n in _confirmed(graph, s, *COVERING))]


def systems_by_targets(graph: Graph, systems: Iterable[str]) -> list[tuple[str, int]]:
    """(core system, number of targets that require it), the largest number first."""
    counts = {s: len({n.id for n in _confirmed(graph, s, "requires") if n.kind == "target"}) for s in systems}
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _confirmed(graph: Graph, node: str, *predicates: str) -> list[Neighbour]:
    """Neighbours by stated or curated links, not by suggestions: nobody has accepted those."""
    return [n for n in graph.neighbours(node, *predicates) if n.link.basis != "suggested"]


def most_cited(links: Iterable[Link], graph: Graph) -> list[tuple[str, int]]:
    """(external node, number of links to it that mention or cite it), the largest number first."""
    counts = Counter(x.object for x in links if x.predicate in ("mentions", "cites") and graph.kind(x.object) == EXTERNAL)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
