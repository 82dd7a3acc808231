"""A question what two documents say differently → what each says of it, side by side, and the figures that contradict.

The sides are the scopes that the question names (国家和长治, 两份制度); each is searched by itself for the rest of the
question, and the clauses of both are paired by the crosswalk (``kg.crosswalk``).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.answer.compared import Compared, of_figures, titled, whole
from app.answer.ranking import BY_EXAMPLE
from app.answer.scope import Scope, is_type, scopes
from app.answer.understanding import Understood
from app.base.citation_place import place
from app.base.knowledge import Knowledge
from index.fuse import either
from index.question import Question
from ingest.model import Clause, Document
from kg.crosswalk import Part, pairs
from kg.figures import figures, same_thing

DIFFERS = (
    r"(?:各|有|都)?(?:有什么|有何|有哪些|哪些|哪里|是否|多大)?(?:的)?(?:不同|不一样|区别|差别|差异|异同|出入)|(?:一样|相同|一致|统一)[吗么不]"
    r"|一回事|差在哪里?|(?:比较|对比|对照)(?:一下)?|相比|比一[比下]|(?<![A-Za-z])(?:vs|VS)(?![A-Za-z])"
)
"""Words that ask how two things differ."""
COMPARES = re.compile(
    rf"{DIFFERS}|分别(?:是|怎么|如何)|各是|各自|还是"
    r"|比[^，。？?]{1,10}[多少严宽高低](?:在|了|出)?(?:哪|什么|多少|几)"
)
"""Words that compare two documents."""
_BOTH = re.compile(r"[两二][份个部种家]")
"""两份方案: one word for both sides."""
_GENERAL = re.compile(r"[两二][份个部种家]|内容|条文|要求|规定|任务|措施|安排|方面|地方|主要|总体|整体|具体|写法|说法|文件")
"""Words that name no part of a document: who asks only for these compares the whole."""
_LOOKED_AT, _EACH, _NEAR_BEST = 10, 3, 0.8
"""Clauses of each side that are looked at and shown, and the least share of the scores of the best two of those shown."""
_SIDES = 2


@dataclass(frozen=True, slots=True)
class Side:
    """What one side says."""

    document: Document
    clauses: Mapping[str, Clause]
    """Id → clause of those that treat the matter, best first."""
    worth: Mapping[str, float]
    """Id → score of each."""


def find(kb: Knowledge, asked: Understood) -> Compared | None:
    """The comparison that a question asks for; None where it compares no two documents or one says nothing of it.

    Whoever names two documents by their issuers (国家…，市里…) wants both sides, whatever words compare them; whoever names no
    matter in them, the differences of the whole documents.
    """
    text = asked.compact
    found = scopes(kb, text)
    chosen = _documents(kb, text, found)
    rest = _rest(text, found)
    if len(chosen) != _SIDES or not (COMPARES.search(text) or _of_two_issuers(kb, chosen)):
        return None
    topic = kb.searcher.understand(rest)
    if not kb.searcher.understand(_GENERAL.sub(" ", rest)).units:
        return whole(kb, *(kb.documents[i] for i in chosen)) if COMPARES.search(text) else None
    mean = topic.vector + asked.question.vector
    topic = replace(topic, vector=mean / (np.linalg.norm(mean) or 1.0))
    near = {match.subject: BY_EXAMPLE * match.score**4 for match in kb.examples.find(topic).subjects}
    a, b = (_side(kb, document, topic, near) for document in chosen)
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


def _side(kb: Knowledge, document: str, topic: Question, near: Mapping[str, float]) -> Side:
    """The clauses of a document that say most of what is compared; ``near`` are the scores of those that examples lead to."""
    among = kb.entries.clauses_of({document}) & ~kb.entries.minor_rows
    worth = {kb.entries[hit.row][1]: hit.score for hit in kb.searcher.search(topic, _LOOKED_AT, among)}
    worth |= {i: either(worth.get(i, 0.0), score) for i, score in near.items() if i.partition("#")[0] == document}
    found = ((i, kb.clause(i)) for i in sorted(worth, key=lambda i: -worth[i])[:_LOOKED_AT])
    return Side(kb.documents[document], {i: clause for i, clause in found if clause}, worth)


def _paired(kb: Knowledge, a: Side, b: Side) -> Compared:
    """Clauses that correspond, those that together say most of the matter first; or the best ones, where none of them do.

    What both say less of than of the first pair is left out.
    """
    of_a, of_b = ([Part(c.id, c.locator, c.titles[-1], c.text) for c in side.clauses.values()] for side in (a, b))
    both = {(pair.a.id, pair.b.id): a.worth[pair.a.id] + b.worth[pair.b.id] for pair in pairs(of_a, of_b, kb.searcher.cut)}
    firsts = next(iter(a.clauses)), next(iter(b.clauses))
    both.setdefault(firsts, _NEAR_BEST * (a.worth[firsts[0]] + b.worth[firsts[1]]))
    best, *others = sorted(both, key=lambda pair: -both[pair])
    shown = [best]
    for one, other in others:
        new = not {one, other} & {i for pair in shown for i in pair}
        near = a.worth[one] >= _NEAR_BEST * a.worth[best[0]] and b.worth[other] >= _NEAR_BEST * b.worth[best[1]]
        if new and near and len(shown) < _EACH:
            shown.append((one, other))
    return _told(a, b, shown)


def _told(a: Side, b: Side, shown: Sequence[tuple[str, str]]) -> Compared:
    """The comparison of these pairs, with the figures about the same thing that differ."""
    ours, theirs = figures(a.clauses[one] for one, _ in shown), figures(b.clauses[other] for _, other in shown)
    differing = [(f.name, f.value, g.value) for f in ours for g in theirs if same_thing(f, g) and f.numbers != g.numbers]
    firsts = zip((a, b), shown[0], strict=True)
    places = "；".join(f"{titled(side.document)}见{place(side.clauses[i], side.document.doctype)}" for side, i in firsts)
    digest = any(side.clauses[i].rendition == "digest" for side, i in zip((a, b), shown[0], strict=True))
    below = "，摘要如下，引用前请核对原文。" if digest else "，原文如下，请逐句核对。"
    sentence = f"两份文件对照：{places}{of_figures(differing) or below}"
    return Compared(sentence, tuple(i for pair in shown for i in pair))
