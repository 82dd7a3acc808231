"""Core systems come in; questions on which of them was broken by what happened on a ward go out, each case asked once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.training.quiz.cases import Case, cases
from app.training.quiz.forms import hidden
from app.training.quiz.likeness import bigrams
from app.training.quiz.model import LETTERS, Form, Kind, Question, Source
from app.training.quiz.shuffling import shuffled
from ingest.model import CoreSystem

_TELLING = 1
"""Pairs of characters of a system's definition that a case may have; with more it tells its system."""
_EVERY, _CHOICES = 3, 4
_SYSTEMS = "医疗质量安全核心制度中的"


@dataclass(frozen=True, eq=False)
class Scenarios:
    """All core systems of a base, with what happened to people."""

    all: Sequence[CoreSystem]

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        """System → neighbouring characters of its name and definition."""
        return {system.id: bigrams(system.id.removesuffix("制度")) | bigrams(system.definition) for system in self.all}

    @cached_property
    def cases(self) -> list[Case]:
        """Those of which the base has every core system that is named."""
        return [case for case in cases() if {case.system, *case.wrong} <= self._words.keys()]

    def questions(self, system: CoreSystem, source: Source, said: str) -> Iterator[Question]:
        """Which system was broken; those cases first that have a word of it. After every third what broke it, of four cases."""
        own = [case for case in self._untold if case.system == system.id and hidden(case.system, case.wrong)]
        others = [case for case in self._untold if system.id in case.wrong]
        for number, case in enumerate(sorted(shuffled(system.id, own), key=self._told, reverse=True), start=1):
            yield _which_system(case, source, said)
            if number % _EVERY == 0:
                right = own[number - _EVERY : number - (number // _EVERY) % 2 - 1]
                yield from _which_case(system.id, right, others, source, said)

    @cached_property
    def _untold(self) -> list[Case]:
        """Those whose words do not tell their system."""
        return [case for case in self.cases if self._told(case) <= _TELLING and not _names(case)]

    def _told(self, case: Case) -> int:
        """How many pairs of characters of a case tell its system and none of the wrong ones."""
        others = frozenset[str]().union(*(self._words[wrong] for wrong in case.wrong))
        return len(bigrams(case.text) & self._words[case.system] - others)


def _which_system(case: Case, source: Source, said: str) -> Question:
    stem = f"质量检查时发现：{case.text}。这主要违反了{_SYSTEMS}哪一项？"
    shown = tuple(shuffled(stem, (case.system, *case.wrong)))
    return Question(Form.SINGLE, stem, (case.system,), source, said, shown, (_fact(case),), Kind.SYSTEM)


def _which_case(system: str, right: Sequence[Case], others: Sequence[Case], source: Source, said: str) -> Iterator[Question]:
    """Of four cases the one, or the two, that broke a system; the others are of systems that come to mind."""
    seed = "".join(case.text for case in right)
    wrong = shuffled(seed, others)[: _CHOICES - len(right)]
    key, rest = tuple(case.text for case in right), tuple(case.text for case in wrong)
    if len(key) + len(rest) == _CHOICES and all(hidden(text, rest) for text in key):
        form, what = (Form.SINGLE, "哪一件") if len(key) == 1 else (Form.MULTIPLE, "哪些")
        stem = f"质量检查时发现下列四件事，主要违反了{_SYSTEMS}“{system}”的是{what}？"
        # By the seed that chose the wrong ones, these would all stand before the right ones.
        shown = shuffled(stem + seed, (*right, *wrong))
        broken = "；".join(f"{letter} {case.system}" for letter, case in zip(LETTERS, shown, strict=True))
        why = f"各件事主要违反的是：{broken}。{said}"
        yield Question(form, stem, key, source, why, tuple(c.text for c in shown), tuple(map(_fact, shown)), Kind.CASE)


def _fact(case: Case) -> str:
    return f"{case.system}|{case.text}"


def _names(case: Case) -> bool:
    """Whether a case has two characters in a row of its system's name that no wrong one's name has."""
    names = (bigrams(name.removesuffix("制度").removesuffix("管理")) for name in (case.system, *case.wrong))
    own, *others = names
    return bool(own.difference(*others) & bigrams(case.text))
