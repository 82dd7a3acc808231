"""A question for what a document lists → all items of the one list that it is about, and the sentence that leads to them.

The lists are those that sentences open (``app.base.outlines``), and what stands right below a heading.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.answer.asking import wants_list
from app.answer.conclusion import has_text
from app.answer.listing import LIKELY, NUMBER, number_asked
from app.answer.members import Listing, first_words
from app.answer.name_conditions import QUOTED
from app.answer.ranking import Result
from app.answer.scope import Scope, scopes
from app.answer.understanding import Understood
from app.base.citation import inner
from app.base.citation_place import place
from app.base.knowledge import Knowledge
from index import details
from index.search import Hit
from index.words.tokenize import stopwords
from ingest.model import Clause, Target

_BESIDE = re.compile(r"^(?:第\d+[段款]|引言|注|版记|表头|图示文字|联系方式)")
"""Labels of what stands below a heading and is no item of a list."""
_OPENS = ("：", ":")
"""At the end of a sentence that says nothing but what follows it."""
_DIGIT = re.compile(r"\d")
_LEAST = 2
"""Items of a list."""
_BEST = 6
"""Clauses found that are looked at."""
_POSSIBLE = 0.3
"""Probability of a list from which one is shown whose sentence is the best clause found."""
_LEAD, _HEADING, _ITEMS, _BESIDE_HEADING = 1.0, 0.8, 0.75, 0.1
"""How surely a question is about a list whose sentence is the best clause found, whose whole heading it has, whose items are
most of the clauses found; how much these count beside a heading."""
_SURE = 0.5
"""How sure that has to be."""
_SEVERAL, _LONGER = 3, 4
"""Clauses found from which their share counts; how many items there may be to one of them."""
_SHORT_CELL = 10
"""Characters of a cell that says of which class a row is."""
_BEGINNING = 8
"""Characters in which an item says what it is called."""
_TELLING = 4
"""Characters of a heading that a question has whole and by which it means the list below it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A list in a document."""

    title: str
    """The heading over it, with those above; "" under none."""
    lead: Clause | None
    """The sentence that leads to the items; None where only a heading does."""
    items: tuple[Clause, ...]
    """The clauses that are or begin the items, in order."""

    @property
    def heading(self) -> str:
        """The nearest heading."""
        return self.title.rpartition(" ")[2]

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the items."""
        return tuple(item.id for item in self.items)


def find(kb: Knowledge, asked: Understood, hits: Sequence[Hit], *, founded: bool) -> tuple[Listing, str] | None:
    """The items that a question asks for, and the id of the sentence that leads to them or "".

    Where what was found is no basis (not ``founded``), only those under a heading that the question has whole.
    """
    text = asked.compact
    probability = wants_list(text)
    if probability < (_POSSIBLE if founded else LIKELY):
        return None
    target = next((t for i in asked.names.found if isinstance(t := kb.entities.get(i), Target) and t.strategies), None)
    if target and probability >= LIKELY:
        clauses = tuple(c for i in target.strategies if (c := kb.clause(i)))
        return Listing("clause", target.strategies, _called(clauses), f"{target.id}“{target.name}”的核心策略"), ""
    if any(i in kb.entities and not has_text(kb, i) for i in asked.names.found):
        return None
    least = _LEAD if probability < LIKELY else _SURE if founded else _HEADING
    part = _meant(kb, text, hits, least=least)
    if part is None or any(number_asked(text, *of) not in (0, len(part.items)) for of in ((), (NUMBER,))):
        return None
    return _listing(kb, part), part.lead.id if part.lead else ""


def opened(kb: Knowledge, asked: Understood, identity: str) -> tuple[Listing, str] | None:
    """The items of a clause that only opens a list (…应符合以下要求：), and its id; None where it is none.

    A question for a detail may be answered by the sentence alone: 处三万元以下罚款.
    """
    lead = kb.clause(identity)
    if lead is None or details.asked(asked.query.text) or not lead.text.rstrip().endswith(_OPENS):
        return None
    items = kb.outline(lead.document).items(lead)
    return (_listing(kb, Part(_title(lead, len(lead.path) - 1), lead, items)), identity) if len(items) >= _LEAST else None


def read_on(kb: Knowledge, results: Sequence[Result]) -> list[Result]:
    """Clauses found, instead of a first one that only opens what follows it (口诀：) the one clause that follows."""
    lead = kb.clause(results[0].id) if results else None
    items = kb.outline(lead.document).items(lead) if lead and lead.text.rstrip().endswith(_OPENS) else ()
    if len(items) != 1:
        return list(results)
    return [replace(results[0], id=items[0].id), *(one for one in results[1:] if one.id != items[0].id)]


