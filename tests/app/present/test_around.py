"""A clause with those before and after it."""

from app.present.around import BESIDE, around


def test_a_clause_stands_between_its_neighbours_in_order_of_reading(opened):
    document = max(opened.documents, key=lambda identity: sum(1 for _ in opened.store.clauses(identity)))
    clauses = list(opened.store.clauses(document))
    middle = len(clauses) // 2
    found = around(opened, clauses[middle].id)
    assert found.clause == clauses[middle]
    assert found.before == tuple(clauses[middle - BESIDE : middle])
    assert found.after == tuple(clauses[middle + 1 : middle + 1 + BESIDE])


def test_nothing_stands_before_the_first_and_after_the_last(opened):
    clauses = list(opened.store.clauses(next(iter(opened.documents))))
    assert around(opened, clauses[0].id).before == ()
    assert around(opened, clauses[-1].id).after == ()


def test_what_the_base_does_not_hold_stands_nowhere(opened):
    assert around(opened, "没有这一份#一") is None
