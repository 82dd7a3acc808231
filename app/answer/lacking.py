"""Which detail a question asks for that the clauses on its matter do not have: nothing of how much, how long, or where."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from app.base.knowledge import Knowledge
from index import details
from index.details import Detail
from index.question import Unit
from index.search import Hit

_LOOKED_AT = 3
"""Best clauses in which a detail is looked for."""
_DENSE, _COVERAGE = 0.45, 0.6
"""Least cosine, or least coverage, of a clause that treats the matter of the question."""
_NUMBER = re.compile(r"\d|[一二两三四五六七八九十百半](?=个?(?:工作日|[日天周月年次人名元万成级]|小时|分钟|百分))")
_SHARE_OF_BEST = 0.8
"""Least share of the best clause's score: where one treats the very matter, the detail in another is that of something else."""


def lacking(kb: Knowledge, text: str, hits: Iterable[Hit], *, elsewhere: bool = False) -> Detail | None:
    """The detail that the question ``text`` asks for and that none of the best clauses has near the words that it shares.

    ``elsewhere``: the sentences that have one were read, and say it of something else.
    """
    detail = details.asked(text)
    if detail is None or (not elsewhere and any(_has(kb, hit, detail) for hit in on_the_matter(kb, hits))):
        return None
    return detail


def on_the_matter(kb: Knowledge, hits: Iterable[Hit]) -> Iterator[Hit]:
    """The best clauses, as far as they treat the matter of the question."""
    best = [*islice((hit for hit in hits if kb.entries[hit.row][0] == "clause"), _LOOKED_AT)]
    near = (hit for hit in best if hit.dense >= _DENSE or hit.coverage >= _COVERAGE)
    return (hit for hit in near if hit.score >= _SHARE_OF_BEST * best[0].score)


def has_own(kb: Knowledge, thing: str, detail: Detail, units: Sequence[Unit]) -> bool:
    """Whether a thing of the graph has the detail: in its name, or in the clauses that are its own summary and strategies.

    ``units`` are those of the question, near which the detail has to stand.
    """
    clauses = (kb.clause(near.id) for near in kb.graph.neighbours(thing, "summary_of", "strategy_of"))
    texts = (getattr(kb.entities[thing], "name", thing), *(clause.text for clause in clauses if clause))
    exact = (text for text in texts if not detail.figure or _NUMBER.search(text))
    return any(detail.stands_in(text, _sharing(kb, units)) for text in exact)


def degree(kb: Knowledge, thing: str, kind: str, detail: Detail, units: Sequence[Unit]) -> float:
    """How far a result of a kind has the detail: 1 outright, 0.5 vaguely, -1 not; 0 for a title, which tells nothing of it."""
    if kind == "standard":
        return 0.0
    clause = kb.clause(thing)
    if clause is None:
        return 1.0 if has_own(kb, thing, detail, units) else -1.0
    return 1.0 if detail.is_in(clause.text, vaguely=False) else 0.5 if detail.is_in(clause.text) else -1.0


def _has(kb: Knowledge, hit: Hit, detail: Detail) -> bool:
    """Whether a clause that was found has the detail near what it shares with the question.

    What a sentence says that items hang on, it says of each of them.
    """
    clause = kb.clause(kb.entries[hit.row][1])
    text, shares = clause.text if clause else kb.entries.text(hit.row), _sharing(kb, [unit for unit, _ in hit.contained])
    leads = kb.outline(clause.document).leads(clause) if clause else ()
    return detail.stands_in(text, shares) or any(detail.stands_in(lead.text) for lead in leads)


def _sharing(kb: Knowledge, units: Sequence[Unit]) -> Callable[[str], bool]:
    """Whether a sentence has a word or concept of these units."""
    words = {word for unit in units for word in (unit.text, *unit.words)}
    concepts = {unit.concept for unit in units}

    def shares(sentence: str) -> bool:
        return any(word in sentence for word in words) or any(m.concept in concepts for m in kb.searcher.mentions(sentence))

    return shares
