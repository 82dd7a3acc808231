"""Which edition of a standard replaced which."""

from types import SimpleNamespace

from app.relations.editions import editions
from ingest.model import Link, Standard
from kg.graph import Graph


def base(*replaced):
    """A base whose standards replace one another: (number, number that it replaces)."""
    standards = [Standard(new, new, "陪护规范", effective="2020-01-01", replaces=old) for new, old in replaced]
    links = [Link(new, "replaces", old, "stated", "semapv:ManualMappingCuration") for new, old in replaced]
    return SimpleNamespace(
        graph=Graph(standards, links), entities={s.id: s for s in standards}, superseded={old for _, old in replaced}
    )


def test_a_chain_is_told_from_the_oldest_to_the_newest_from_any_of_it():
    kb = base(("WS/T 1-2020", "WS/T 1-2012"), ("WS/T 1-2012", "WS/T 1-2003"))
    for start in ("WS/T 1-2003", "WS/T 1-2012", "WS/T 1-2020"):
        assert [one.id for one in editions(kb, start)] == ["WS/T 1-2003", "WS/T 1-2012", "WS/T 1-2020"]
    assert [one.status for one in editions(kb, "WS/T 1-2012")] == ["superseded", "superseded", "in_force"]


def test_standards_that_replace_each_other_end():
    kb = base(("WS/T 1-2020", "WS/T 2-2020"), ("WS/T 2-2020", "WS/T 1-2020"))
    assert {one.id for one in editions(kb, "WS/T 1-2020")} == {"WS/T 1-2020", "WS/T 2-2020"}


def test_an_edition_known_by_its_number_alone_stands_before_the_one_that_replaced_it(opened):
    before, now = editions(opened, "WS/T 433-2023")
    assert (before.id, before.name, before.status) == ("WS/T 433-2013", "", "superseded")
    assert (now.id, now.effective, now.status) == ("WS/T 433-2023", "2024-02-01", "in_force")
    assert editions(opened, "WS/T 433-2013") == (before, now), "the same from either end"


def test_a_standard_that_replaced_nothing_stands_alone(opened):
    assert [one.id for one in editions(opened, "WS/T 661-2020")] == ["WS/T 661-2020"]
