"""The links of a whole base: true to a careful reader, with evidence, and the same every time."""

import pytest

from benchmarks.graph import GOLDEN, precision, read
from corpus import CORPUS
from ingest.kinds import EXTERNAL, KINDS
from ingest.shipped import curated
from kg.predicates import BASES, PREDICATES


@pytest.fixture(params=["opened", "originals"])
def base(request):
    return request.getfixturevalue(request.param)


def test_the_gold_names_things_that_exist(opened):
    rows = read(GOLDEN)
    assert [r["target"] for r in rows] == [t.id for t in opened.of_kind("target")]
    assert {i for r in rows for i in r["accepted"]} <= set(opened.entities)


def test_links_against_a_careful_reader(base):
    found = precision(base)
    assert found["stated"].share >= 0.98
    assert found["suggested, first 3"].share >= 0.7
    assert found["suggested, first 3"].of >= 30


def test_no_link_without_evidence_or_justification(base):
    clauses = {c.id for c in base.store.clauses()}
    for link in base.links:
        assert link.evidence or link.justification, link
        assert link.justification.startswith("semapv:") and link.comment and link.author, link
        assert set(link.evidence) <= clauses, link
        assert link.predicate in PREDICATES and link.basis in BASES, link
        assert 0 < link.confidence <= 1, link


def test_every_end_of_a_link_is_a_thing_a_clause_a_document_or_external(base):
    for link in base.links:
        assert {base.graph.kind(link.subject), base.graph.kind(link.object)} <= KINDS.keys()
        assert base.graph.kind(link.subject) != EXTERNAL, link
        for end in (link.subject, link.object):
            if base.graph.kind(end) == "clause" and end not in base.entities:
                assert base.clause(end), link


def test_nothing_suggested_repeats_or_contradicts_a_curator(base):
    rows, _ = curated.read_folder(CORPUS / "links")
    decided = {(x.subject, x.object) for x in rows}
    without = {x.object for x in rows if x.subject == curated.NONE}
    named = {x.subject for x in rows}
    for link in base.links:
        if link.basis == "suggested":
            assert (link.subject, link.object) not in decided
            if link.predicate in ("applies_to", "supports"):
                assert not (link.object in without and link.subject in named), link


def test_external_documents_with_the_places_that_cite_them(base):
    places = {x.subject for x in base.links if x.object == "《医疗机构手术分级管理办法》"}
    assert len(places) >= 2
    assert base.graph.kind("《医疗机构手术分级管理办法》") == EXTERNAL
