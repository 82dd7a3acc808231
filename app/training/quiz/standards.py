"""Standards come in; which number rules a matter, and which number has been replaced, goes out as questions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.base.things import Things
from app.training.citing import cited
from app.training.quiz.forms import single
from app.training.quiz.model import Kind, Question, Source
from app.training.quiz.shuffling import drawn, shuffled
from ingest.model import Standard

_DATED = re.compile(r"-(?:19|20)\d\d$")
_SERIES = re.compile(r"[A-Z]+(?:/[A-Z]+)?")


@dataclass(frozen=True, eq=False)
class Standards:
    """All standards of a base."""

    things: Things
    all: Sequence[Standard]

    def questions(self, asked: Sequence[Standard]) -> Iterator[Question]:
        """For each that replaces an edition: which number is to be cited, and which number is no longer in force.

        Both ask for one fact; which comes first is left to chance. The numbers of others are looked up, not known by heart.
        """
        for standard in asked:
            clause = self.things.clause(standard.clause)
            if clause and standard.replaces and _DATED.search(standard.id):
                source = Source(clause, cited(self.things, clause), clause.rendition != "original")
                both = (self._number, self._replaced)
                for ask in both if drawn(standard.id, 2) else reversed(both):
                    yield from ask(standard, source)

    def _number(self, standard: Standard, source: Source) -> Iterator[Question]:
        """The edition that was replaced is among the wrong ones: it stands in many a rule of a ward."""
        wrong = (standard.replaces, *(s.id for s in self._of_series(standard)))
        stem = f"医院的制度要写明依据标准《{standard.name}》，应当写哪个标准号？"
        yield from _asked(single(source, stem, standard.id, wrong, f"{standard.id}|标准号", kind=Kind.STANDARD), standard)

    def _replaced(self, standard: Standard, source: Source) -> Iterator[Question]:
        others = sorted(self._of_series(standard), key=lambda s: s.effective)
        wrong = tuple(s.id for s in others if not s.replaces)
        stem = "核对医院制度里引用的标准：下列标准号中，哪一个已经被新版代替，不能再引用？"
        told = f"{standard.id}|标准号"
        yield from _asked(single(source, stem, standard.replaces, wrong, told, kind=Kind.STANDARD), standard)

    def _of_series(self, standard: Standard) -> list[Standard]:
        """Others of its series with a whole number, in the same order every time."""
        series = _SERIES.match(standard.id)
        alike = (s for s in self.all if series and s.id != standard.id and s.id.startswith(series[0]) and _DATED.search(s.id))
        return shuffled(standard.id, alike)


def _asked(questions: list[Question], standard: Standard) -> Iterator[Question]:
    """With an explanation that says what is in force."""
    since = f"，{standard.effective}起实施" if standard.effective else ""
    instead = f"，代替 {standard.replaces}" if standard.replaces else ""
    yield from (replace(q, explanation=f"{standard.id}《{standard.name}》{since}{instead}。") for q in questions)
