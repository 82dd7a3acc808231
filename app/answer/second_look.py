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
from index.models.judge import Judge
from ingest.model import Clause

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
    features, (least, most) = basis.features(found.hits, found.examples), DOUBTFUL
    treated = basis.probability(features)
    if not clauses or treated <= least or not _decide(kb, asked, found, features) or kb.judge is None:
        return found
    read = [clause for place in clauses if (clause := kb.clause(kb.entries[found.hits[place].row][1]))]
    found = replace(found, written=_written(kb, kb.judge, asked.query.text, read))
    if treated >= most:
        return found
    odds = kb.judge.log_odds(asked.query.text, [kb.meaning(clause) for clause in read])
    worth = [found.hits[place].score + _WEIGHT / (1 + np.exp(-one)) for place, one in zip(clauses, odds, strict=True)]
    hits = list(found.hits)
    for place, best in zip(clauses, np.argsort(-np.array(worth), kind="stable"), strict=True):
        hits[place] = found.hits[clauses[best]]._replace(score=found.hits[place].score)
    return replace(found, hits=tuple(hits), read=float(odds.max()))


def _written(kb: Knowledge, judge: Judge, question: str, clauses: Sequence[Clause]) -> float | None:
    """The highest log odds that a sentence with the detail asked for answers; None where no sentence has one to be read.

    Each is read behind the title of its document.
    """
    detail, read = details.asked(question), dict[str, None]()
    if detail is None:
        return None
    for clause in clauses:
        title = kb.documents[clause.document].title
        read |= dict.fromkeys(f"{title} {one}" for one in detail.sentences(kb.meaning(clause).removeprefix(title)))
    return float(judge.log_odds(question, [*read][:_SENTENCES]).max()) if read else None


def _decide(kb: Knowledge, asked: Understood, found: Retrieved, features: basis.Features) -> bool:
    """Whether clauses decide if there is a basis: one comes first, and nothing is named.

    Of what ships, examples of how people ask may speak for it; they say nothing of any other clause.
    """
    if asked.names.found or asked.names.unknown or kb.entries[found.hits[0].row][0] != "clause":
        return False
    return not is_prepared(kb, found.hits[0]) or basis.BY_EXAMPLES.probability(features) < basis.FOUNDED
