"""A question what two documents say differently → what each says of it, side by side, and the figures that contradict.

The sides are the scopes that the question names (国家和长治, 两份制度); each is searched by itself for the rest of the
question, and the clauses of both are paired by the crosswalk (``kg.crosswalk``).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.answer.scope import Scope, is_type, scopes
from app.answer.understanding import Understood
from app.base.citation import inner
from app.base.citation_place import place
from app.base.knowledge import Knowledge
from index.question import Question
from ingest.model import Clause, Document
from kg.crosswalk import Part, pairs
from kg.figures import Figure, figures, same_thing

COMPARES = re.compile(
    r"(?:各|有|都)?(?:有什么|有何|有哪些|哪些|哪里|是否|多大)?(?:的)?(?:不同|不一样|区别|差别|差异|异同|出入)|(?:一样|相同|一致|统一)[吗么不]"
    r"|差在哪里?|(?:比较|对比|对照)(?:一下)?|相比|分别(?:是|怎么|如何)|各是|各自|还是"
)
"""Words that compare."""
_BOTH = re.compile(r"[两二][份个部种家]")
"""两份方案: one word for both sides."""
_EACH = 3
"""Clauses of each side."""
_SIDES = 2


@dataclass(frozen=True, slots=True)
class Side:
    """What one side says."""

    document: Document
    clauses: tuple[Clause, ...]
    """Best first."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What two sides say of one thing."""

    a: Side
    b: Side
    figures: tuple[tuple[Figure, Figure], ...]
    """Figures about the same thing whose values differ."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the clauses in turn, one of each side, those that correspond beside each other."""
        return tuple(c.id for both in zip(self.a.clauses, self.b.clauses, strict=True) for c in both)

    @property
    def sentence(self) -> str:
        """The conclusion: where each side treats it, and which figures differ."""
        sides = (self.a, self.b)
        places = "；".join(f"《{inner(s.document.title)}》见{place(s.clauses[0], s.document.doctype)}" for s in sides)
        differing = "；".join(f"{one.name}：{one.value}，对 {other.value}" for one, other in self.figures)
        return f"两份文件对照：{places}" + (f"。数值不同：{differing}。" if differing else "，原文如下，请逐句核对。")


def find(kb: Knowledge, asked: Understood) -> Compared | None:
    """The comparison that a question asks for; None where it compares no two documents or one says nothing of it.

    Whoever names two documents by their issuers (国家…，市里…) wants both sides, whatever words compare them.
    """
    text = asked.compact
    found = scopes(kb, text)
    chosen = _documents(kb, text, found)
    rest = _rest(text, found)
    if len(chosen) != _SIDES or not (COMPARES.search(text) or _of_two_issuers(kb, chosen)):
        return None
    topic = kb.searcher.understand(rest)
    if not topic.units:
        return None
    mean = topic.vector + asked.question.vector
    topic = replace(topic, vector=mean / (np.linalg.norm(mean) or 1.0))
    a, b = (_side(kb, document, topic) for document in chosen)
    return _paired(kb, a, b) if a.clauses and b.clauses else None


def _documents(kb: Knowledge, text: str, sides: Sequence[Scope]) -> list[str]:
    """The document that each side means: of several, the one of the same type as the other side's (国家 beside 长治方案).

    A type alone (这个行动) says of which type both are.
    """
    compares = COMPARES.search(text)
    if len(sides) == 1:
        return sorted(sides[0].documents) if _BOTH.search(text) and compares else []
    types = [side for side in sides if is_type(side.said) and (len(side.documents) > 1 or not compares)]
    others = [side for side in sides if side not in types]
    sure = {kb.documents[i].doctype for side in others if len(side.documents) == 1 for i in side.documents}
    sure = sure or {kb.documents[i].doctype for side in types for i in side.documents}
    meant = [[i for i in side.documents if len(side.documents) == 1 or kb.documents[i].doctype in sure] for side in others]
    return list(dict.fromkeys(of[0] for of in meant if len(of) == 1)) if all(len(of) == 1 for of in meant) else []


def _of_two_issuers(kb: Knowledge, chosen: Sequence[str]) -> bool:
    """Whether documents are of different levels: 国家 and 市."""
    return len({kb.documents[i].level for i in chosen}) == _SIDES


def _rest(text: str, sides: Sequence[Scope]) -> str:
    """The question without the sides and the words that compare them."""
    for scope in reversed(sides):
        text = f"{text[: scope.start]} {text[scope.end :]}"
    return COMPARES.sub(" ", text)


def _side(kb: Knowledge, document: str, topic: Question) -> Side:
    """The clauses of a document that say most of what is compared."""
    among = kb.entries.clauses_of({document}) & ~kb.entries.minor_rows
    hits = kb.searcher.search(topic, _EACH, among)
    clauses = (kb.clause(kb.entries[hit.row][1]) for hit in hits)
    return Side(kb.documents[document], tuple(c for c in clauses if c))


def _paired(kb: Knowledge, a: Side, b: Side) -> Compared:
    """Both sides with clauses that correspond in the same place, the best one of the first side first."""
    units = [[Part(c.id, c.locator, c.titles[-1], c.text) for c in side.clauses] for side in (a, b)]
    best = {pair.a.id: pair.b.id for pair in reversed(pairs(units[0], units[1], kb.searcher.cut))}
    left = {c.id: c for c in b.clauses}
    right = [left.pop(best[c.id], None) if c.id in best else None for c in a.clauses]
    others = iter(left.values())
    filled = [c or next(others, None) for c in right]
    both = [(one, other) for one, other in zip(a.clauses, filled, strict=True) if other]
    ours, theirs = figures(one for one, _ in both), figures(other for _, other in both)
    differing = tuple((f, g) for f in ours for g in theirs if same_thing(f, g) and f.numbers != g.numbers)
    return Compared(Side(a.document, tuple(x for x, _ in both)), Side(b.document, tuple(y for _, y in both)), differing)
