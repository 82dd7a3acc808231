"""The lists that documents themselves make: items under a heading or under a sentence that leads to them (有下列情形之一的：).

A question for such a list (陪护人员不能做哪些事) is answered with all items of the one list that it is about.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.base.knowledge import Knowledge
from ingest.model import Clause

_LEADS = re.compile(r"[：:]\s*$|(?:下列|以下|如下)[^。；]{0,30}[：:。]?$")
"""A sentence that leads to items."""
_PARAGRAPH = re.compile(r"^第\d+[段款]$")
_ASIDE = re.compile(r"^(?:引言|注|版记|表头|图示文字|联系方式)")
"""Labels of what stands beside the items of a list."""
_LEAST = 2
"""Items of a list."""
_BEST, _MOST = 6, 3
"""Clauses found that are looked at; how many of them at least belong to a list which the question is about."""
_NAMED = 3
"""Characters at the end of a heading that a question repeats to name it, if not its last word: 征集表."""
_NEAR = 3
"""Clauses found among which the sentence has to be that leads to most of the others."""


@dataclass(frozen=True, slots=True)
class Part:
    """A list in a document."""

    title: str
    """The heading over it, with those above."""
    lead: str
    """Id of the sentence that leads to the items; "" where only a heading does."""
    items: tuple[str, ...]
    """Ids of the clauses that are or begin the items, in order."""


def parts(clauses: Sequence[Clause]) -> Iterator[Part]:
    """The lists of one document, of whose clauses in order ``clauses`` consists."""
    yield from _led(clauses)
    yield from _headed(clauses)


def _led(clauses: Sequence[Clause]) -> Iterator[Part]:
    for i, clause in enumerate(clauses):
        if not _LEADS.search(clause.text):
            continue
        items = [c.id for c in _following(clause, clauses[i + 1 :])]
        if len(items) >= _LEAST:
            yield Part(_title(clause, len(clause.path)), clause.id, tuple(items))


def _following(lead: Clause, after: Sequence[Clause]) -> Iterator[Clause]:
    """The items right after a sentence: numbered ones below or beside it, else the paragraphs that follow it."""
    beside = lead.path[:-1] if _PARAGRAPH.match(lead.path[-1]) else lead.path
    kind, depth = "", len(beside) + 1
    for clause in after:
        if clause.path[: len(beside)] != beside or (_LEADS.search(clause.text) and len(clause.path) <= depth):
            return
        if len(clause.path) > len(beside) and _ASIDE.match(clause.path[len(beside)]):
            continue
        numbered = not _PARAGRAPH.match(clause.path[len(beside)]) if len(clause.path) > len(beside) else False
        kind = kind or ("numbered" if numbered else "plain")
        if (kind == "numbered") != numbered:
            return
        if len(clause.path) == depth:
            yield clause


def _headed(clauses: Sequence[Clause]) -> Iterator[Part]:
    """The numbered things right below every heading: each by its first clause."""
    below: dict[tuple[str, ...], dict[str, Clause]] = {}
    titled: dict[tuple[str, ...], Clause] = {}
    for clause in clauses:
        for depth in range(1, len(clause.path)):
            label = clause.path[depth]
            if not _PARAGRAPH.match(label) and not _ASIDE.match(label):
                below.setdefault(clause.path[:depth], {}).setdefault(label, clause)
                titled.setdefault(clause.path[:depth], clause)
    for path, items in below.items():
        if len(items) >= _LEAST:
            yield Part(_title(titled[path], len(path)), "", tuple(c.id for c in items.values()))


def _title(clause: Clause, depth: int) -> str:
    return " ".join(t for t in clause.titles[:depth] if t)


def outline(kb: Knowledge, document: str) -> list[Part]:
    """The lists of a document; of two with the same items the one with a sentence that leads to them."""
    by_items: dict[tuple[str, ...], Part] = {}
    for part in parts(list(kb.store.clauses(document))):
        by_items.setdefault(part.items, part)
    return list(by_items.values())


def meant(kb: Knowledge, text: str, ranked: Sequence[str], *, whole: bool) -> Part | None:
    """The list that a question is about, None where that is not certain; ``ranked`` are ids of the clauses found, best first.

    The best clause leads to it, or one of the best beside most of its items; or the best is an item of it and the question
    names its heading; or most of the best are, where the question asks for a ``whole`` list to the last item.
    """
    best = list(ranked[:_BEST])
    documents = dict.fromkeys(i.partition("#")[0] for i in best)
    found = [part for document in documents for part in outline(kb, document)]
    return max((p for p in found if _fits(kb, text, p, best, whole=whole)), key=lambda p: _own(p, best), default=None)


def _own(part: Part, best: Sequence[str]) -> int:
    """How many of the best clauses belong to a list."""
    return len({part.lead, *part.items}.intersection(best))


def _fits(kb: Knowledge, text: str, part: Part, best: Sequence[str], *, whole: bool) -> bool:
    if (
        part.lead == best[0]
        or (part.lead in best[1:_NEAR] and _own(part, best) > _MOST)
        or (whole and _own(part, best) >= _MOST)
    ):
        return True
    heading = part.title.rpartition(" ")[2]
    ends = (heading[-_NAMED:], kb.searcher.in_words(heading)[-1]) if heading else ()
    return best[0] in part.items and any(len(end) > 1 and end in text for end in ends)
