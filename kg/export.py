"""Writes a part of the graph as text: GraphML, JSON-LD (SKOS), CSV (SSSOM), or an HTML page with a picture of it."""

import csv
import io
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import networkx as nx

from ingest.kinds import KINDS, Kind
from ingest.model import Link
from kg.graph import Graph
from kg.pages import page
from kg.predicates import BASES, PREDICATES

SSSOM = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "confidence",
    "comment",
    "evidence",
    "basis",
    "author_id",
    "mapping_date",
    "review_state",
)
"""Columns of a CSV file: those of SSSOM, then ours (evidence, basis and review_state)."""
BASE_IRI = "urn:duibiao:"
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow."""
_LABEL_LENGTH = 22
"""Characters of a label that fit beside its node in the picture."""
_MARGIN = 210
"""SVG units outside the outermost nodes, where their labels stand."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the graph to export: its links, in order, and the graph with the labels of their nodes."""

    graph: Graph
    links: Sequence[Link]

    @property
    def nodes(self) -> list[str]:
        """Ids of all nodes at an end of the links, sorted."""
        return sorted({node for link in self.links for node in (link.subject, link.object)})


def to_csv(part: Part) -> str:
    """The links as CSV with the columns ``SSSOM``, one row for each link."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(SSSOM)
    for x in part.links:
        label = part.graph.label
        writer.writerow(
            [
                x.subject,
                label(x.subject),
                x.predicate,
                x.object,
                label(x.object),
                x.justification,
                x.confidence,
                x.comment,
                "|".join(x.evidence),
                x.basis,
                x.author,
                x.date,
                x.review,
            ]
        )
    return out.getvalue()


def to_graphml(part: Part) -> str:
    """The part as GraphML: nodes with kind and label, edges with all fields of the link (confidence a number, others text).

    Each edge has an id of its own, because Gephi keeps only one of several edges with the same id.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in part.nodes:
        graph.add_node(_xml(node), kind=part.graph.kind(node), label=_xml(part.graph.label(node)))
    for number, link in enumerate(part.links):
        texts = {name: _xml(getattr(link, name)) for name in _EDGE} | {"evidence": _xml("|".join(link.evidence))}
        ends = _xml(link.subject), _xml(link.object)
        graph.add_edge(*ends, key=number, id=f"link{number}", confidence=link.confidence, **texts)
    lines = nx.generate_graphml(graph, named_key_ids=True, edge_id_from_attribute="id")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(lines) + "\n"


_EDGE = ("predicate", "basis", "justification", "comment", "author", "date", "review")


def _xml(text: str) -> str:
    """``text`` without the characters that XML does not allow."""
    return _NO_XML.sub("", text)


def to_jsonld(part: Part) -> str:
    """The part as JSON-LD: concepts as skos:Concept, other nodes with a label, each link as rdf:Statement with SSSOM fields."""
    context: dict[str, Any] = {
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "sssom": "https://w3id.org/sssom/",
        "semapv": "https://w3id.org/semapv/vocab/",
        "duibiao": BASE_IRI,
    }
    things = [
        {
            "@id": iri(node),
            "@type": "skos:Concept" if part.graph.kind(node) == "concept" else f"duibiao:{part.graph.kind(node)}",
            "skos:prefLabel": {"@value": part.graph.label(node), "@language": "zh"},
        }
        for node in part.nodes
    ]
    links = [
        {
            "@type": "rdf:Statement",
            "rdf:subject": {"@id": iri(x.subject)},
            "rdf:predicate": {"@id": f"duibiao:{x.predicate}"},
            "rdf:object": {"@id": iri(x.object)},
            "sssom:mapping_justification": {"@id": x.justification},
            "sssom:confidence": x.confidence,
            "sssom:comment": x.comment,
            "duibiao:basis": x.basis,
            "duibiao:evidence": [{"@id": iri(e)} for e in x.evidence],
        }
        for x in part.links
    ]
    return json.dumps({"@context": context, "@graph": things + links}, ensure_ascii=False, indent=1) + "\n"


def iri(node: str) -> str:
    """The IRI of a node id, percent-encoded."""
    return BASE_IRI + quote(node, safe="")


@dataclass(frozen=True, slots=True)
class _Dot:
    """A node in the picture; ``x`` and ``y`` in SVG units from the middle of the picture."""

    x: int
    y: int
    kind: Kind
    label: str

    @property
    def short(self) -> str:
        """The label, cut to fit beside the dot; for a clause only its place in the document."""
        name = self.label.rpartition("#")[2] if "#" in self.label else self.label
        return name if len(name) <= _LABEL_LENGTH else name[: _LABEL_LENGTH - 1] + "…"


@dataclass(frozen=True, slots=True)
class _Line:
    """A link in the picture; ``sentence`` says what it means, and appears when the pointer is on the line."""

    start: _Dot
    end: _Dot
    sentence: str
    suggested: bool


def to_html(part: Part) -> str:
    """The part as an HTML page with an SVG picture: nodes on rings around the one with most links. No script, no network."""
    graph, places = part.graph, _places(part)
    dots = {n: _Dot(round(x), round(y), KINDS[graph.kind(n)], graph.label(n)) for n, (x, y) in places.items()}
    lines = [_line(link, dots[link.subject], dots[link.object]) for link in part.links]
    present = {dot.kind.name for dot in dots.values()}
    half = round(max((math.hypot(x, y) for x, y in places.values()), default=0)) + _MARGIN
    kinds = [kind for kind in KINDS.values() if kind.name in present]
    return page("graph.html", dots=dots.values(), lines=lines, kinds=kinds, half=half)


def _line(link: Link, start: _Dot, end: _Dot) -> _Line:
    sentence = f"{start.label} {PREDICATES[link.predicate]} {end.label}：{link.comment}（{BASES[link.basis]}）"
    return _Line(start, end, sentence, link.basis == "suggested")


def _places(part: Part) -> dict[str, tuple[float, float]]:
    """Node id → (x, y) in SVG units: the node with most links at (0, 0), the others on rings around it, sorted by kind."""
    if not part.nodes:
        return {}
    degree = Counter(node for x in part.links for node in {x.subject, x.object})
    middle = max(part.nodes, key=lambda n: (degree[n], n))
    others = sorted((n for n in part.nodes if n != middle), key=lambda n: (part.graph.kind(n), n))
    places = {middle: (0.0, 0.0)}
    ring, radius = 0, 0.0
    while ring < len(others):
        radius += 230
        members = others[ring : ring + max(8, int(radius / 14))]
        for i, node in enumerate(members):
            angle = 2 * math.pi * i / len(members)
            places[node] = (radius * math.cos(angle), radius * math.sin(angle))
        ring += len(members)
    return places


FORMATS: dict[str, Callable[[Part], str]] = {".csv": to_csv, ".graphml": to_graphml, ".jsonld": to_jsonld, ".html": to_html}
"""File name extension → the function that writes this format."""
