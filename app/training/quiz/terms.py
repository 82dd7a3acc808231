"""Statements come in; the words that they define go out, each with three other words that the same document defines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.training.quiz.likeness import bigrams
from app.training.quiz.shuffling import shuffled
from app.training.quiz.statements import Statement

_DEFINED = re.compile(
    r"(?:.*所称的?|所谓)?(?P<term>[^，。；：《》]{2,16}?)，?(?:系|是)?指(?!导|定|标|征|数|南|派|挥)：?(?P<text>[^。]{12,110})"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word and what it means."""

    statement: Statement
    name: str
    text: str


def term(statement: Statement) -> Term | None:
    """What a sentence defines; None where the meaning has a piece of the word, which gives it away."""
    found = _DEFINED.fullmatch(statement.text)
    if found is None or re.search("[的由对应当将按依据]", found["term"]) or bigrams(found["term"]) & bigrams(found["text"]):
        return None
    return Term(statement, found["term"], found["text"])


@dataclass(frozen=True, eq=False)
class Terms:
    """All words that are defined."""

    all: Sequence[Term]

    def others(self, own: Term) -> Iterator[str]:
        """Words of other meanings, the document's own first."""
        document = own.statement.source.clause.document
        mixed = shuffled(own.name, self.all)
        for one in sorted(mixed, key=lambda one: one.statement.source.clause.document != document):
            if not bigrams(one.name) & (bigrams(own.name) | bigrams(own.text)):
                yield one.name
