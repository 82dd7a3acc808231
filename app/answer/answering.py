"""A question → the grouped, explained answer: what applies, by which path, at which place.

Exact names come first, then hybrid retrieval over what can be cited and over examples of how people ask about it, then the
graph carries the score from what was found to what is tied to it (``ranking``). Below the threshold nothing is claimed: the
nearest clauses are shown as such.
"""

import re
from dataclasses import dataclass

from app.answer.filters import describe
from app.answer.names import Named
from app.answer.ranking import Pool, Result
from app.answer.understanding import Understood, understand
from app.base.knowledge import Knowledge
from index.examples import Resembling
from index.fuse import CONFIDENCE, PLAIN, Strengths
from index.query import MAX_QUESTION, SEARCHABLE, clean_question
from index.search import Hit
from ingest import kinds
from ingest.errors import QuestionError
from ingest.identifiers import without_names

FOUNDED = 0.65
"""Least probability that the base has a basis for the question: to answer without one is held twice as bad as to refuse with
one. A quarter of the questions that the weights were fitted on have none; where fewer do, it is more probable than told."""
_TELLING, _BESIDE_A_NAME = 1.5, 6.0
"""Least rarity (idf) of all words of a question together, and of those beside a name, for them to be searched."""
_ABSENT = 0.4
"""Share of a question about other subjects than those of the base from which it has no basis."""
_LEAST_BEST = 0.33
"""An answer whose best result scores less is none."""
_ALIKE = 0.2
"""Of a clause's words, those that one like it must hold."""
_CONTACT = re.compile(r"联系|电话|邮箱|传真|手机|负责人是谁|组长是谁")


@dataclass(frozen=True, slots=True)
class Answer:
    """A question answered: results by kind, best first."""

    query: str
    answered: bool
    understood: Understood
    results: dict[str, list[Result]]
    nearest: list[str]
    """Clause ids, only when not answered."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: (kind, id, score) of each hit."""

    understood: Understood
    hits: list[tuple[str, str, float]]


def ask(kb: Knowledge, text: str, *, kind: str = "", level: str = "", correct: bool = True, exact: bool = True) -> Answer:
    """Answer ``text``, keeping only clauses of documents of one type or level where given.

    Typing slips are put right unless ``correct`` is False; without ``exact``, what the question names outright is
    searched like any other word.
    """
    query, asked = _understand(kb, text, kind, level, correct=correct, exact=exact)
    names, question = asked.names, asked.question
    hits, resembling = _search(kb, asked)
    if names.found and question.telling < _BESIDE_A_NAME:
        hits, resembling = [], Resembling()
    results: dict[str, list[Result]] = {}
    if names.found or _founded(kb, asked, hits, resembling):
        pool = Pool(kb, asked)
        pool.take_named(names)
        pool.take_hits(hits)
        pool.take_examples(resembling.near)
        pool.carry()
        results = {group: pool.best(group) for group in kinds.shown()}
    if max((r.score for group in results.values() for r in group), default=0.0) < _LEAST_BEST:
        nearest = [kb.entries[h.row][1] for h in hits if kb.entries[h.row][0] == "clause" and h.coverage > 0][:3]
        return Answer(query, False, asked, {}, nearest, _no_basis(asked))
    return Answer(query, True, asked, results, [], _note(names))


def search(kb: Knowledge, text: str, k: int = 10, kind: str = "", *, correct: bool = True) -> Found:
    """What a question finds, named things first, without the graph; no hits when unfounded."""
    if kind and kind not in kinds.shown():
        raise QuestionError(f"没有“{kind}”这一类", todo=f"可用：{'、'.join(kinds.shown())}")
    _, asked = _understand(kb, text, correct=correct)
    names, gate = asked.names, asked.gate
    hits, resembling = _search(kb, asked, kind)
    first = [
        (kinds.kind_of(kb.entities[i]) if i in kb.entities else "clause" if "#" in i else "document", i, 1.0)
        for i in names.found
    ]
    if not first and not _founded(kb, asked, hits, resembling):
        return Found(asked, [])
    rest = [(*kb.entries[h.row], min(h.score, 1.0)) for h in hits if h.coverage > 0]
    seen: dict[str, tuple[str, str, float]] = {}
    for hit_kind, identity, score in [*first, *rest]:
        if (not kind or hit_kind == kind) and (hit_kind == "document" or gate.passes(hit_kind, identity)):
            seen.setdefault(identity, (hit_kind, identity, score))
    return Found(asked, list(seen.values())[:k])


