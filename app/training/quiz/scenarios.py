"""Core systems come in; questions on which of them was broken by what happened on a ward go out.

A case whose words give its system away is not asked: 去世 stands in what broke 死亡病例讨论制度 and nowhere else, and
碳青霉烯 is an 抗菌药物. No case stands beside or under a system that it may as well be said to have broken.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from app.training.quiz.cases import Case, cases
from app.training.quiz.forms import hidden
from app.training.quiz.likeness import bigrams
from app.training.quiz.model import LETTERS, Form, Kind, Question, Source
from app.training.quiz.shuffling import shuffled
from index.words.concepts import ConceptFinder
from index.words.normal import normalise
from ingest.model import CoreSystem

_TELLING = 1
"""Pairs of characters of a system's definition that a case may have; with more it tells its system."""
_OFTEN = {1: 16, 2: 8}
"""Cases of a system from which on a character, or a pair of them, is a word of that system."""
_HARDLY = 5
"""A word of a system that one of so many cases of the wrong ones has does not give it away."""
_CHOICES = 4
_OFTEN_BESIDE = 4
"""Questions on one system beside whose right case a wrong one may stand."""
_SYSTEMS = "医疗质量安全核心制度中的"


@dataclass(frozen=True, eq=False)
class Scenarios:
    """All core systems of a base, with what happened to people."""

    all: Sequence[CoreSystem]
    terms: ConceptFinder

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        """System → neighbouring characters of its name and definition."""
        return {system.id: bigrams(system.id.removesuffix("制度")) | bigrams(system.definition) for system in self.all}

    @cached_property
    def cases(self) -> list[Case]:
        """Those of which the base has every core system that is named."""
        return [case for case in cases() if {case.system, *case.wrong} <= self._words.keys()]

    def questions(self, system: CoreSystem, source: Source, said: str) -> Iterator[Question]:
        """Which system each case broke; which of four cases, and which two of four, broke the system."""
        own = shuffled(system.id, (case for case in self._untold if case.system == system.id))
        wrong = _Wrong([case for case in self._untold if system.id in case.wrong])
        for number, case in enumerate(own):
            if hidden(case.system, case.wrong):
                yield _which_system(case, source, said)
            yield from _which_case(system.id, [case], wrong, source, said)
            if number % 2:
                yield from _which_case(system.id, own[number - 1 : number + 1], wrong, source, said)

    @cached_property
    def _untold(self) -> list[Case]:
        """Those whose words do not tell their system."""
        return [case for case in self.cases if not (self._told(case) > _TELLING or self._names(case) or self._tells(case))]

    @cached_property
    def _often(self) -> dict[str, Counter[str]]:
        """System → in how many of its cases each character, and each pair of neighbours, stands."""
        found = {name: Counter[str]() for name in self._words}
        for case in self.cases:
            found[case.system].update(_parts(case.text))
        return found

    def _names(self, case: Case) -> bool:
        """Whether a case has two characters in a row of its system's name that hardly any of the wrong ones has."""
        own, *wrong = (bigrams(name.removesuffix("制度").removesuffix("管理")) for name in (case.system, *case.wrong))
        return any(
            self._often[case.system][pair] > sum(self._often[name][pair] for name in case.wrong)
            for pair in own.difference(*wrong) & bigrams(case.text)
        )

    def _tells(self, case: Case) -> bool:
        """Whether a case has a word that many cases of its system have and hardly any of the wrong ones, or a kind of it."""
        own, wrong = self._often[case.system], [self._often[name] for name in case.wrong]
        frequent = (
            own[word] >= max(_OFTEN[len(word)], _HARDLY * sum(often[word] for often in wrong)) for word in _parts(case.text)
        )
        return any(frequent) or not self._kinds(case.text).isdisjoint(
            self._named[case.system].difference(*(self._named[name] for name in case.wrong))
        )

    @cached_property
    def _named(self) -> dict[str, frozenset[str]]:
        """System → the concepts in its name: 抗菌药物."""
        mentions = {system.id: self.terms.find(normalise(system.id)) for system in self.all}
        whole = {mention.concept for found in mentions.values() for mention in found}
        return {name: frozenset().union(*map(self.terms.inside, found)) - whole for name, found in mentions.items()}

    def _kinds(self, text: str) -> frozenset[str]:
        """The concepts that a text names, their next of kin, and those that these are kinds of."""
        named = {mention.concept for mention in self.terms.find(normalise(text))}
        named.update(*(self.terms.related(concept) for concept in tuple(named)))
        return frozenset(kind for concept in named for kind in (concept, *self.terms.ancestors(concept)))

    def _told(self, case: Case) -> int:
        """How many pairs of characters of a case tell its system and none of the wrong ones."""
        others = frozenset[str]().union(*(self._words[wrong] for wrong in case.wrong))
        return len(bigrams(case.text) & self._words[case.system] - others)


def _parts(text: str) -> frozenset[str]:
    """Characters of a text, and pairs of neighbours, without punctuation."""
    return frozenset(filter(str.isalnum, bigrams(text) | frozenset(text)))


def _which_system(case: Case, source: Source, said: str) -> Question:
    stem = f"质量检查时发现：{case.text}。这主要违反了{_SYSTEMS}哪一项？"
    shown = tuple(shuffled(stem, (case.system, *case.wrong)))
    return Question(Form.SINGLE, stem, (case.system,), source, said, shown, (_fact(case),), Kind.SYSTEM)


@dataclass(frozen=True, eq=False)
class _Wrong:
    """What did not break a system, though it comes to mind."""

    all: Sequence[Case]
    _used: Counter[str] = field(default_factory=Counter)

    def beside(self, right: Sequence[Case]) -> list[Case]:
        """Enough cases for four that broke what comes to mind for the right ones, each a few times, the least used first.

        None is of a system that one of the right ones may be said to have broken as well.
        """
        seed, also = "".join(case.text for case in right), {name for case in right for name in case.also}
        near = {name for case in right for name in case.wrong} - also
        free = [case for case in self.all if case.system in near and self._used[case.text] < _OFTEN_BESIDE]
        taken = sorted(shuffled(seed, free), key=lambda case: self._used[case.text])[: _CHOICES - len(right)]
        self._used.update(case.text for case in taken)
        return taken


def _which_case(system: str, right: Sequence[Case], others: _Wrong, source: Source, said: str) -> Iterator[Question]:
    """Of four cases the one, or the two, that broke a system; the others are of systems that come to mind."""
    seed, wrong = "".join(case.text for case in right), others.beside(right)
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
