"""A doubtful question is looked at once more: the clauses found first are read together with it (``index.models.judge``).

What was found comes in; out goes the same, those clauses in the order in which they answer, with what the reading says.
"""

from dataclasses import replace

import numpy as np

from app.answer import basis
from app.answer.retrieval import Retrieved
from app.answer.understanding import Understood
from app.base.knowledge import Knowledge

DOUBTFUL = (0.05, 0.95)
"""Probabilities of a basis between which a question is looked at once more."""
READ = 3
"""Clauses read."""
_WEIGHT = 0.25
"""How much the probability that a clause answers counts beside its score for the order of those read."""


def taken(kb: Knowledge, asked: Understood, found: Retrieved) -> Retrieved:
    """``found`` after the second look; as it was where none is needed."""
    clauses = [place for place, hit in enumerate(found.hits) if kb.entries[hit.row][0] == "clause"][:READ]
    if not clauses or not _is_doubtful(kb, asked, found) or kb.judge is None:
        return found
    read = [kb.clause(kb.entries[found.hits[place].row][1]) for place in clauses]
    odds = kb.judge.log_odds(asked.query.text, [kb.meaning(clause) for clause in read if clause])
    worth = [found.hits[place].score + _WEIGHT / (1 + np.exp(-one)) for place, one in zip(clauses, odds, strict=True)]
    hits = list(found.hits)
    for place, best in zip(clauses, np.argsort(-np.array(worth), kind="stable"), strict=True):
        hits[place] = found.hits[clauses[best]]._replace(score=found.hits[place].score)
    return replace(found, hits=tuple(hits), read=float(odds.max()))


def _is_doubtful(kb: Knowledge, asked: Understood, found: Retrieved) -> bool:
    """Whether it is in doubt that the base has a basis, and clauses decide: one comes first, and no examples speak for it."""
    if asked.names.found or asked.names.unknown or kb.entries[found.hits[0].row][0] != "clause":
        return False
    features, (least, most) = basis.features(found.hits, found.examples), DOUBTFUL
    return basis.BY_EXAMPLES.probability(features) < basis.FOUNDED and least < basis.probability(features) < most
