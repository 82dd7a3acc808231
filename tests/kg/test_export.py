import csv
import io
from collections import Counter
from xml.etree import ElementTree

import networkx as nx
import pytest

from ingest.model import Document, Link
from kg import queries
from kg.export import BASE_IRI, SSSOM, Part, iri, to_csv, to_graphml, to_html, to_jsonld
from kg.graph import Graph

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def around(opened):
    return Part(opened.graph, queries.within(opened.graph, "NIT-2026-III", 2))


@pytest.fixture(scope="module")
def part(opened):
    return around(opened)


def test_csv_reads_back_equal(part):
    header, *rows = csv.reader(io.StringIO(to_csv(part)))
    assert tuple(header) == SSSOM
    back = [
        Link(
            r["subject_id"], r["predicate_id"], r["object_id"], r["basis"], r["mapping_justification"], float(r["confidence"]),
            r["comment"], tuple(e for e in r["evidence"].split("|") if e), r["author_id"], r["mapping_date"], r["review_state"],
        )
        for r in (dict(zip(SSSOM, row, strict=True)) for row in rows)
    ]  # fmt: skip
    assert back == list(part.links)


def test_graphml_reads_back_with_every_link(part):
    graph = nx.parse_graphml(to_graphml(part), force_multigraph=True)
    assert sorted(graph.nodes) == part.nodes
    assert sorted((a, b, d["predicate"], d["basis"]) for a, b, d in graph.edges(data=True)) == sorted(
        (x.subject, x.object, x.predicate, x.basis) for x in part.links
    )


def hostile(text):
    """A link between a document and a clause whose names and comment are ``text``."""
    link = Link(text, "about", f"甲#{text}", "suggested", "x", 0.5, text, (text,))
    return Part(Graph([], [link], [Document(text, text, "general")]), [link])


def test_graphml_is_typed_and_numbers_its_edges(part):
    root = ElementTree.fromstring(to_graphml(part))
    types = {(key.get("for"), key.get("attr.name")): key.get("attr.type") for key in root.iter(f"{GRAPHML}key")}
    assert types.pop(("edge", "confidence")) == "double"
    assert set(types.values()) == {"string"}
    ids = [edge.get("id") for edge in root.iter(f"{GRAPHML}edge")]
    assert len(set(ids)) == len(ids) == len(part.links)


def test_graphml_stays_readable_whatever_a_document_holds():
    read = nx.parse_graphml(to_graphml(hostile('甲\x00\x0b<&>"\ufffe乙')))
    assert sorted(read.nodes) == ['甲#甲<&>"乙', '甲<&>"乙']
    [(_, _, told)] = read.edges(data=True)
    assert (told["comment"], told["evidence"], told["confidence"]) == ('甲<&>"乙', '甲<&>"乙', 0.5)


def test_names_and_comments_are_no_markup_in_the_picture():
    page = to_html(hostile('"><script>alert(1)</script><img src=x onerror=alert(1)>'))
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


def test_graphml_and_jsonld_give_back_every_field_of_every_link(opened):
    """The whole base: external nodes, suggestions and all."""
    rdflib = pytest.importorskip("rdflib", reason="rdflib comes with the test tools")
    whole = Part(opened.graph, opened.links)
    read = nx.parse_graphml(to_graphml(whole), force_multigraph=True)
    assert {n: (d["kind"], d["label"]) for n, d in read.nodes(data=True)} == {
        n: (opened.graph.kind(n), opened.graph.label(n)) for n in whole.nodes
    }
    back = [
        Link(
            a, d["predicate"], b, d["basis"], d["justification"], float(d["confidence"]), d.get("comment") or "",
            tuple(e for e in (d.get("evidence") or "").split("|") if e),
            d.get("author") or "", d.get("date") or "", d.get("review") or "",
        )
        for a, b, d in read.edges(data=True)
    ]  # fmt: skip
    assert Counter(back) == Counter(opened.links)
    graph = rdflib.Graph().parse(data=to_jsonld(whole), format="json-ld")
    ends = Counter(
        tuple(str(graph.value(s, p)) for p in (rdflib.RDF.subject, rdflib.RDF.predicate, rdflib.RDF.object))
        for s in graph.subjects(rdflib.RDF.type, rdflib.RDF.Statement)
    )
    assert ends == Counter((iri(x.subject), f"{BASE_IRI}{x.predicate}", iri(x.object)) for x in opened.links)
    external = set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(f"{BASE_IRI}external")))
    assert rdflib.URIRef(iri("《医疗机构手术分级管理办法》")) in external


def test_jsonld_parses_with_every_statement(part):
    rdflib = pytest.importorskip("rdflib", reason="rdflib comes with the test tools")
    graph = rdflib.Graph().parse(data=to_jsonld(part), format="json-ld")
    statements = list(graph.subjects(rdflib.RDF.type, rdflib.RDF.Statement))
    assert len(statements) == len(part.links)
    concepts = list(graph.subjects(rdflib.RDF.type, rdflib.SKOS.Concept))
    assert len(concepts) == sum(part.graph.kind(n) == "concept" for n in part.nodes)


def test_the_picture_needs_no_network(part):
    page = to_html(part)
    assert "http" not in page
    assert "<script" not in page
    assert page.count("<circle") == len(part.nodes)


def test_exports_are_the_same_every_time(opened, part):
    again = around(opened)
    assert [f(again) for f in (to_csv, to_graphml, to_jsonld, to_html)] == [
        f(part) for f in (to_csv, to_graphml, to_jsonld, to_html)
    ]
