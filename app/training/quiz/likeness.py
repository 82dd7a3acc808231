"""Whether two texts say nearly the same words, so that both could be right."""

from collections.abc import Iterable
from functools import lru_cache

_SHARED = 0.34
"""Share of the pairs of characters of the shorter text from which two texts say the same."""


@lru_cache(50_000)
def bigrams(text: str) -> frozenset[str]:
    """Neighbouring characters of a text."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def overlap(one: str, other: str) -> float:
    """Share of the pairs of characters of the shorter text that the other has too; 0 to 1."""
    a, b = bigrams(one), bigrams(other)
    return len(a & b) / min(len(a), len(b)) if a and b else float(one in other or other in one)


def tells(stem: str, answer: str, others: Iterable[str]) -> bool:
    """Whether a stem has half of the pairs of characters by which an answer differs from every other."""
    own = bigrams(answer).difference(*map(bigrams, others))
    return bool(own) and 2 * len(own & bigrams(stem)) >= len(own)


COMMON = bigrams(
    "应当按照依照规定的医疗机构卫生行政健康主管部门人民政府县级以上本条例及其有关必须不得可以所在地医务人员患者申请"
)
"""Pairs of characters that any rule has."""


def alike(one: str, other: str) -> bool:
    """Whether two texts say nearly the same."""
    return overlap(one, other) >= _SHARED


def apart(key: Iterable[str], candidates: Iterable[str], most: int) -> tuple[str, ...]:
    """The first ``most`` candidates that are like none of the key and like none taken before."""
    right, taken = tuple(key), list[str]()
    for candidate in candidates:
        if len(taken) == most:
            break
        if not any(alike(candidate, other) for other in (*right, *taken)):
            taken.append(candidate)
    return tuple(taken)
