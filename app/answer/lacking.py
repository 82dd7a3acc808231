"""Which detail a question asks for that the clauses on its matter do not have: nothing of how much, how long, or where."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from app.base.knowledge import Knowledge
from index import details
from index.details import Detail
from index.search import Hit

_LOOKED_AT = 3
"""Best clauses in which a detail is looked for."""
_DENSE, _COVERAGE = 0.45, 0.6
"""Least cosine, or least coverage, of a clause that treats the matter of the question."""
_SHARE_OF_BEST = 0.8
"""Least share of the best clause's score: where one treats the very matter, the detail in another is that of something else."""


def lacking(kb: Knowledge, text: str, hits: Iterable[Hit]) -> Detail | None:
    """The detail that the question ``text`` asks for and that none of the best clauses has near the words that it shares."""
    detail = details.asked(text)
    if detail is None or any(detail.stands_in(*_read(kb, hit)) for hit in on_the_matter(kb, hits)):
        return None
    return detail


def on_the_matter(kb: Knowledge, hits: Iterable[Hit]) -> Iterator[Hit]:
    """The best clauses, as far as they treat the matter of the question."""
    best = [*islice((hit for hit in hits if kb.entries[hit.row][0] == "clause"), _LOOKED_AT)]
    near = (hit for hit in best if hit.dense >= _DENSE or hit.coverage >= _COVERAGE)
    return (hit for hit in near if hit.score >= _SHARE_OF_BEST * best[0].score)


def has_own(kb: Knowledge, thing: str, detail: Detail) -> bool:
    """Whether a thing of the graph has the detail: in its name, or in the clauses that are its own summary and strategies."""
    clauses = (kb.clause(near.id) for near in kb.graph.neighbours(thing, "summary_of", "strategy_of"))
    return any(
        map(detail.stands_in, (getattr(kb.entities[thing], "name", thing), *(clause.text for clause in clauses if clause)))
    )


def _read(kb: Knowledge, hit: Hit) -> tuple[str, Callable[[str], bool]]:
    """The text of a clause that was found, and whether a sentence shares with the question what the clause shares with it."""
    clause = kb.clause(kb.entries[hit.row][1])
    units = [unit for unit, _ in hit.contained]
    words = {word for unit in units for word in (unit.text, *unit.words)}
    concepts = {unit.concept for unit in units if unit.concept}

    def shares(sentence: str) -> bool:
        return any(word in sentence for word in words) or any(m.concept in concepts for m in kb.searcher.mentions(sentence))

    return (clause.text if clause else kb.entries.text(hit.row)), shares
