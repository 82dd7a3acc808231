"""What is near a thing: cut where there is too much, and how much that is."""

import pytest

from app.relations.neighbourhood import BEYOND, LISTED, in_turn, neighbourhood
from ingest.model import CoreSystem, Link, Standard
from kg.graph import Graph

MANY = 5_000


def link(subject, predicate, object_, basis="stated", confidence=1.0):
    return Link(subject, predicate, object_, basis, "semapv:LexicalMatching", confidence)


@pytest.fixture(scope="module")
def graph():
    """A system that thousands of clauses mention, one standard supports, and one more is suggested for."""
    clauses = [link(f"院规#第{n}条", "mentions", "会诊制度") for n in range(MANY)]
    others = [
        link("WS/T 1-2020", "supports", "会诊制度", "curated"),
        link("WS/T 2-2020", "supports", "会诊制度", "suggested", 0.5),
        *(link("WS/T 1-2020", "supports", f"目标{n}", "curated") for n in range(BEYOND + 3)),
    ]
    things = [CoreSystem("会诊制度"), Standard("WS/T 1-2020", "", "甲"), Standard("WS/T 2-2020", "", "乙")]
    return Graph(things, [*clauses, *others])


def test_a_frequent_kind_is_cut_and_hides_none_of_the_rare_ones(graph):
    found = neighbourhood(graph, "会诊制度", 1)
    assert dict((kind, (total, listed)) for kind, total, listed in found.counts) == {
        "standard": (2, 2),
        "clause": (MANY, LISTED),
    }
    assert [one.id for one in found.near[:2]] == ["WS/T 1-2020", "WS/T 2-2020"], "what nobody accepted comes last"


def test_filters_by_kind_and_basis(graph):
    found = neighbourhood(graph, "会诊制度", 1)
    assert {one.id for one in found.narrowed(["standard"], [])} == {"WS/T 1-2020", "WS/T 2-2020"}
    assert [one.id for one in found.narrowed(["standard"], ["suggested"])] == ["WS/T 2-2020"]
    assert found.narrowed([], []) == list(found.near)


def test_one_step_further_names_the_way_and_is_cut_too(graph):
    beyond = [one for one in neighbourhood(graph, "会诊制度", 2).near if one.via]
    assert {one.via for one in beyond} == {"WS/T 1-2020"} and len(beyond) == BEYOND
    assert not any(one.via for one in neighbourhood(graph, "会诊制度", 1).near)


def test_nothing_lies_beyond_what_everything_hangs_on():
    graph = Graph([], [link("甲#1", "mentions", "库外"), link("乙#1", "mentions", "库外")])
    assert [one.id for one in neighbourhood(graph, "甲#1", 2).near] == ["库外"]
    assert {one.id for one in neighbourhood(graph, "库外", 1).near} == {"甲#1", "乙#1"}


def test_each_kind_has_its_turn_in_a_picture(graph):
    drawn = in_turn(neighbourhood(graph, "会诊制度", 1).near, 6)
    assert len(drawn) == 6 and {one.kind for one in drawn} == {"standard", "clause"}
    assert [one.kind for one in drawn][:2] == ["standard"] * 2


def test_two_links_to_one_thing_are_two_lines_and_one_thing():
    graph = Graph([], [link("甲#1", "mentions", "库外"), link("甲#1", "cites", "库外", "curated")])
    found = neighbourhood(graph, "甲#1", 1)
    assert len(found.near) == 2 and found.counts == (("external", 1, 1),)
    assert len(in_turn(found.near, 9)) == 1


def test_a_thing_without_links_has_no_neighbours(graph):
    assert neighbourhood(graph, "没有", 2).near == ()
