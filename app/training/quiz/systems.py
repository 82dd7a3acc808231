"""Core systems come in; questions on what is none of them and which one was broken go out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import zip_longest

from app.base.knowledge import Knowledge
from app.training.citing import cited
from app.training.quiz.forms import single
from app.training.quiz.likeness import overlap
from app.training.quiz.model import Kind, Question, Source
from app.training.quiz.scenarios import Scenarios
from app.training.quiz.shuffling import shuffled
from ingest.model import Clause, CoreSystem

_LIKE = 0.5
_NAMED = 5
"""Core systems that a clause names when it lists them all."""
_SYSTEM = re.compile(r"[\d一二三四五六七八九十、（(]*([\u4e00-\u9fff、]{2,16}制度)[）)]")


@dataclass(frozen=True, eq=False)
class Systems:
    """All core systems of a base."""

    things: Knowledge
    all: Sequence[CoreSystem]
    clauses: Sequence[Clause]
    """Those that may count others among the core systems."""

    def questions(self, asked: Iterable[CoreSystem]) -> Iterator[Question]:
        """What is none of them; which one was broken by what happened, the systems in turn."""
        wanted = list(asked)
        if len(wanted) > 1:
            yield from self._members()
        in_turn = [self._of_system(system) for system in wanted]
        yield from (question for row in zip_longest(*in_turn) for question in row if question)

    def _of_system(self, system: CoreSystem) -> Iterator[Question]:
        if source := self._source(system):
            yield from self._scenarios.questions(system, source, _why(system, source))

    @cached_property
    def _scenarios(self) -> Scenarios:
        return Scenarios(self.all, self.things.thesaurus)

    def _source(self, system: CoreSystem) -> Source | None:
        clause = self.things.clause(system.clause)
        return Source(clause, cited(self.things, clause), clause.rendition != "original") if clause else None

    def _members(self) -> Iterator[Question]:
        count = len(self.all)
        for name, clause in strangers(self.all, self.clauses):
            source = Source(clause, cited(self.things, clause), clause.rendition != "original")
            why = f"{source.cited}把“{name}”编进了口诀，但它不在{count}项核心制度之列；引用以核心制度目录为准。"
            three = tuple(s.id for s in shuffled(name, self.all)[:3])
            stem = f"下列制度中，哪一项不属于{count}项医疗质量安全核心制度？"
            yield from _explained(single(source, stem, name, three, f"{name}|之一", kind=Kind.SYSTEM), why)


def strangers(systems: Sequence[CoreSystem], clauses: Iterable[Clause]) -> list[tuple[str, Clause]]:
    """Names that a clause puts among the core systems and that are like none of them, with the clause."""
    ids = [s.id for s in systems]
    found: list[tuple[str, Clause]] = []
    for clause in clauses:
        if sum(name in clause.text for name in ids) >= _NAMED:
            named = _SYSTEM.findall(clause.text)
            found += [(n, clause) for n in named if all(overlap(n[:-2], i[:-2]) < _LIKE for i in ids)]
    return found


def _why(system: CoreSystem, source: Source) -> str:
    return f"{system.id}：{system.definition}（定义为知识库的概括，非原文；名称见{source.cited}）"


def _explained(questions: list[Question], why: str) -> Iterator[Question]:
    yield from (replace(q, explanation=why) for q in questions)
