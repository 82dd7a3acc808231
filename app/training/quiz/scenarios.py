"""Core systems come in; questions on which of them rules what happened on a ward go out.

What happened is told by the examples of how people ask about a core system. An example is about one system because an editor
said so; others that its neighbours are about too are never offered as wrong, so that no two options are right.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from app.base.knowledge import Knowledge
from app.training.quiz.forms import hidden, judged
from app.training.quiz.model import LINE, Form, Question, Source
from app.training.quiz.shuffling import drawn, shuffled
from index.engines.bm25 import Floats
from ingest.model import CoreSystem

_APART = 0.03
"""Cosine by which an example must be nearer to its own system than to one that is offered as wrong."""
_SURELY = 0.045
"""The same where it is the only one named."""
_FAR = 0.06
"""The same where the examples are the options."""
_LEADING = 1
"""Of the systems nearest to an example, its own must be among so many."""
_LENGTH = range(10, 46)
_OPTIONS = 4
_STRANGERS = 5
"""How many times the number of options are looked at for things that another system rules."""
_HAPPENED = re.compile("[了没未不被把却漏错丢，]|就|还在|只|才|自己")
"""Words without which an example names a topic and tells nothing that happened."""
_ASKS = re.compile(
    r"[？?： ]|[吗呢么嘛]|多[久少]|还是|什么|啥|咋|哪|谁|几|要不要|能不能|是不是|有没有|算不算|行不行|如何|规定|制度|项目|质控|"
    r"规培|考题|通报|整改|统计|缩短|降低|提高|评审|流程|培训|(?:上报|记录|登记|清单|论证|商量|分析|核对)$|[A-Za-z]{3}|(.)[不没]\1|点名|被扣"
)
"""Words of examples that ask, search or speak of a project."""
_TELLING = 2.0
"""How many times as often as elsewhere a character of its name must stand in the examples of a system to tell it."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What happened on a ward, and which core systems it can be held against."""

    system: str
    text: str
    apart: tuple[tuple[str, float], ...]
    """Other systems, the nearest first, with how much farther the example is from each."""

    @property
    def wrong(self) -> tuple[str, ...]:
        """Names that can stand beside the right one: near enough to be thought of, far enough to be wrong."""
        return tuple(name for name, distance in self.apart if distance >= _APART)[: _OPTIONS - 1]

    def far_from(self, system: str) -> bool:
        """Whether nobody would hold it against this system."""
        return dict(self.apart).get(system, 0.0) >= _FAR