def _listing(kb: Knowledge, part: Part) -> Listing:
    document = kb.documents[part.items[0].id.partition("#")[0]]
    at = place(part.lead, document.doctype) if part.lead else ""
    said = f"《{inner(document.title)}》{at}{f'“{part.title}”' if part.title else ''}下"
    return Listing("clause", part.ids, _called(part.items), said)


def _called(items: Sequence[Clause]) -> tuple[str, ...]:
    """Items in few words."""
    return tuple(first_words(c.titles[-1] or c.text) for c in items)


def _meant(kb: Knowledge, text: str, hits: Sequence[Hit], *, least: float) -> Part | None:
    """The list that a question is most probably about; None where no list is about it for certain."""
    named = scopes(kb, text)
    titled = [scope for scope in named if scope.titled]
    best = (
        _within(kb, text, (titled or named)[0]) if named else [i for k, i in (kb.entries[h.row] for h in hits) if k == "clause"]
    )
    best = [i for i in best if not named or any(i.partition("#")[0] in scope.documents for scope in named)][:_BEST]
    found = [part for document in dict.fromkeys(i.partition("#")[0] for i in best) for part in parts(kb, document)]
    scored = [(_sure(kb, part, best, text), part) for part in found]
    score, part = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return part if score >= least else None


def _within(kb: Knowledge, text: str, scope: Scope) -> list[str]:
    """Ids of the clauses of the documents named that the rest of a question finds, best first."""
    rest = text[: scope.start] + text[scope.end :]
    hits = kb.searcher.search(kb.searcher.understand(rest), among=kb.entries.clauses_of(scope.documents))
    return [kb.entries[hit.row][1] for hit in hits]


def parts(kb: Knowledge, document: str) -> Iterator[Part]:
    """The lists of a document: those that sentences open, then those below headings that no sentence opens."""
    clauses = list(kb.store.clauses(document))
    outline, seen = kb.outline(document), set()
    for clause in clauses:
        items = outline.items(clause)
        if len(items) >= _LEAST:
            seen.add(tuple(item.id for item in items))
            yield Part(_title(clause, len(clause.path) - 1), clause, items)
    yield from (part for part in (*headed(clauses), *grouped(clauses)) if part.ids not in seen)


def headed(clauses: Sequence[Clause]) -> Iterator[Part]:
    """The numbered things right below every heading: each by its first clause."""
    below: dict[tuple[str, ...], dict[str, Clause]] = {}
    for clause in clauses:
        for depth in range(1, len(clause.path)):
            if not _BESIDE.match(clause.path[depth]):
                below.setdefault(clause.path[:depth], {}).setdefault(clause.path[depth], clause)
    for path, items in below.items():
        if len(items) >= _LEAST:
            first = next(iter(items.values()))
            yield Part(_title(first, len(path)), None, tuple(items.values()))


def grouped(clauses: Sequence[Clause]) -> Iterator[Part]:
    """The rows of a table that have the same short words in a column (类别: 洗涤)."""
    alike: dict[tuple[tuple[str, ...], int, str], list[Clause]] = {}
    for clause in clauses:
        for column, cell in enumerate(clause.cells):
            if _LEAST <= len(cell) <= _SHORT_CELL and not _DIGIT.search(cell):
                alike.setdefault((clause.columns, column, cell), []).append(clause)
    yield from (Part(cell, None, tuple(rows)) for (_, _, cell), rows in alike.items() if len(rows) >= _LEAST)


def _title(clause: Clause, depth: int) -> str:
    return " ".join(title for title in clause.titles[:depth] if title)


def _all_called(part: Part, text: str) -> bool:
    """Whether every item begins with words that have one of those that a question quotes: 哪几个“性”."""
    beginnings = [(item.titles[-1] or item.text)[:_BEGINNING] for item in part.items]
    return any(all(found["word"] in beginning for beginning in beginnings) for found in QUOTED.finditer(text))


def _sure(kb: Knowledge, part: Part, best: Sequence[str], text: str) -> float:
    """How surely a question is about a list, 0 to 1.

    By what all its items are called, which the question quotes; by the sentence that leads to it, where that is the best clause
    found; else by the heading over it, of which the question has the words; else by the clauses found, where most of them are
    its items.
    """
    if (part.lead is not None and best[0] == part.lead.id) or _all_called(part, text):
        return _LEAD
    mine = len({*part.ids, part.lead.id if part.lead else ""}.intersection(best))
    words = [part.heading] if part.heading in text else kb.searcher.in_words(part.heading)
    words = [word for word in words if len(word) > 1 and word not in stopwords()]
    known = sum(len(word) for word in words if word in text) / (sum(map(len, words)) or 1)
    heading = _LEAD if len(part.heading) >= _TELLING and part.heading in text else _HEADING * known
    share = mine / max(min(len(best), len(part.items)), len(part.items) / _LONGER) if mine >= _SEVERAL else 0.0
    return max(heading + _BESIDE_HEADING * share, _ITEMS * share) if mine else 0.0
