"""Clauses come in; the lists below them go out, with what stands in a neighbouring list instead."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.training.quiz.likeness import alike, apart, overlap
from app.training.quiz.shuffling import shuffled
from app.training.quiz.statements import Statement
from app.training.quiz.worth import bound, worth_listing

_FEWEST = 3
_NEGATIVE = re.compile("^(?:未|不|无|拒|没|违)|情节|造成")
_ITEM_LENGTH = 70
_OPTIONS = 4
_SAID = re.compile("有下列|以下|下列|之一的?|情形|行为|条件|执业活动中|[，：]")
"""Words that open a list of anything."""
_NEAREST = 3
_NEIGHBOUR = 0.45
"""Share of the pairs of characters of a list's sentence from which two lists are about the same people or acts."""


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A sentence that ends with a colon and the numbered items below it."""

    lead: Statement
    items: tuple[Statement, ...]

    @property
    def open_ended(self) -> bool:
        """Whether its last item takes in whatever else there is."""
        return any(item.text.startswith(("其他", "其它", "法律、")) for item in self.items)

    @property
    def named(self) -> tuple[str, ...]:
        """The items that can be options."""
        return tuple(
            item.text for item in self.items if len(item.text) <= _ITEM_LENGTH and not item.text.startswith(("其他", "法律、"))
        )

    @property
    def negative(self) -> bool:
        """Whether it lists what must not happen."""
        return bool(re.search("情形之一|行为之一|禁止|不得", self.lead.text))


def enumerations(leads_and_items: Iterable[tuple[Statement, tuple[Statement, ...]]]) -> list[Enumeration]:
    """Those with three items or more that can be options."""
    found = (Enumeration(lead, items) for lead, items in leads_and_items)
    return [e for e in found if len(e.named) >= _FEWEST]


def not_listed(own: Enumeration, every: Sequence[Enumeration]) -> tuple[str, ...]:
    """Items of the enumeration most like it that have the same grammar and about the same length and say none of its items."""
    if not worth_listing(own.lead.text):
        return ()
    middle = sorted(map(len, own.named))[len(own.named) // 2]
    grammar = Counter(map(_grammar, own.named)).most_common(1)[0][0]
    document = own.lead.source.clause.document
    ruling = (e for e in every if e.lead.source.clause.document == document and worth_listing(e.lead.text))
    near = [e for e in ruling if _neighbours(own, e)]
    near.sort(key=lambda e: -overlap(own.lead.text, e.lead.text))
    found = [
        item
        for e in near[:_NEAREST]
        for item in e.named
        if _grammar(item) == grammar and middle / 2.5 <= len(item) <= middle * 2
    ]
    return apart((i.text for i in own.items), shuffled(own.lead.text, found), _OPTIONS)


def _neighbours(own: Enumeration, other: Enumeration) -> bool:
    """Whether two lists are easily taken for each other, yet no item of one is what the other spells out."""
    near = other is not own and own.negative == other.negative and _about_the_same(own.lead.text, other.lead.text)
    pairs = ((own, other), (other, own))
    return near and not any(alike(i.text, two.lead.text) for one, two in pairs for i in one.items)


def _about_the_same(one: str, other: str) -> bool:
    """Whether two sentences are near in words, or say of the same people what they may, must or must not."""
    who, others = bound(one), bound(other)
    return overlap(_SAID.sub("", one), _SAID.sub("", other)) >= _NEIGHBOUR or bool(who and who == others)


def _grammar(item: str) -> tuple[str, bool]:
    """How an item begins (a negation, 是否, 对, a number …) and whether it ends in 的."""
    begins = next((name for name, pattern in _BEGINNINGS if pattern.match(item)), "")
    return begins, item.endswith("的")


_BEGINNINGS = (("not", _NEGATIVE), ("whether", re.compile("是否|有无")), ("on", re.compile("对|按|依|在|因")))
