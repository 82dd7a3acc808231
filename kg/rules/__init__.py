"""Rules that make links from entities and clauses. Each rule is one function, listed in ``RULES``.

``stated`` finds links that the documents state, ``mentions`` things that clauses name, ``suggested`` computes links for a
person to accept or reject. Curated links are not made here: they are in ``corpus/links``. Every link has the clause that is its
evidence, or a comment on how it was found.
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
    """All links that the rules find, each once.

    A suggestion is left out if its two ends have a stated link or a curated row, or if curators, who know its subject, wrote
    that no standard fits its object.
    """
    found = dict.fromkeys(link for rule in RULES for link in rule(sources))
    stated_pairs = {(x.subject, x.object) for x in found if x.basis == "stated" and x.predicate != "mentions"}
    decided = {(x.subject, x.object) for x in sources.curated} | stated_pairs
    reviewed = {x.subject for x in sources.curated}
    without = {(predicate, x.object) for x in sources.curated if x.subject == NONE for predicate in COVERING}
    return [
        x
        for x in found
        if x.basis != "suggested"
        or ((x.subject, x.object) not in decided and not (x.subject in reviewed and (x.predicate, x.object) in without))
    ]
