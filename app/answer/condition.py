"""One condition on things of a base, and those made of it: joined by 和, or denied by 除了."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from app.answer.members import Thing

_OR = re.compile(r"[和与及、或跟]|以及|还有")
"""Between two conditions of which either will do."""
_NOT = re.compile(r"(?:不光?是|并非|而非|除了?|除去|除开|去掉|不算|不含|没|未)(?:[光只仅]|[说写]|[往要]|过|有)*$")
"""Before a condition that must not hold."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a thing must be to stand in the list."""

    said: str
    """In Chinese, as it stands before the name of the kind: ``2024 年以后（含）发布``."""
    holds: Callable[[Thing], bool]
    start: int
    end: int
    """Where the question says it."""
    crisp: bool = True
    """Whether its words cannot mean anything else: a list that it leaves empty is empty, not misunderstood."""


def either(found: Iterable[Condition], text: str) -> list[Condition]:
    """Conditions of one sort joined by 和 or 、 as one that either fulfils: 护理和检验类."""
    joined: list[Condition] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and last.said and one.said and _OR.fullmatch(text, last.end, one.start):
            said, holds = f"{last.said}或{one.said}", partial(any_of, last.holds, one.holds)
            joined[-1] = Condition(said, holds, last.start, one.end, last.crisp and one.crisp)
        else:
            joined.append(one)
    return joined


def any_of(one: Callable[[Thing], bool], other: Callable[[Thing], bool], thing: Thing) -> bool:
    """Whether one of two conditions holds."""
    return one(thing) or other(thing)


def denied(found: Condition, text: str) -> Condition:
    """The opposite of a condition where ``text`` denies it: 除了护理类; else as it is."""
    word = _NOT.search(text, 0, found.start)
    if word is None:
        return found
    return replace(found, said=f"除{found.said}以外的", holds=partial(_none, found.holds), start=word.start())


def _none(holds: Callable[[Thing], bool], thing: Thing) -> bool:
    return not holds(thing)
