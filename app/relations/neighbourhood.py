"""The neighbours of a thing, one or two links away: as many as a person can look at, and how many there are."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice

from ingest.kinds import KINDS
from ingest.model import Link
from kg.graph import Graph, Neighbour
from kg.predicates import BASES, PREDICATES
from kg.queries import HUBS

LISTED = 100
"""Neighbours of one kind on one basis that are listed."""
BEYOND, BEYOND_ALL = 8, 160
"""Things two links away that are listed: of one neighbour, and of all."""
LOOKED_AT = 1_000
"""Links of one neighbour that are looked at for what is two links away."""
_KINDS, _BASES, _PREDICATES = ({name: place for place, name in enumerate(of)} for of in (KINDS, BASES, PREDICATES))


@dataclass(frozen=True, slots=True)
class Near:
    """A thing near another, and the link that ties it there."""

    id: str
    kind: str
    link: Link
    forward: bool
    """Whether the link points to it."""
    via: str = ""
    """Id of the neighbour that it is tied to, for a thing two links away; "" for a neighbour."""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What is near a thing."""

    start: str
    near: tuple[Near, ...]
    """A line a link: neighbours by kind, then what is two links away in the order of the neighbours that lead there."""
    counts: tuple[tuple[str, int, int], ...]
    """(kind, its neighbours, how many of them are listed), for the kinds that neighbours are of."""
    beyond: int = 0
    """Things two links away that are not listed."""

    def narrowed(self, kinds: Collection[str], bases: Collection[str]) -> list[Near]:
        """Those of the kinds, tied by links on the bases; an empty collection stands for all."""
        return [one for one in self.near if (not kinds or one.kind in kinds) and (not bases or one.link.basis in bases)]


def neighbourhood(graph: Graph, start: str, depth: int) -> Neighbourhood:
    """What is at most ``depth`` links from ``start``, 1 or 2; nothing lies beyond terms, documents and what is not held."""
    groups: dict[tuple[str, str], list[Neighbour]] = {}
    for one in graph.neighbours(start):
        if one.id != start:
            groups.setdefault((one.kind, one.link.basis), []).append(one)
    first = (near for group in groups.values() for near in nsmallest(LISTED, map(_near, group), key=_order))
    listed = sorted(first, key=_order)
    beyond = list(_beyond(graph, start, listed)) if depth > 1 else []
    things: dict[str, set[str]] = {}
    for (kind, _), group in groups.items():
        things.setdefault(kind, set()).update(one.id for one in group)
    told = Counter(kind for kind, _ in {(one.kind, one.id) for one in listed})
    counts = tuple((kind, len(things[kind]), told[kind]) for kind in sorted(things, key=_KINDS.__getitem__))
    return Neighbourhood(start, (*listed, *beyond[:BEYOND_ALL]), counts, max(len(beyond) - BEYOND_ALL, 0))


def in_turn(of: Iterable[Near], most: int) -> list[Near]:
    """At most ``most`` of them, a link for each thing, every kind in turn, so that a frequent kind leaves room for the rare."""
    by_kind: dict[str, dict[str, Near]] = {}
    for one in of:
        by_kind.setdefault(one.kind, {}).setdefault(one.id, one)
    queues = [list(things.values()) for things in by_kind.values()]
    turns = max(map(len, queues), default=0)
    taken = [queue[turn] for turn in range(turns) for queue in queues if turn < len(queue)][:most]
    return sorted(taken, key=_order)


def _near(one: Neighbour, via: str = "") -> Near:
    return Near(one.id, one.kind, one.link, one.forward, via)


def _order(one: Near) -> tuple[int, int, int, float, str]:
    link = one.link
    return _KINDS[one.kind], _BASES[link.basis], _PREDICATES[link.predicate], -link.confidence, one.id


def _beyond(graph: Graph, start: str, listed: Sequence[Near]) -> Iterator[Near]:
    """What is two links away, each thing once, by the first neighbour that leads there."""
    known = {start, *(one.id for one in listed)}
    for via in dict.fromkeys(one.id for one in listed if one.kind not in HUBS):
        links = islice(graph.neighbours(via), LOOKED_AT)
        new = sorted((_near(one, via) for one in links if one.id not in known), key=_order)
        first = list({one.id: one for one in reversed(new)}.values())[::-1][:BEYOND]
        known |= {one.id for one in first}
        yield from first