def like(kb: Knowledge, clause_id: str, k: int = 10) -> list[tuple[str, str, float]]:
    """(kind, id, score) of the clauses most like one, whatever their documents; QuestionError when there is none."""
    clause = kb.clause(clause_id)
    if clause is None:
        raise QuestionError(f"知识库里没有条款“{clause_id}”", todo="可用 duibiao search 查找，用结果里的编号")
    question = kb.searcher.understand(without_names(clause.text[:MAX_QUESTION]))
    hits = kb.searcher.search(question, k + 1, kb.rows_of_kind("clause") & ~kb.minor_rows)
    others = [h for h in hits if kb.entries[h.row][1] != clause_id and h.coverage >= _ALIKE]
    return [(*kb.entries[h.row], min(h.score, 1.0)) for h in others[:k]]


def _understand(
    kb: Knowledge, text: str, kind: str = "", level: str = "", *, correct: bool = True, exact: bool = True
) -> tuple[str, Understood]:
    query = clean_question(text)
    asked = understand(kb, query, kind, level, correct=correct, exact=exact)
    if not SEARCHABLE.search(asked.query.text):
        raise QuestionError("只写了筛选或排除的条件，没有写要查的内容", todo="请再写要查的词，例如：VTE预防 类型:标准")
    return query, asked


def strengths(kb: Knowledge, text: str) -> Strengths | None:
    """That by which a question is judged; None when names, no telling word, or its subject decide."""
    _, asked = _understand(kb, text)
    return _strengths(*_search(kb, asked)) if not asked.names.found and _judged(asked) else None


def _founded(kb: Knowledge, asked: Understood, hits: list[Hit], resembling: Resembling) -> bool:
    """Whether the base has a basis for the question that found these; what no examples tell about is judged by itself."""
    untold = [hit for hit in hits if kb.untold_rows[hit.row]]
    chances = CONFIDENCE.founded(_strengths(hits, resembling)), PLAIN.founded(_strengths(untold, Resembling()))
    return _judged(asked) and max(chances) >= FOUNDED


def _strengths(hits: list[Hit], resembling: Resembling) -> Strengths:
    return Strengths(
        coverage=max((h.coverage for h in hits), default=0.0),
        dense=max((h.dense for h in hits), default=0.0),
        lexical=max((h.lexical for h in hits), default=0.0),
        told=resembling.coverage,
        alike=resembling.dense,
        outside=resembling.outside,
    )


def _judged(asked: Understood) -> bool:
    """Whether what was found decides if there is a basis: enough is asked, and mostly about subjects of the base."""
    return not asked.names.unknown and asked.question.telling >= _TELLING and asked.question.absent < _ABSENT


def _search(kb: Knowledge, asked: Understood, kind: str = "") -> tuple[list[Hit], Resembling]:
    if not asked.question.units:
        return [], Resembling()
    gate, among, without = asked.gate, asked.gate.rows(), set[str]()
    if gate.limits.active:
        without |= {subject for subject in kb.examples.held if not gate.passes(kb.kind(subject), subject)}
    if not _CONTACT.search(asked.query.text):
        among &= ~kb.contact_rows
        without |= kb.contacts
    if kind:
        among &= kb.rows_of_kind(kind)
    return kb.searcher.search(asked.question, among=among), kb.examples.find(asked.question, without)


def _no_basis(asked: Understood) -> str:
    missing = f"知识库没有收录 {'、'.join(asked.names.unknown)}。" if asked.names.unknown else ""
    within = "在限定的范围内（" + "；".join(text for _, text in told) + "），" if (told := describe(asked.gate.limits)) else ""
    return f"{missing}{within}知识库里没有找到这个问题的依据。"


def _note(names: Named) -> str:
    told = [how for how in names.found.values() if "代替" in how or "没有" in how]
    told += [f"知识库没有收录 {name}" for name in names.unknown]
    return "；".join(dict.fromkeys(told))
