"""A part of the graph as a file: GraphML, JSON-LD (SKOS), CSV (SSSOM), or a picture that opens without a network."""

import csv
import html
import io
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

from ingest.kinds import KINDS
from ingest.model import Link
from kg.graph import Graph
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
BASE_IRI = "urn:duibiao:"
_XMLNS = "http://graphml.graphdrawing.org/xmlns"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the graph, ready to write: links in order and every node they touch."""

    graph: Graph
    links: Sequence[Link]

    @property
    def nodes(self) -> list[str]:
        """Ids of all nodes, sorted."""
        return sorted({node for link in self.links for node in (link.subject, link.object)})


def to_csv(part: Part) -> str:
    """SSSOM columns, one row a link."""
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


def from_csv(text: str) -> list[Link]:
    """The links that ``to_csv`` wrote."""
    rows = csv.DictReader(io.StringIO(text))
    return [
        Link(
            r["subject_id"],
            r["predicate_id"],
            r["object_id"],
            r["basis"],
            r["mapping_justification"],
            float(r["confidence"]),
            r["comment"],
            tuple(e for e in r["evidence"].split("|") if e),
            r["author_id"],
            r["mapping_date"],
            r["review_state"],
        )
        for r in rows
    ]


def to_graphml(part: Part) -> str:
    """GraphML with kind and label of nodes and all fields of links."""
    root = ElementTree.Element("graphml", xmlns=_XMLNS)
    fields = {"node": ("kind", "label"), "edge": ("predicate", *_EDGE)}
    for owner, names in fields.items():
        for name in names:
            ElementTree.SubElement(
                root, "key", {"id": f"{owner}-{name}", "for": owner, "attr.name": name, "attr.type": "string"}
            )
    graph = ElementTree.SubElement(root, "graph", id="duibiao", edgedefault="directed")
    for node in part.nodes:
        element = ElementTree.SubElement(graph, "node", id=node)
        _data(element, "node", {"kind": part.graph.kind(node), "label": part.graph.label(node)})
    for link in part.links:
        element = ElementTree.SubElement(graph, "edge", source=link.subject, target=link.object)
        values = {name: str(getattr(link, name)) for name in _EDGE if name != "evidence"}
        _data(element, "edge", {"predicate": link.predicate, **values, "evidence": "|".join(link.evidence)})
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


_EDGE = ("basis", "justification", "confidence", "comment", "evidence", "author", "date", "review")


def _data(element: ElementTree.Element, owner: str, values: dict[str, str]) -> None:
    for name, value in values.items():
        ElementTree.SubElement(element, "data", key=f"{owner}-{name}").text = value


def to_jsonld(part: Part) -> str:
    """JSON-LD: concepts as SKOS concepts, other things labelled, each link a reified statement with its SSSOM fields."""
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
    """The IRI of a node."""
    return BASE_IRI + quote(node, safe="")


def to_html(part: Part) -> str:
    """A picture on one page: nodes on rings around the most linked one, links with their reason; no script, no network."""
    places = _places(part)
    size = 2 * max((math.hypot(x, y) for x, y in places.values()), default=0) + 420
    lines, dots = [], []
    for link in part.links:
        (x1, y1), (x2, y2) = places[link.subject], places[link.object]
        told = f"{part.graph.label(link.subject)} {PREDICATES[link.predicate]} {part.graph.label(link.object)}：{link.comment}"
        style = ' stroke-dasharray="5 4"' if link.basis == "suggested" else ""
        title = f"<title>{html.escape(told)}（{BASES[link.basis]}）</title>"
        lines.append(f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}"{style}>{title}</line>')
    for node, (x, y) in places.items():
        kind = KINDS[part.graph.kind(node)]
        label = part.graph.label(node)
        short = label.rpartition("#")[2] if "#" in label else label
        short = short if len(short) <= 22 else short[:21] + "…"  # noqa: PLR2004 - what fits beside a dot
        side = "start" if x >= 0 else "end"
        title = f"<title>{html.escape(f'{kind.label}：{label}')}</title>"
        text = f'<text x="{x + (9 if x >= 0 else -9):.0f}" y="{y + 4:.0f}" text-anchor="{side}">{html.escape(short)}</text>'
        dots.append(f'<g><circle cx="{x:.0f}" cy="{y:.0f}" r="6" fill="{kind.colour}"/>{text}{title}</g>')
    present = {part.graph.kind(node) for node in places}
    legend = "　".join(f'<span style="color:{k.colour}">●</span> {k.label}' for k in KINDS.values() if k.name in present)
    half = size / 2
    return (
        '<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>对标 关系图</title><style>'
        "body{font:14px sans-serif;margin:1em}svg{width:100%;height:auto}line{stroke:#b8c4c4}line:hover{stroke:#c2571a;"
        "stroke-width:3}text{font-size:12px}</style></head><body>"
        f"<h1>对标 关系图</h1><p>{legend}</p>"
        "<p>实线：文件原文或人工整理；虚线：系统推荐，待审核。把鼠标放在点或线上看全名和理由。</p>"
        f'<svg viewBox="{-half:.0f} {-half:.0f} {size:.0f} {size:.0f}">{"".join(lines)}{"".join(dots)}</svg></body></html>\n'
    )


def _places(part: Part) -> dict[str, tuple[float, float]]:
    """The most linked node in the middle, the others on rings by kind."""
    if not part.nodes:
        return {}
    degree = {node: sum(node in (x.subject, x.object) for x in part.links) for node in part.nodes}
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
"""File name extension → writer."""
