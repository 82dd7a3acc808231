"""A drawing comes in; it stands on the page as SVG, every node a link, with a legend of its shapes, colours and lines."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from math import cos, pi, sin
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from app.app_pages.parts import address
from app.app_pages.parts.badges import BASES
from app.app_pages.parts.links import changing, url
from app.app_pages.parts.markup import NONE, element, joined
from app.present.naming import Named
from app.relations.drawing import GAP, Dot, Drawing, Line
from ingest.kinds import KINDS
from ingest.model import Link
from kg.predicates import PREDICATES

_HERE = Path(__file__).parent
_SIZE = 8.0
"""Half of the height of a node."""
Naming = Callable[[str], Named]
Changes = Mapping[str, address.Value]
Way = Callable[[Dot, Dot], str]
"""Two nodes → the path of the line between them."""
_mount = st.components.v2.component(
    "picture",
    html='<div class="kg"></div>',
    css=(_HERE / "graph.css").read_text(encoding="utf-8"),
    js=(_HERE / "picture.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def picture(html: Markup, key: str) -> None:
    """HTML with SVG in it, on the page."""
    _mount(key=key, data={"html": str(html)}, height="content")


def svg(page: str, drawing: Drawing, naming: Naming, start: str, to: Callable[[str], Changes], *, class_: str) -> Markup:
    """The picture, a ``wide`` or ``narrow`` one or a ``row``; a press on a node changes the address of ``page`` by ``to``."""
    lines = joined(_line(line, naming, _WAYS[class_]) for line in drawing.lines)
    dots = joined(_dot(page, dot, naming(dot.id), to(dot.id), start=dot.id == start) for dot in drawing.dots)
    size = f"0 0 {drawing.width:.0f} {drawing.height:.0f}"
    told = f"{naming(start).short} 的关系图，{len(drawing.dots)} 项；旁边的表里是同样的内容"
    content = joined([_arrow(class_), element("g", lines, class_=f"kg-lines kg-lines-{class_}"), dots])
    return element(
        "svg", content, class_=f"kg-{class_}", viewBox=size, role="group", aria_label=told, style=f"--w:{drawing.width}"
    )


def _arrow(name: str) -> Markup:
    tip = element("path", d="M0 0L8 4L0 8z", class_="kg-tip")
    kept = {"viewBox": "0 0 8 8", "refX": "17", "refY": "4", "markerWidth": "7", "markerHeight": "7", "orient": "auto"}
    return element("defs", element("marker", tip, id=f"kg-tip-{name}", **kept))


def _line(line: Line, naming: Naming, way: Way) -> Markup:
    """One line for all links between two nodes, drawn as the surest of them."""
    surest = min(line.links, key=lambda link: list(BASES).index(link.basis))
    title = element("title", "\n".join(sentence(link, naming) for link in line.links))
    drawn = way(line.start, line.end)
    parts = [
        element("path", d=drawn, class_=f"kg-line kg-{surest.basis}"),
        element("path", title, d=drawn, class_="kg-feel"),
    ]
    if way is straight:
        x, y = (line.start.x + line.end.x) / 2, line.start.y - GAP / 2
        parts.append(element("text", PREDICATES[surest.predicate], x=x, y=y, text_anchor="middle"))
    return element("g", joined(parts))


def bent(a: Dot, b: Dot) -> str:
    """A way that leaves and arrives level."""
    middle = (a.x + b.x) / 2
    return f"M{a.x:.0f} {a.y:.0f}C{middle:.0f} {a.y:.0f} {middle:.0f} {b.y:.0f} {b.x:.0f} {b.y:.0f}"


def stepped(a: Dot, b: Dot) -> str:
    """Down from the one further to the left, then across."""
    left, right = sorted((a, b), key=lambda dot: dot.x)
    return f"M{left.x:.0f} {left.y:.0f}V{right.y:.0f}H{right.x:.0f}"


def straight(a: Dot, b: Dot) -> str:
    """Right across."""
    return f"M{a.x:.0f} {a.y:.0f}L{b.x:.0f} {b.y:.0f}"


def sentence(link: Link, naming: Naming) -> str:
    """A link in words."""
    ends = f"{naming(link.subject).short} {PREDICATES[link.predicate]} {naming(link.object).short}"
    return f"{ends}（{BASES[link.basis]}）{'：' if link.comment else ''}{link.comment}"


def _dot(page: str, dot: Dot, named: Named, changes: Changes, *, start: bool) -> Markup:
    """A node with its label, which are one link."""
    beside = {-1: (-GAP, 4.5, "end"), 0: (0, 30, "middle"), 1: (1.4 * GAP if start else GAP, 4.5, "start")}
    x, y, anchor = beside[dot.side]
    label = element("text", dot.label, x=x, y=y, text_anchor=anchor)
    title = element("title", f"{named.kind_label}：{named.whole}")
    name = f"{named.kind_label}：{named.whole}"
    href = url(page, address.changed(**changes))
    link = element("a", title + shape(named.kind) + label, href=href, data_go=changing(changes), aria_label=name)
    where = f"translate({dot.x:.1f} {dot.y:.1f})"
    return element("g", link, transform=where, class_="kg-dot kg-start" if start else "kg-dot")


_WAYS: dict[str, Way] = {"wide": bent, "narrow": stepped, "row": straight}


@cache
def shape(kind: str) -> Markup:
    """The sign of a kind around the point (0, 0)."""
    of = KINDS[kind]
    return Markup('<path d="{}" fill="{}" class="kg-shape kg-shape-{}"/>').format(_SHAPES[of.shape], of.colour, of.shape)


def _polygon(corners: int, *, turn: float = 0.0, inner: float = 0.0, size: float = _SIZE) -> str:
    """A regular polygon with a corner on top, or a star with the ``inner`` corners that far inside, 0 to 1."""
    rays = [1.0, inner] if inner else [1.0]
    points = corners * len(rays)
    at = [(size * rays[n % len(rays)], 2 * pi * n / points + turn) for n in range(points)]
    return "M" + "L".join(f"{r * sin(angle):.1f} {-r * cos(angle):.1f}" for r, angle in at) + "z"


_CIRCLE = "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0 -14 0z"
_SHAPES = {
    "circle": _CIRCLE,
    "ring": _CIRCLE,
    "square": _polygon(4, turn=pi / 4, size=_SIZE * 1.25),
    "diamond": _polygon(4, size=_SIZE * 1.2),
    "triangle": _polygon(3, size=_SIZE * 1.2),
    "pentagon": _polygon(5, size=_SIZE * 1.1),
    "hexagon": _polygon(6, size=_SIZE * 1.1),
    "star": _polygon(5, inner=0.5, size=_SIZE * 1.3),
    "page": "M-6 -8H3L6 -5V8H-6z",
    "shield": "M-7 -7H7V1C7 5 3 8 0 9C-3 8 -7 5 -7 1z",
    "pill": "M-5 -5H5A5 5 0 0 1 5 5H-5A5 5 0 0 1 -5 -5z",
}
"""Names of the table of kinds → path, in units of the picture."""


def legend(kinds: Sequence[str], bases: Sequence[str]) -> Markup:
    """What the shapes and lines of a picture stand for."""
    signs = [element("li", _sign(shape(kind)) + Markup.escape(KINDS[kind].label)) for kind in kinds]
    lines = [element("li", _sign(_stroke(basis), wide=True) + Markup.escape(BASES[basis])) for basis in bases]
    return element("ul", joined([*signs, *lines]), class_="kg-legend", aria_label="图例") if signs else NONE


def _stroke(basis: str) -> Markup:
    return element("path", d="M-16 0H16", class_=f"kg-line kg-{basis}")


def _sign(drawn: Markup, *, wide: bool = False) -> Markup:
    half = 17 if wide else 11
    return element("svg", drawn, viewBox=f"{-half} -11 {2 * half} 22", width=2 * half, height=22, aria_hidden="true")
