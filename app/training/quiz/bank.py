"""Subjects of a base come in; every question that can be made on them goes out, and a choice of them for one class."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TypeVar

from app.base.knowledge import Knowledge
from app.base.things import Things
from app.training.quiz import forms, lists
from app.training.quiz.claims import claims
from app.training.quiz.gaps import Pool, gaps
from app.training.quiz.model import Form, Question
from app.training.quiz.names import name_figures
from app.training.quiz.shuffling import shuffled
from app.training.quiz.statements import leads, statements
from app.training.quiz.systems import Systems
from app.training.subjects import Subject
from ingest.model import Clause, CoreSystem, Target

T = TypeVar("T")
_MOST = 6_000
"""Clauses that wrong options are taken from: those of the subjects' own documents, then others up to this number."""


@dataclass(frozen=True, eq=False)
class Bank:
    """The questions on some subjects of a base."""

    things: Knowledge
    subjects: Sequence[Subject]

    @cached_property
    def questions(self) -> list[Question]:
        """All of them, no fact asked twice, in the order of the clauses."""
        taken: set[str] = set()
        found: list[Question] = []
        for question in self._made():
            if taken.isdisjoint(question.facts):
                found.append(question)
                taken.update(question.facts)
        return found

    def _made(self) -> Iterator[Question]:
        clauses = list({c.id: c for subject in self.subjects for c in subject.clauses}.values())
        own = statements(self.things, clauses)
        yield from claims(own, self._pool)
        yield from (forms.from_gap(gap) for statement in own for gap in gaps(statement, self._pool))
        yield from self._enumerated({c.id for c in clauses})
        yield from name_figures(self.things, [s.thing for s in self.subjects if isinstance(s.thing, Target)])
        systems = [s.thing for s in self.subjects if isinstance(s.thing, CoreSystem)]
        yield from Systems(self.things, _all(self.things, CoreSystem), self._clauses).questions(systems)

    @cached_property
    def _clauses(self) -> list[Clause]:
        documents = dict.fromkeys(c.document for subject in self.subjects for c in subject.clauses)
        others = (d for d in self.things.documents if d not in documents)
        return list(islice((c for d in (*documents, *others) for c in self.things.store.clauses(d)), _MOST))

    @cached_property
    def _pool(self) -> Pool:
        return Pool(statements(self.things, self._clauses))

    def _enumerated(self, wanted: set[str]) -> Iterator[Question]:
        every = lists.enumerations(leads(self.things, self._clauses))
        for one in every:
            if one.lead.source.clause.id in wanted and (others := lists.not_listed(one, every)):
                yield from forms.from_enumeration(one, others)


def _all(things: Things, cls: type[T]) -> list[T]:
    return [e for e in things.entities.values() if isinstance(e, cls)]


_SHARES = {Form.SINGLE: 0.45, Form.MULTIPLE: 0.2, Form.TRUE_FALSE: 0.2, Form.FILL_IN: 0.15}
"""How the questions of one paper are spread over the forms."""


def chosen(questions: Iterable[Question], count: int) -> list[Question]:
    """At most ``count`` questions for one paper: no fact twice, forms mixed, clauses and answers in turn; grouped by form."""
    pool, facts, taken = list(questions), set[str](), list[Question]()
    per_clause, keys = Counter[str](), Counter[tuple[Form, tuple[str, ...]]]()

    def take(form: Form | None, most: int) -> None:
        mixed = [q for q in shuffled("paper", pool) if form in (None, q.form)]
        while most > 0 and (free := [q for q in mixed if facts.isdisjoint(q.facts) and q not in taken]):
            best = min(free, key=lambda q: (per_clause[q.source.clause.id], keys[q.form, q.key]))
            taken.append(best)
            facts.update(best.facts)
            per_clause[best.source.clause.id] += 1
            keys[best.form, best.key] += 1
            most -= 1

    for form in (Form.MULTIPLE, Form.FILL_IN, Form.TRUE_FALSE, Form.SINGLE):
        take(form, round(count * _SHARES[form]))
    take(None, count - len(taken))
    return sorted(taken, key=lambda q: list(Form).index(q.form))
