"""A question is looked at once more: the clauses found first are read together with it (``index.models.judge``).

They are read whole where it is in doubt that the base has a basis; where a detail is asked for, their sentences that have one,
as the days that a clause names may be those of another matter. What was found comes in; out goes the same, those clauses in the
order in which they answer, with what the reading says.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from app.answer import basis
from app.answer.retrieval import Retrieved, is_prepared
from app.answer.understanding import Understood
from app.base.knowledge import Knowledge
from index import details
from index.models.judge import Judge, sentences

DOUBTFUL = (0.05, 0.95)
"""Probabilities of a basis between which a question is looked at once more."""
READ = 3
"""Clauses read."""
_SENTENCES = 8
"""Most sentences read."""
_WEIGHT = 0.25
"""How much the probability that a clause answers counts beside its score for the order of those read."""


def taken(kb: Knowledge, asked: Understood, found: Retrieved) -> Retrieved:
    """``found`` after the second look; as it was where none is needed."""
    clauses = [place for place, hit in enumerate(found.hits) if kb.entries[hit.row][0] == "clause"][:READ]
    if not clauses or not _decide(kb, asked, found) or kb.judge is None:
        return found
    texts = [kb.meaning(clause) for place in clauses if (clause := kb.clause(kb.entries[found.hits[place].row][1]))]
    treated, (least, most) = basis.probability(basis.features(found.hits, found.examples)), DOUBTFUL
    if treated > least:
        found = replace(found, written=_written(kb.judge, asked.query.text, texts))
    if not least < treated < most:
        return found
    odds = kb.judge.log_odds(asked.query.text, texts)
    worth = [found.hits[place].score + _WEIGHT / (1 + np.exp(-one)) for place, one in zip(clauses, odds, strict=True)]
    hits = list(found.hits)
    for place, best in zip(clauses, np.argsort(-np.array(worth), kind="stable"), strict=True):
        hits[place] = found.hits[clauses[best]]._replace(score=found.hits[place].score)
    return replace(found, hits=tuple(hits), read=float(odds.max()))


def _written(judge: Judge, question: str, texts: Sequence[str]) -> float | None:
    """The highest log odds that a sentence with the detail asked for answers; None where no sentence has one to be read."""
    detail = details.asked(question)
    read = dict.fromkeys(sentence for text in texts for sentence in sentences(detail, text)) if detail else {}
    return float(judge.log_odds(question, [*read][:_SENTENCES]).max()) if read else None


def _decide(kb: Knowledge, asked: Understood, found: Retrieved) -> bool:
    """Whether clauses decide if there is a basis: one comes first, and nothing is named.

    Of what ships, examples of how people ask may speak for it; they say nothing of any other clause.
    """
    if asked.names.found or asked.names.unknown or kb.entries[found.hits[0].row][0] != "clause":
        return False
    return (
        not is_prepared(kb, found.hits[0])
        or basis.BY_EXAMPLES.probability(basis.features(found.hits, found.examples)) < basis.FOUNDED
    )
