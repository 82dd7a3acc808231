"""Targets × standards."""

from types import SimpleNamespace

import pytest

from app.relations import coverage_map as maps
from app.relations import links
from app.relations.coverage_map import coverage_map
from ingest.model import Link, Standard, Target
from kg.graph import Graph


def test_the_map_is_the_coverage_with_a_reason_in_every_cell(opened):
    found, coverage = coverage_map(opened), links.coverage(opened)
    assert [row.target.id for row in found.rows] == list(coverage.targets)
    for row in found.rows:
        confirmed = {standard: link.predicate for standard, link in row.cells.items() if link.basis != "suggested"}
        assert confirmed == {s: confirmed[s] for s, _ in coverage.targets[row.target.id]}
        assert row.covered == bool(confirmed)
        assert all((link.subject, link.object) == (standard, row.target.id) for standard, link in row.cells.items())
    assert [t.id for t in found.without] == [target for target, serving in coverage.targets.items() if not serving]
    assert set(found.unused) == set(coverage.unused) and found.unused_count == len(coverage.unused)


def test_the_standard_that_covers_most_comes_first_and_a_direct_link_goes_before_a_supporting_one(opened):
    found = coverage_map(opened)
    counts = [sum(standard in row.cells for row in found.rows) for standard in found.standards]
    assert counts == sorted(counts, reverse=True)
    (row,) = [row for row in found.rows if row.target.id == "NIT-2026-III"]
    assert row.cells["T/CHAS 10-2-24-2018"].predicate == "applies_to"


def test_targets_of_one_document_and_what_has_no_room(opened, monkeypatch):
    document = "2026年国家医疗质量安全改进目标"
    assert {row.target.document for row in coverage_map(opened, document).rows} == {document}
    assert not coverage_map(opened, "没有").rows
    monkeypatch.setattr(maps, "MOST_ROWS", 10)
    monkeypatch.setattr(maps, "MOST_COLUMNS", 2)
    small = coverage_map(opened)
    assert (len(small.rows), small.more_rows, len(small.standards)) == (10, 60, 2) and small.more_standards > 0


@pytest.mark.parametrize(
    ("ways", "best", "covered"),
    [
        ([("supports", "curated"), ("applies_to", "curated")], ("applies_to", "curated"), True),
        ([("applies_to", "suggested"), ("supports", "curated")], ("supports", "curated"), True),
        ([("applies_to", "suggested")], ("applies_to", "suggested"), False),
    ],
    ids=["direct before supporting", "accepted before suggested", "a suggestion alone covers nothing"],
)
@pytest.mark.parametrize("turn", [1, -1])
def test_of_several_links_the_best_one_fills_the_cell(ways, best, covered, turn):
    target, standard = Target("NIT-2030-I", "提高守时率", "目标"), Standard("WS/T 1-2030", "", "守时")
    links = [Link(standard.id, predicate, target.id, basis, "") for predicate, basis in ways[::turn]]
    graph = Graph([target, standard], links)
    kb = SimpleNamespace(graph=graph, of_kind={"target": [target], "standard": [standard]}.get)
    (row,) = coverage_map(kb).rows
    link = row.cells[standard.id]
    assert ((link.predicate, link.basis), row.covered) == (best, covered)
