"""Core systems come in; questions on which of them was broken by what happened on a ward go out, each case asked once."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.training.quiz.cases import Case, cases
from app.training.quiz.forms import hidden, judged
from app.training.quiz.model import Form, Question, Source
from app.training.quiz.shuffling import drawn, shuffled
from ingest.model import CoreSystem

_OPTIONS = 4
_ROUND = 18
"""Of so many cases of a system two or three stand together in one question, the others are asked one by one."""
_JUDGED = 6
"""Of so many cases that are asked one by one, one is a sentence to judge."""
_NEIGHBOURS = 5
"""Systems most often taken for another one, of which cases stand beside its own."""
_TEMPTING = 8
"""Cases of a system that another one comes to mind for, from which on a sentence to judge may name that one."""
_SYSTEMS = "医疗质量安全核心制度中的"


@dataclass(frozen=True, eq=False)
class Scenarios:
    """All core systems of a base, with what happened to people."""

    all: Sequence[CoreSystem]

    @cached_property
    def cases(self) -> list[Case]:
        """Those of which the base has every core system that is named."""
        names = {system.id for system in self.all}
        return [case for case in cases() if {case.system, *case.wrong} <= names]

    @cached_property
    def _mistakes(self) -> Counter[tuple[str, str]]:
        """System and another → for how many of its cases the other comes to mind."""
        return Counter((case.system, wrong) for case in self.cases for wrong in case.wrong)

    def questions(self, system: CoreSystem, source: Source, said: str) -> Iterator[Question]:
        """Which system was broken, whether one was, and which of four things that happened broke one."""
        own = shuffled(system.id, [case for case in self.cases if case.system == system.id])
        for start in range(0, len(own), _ROUND):
            yield from self._round(own[start : start + _ROUND], source, said)

    def _round(self, own: Sequence[Case], source: Source, said: str) -> Iterator[Question]:
        count = 2 + drawn(own[0].text, 2)
        others = self._strangers(own, _OPTIONS - count) if len(own) > count else []
        if others:
            yield _among(own[:count], others, source, said)
        for number, case in enumerate(own[count if others else 0 :]):
            if number % _JUDGED == _JUDGED - 1 or not hidden(case.system, case.wrong):
                yield self._judged(case, source, said)
            else:
                yield _single(case, source, said)

    def _strangers(self, own: Sequence[Case], count: int) -> list[Case]:
        """So many cases of other systems, each of another, that surely do not break this one; else none."""
        name = own[0].system
        free = {case.system: case for case in shuffled(own[0].text, self.cases) if name in case.wrong}
        near = sorted(free, key=lambda other: -self._mistakes[name, other])[:_NEIGHBOURS]
        return [free[other] for other in shuffled(own[0].text, near)[:count]] if len(near) >= count else []

    def _judged(self, case: Case, source: Source, said: str) -> Question:
        """Whether it broke a system: its own, or the likeliest mistake that is one for many of its cases."""
        other = next((wrong for wrong in case.wrong if self._mistakes[case.system, wrong] >= _TEMPTING), "")
        right = drawn(case.text, 2) == 0 or not other
        stem = f"质量检查时发现：{case.text}。这主要违反了{_SYSTEMS}“{case.system if right else other}”。"
        return judged(source, stem, right=right, fact=_fact(case), why=said)


def _single(case: Case, source: Source, said: str) -> Question:
    stem = f"质量检查时发现：{case.text}。这主要违反了{_SYSTEMS}哪一项？"
    shown = tuple(shuffled(stem, (case.system, *case.wrong)))
    return Question(Form.SINGLE, stem, (case.system,), source, said, shown, (_fact(case),))


def _among(own: Sequence[Case], others: Sequence[Case], source: Source, said: str) -> Question:
    """Which two or three of four things that happened broke the system."""
    name = own[0].system
    stem = f"质量检查时发现下列事情。主要违反了{_SYSTEMS}“{name}”的有哪些？"
    shown = tuple(shuffled(stem + own[0].text, [case.text for case in (*own, *others)]))
    right = {case.text for case in own}
    key = tuple(text for text in shown if text in right)
    return Question(Form.MULTIPLE, stem, key, source, said, shown, tuple(map(_fact, own)))


def _fact(case: Case) -> str:
    return f"{case.system}|{case.text}"
