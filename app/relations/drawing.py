"""Places on a picture for a thing and what is near it, or for a path: networkx lays them out in columns, labels never overlap.

Lengths are in units of the picture, of which one is a CSS pixel where the picture has its own size; y grows downward.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

import networkx as nx

from app.relations.neighbourhood import Near
from ingest.model import Link
from kg.queries import Step

ROW, EM, GAP = 30.0, 13.0, 14.0
"""Height of a row; width of a Chinese character; between a node and its label."""
_NARROW_ROW, _INDENT = 34.0, 26.0
_MOST_SPREAD = 2.2
"""How many rows apart the nodes of a short column may stand."""
Label = Callable[[str], str]
"""Id → what a node is called."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A node."""

    id: str
    x: float
    y: float
    label: str
    """Cut to its room."""
    side: int
    """Its label stands to the left (-1), to the right (1) or below (0)."""


@dataclass(frozen=True, slots=True)
class Line:
    """The links between two nodes."""

    start: Dot
    end: Dot
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of ``width`` × ``height``."""

    width: float
    height: float
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    """Where the nodes of one column stand, by the distance from the middle of the picture."""

    x: float
    bulge: float
    """How much further the ones in the middle of the column stand outside."""
    room: float
    """For labels."""


_NEAR = {0: _Column(0, 0, 200), 1: _Column(70, 40, 236)}
_FAR = {0: _Column(0, 0, 200), 1: _Column(120, 20, 160), 2: _Column(330, 10, 190)}


def wide(start: str, near: Sequence[Near], label: Label) -> Drawing:
    """The thing in the middle, its neighbours on both sides, and outside them what is two links away."""
    columns = _FAR if any(one.via for one in near) else _NEAR
    layers = _layers(start, near)
    tallest, outermost = max(map(len, layers.values())), columns[max(columns)]
    half, height = outermost.x + outermost.bulge + outermost.room + GAP, max(tallest, 4) * ROW + ROW
    graph: nx.Graph[str] = nx.empty_graph(chain.from_iterable(layers.values()))
    placed = nx.multipartite_layout(graph, subset_key=layers)
    unit = max(abs(y) for _, y in placed.values()) / max((tallest - 1) / 2, 1)
    dots = {}
    for layer, members in layers.items():
        spread = min((height - ROW) / len(members), ROW * _MOST_SPREAD)
        for node in members:
            y = float(placed[node][1]) / (unit or 1) * spread
            dots[node] = _dot(node, layer, y, columns[abs(layer)], (half, height), label)
    return Drawing(2 * half, height, tuple(dots.values()), _lines(start, near, dots))


def _dot(node: str, layer: int, y: float, column: _Column, size: tuple[float, float], label: Label) -> Dot:
    half, height = size
    side = (layer > 0) - (layer < 0)
    x = column.x + column.bulge * max(1 - (2 * y / height) ** 2, 0) ** 0.5
    return Dot(node, half + side * x, height / 2 + y, fitted(label(node), column.room), side)


def _layers(start: str, near: Sequence[Near]) -> dict[int, list[str]]:
    """The nodes of each column: 0 the thing, -1 and 1 its neighbours, -2 and 2 what lies beyond; both sides equally full."""
    beyond: dict[str, list[str]] = {}
    for one in near:
        if one.via:
            beyond.setdefault(one.via, []).append(one.id)
    neighbours = list(dict.fromkeys(one.id for one in near if not one.via))
    weights = [max(len(beyond.get(one, ())), 1) for one in neighbours]
    layers: dict[int, list[str]] = {layer: [] for layer in (-2, -1, 0, 1, 2)} | {0: [start]}
    left = 0
    for neighbour, weight in zip(neighbours, weights, strict=True):
        side = -1 if left + weight / 2 <= sum(weights) / 2 else 1
        left += weight
        layers[side].append(neighbour)
        layers[2 * side] += beyond.get(neighbour, ())
    return {layer: members for layer, members in layers.items() if members}


def narrow(start: str, near: Sequence[Near], label: Label, width: float) -> Drawing:
    """The same for a phone: one below the other, what is two links away under the neighbour that leads there."""
    order = [(start, 0)]
    for neighbour in dict.fromkeys(one.id for one in near if not one.via):
        order += [(neighbour, 1), *((one.id, 2) for one in near if one.via == neighbour)]
    dots = {}
    for row, (node, level) in enumerate(order):
        x = GAP + level * _INDENT
        dots[node] = Dot(node, x, (row + 0.6) * _NARROW_ROW, fitted(label(node), width - x - GAP), 1)
    return Drawing(width, (len(order) + 0.2) * _NARROW_ROW, tuple(dots.values()), _lines(start, near, dots))


def in_a_row(steps: Sequence[Step], label: Label, width: float) -> Drawing:
    """A path from left to right."""
    nodes = [steps[0].start, *(step.end for step in steps)]
    room = width / len(nodes)
    dots = {
        node: Dot(node, (place + 0.5) * room, 2 * ROW, fitted(label(node), room - EM), 0) for place, node in enumerate(nodes)
    }
    lines = tuple(Line(dots[step.link.subject], dots[step.link.object], (step.link,)) for step in steps)
    return Drawing(width, 3.6 * ROW, tuple(dots.values()), lines)


def _lines(start: str, near: Sequence[Near], dots: dict[str, Dot]) -> tuple[Line, ...]:
    """A line for all links between the same two nodes, in the direction of the first."""
    links: dict[frozenset[str], list[Link]] = {}
    for one in near:
        if {one.id, one.via or start} <= dots.keys():
            links.setdefault(frozenset((one.id, one.via or start)), []).append(one.link)
    return tuple(Line(dots[of[0].subject], dots[of[0].object], tuple(of)) for of in links.values())


def fitted(text: str, room: float) -> str:
    """``text``, cut off with … where it needs more room."""
    if _width(text) <= room:
        return text
    while text and _width(text) + EM > room:
        text = text[:-1]
    return text + "…"


def _width(text: str) -> float:
    """About how wide a label is."""
    return sum(EM if unicodedata.east_asian_width(char) in "WFA" else EM * 0.58 for char in text)
