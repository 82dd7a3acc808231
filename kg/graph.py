"""The graph (networkx): a node for each id, with kind and label; an edge for each link, with the link itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import Any

import networkx as nx

from ingest.kinds import EXTERNAL, KINDS, kind_of
from ingest.model import Concept, CoreSystem, Document, Entity, Link, Regulation, SpecialAction, Task

_NODES_KEPT = 2_000
"""Nodes whose neighbours stay in memory: a question looks at some fifty, often the same ones as the question before."""


def label_of(entity: Entity) -> str:
    """The label of an entity for readers: its name, mostly with its id or number."""
    if isinstance(entity, Concept):
        return entity.label
    if isinstance(entity, (Task, SpecialAction)):
        return f"{entity.document} {KINDS[kind_of(entity)].called}{entity.number} {entity.title}"
    if isinstance(entity, Regulation):
        return f"{entity.title}（{entity.number}）" if entity.number else entity.title
    return entity.id if isinstance(entity, CoreSystem) else f"{entity.id} {entity.name}"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A node one link away from another; ``forward`` when the link points to this one."""

    id: str
    kind: str
    link: Link
    forward: bool


def _kind(graph: "nx.MultiDiGraph[str]", node: str) -> str:
    kind = str(graph.nodes[node].get("kind", "")) if node in graph else ""
    return kind or ("clause" if "#" in node else EXTERNAL)


def _neighbours(graph: "nx.MultiDiGraph[str]", node: str) -> Sequence[Neighbour]:
    """All nodes one link away, first those that links of ``node`` point to."""
    if node not in graph:
        return ()
    there: list[tuple[str, str, Link]] = list(graph.out_edges(node, data="link"))
    back: list[tuple[str, str, Link]] = list(graph.in_edges(node, data="link"))
    return (
        *(Neighbour(other, _kind(graph, other), link, forward=True) for _, other, link in there),
        *(Neighbour(other, _kind(graph, other), link, forward=False) for other, _, link in back),
    )


class Graph:
    """Entities, documents and clauses as nodes, links as edges.

    A link may also lead to something that the base does not contain, such as a cited law: its node has the kind "external".
    """

    def __init__(self, entities: Iterable[Entity], links: Iterable[Link], documents: Iterable[Document] = ()) -> None:
        """Build the graph. Of links with the same ends, predicate and basis, the last one is kept."""
        self._graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for document in documents:
            self._graph.add_node(document.id, kind="document", label=document.title)
        for entity in entities:
            self._graph.add_node(entity.id, kind=kind_of(entity), label=label_of(entity))
        for link in links:
            self._graph.add_edge(link.subject, link.object, key=f"{link.predicate}/{link.basis}", link=link)
        self._near = lru_cache(_NODES_KEPT)(partial(_neighbours, self._graph))

    def __contains__(self, node: str) -> bool:
        """Whether the graph has a node with this id."""
        return node in self._graph

    def kind(self, node: str) -> str:
        """The node's kind: that of its entity, "document", "clause" if its id has the form of a clause id, or "external"."""
        return _kind(self._graph, node)

    def label(self, node: str) -> str:
        """The node's label; its id when it has none."""
        return str(self._graph.nodes[node].get("label", node)) if node in self._graph else node

    def neighbours(self, node: str, *predicates: str) -> Iterator[Neighbour]:
        """Nodes one link away, first those that links of ``node`` point to. ``predicates`` limits the links; none means all."""
        return (near for near in self._near(node) if not predicates or near.link.predicate in predicates)

    def degree(self, node: str) -> int:
        """How many links a node has; 0 where the graph has no such node."""
        return int(self._graph.degree(node)) if node in self._graph else 0

    def between(self, one: str, other: str) -> list[Link]:
        """All links between two nodes, in either direction."""
        both: list[Any] = [self._graph.get_edge_data(*pair, default={}) for pair in ((one, other), (other, one))]
        return [data["link"] for edges in both for data in edges.values()]

    def among(self, nodes: Set[str]) -> Iterator[Link]:
        """All links with both ends in ``nodes``.

        A node with very many links costs no more than ``len(nodes)`` steps.
        """
        for node in nodes & self._graph.nodes:
            near = self._graph.succ[node]
            for other in near if len(near) <= len(nodes) else nodes:
                if other in near and other in nodes:
                    yield from (data["link"] for data in near[other].values())

    @cached_property
    def _undirected(self) -> "nx.Graph[str]":
        """Its nodes and edges without direction, in the order of the links: of equally cheap ways the same one every time.

        networkx's undirected view keeps neighbours in sets, whose order depends on the process's hash seed.
        """
        undirected: nx.Graph[str] = nx.Graph()
        undirected.add_nodes_from(self._graph)
        undirected.add_edges_from((subject, other) for subject, other, _ in self._graph.edges)
        return undirected

    def shortest(self, start: str, end: str, cost: Callable[[str, str, object], float]) -> list[str]:
        """Ids of the nodes on the path with the least sum of ``cost``, directions ignored; empty when there is no path.

        ``cost`` is called with two neighbouring node ids and the data of the edges between them.
        """
        try:
            return list(nx.bidirectional_dijkstra(self._undirected, start, end, weight=cost)[1])
        except (nx.NodeNotFound, nx.NetworkXNoPath):
            return []