@dataclass(frozen=True, eq=False)
class Scenarios:
    """All core systems of a base with what happened to people."""

    kb: Knowledge
    all: Sequence[CoreSystem]

    @cached_property
    def _held(self) -> list[str]:
        """Core systems that examples are about; none where they are too few to choose among."""
        names = [system.id for system in self.all if system.id in self.kb.subjects_with_examples]
        return names if len(names) >= _OPTIONS else []

    @cached_property
    def _examples(self) -> tuple[list[tuple[str, str]], Floats]:
        return self.kb.examples.nearness(self._held) if self._held else ([], np.zeros((0, 0), np.float32))

    @cached_property
    def found(self) -> list[Scenario]:
        """Every example that tells what happened and does not name its own system."""
        names, (examples, nearness), found = self._held, self._examples, []
        for (own, text), row in zip(examples, nearness.tolist(), strict=True):
            ranked = sorted(zip(names, row, strict=True), key=lambda one: -one[1])
            near = dict(ranked)
            apart = tuple((name, near[own] - score) for name, score in ranked if name != own)
            leading = own in [name for name, _ in ranked[:_LEADING]]
            scenario = Scenario(own, text.translate(_INNER).rstrip("。；"), apart)
            if leading and _tells(text) and not self._names(own, text):
                found.append(scenario)
        return found

    def _names(self, system: str, text: str) -> bool:
        """Whether a text has a character of a system's name that speaks for this system."""
        return bool(self._telling[system] & set(text))

    @cached_property
    def _telling(self) -> dict[str, set[str]]:
        """System → the characters of its name that its examples have more often than others."""
        every, own = Counter[str](), {system: Counter[str]() for system in self._held}
        for system, text in self._examples[0]:
            every.update(set(text))
            own[system].update(set(text))
        return {
            system: {char for char in set(system) if len(own) * found[char] >= _TELLING * every[char]}
            for system, found in own.items()
        }

    def questions(self, system: CoreSystem, source: Source, said: str) -> Iterator[Question]:
        """Which system rules what happened, whether one does, and which of four things that happened one rules."""
        own = [s for s in self.found if s.system == system.id and len(s.wrong) == _OPTIONS - 1]
        for scenario in own:
            if hidden(scenario.system, scenario.wrong):
                yield _single(scenario, source, said)
            yield from _judged(scenario, source, said)
            yield from _filled(scenario, source, said)
        for start in range(0, len(own) - 2, 3):
            yield from self._several(own[start : start + 3], source, said)
        for start in range(1, len(own) - 2, 3):
            yield from self._odd_one(own[start : start + 3], source, said)

    def _several(self, own: Sequence[Scenario], source: Source, said: str) -> Iterator[Question]:
        """Two or three of ``own`` among four things that happened; nobody would hold the others against the system."""
        right = own[: 2 + drawn(own[0].text, 2)]
        if others := self._strangers(right, _OPTIONS - len(right)):
            stem = f"下列事情中，主要归医疗质量安全核心制度里的“{own[0].system}”管的有哪些？"
            yield _among(Form.MULTIPLE, stem, right, (*right, *others), source, said)

    def _odd_one(self, own: Sequence[Scenario], source: Source, said: str) -> Iterator[Question]:
        """The one thing that the system of the other three does not rule."""
        others = self._strangers(own, 1)
        if others and hidden(others[0].text, tuple(s.text for s in own)):
            stem = f"下列事情中，不归医疗质量安全核心制度里的“{own[0].system}”管的是哪一项？"
            yield _among(Form.SINGLE, stem, others, (*own, *others), source, said)

    def _strangers(self, own: Sequence[Scenario], count: int) -> list[Scenario]:
        """So many things that happened under other systems, each under another, and far from this one; else none."""
        name = own[0].system
        found = [s for s in self.found if s.system != name and s.far_from(name) and not self._names(name, s.text)]
        found.sort(key=lambda s: dict(s.apart)[name])
        drawn_from = shuffled(own[0].text + str(count), found[: _STRANGERS * _OPTIONS])
        by_system = {s.system: s for s in drawn_from}
        return list(by_system.values())[:count] if len(by_system) >= count else []


def _among(form: Form, stem: str, key: Sequence[Scenario], four: Sequence[Scenario], source: Source, said: str) -> Question:
    shown = tuple(shuffled(stem + key[0].text, [s.text for s in four]))
    right = {s.text for s in key}
    facts = tuple(_fact(s.system, s.text) for s in four)
    return Question(form, stem, tuple(t for t in shown if t in right), source, said, shown, facts)


def _single(scenario: Scenario, source: Source, said: str) -> Question:
    stem = f"科室里有这样一件事：“{scenario.text}”。按医疗质量安全核心制度，它主要归哪一项制度管？"
    shown = tuple(shuffled(stem, (scenario.system, *scenario.wrong)))
    return Question(Form.SINGLE, stem, (scenario.system,), source, said, shown, (_fact(scenario.system, scenario.text),))


def _judged(scenario: Scenario, source: Source, said: str) -> Iterator[Question]:
    """One to judge; where it is wrong, by the nearest system that is certainly wrong, unless nobody would think of that."""
    other = next((one for one in scenario.apart if one[1] >= _SURELY), ("", 1.0))
    right = drawn(scenario.text + "判断", 2) == 0
    if right or other[1] < _FAR:
        name = scenario.system if right else other[0]
        stem = f"科室里有这样一件事：“{scenario.text}”。按医疗质量安全核心制度，它主要归“{name}”管。"
        yield judged(source, stem, right=right, fact=_fact(scenario.system, scenario.text), why=said)


def _filled(scenario: Scenario, source: Source, said: str) -> Iterator[Question]:
    """One to write the name of the system for, where no other comes near."""
    if scenario.apart[0][1] >= _SURELY:
        stem = f"科室里有这样一件事：“{scenario.text}”。按医疗质量安全核心制度，它主要归{LINE}（填制度名称）管。"
        yield Question(Form.FILL_IN, stem, (scenario.system,), source, said, facts=(_fact(scenario.system, scenario.text),))


def _fact(system: str, text: str) -> str:
    return f"{system}|{text}"


def _tells(text: str) -> bool:
    return len(text) in _LENGTH and bool(_HAPPENED.search(text)) and not _ASKS.search(text)


_INNER = str.maketrans("“”", "‘’")
