"""An order that nobody can guess."""

from collections import Counter
from itertools import permutations

import pytest

from app.training.quiz.shuffling import shuffled


@pytest.mark.parametrize(
    "things", [["护士甲", "护士乙", "护士丙"], ["24小时", "12小时", "48小时"], [("甲", 1), ("甲", 2), ("乙", 1)]]
)
def test_things_as_long_as_each_other_come_in_every_order(things):
    seen = Counter(tuple(shuffled(f"第{n:03}题", things)) for n in range(300))
    assert set(seen) == set(permutations(things)) and min(seen.values()) > 25


def test_the_same_seed_gives_the_same_order():
    things = [str(n) for n in range(20)]
    assert shuffled("甲", things) == shuffled("甲", things[::-1]) != shuffled("乙", things)
