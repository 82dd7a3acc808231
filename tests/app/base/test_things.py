"""The things of a base, by id, by kind and by what people call them."""

import pytest

from ingest.kinds import kind_of


def test_things_are_given_by_kind_in_the_bases_order(opened):
    assert [e.id for e in opened.of_kind("target")] == [i for i, e in opened.entities.items() if kind_of(e) == "target"]
    assert opened.of_kind("nothing") == []


@pytest.mark.parametrize(("kind", "found_as"), [("target", "target"), ("task", "clause"), ("special_action", "clause")])
def test_tasks_are_found_as_their_clauses(opened, kind, found_as):
    identity = opened.of_kind(kind)[0].id
    assert opened.found_as(identity) == found_as
    assert opened.found_as("某文件#一/1") == "clause"


def test_a_document_is_named_by_id_number_or_a_part_of_its_title(opened):
    document = next(d for d in opened.documents.values() if d.number)
    for written in (document.id, document.number, document.title[2:-2]):
        assert document in opened.documents_named(written)
    assert opened.documents_named("没有这份文件") == opened.documents_named(" ") == []


def test_a_clause_that_does_not_exist_is_none(opened):
    assert opened.clause("某文件#一/1") is None
