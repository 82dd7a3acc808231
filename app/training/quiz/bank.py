"""Subjects of a base come in; every question that can be made on them goes out, and a choice of them for one class."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TypeVar

from app.base.knowledge import Knowledge
from app.base.things import Things
from app.training.quiz import forms, lists, tables
from app.training.quiz.beside import Beside
from app.training.quiz.claims import claims
from app.training.quiz.gaps import Pool, gaps
from app.training.quiz.indicators import values
from app.training.quiz.model import CASES, Form, Kind, Question
from app.training.quiz.names import name_figures
from app.training.quiz.parts import Rows, marked_rows, rows
from app.training.quiz.rules import of_systems
from app.training.quiz.shuffling import shuffled
from app.training.quiz.standards import Standards
from app.training.quiz.statements import Statement, leads, statements
from app.training.quiz.systems import Systems
from app.training.quiz.terms import Terms, term
from app.training.quiz.worth import rules_work, worth_reading
from app.training.subjects import Subject
from ingest.model import Clause, CoreSystem, Document, Indicator, Standard, Target

T = TypeVar("T")
_MOST = 6_000
"""Clauses that wrong options are taken from: those of the subjects' own documents, then others up to this number."""
_FEWEST = 20
"""Questions on which core system was broken that a bank may have even where little else is asked for, or one a system."""


@dataclass(frozen=True, eq=False)
class Bank:
    """The questions on some subjects of a base."""

    things: Knowledge
    subjects: Sequence[Subject]

    @cached_property
    def questions(self) -> list[Question]:
        """All of them, in the order of the clauses, a fact in every form in which it can be asked for; at the end cases.

        To four other questions at most three ask which core system was broken and three what broke one, or a few in all do.
        """
        others, systems = _different(self._made()), self._systems
        most = max(3 * len(others) // 4, _FEWEST, len(systems))
        made = _different(Systems(self.things, _all(self.things, CoreSystem), self._clauses).questions(systems))
        return others + [q for kind in CASES for q in [q for q in made if q.kind is kind][:most]]

    def _made(self) -> Iterator[Question]:
        clauses = list({c.id: c for subject in self.subjects for c in subject.clauses}.values())
        every = [*statements(self.things, clauses), *of_systems(self.things, self._systems)]
        own = [statement for statement in every if worth_reading(statement.source.cited)]
        yield from claims(own, self._pool)
        for statement in own:
            yield from self._of_statement(statement)
        yield from self._enumerated({c.id for c in clauses})
        yield from tables.cells(self.things, clauses, self._clauses)
        yield from name_figures(self.things, [s.thing for s in self.subjects if isinstance(s.thing, Target)])
        standards = [s.thing for s in self.subjects if isinstance(s.thing, Standard)]
        yield from Standards(self.things).questions(standards)
        documents = {s.id for s in self.subjects if isinstance(s.thing, Document)}
        indicators = [i for i in _all(self.things, Indicator) if i.document in documents]
        yield from values(self.things, indicators)

    def _of_statement(self, statement: Statement) -> Iterator[Question]:
        for gap in gaps(statement, self._pool):
            yield from forms.from_gap(gap)
        if defined := term(statement):
            yield from forms.from_term(defined, self._terms.others(defined))
        for row, others in marked_rows(statement):
            yield from forms.from_row(row, others)
        for row in rows(statement):
            if rules_work(statement.text, row.start, row.end):
                yield from forms.from_row(row, self._rows.strangers(row, 2))

    @cached_property
    def _terms(self) -> Terms:
        return Terms([found for s in self._pool.statements if (found := term(s))])

    @cached_property
    def _rows(self) -> Rows:
        return Rows(tuple(row for s in self._pool.statements for row in rows(s)))

    @cached_property
    def _clauses(self) -> list[Clause]:
        documents = dict.fromkeys(c.document for subject in self.subjects for c in subject.clauses)
        others = (d for d in self.things.documents if d not in documents)
        return list(islice((c for d in (*documents, *others) for c in self.things.store.clauses(d)), _MOST))

    @cached_property
    def _pool(self) -> Pool:
        told = of_systems(self.things, _all(self.things, CoreSystem))
        return Pool([*statements(self.things, self._clauses), *told])

    @cached_property
    def _systems(self) -> list[CoreSystem]:
        return [s.thing for s in self.subjects if isinstance(s.thing, CoreSystem)]

    def _enumerated(self, wanted: set[str]) -> Iterator[Question]:
        every = lists.enumerations(leads(self.things, self._clauses))
        for one in every:
            if one.lead.source.clause.id in wanted and (others := lists.not_listed(one, every)):
                yield from forms.from_enumeration(one, others)


def _different(questions: Iterable[Question]) -> list[Question]:
    """Those that ask something else or offer something else than any before."""
    return list({(q.stem, frozenset(q.options)): q for q in questions}.values())


def _all(things: Things, cls: type[T]) -> list[T]:
    return [e for e in things.entities.values() if isinstance(e, cls)]


_SHARES = {Form.SINGLE: 0.45, Form.MULTIPLE: 0.2, Form.TRUE_FALSE: 0.2, Form.FILL_IN: 0.15}
"""How the questions of one paper are spread over the forms."""
_PAPER = 100
"""Questions of one paper at most: who wants more fills a system that draws papers from them."""
_SHARE = 4
"""One of so many questions of a paper is on what happened on a ward, save where there are no others."""


def chosen(questions: Iterable[Question], count: int) -> list[Question]:
    """At most ``count`` questions, grouped by form.

    On a paper none tells the answer of another, and forms and clauses are mixed.
    """
    mixed = shuffled("paper", questions)
    taken = _paper(mixed, count) if count <= _PAPER else mixed[:count]
    return sorted(taken, key=lambda q: list(Form).index(q.form))


def _paper(free: list[Question], count: int) -> list[Question]:
    """Those that stand beside each other: a share of each form, then of any; clauses, answers and what is asked for in turn."""
    beside, taken = Beside(), list[Question]()
    clauses, keys, kinds = Counter[str](), Counter[tuple[Form, tuple[str, ...]]](), Counter[Kind]()

    def rank(question: Question) -> tuple[bool, int, int]:
        many = sum(kinds[kind] for kind in CASES) * _SHARE >= count
        return question.kind in CASES and many, clauses[question.source.clause.id], keys[question.form, question.key]

    def take(form: Form | None, most: int) -> None:
        while most > 0 and (fit := [q for q in free if form in (None, q.form)]):
            best = min(fit, key=rank)
            free.remove(best)
            if beside.take(best):
                taken.append(best)
                clauses[best.source.clause.id] += 1
                keys[best.form, best.key] += 1
                kinds[best.kind] += 1
                most -= 1

    for form in (Form.MULTIPLE, Form.FILL_IN, Form.TRUE_FALSE, Form.SINGLE):
        take(form, round(count * _SHARES[form]))
    take(None, count - len(taken))
    return taken
