"""The order in which levels stand below each other."""

import pytest

from ingest.numbering.nesting import nested

USUAL = ("chapter", "section", "decimals", "item", "subitem")


def numbers(*written):
    """``一1 · 1`` as (level, number): a letter for the level, its number behind."""
    names = {"C": "chapter", "S": "section", "D": "decimals", "I": "item", "|": ""}
    return [(names[one[0]], int(one[1:] or 0)) for one in written]


@pytest.mark.parametrize(
    ("found", "order"),
    [
        (numbers("C1", "I1", "I2", "C2", "I1", "I2", "C3", "I1"), ("chapter", "item")),
        (numbers("I1", "C1", "C2", "I2", "C1", "C2", "I3", "C1"), ("item", "chapter")),
        (numbers("D1", "D2", "C1", "C2", "D3"), ("decimals", "chapter")),
        (numbers("C1", "S1", "S2", "C2", "S3", "S4", "C3", "S5"), ("chapter", "section")),
        (numbers("C1", "I1", "I2", "|", "C1", "C2", "|", "C1", "C2"), ("chapter", "item")),
        (numbers("I1", "I2", "I3", "C1", "C2"), ("chapter", "item")),
    ],
    ids=["usual", "turned round", "decimals go on", "numbers run on", "annexes", "a list before"],
)
def test_what_begins_again_stands_below(found, order):
    there = [name for name in nested(USUAL, found) if name in order]
    assert tuple(there) == order


def test_levels_that_do_not_occur_stay_where_they_are():
    assert nested(USUAL, []) == list(USUAL)
