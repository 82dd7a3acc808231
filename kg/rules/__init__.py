"""Entities and clauses → links: one function a rule, one line in ``RULES``.

``stated`` reads what the documents say, ``mentions`` what clauses name, ``suggested`` computes what a person may
accept or reject. Curated links come from ``corpus/links``. Every link names its evidence or says how it came about.
"""

from collections.abc import Callable, Iterable

from ingest.model import Link
from ingest.shipped.curated import NONE
from kg.predicates import COVERING
from kg.rules import stated, suggested
from kg.rules.mentions import mentions
from kg.rules.sources import Sources

__all__ = ["RULES", "Sources", "links"]

RULES: tuple[Callable[[Sources], Iterable[Link]], ...] = (
    stated.refers_to,
    stated.strategies,
    stated.part_of,
    stated.replaces,
    stated.cites,
    stated.requires,
    stated.about,
    mentions,
    suggested.implements,
    suggested.applies_to,
    suggested.requires,
    suggested.measures,
)


def links(sources: Sources) -> list[Link]:
    """Every link that a rule finds, each once; nothing is suggested for a pair that is stated or that curators decided."""
    found = dict.fromkeys(link for rule in RULES for link in rule(sources))
    said = {(x.subject, x.object) for x in found if x.basis == "stated" and x.predicate != "mentions"}
    decided = {(x.subject, x.object) for x in sources.curated} | said
    looked_at = {x.subject for x in sources.curated}
    without = {(predicate, x.object) for x in sources.curated if x.subject == NONE for predicate in COVERING}
    return [
        x
        for x in found
        if x.basis != "suggested"
        or ((x.subject, x.object) not in decided and not (x.subject in looked_at and (x.predicate, x.object) in without))
    ]
