"""Standards come in; whether a number that rules cite is in force goes out as questions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.base.things import Things
from app.training.citing import cited
from app.training.quiz.forms import judged
from app.training.quiz.model import Kind, Question, Source
from app.training.quiz.shuffling import drawn
from ingest.model import Standard

_DATED = re.compile(r"-(?:19|20)\d\d$")
_SIDES = 3
"""Of so many the number of one is that in force."""


@dataclass(frozen=True, eq=False)
class Standards:
    """All standards of a base."""

    things: Things

    def questions(self, asked: Sequence[Standard]) -> Iterator[Question]:
        """For each that replaces an edition: whether the number beside its title is in force, the new one or the old.

        Numbers without titles, and which number a title has, are looked up, not known by heart.
        """
        for standard in asked:
            clause = self.things.clause(standard.clause)
            if clause and standard.replaces and _DATED.search(standard.id):
                source = Source(clause, cited(self.things, clause), clause.rendition != "original")
                right = drawn(standard.id, _SIDES) == 0
                written = standard.id if right else standard.replaces
                stem = f"医院的制度写明依据标准《{standard.name}》（{written}），引用的是现行版本。"
                told = f"{standard.id}|标准号"
                yield judged(source, stem, right=right, fact=told, why=_why(standard), kind=Kind.STANDARD)


def _why(standard: Standard) -> str:
    """What is in force."""
    since = f"，{standard.effective}起实施" if standard.effective else ""
    return f"{standard.id}《{standard.name}》{since}，代替 {standard.replaces}。"
