"""Core systems come in; questions on which of them was broken by what happened on a ward go out, each case asked once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.training.quiz.cases import Case, cases
from app.training.quiz.forms import hidden
from app.training.quiz.likeness import bigrams
from app.training.quiz.model import Form, Kind, Question, Source
from app.training.quiz.shuffling import shuffled
from ingest.model import CoreSystem

_TELLING = 1
"""Pairs of characters of a system's definition that a case may have; with more it tells its system."""
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
        """Which system was broken; those cases first that have a word of it. None whose words name the system."""
        own = [case for case in self.cases if case.system == system.id and hidden(case.system, case.wrong)]
        fit = [case for case in shuffled(system.id, own) if self._told(case) <= _TELLING and not _names(case)]
        for case in sorted(fit, key=self._told, reverse=True):
            stem = f"质量检查时发现：{case.text}。这主要违反了{_SYSTEMS}哪一项？"
            shown = tuple(shuffled(stem, (case.system, *case.wrong)))
            fact = f"{case.system}|{case.text}"
            yield Question(Form.SINGLE, stem, (case.system,), source, said, shown, (fact,), Kind.SYSTEM)

    def _told(self, case: Case) -> int:
        """How many pairs of characters of a case tell its system and none of the wrong ones."""
        others = frozenset[str]().union(*(self._words[wrong] for wrong in case.wrong))
        return len(bigrams(case.text) & self._words[case.system] - others)


def _names(case: Case) -> bool:
    """Whether a case has two characters in a row of its system's name that no wrong one's name has."""
    names = (bigrams(name.removesuffix("制度").removesuffix("管理")) for name in (case.system, *case.wrong))
    own, *others = names
    return bool(own.difference(*others) & bigrams(case.text))
