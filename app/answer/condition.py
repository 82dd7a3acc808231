"""One condition on things of a base, and those made of it: joined by 和, or denied by 除了."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from app.answer.members import Thing

_OR = re.compile(r"[和与及、或跟]|以及|还有")
"""Between two conditions of which either will do."""
_SEVERAL = 2
_NOT = re.compile(
    r"(?:不光?是|并非|而非|除了?|除去|除开|除掉|去掉|刨[掉去开]|抛[开去]|扣[掉除]|撇开|排除|剔除|减去|不算|不含|不包括|没|未)"
    r"(?:[光只仅]|[说写]|[往要]|过|有)*$"
)
"""Before a condition that must not hold."""
_NOT_BEHIND = re.compile(
    r"(?:那|这)?(?:一?[类项块栏]|几[个项])?的?(?:都|就|也|统统)?(?:不算|不要|不用|除外|以外|之外|刨[掉去]|去掉|排除)"
)
"""Behind a condition that must not hold."""


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
    denies: bool = False
    """Whether it leaves out what its words name."""
    each: tuple[tuple[str, Callable[[Thing], bool]], ...] = ()
    """Of alternatives that exclude one another: how each is said, and whether a thing fulfils it."""


def either(found: Iterable[Condition], text: str) -> list[Condition]:
    """Conditions of one sort joined by 和 or 、 as one that either fulfils: 护理和检验类."""
    joined: list[Condition] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and last.said and one.said and _OR.fullmatch(text, last.end, one.start):
            said, holds = f"{last.said}或{one.said}", partial(any_of, (last.holds, one.holds))
            each = (*(last.each or _alone(last)), *_alone(one))
            joined[-1] = Condition(said, holds, last.start, one.end, last.crisp and one.crisp, each=each)
        else:
            joined.append(one)
    return joined


def _alone(one: Condition) -> tuple[tuple[str, Callable[[Thing], bool]], ...]:
    return ((one.said.removesuffix("的"), one.holds),)


def any_of(several: Iterable[Callable[[Thing], bool]], thing: Thing) -> bool:
    """Whether one of several conditions holds."""
    return any(holds(thing) for holds in several)


def denied(found: Condition, text: str) -> Condition:
    """The opposite of a condition where ``text`` denies it: 除了护理类, 护理类不算; else as it is."""
    before, behind = _NOT.search(text, 0, found.start), _NOT_BEHIND.match(text, found.end)
    if before is None and behind is None:
        return found
    start, end = before.start() if before else found.start, behind.end() if behind else found.end
    said, holds = f"除{found.said}以外的", partial(_none, found.holds)
    return replace(found, said=said, holds=holds, start=start, end=end, denies=True)


def alternatives(found: Sequence[Condition], among: Iterable[Thing]) -> list[Condition]:
    """Conditions of one sort that are not denied and that no thing fulfils all: one will do (国家级的也好，专业的也好)."""
    named = [one for one in found if not one.denies]
    if len(named) < _SEVERAL or any(all(one.holds(thing) for one in named) for thing in among):
        return list(found)
    of = "的" if all(one.said.endswith("的") for one in named) else ""
    said = "或".join(one.said.removesuffix("的") for one in named) + of
    holds = partial(any_of, tuple(one.holds for one in named))
    each = tuple(pair for one in named for pair in _alone(one))
    first = replace(named[0], said=said, holds=holds, each=each)
    return [one if one.denies else first if one is named[0] else replace(one, said="", holds=holds) for one in found]


def _none(holds: Callable[[Thing], bool], thing: Thing) -> bool:
    return not holds(thing)
