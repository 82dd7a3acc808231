"""A basket as a page shows it."""

from app.base import cited
from app.people.baskets import Item
from app.present.basket import lines


def test_what_lies_in_a_basket_is_cited_as_the_base_cites_it_now(opened):
    clause, standard = next(opened.store.clauses()).id, opened.of_kind("standard")[0].id
    found = lines(opened, [Item("王", standard, "备课用"), Item("王", clause)])
    assert [one.id for one in found] == [standard, clause]
    assert [(one.full, one.short) for one in found] == [
        (of.full, of.short) for of in (cited.of(opened, standard), cited.of(opened, clause))
    ]
    assert [one.note for one in found] == ["备课用", ""]


def test_what_the_base_no_longer_holds_stays_in_its_place_without_a_citation(opened):
    (gone,) = lines(opened, [Item("王", "没有#这一条")])
    assert (gone.id, gone.full, gone.short) == ("没有#这一条", "", "")
