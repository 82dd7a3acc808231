import pytest

from index.words.concepts import ConceptFinder
from index.words.tokenize import Tokenizer
from ingest.model import Clause, Concept, CoreSystem, Link, Standard, Target
from kg import rules
from kg.graph import Graph
from kg.predicates import BASES, PREDICATES

TARGET = Target("NIT-2027-I", "提高VTE规范预防率", "目标", "目标#目标一/（一）", strategies=("目标#目标一/（二）/1",))
OTHER = Target("PIT-2027-01", "提高VTE规范预防率", "目标", "目标#PIT-2027-01/目标简述", refers_to="NIT-2027-I")
STANDARD = Standard("WS/T 2-2024", "WS/T 2—2024", "术前检查", replaces="WS/T 2-2014", clause="通知#附件1/1")
SYSTEM = CoreSystem("术前讨论制度")
CLAUSES = [
    Clause("目标#目标一/（一）", "目标", ("目标一", "（一）"), ("", ""), "简述。", ""),
    Clause(
        "目标#目标一/（二）/1",
        "目标",
        ("目标一", "（二）", "1"),
        ("", "", ""),
        "落实术前讨论制度，执行WS/T 2—2014和GB/T 9-2020。",
        "",
    ),
]


@pytest.fixture
def links():
    return rules.links(rules.Sources([TARGET, OTHER, STANDARD, SYSTEM], CLAUSES, tokenizer(Concept("术语/VTE", "VTE"))))


def tokenizer(*concepts):
    return Tokenizer(ConceptFinder(concepts))


def pairs(links, predicate):
    return {(x.subject, x.object) for x in links if x.predicate == predicate}


def test_each_rule_finds_what_the_text_states(links):
    strategy = "目标#目标一/（二）/1"
    assert pairs(links, "refers_to") == {("PIT-2027-01", "NIT-2027-I")}
    assert pairs(links, "strategy_of") == {(strategy, "NIT-2027-I")}
    assert pairs(links, "replaces") == {("WS/T 2-2024", "WS/T 2-2014")}
    assert pairs(links, "mentions") == {(strategy, "WS/T 2-2024"), (strategy, "GB/T 9-2020"), (strategy, "术前讨论制度")}
    assert pairs(links, "requires") == {("NIT-2027-I", "术前讨论制度")}
    assert ("NIT-2027-I", "术语/VTE") in pairs(links, "about")


def test_every_link_has_evidence_or_a_justification(opened):
    for link in opened.store.links():
        assert link.evidence or link.justification, link
        assert link.comment, link
        assert link.predicate in PREDICATES
        assert link.basis in BASES


def test_evidence_clauses_exist(opened):
    ids = {c.id for c in opened.store.clauses()}
    for link in opened.store.links():
        assert set(link.evidence) <= ids, link


def test_neighbours_both_ways_and_external_nodes(links):
    graph = Graph([TARGET, OTHER, STANDARD, SYSTEM], links)
    assert [(n.id, n.forward) for n in graph.neighbours("NIT-2027-I", "refers_to")] == [("PIT-2027-01", False)]
    assert graph.kind("GB/T 9-2020") == "external"
    assert graph.kind("目标#目标一/（二）/1") == "clause"
    assert list(graph.neighbours("没有")) == []


def test_two_links_of_one_pair_are_kept_apart():
    graph = Graph([], [Link("a", "requires", "b", "curated", "x"), Link("a", "requires", "b", "stated", "x")])
    assert len(list(graph.neighbours("a"))) == 2
