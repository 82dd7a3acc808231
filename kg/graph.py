"""The graph in networkx: nodes by id with kind and label, edges by predicate with the whole link."""

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import networkx as nx

from ingest.kinds import EXTERNAL, KINDS, kind_of
from ingest.model import Concept, CoreSystem, Document, Entity, Link, SpecialAction, Task


def label_of(entity: Entity) -> str:
    """What a reader calls the entity."""
    if isinstance(entity, Concept):
        return entity.label
    if isinstance(entity, (Task, SpecialAction)):
        return f"{entity.document} {KINDS[kind_of(entity)].called}{entity.number} {entity.title}"
    return entity.id if isinstance(entity, CoreSystem) else f"{entity.id} {entity.name}"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A node one link away; ``forward`` when the link points to it."""

    id: str
    kind: str
    link: Link
    forward: bool


class Graph:
    """Entities, documents and links; what a link names that is none of these is external: known by its name alone."""

    def __init__(self, entities: Iterable[Entity], links: Iterable[Link], documents: Iterable[Document] = ()) -> None:
        """Build once; reading it is cheap."""
        self._graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for document in documents:
            self._graph.add_node(document.id, kind="document", label=document.title)
        for entity in entities:
            self._graph.add_node(entity.id, kind=kind_of(entity), label=label_of(entity))
        for link in links:
            self._graph.add_edge(link.subject, link.object, key=f"{link.predicate}/{link.basis}", link=link)

    def __contains__(self, node: str) -> bool:
        """Whether a node of this id exists."""
        return node in self._graph

    def kind(self, node: str) -> str:
        """The node's kind: of an entity, "document", "clause" where the id has the form of one, else "external"."""
        kind = self._graph.nodes[node].get("kind", "") if node in self._graph else ""
        return kind or ("clause" if "#" in node else EXTERNAL)

    def label(self, node: str) -> str:
        """The node's label, or its id."""
        return str(self._graph.nodes[node].get("label", node)) if node in self._graph else node

    def neighbours(self, node: str, *predicates: str) -> Iterator[Neighbour]:
        """Nodes one link away, over ``predicates`` if any are given; curated and stated before suggested."""
        if node not in self._graph:
            return
        link: Link
        for _, other, link in self._graph.out_edges(node, data="link"):
            if not predicates or link.predicate in predicates:
                yield Neighbour(other, self.kind(other), link, forward=True)
        for other, _, link in self._graph.in_edges(node, data="link"):
            if not predicates or link.predicate in predicates:
                yield Neighbour(other, self.kind(other), link, forward=False)

    def between(self, one: str, other: str) -> list[Link]:
        """Links that join two nodes, in either direction."""
        both: list[Any] = [self._graph.get_edge_data(*pair, default={}) for pair in ((one, other), (other, one))]
        return [data["link"] for edges in both for data in edges.values()]

    def among(self, nodes: Set[str]) -> Iterator[Link]:
        """Links of which both ends are in ``nodes``; a node that much leads to costs no more than ``nodes`` are many."""
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
        """Nodes of the cheapest way from ``start`` to ``end``, direction disregarded; empty when there is none."""
        try:
            return list(nx.bidirectional_dijkstra(self._undirected, start, end, weight=cost)[1])
        except (nx.NodeNotFound, nx.NetworkXNoPath):
            return []
