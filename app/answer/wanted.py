"""Which kind of result a question wants, judged by its runs of characters alone: 几个小时 a clause, a told case a core system.

A multinomial logistic regression over the runs that questions of several writers have in common (``benchmarks/wanted_fit.py``);
what the question is about is found elsewhere.
"""

import csv
import math
import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path

from app.answer.asking import grams

_TABLE = Path(__file__).with_name("wanted.csv")
"""A row a run of characters, the first one, without a run, for the biases; a column a kind."""
_NOT_WANTED = re.compile(r"(?<=[，,。；])(?:不是|不要|别给我?)[^，,。；？?]{2,10}(?=[，,。；？?]|$)")
"""What a question says that it does not want: 我要的是标准，不是目标."""
_SHORT = 64
"""Runs below which a question tells too little to be judged by them as much as a longer one."""
_LEAST = 1e-3
"""Added to each probability: no kind is out of the question."""


@cache
def weights() -> tuple[tuple[str, ...], dict[str, tuple[float, ...]]]:
    """Kinds, and run of characters → a weight for each of them."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        (_, *kinds), *rows = csv.reader(file)
    return tuple(kinds), {run: tuple(map(float, values)) for run, *values in rows}


def wanted(question: str) -> Mapping[str, float]:
    """Kind → the logarithm of the probability that the question wants it."""
    kinds, table = weights()
    found = grams(_NOT_WANTED.sub("", question))
    known = [table[run] for run in found if run in table]
    totals = [bias + scale(found) * sum(row[place] for row in known) for place, bias in enumerate(table[""])]
    return dict(zip(kinds, probabilities(totals), strict=True))


def scale(found: AbstractSet[str]) -> float:
    """What each of the runs of a question counts: all together 1 in length, less for a short question."""
    return 1 / math.sqrt(max(len(found), _SHORT))


def probabilities(totals: Sequence[float]) -> list[float]:
    """The logarithms of the probabilities (softmax) with ``totals`` as exponents."""
    powers = [math.exp(total - max(totals)) for total in totals]
    return [math.log(power / sum(powers) + _LEAST) for power in powers]
