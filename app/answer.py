"""A question → the grouped, explained answer: what applies, by which path, at which place.

Exact names come first, then hybrid retrieval, then the graph carries the score from what was found to what is
tied to it. Every result keeps its reasons. Below the threshold nothing is claimed: the nearest clauses are
shown as such.
"""

import re
from dataclasses import dataclass, field

from app.exact import Named
from app.knowledge import Knowledge
from app.limits import describe
from app.repeated import together
from app.understanding import Understood, understand
from index.fuse import CONFIDENCE, either
from index.search import Hit, Unit
from index.wanted import has_figure
from ingest.errors import QuestionError
from ingest.identifiers import without_names
from kg.graph import kind_of
from kg.predicates import PREDICATES

MAX_QUESTION = 500
"""Characters; longer text is a document, not a question."""
SHOWN = {"target": 6, "standard": 8, "clause": 10, "core_system": 6, "indicator": 6}
FOUNDED = 0.8
"""Least probability that the base has a basis for the question: to answer without one is held four times as bad as to refuse
with one."""
_SHARE_OF_BEST = 0.45
_LEAST = 0.2
_HELD, _HELD_LOOSELY, _NEAR_BEST = 0.25, 0.4, 0.85
"""A find counts when it holds this share of the question in concepts, that share in whole words, or nearly as much as
the best find."""
_TELLING, _BESIDE_A_NAME = 1.5, 6.0
"""Least rarity (idf) of all words of a question together, and of those beside a name, for them to be searched."""
_ABSENT = 0.4
"""Share of a question about other subjects than those of the base from which it has no basis."""
_LEAST_BEST = 0.33
"""An answer whose best result scores less is none."""
_SUGGESTED, _SURE = 0.5, 0.7
"""A link that only rules suggest passes this much of what a reviewed one would, and only from what was found for certain."""
_OPENING = 5
_ALIKE = 0.2
"""Of a clause's words, those that one like it must hold."""
_MERGED = 30
"""So many clauses are looked at for others that say the same."""
_WITH_FIGURE = 1.3
_MINOR = 0.75
"""Form labels and contact lines stand behind what a document says."""
_CONTACT = re.compile(r"联系|电话|邮箱|传真|手机|负责人是谁|组长是谁")
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,200}>")
_SQL = re.compile(
    r"(?i)\b(select|insert|update|delete|drop|union|alter|create|truncate)\b.*\b(from|into|set|table|where|select|database)\b"
)
_SEARCHABLE = re.compile(r"[\u3400-\u9fffA-Za-z0-9]")

CARRY = {
    ("applies_to", "target"): 0.75,
    ("supports", "target"): 0.5,
    ("requires", "target"): 0.6,
    ("measures", "target"): 0.5,
    ("strategy_of", "target"): 0.35,
    ("refers_to", "target"): 0.9,
    ("strategy_of", "clause"): 0.55,
    ("summary_of", "clause"): 0.6,
    ("supports", "core_system"): 0.45,
    ("measures", "core_system"): 0.4,
    ("mentions", "clause"): 0.4,
    ("applies_to", "standard"): 0.6,
}
"""(predicate, kind that the score comes from) → the share that passes along the link."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One path from the question to a result, in words, with the clauses that bear it out."""

    path: tuple[str, ...]
    evidence: tuple[str, ...] = ()
    basis: str = ""


@dataclass(slots=True)
class Result:
    """Something that answers: its own score, what the graph adds, and why."""

    id: str
    kind: str
    own: float = 0.0
    carried: float = 0.0
    basis: str = ""
    known: bool = False
    """Found itself, or tied to what was found by a link that nobody merely suggested; the rest stands below."""
    because: list[Reason] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    """Clauses of other documents that say the same."""

    @property
    def score(self) -> float:
        """Own and carried score together, 0…1."""
        return either(self.own, self.carried)


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


def clean_question(text: str) -> str:
    """The words of a question; QuestionError when there are none or too many."""
    if not text.strip():
        raise QuestionError("问题是空的", todo="请写下要查的内容，例如：哪些标准适用于提高VTE规范预防率")
    if len(text) > MAX_QUESTION:
        raise QuestionError(f"问题有 {len(text)} 个字，超过 {MAX_QUESTION} 字", todo="请只写要查的一件事")
    plain = _TAG.sub(" ", text.encode("utf-8", "ignore").decode("utf-8"))
    code = plain != text or _SQL.search(plain) is not None
    plain = _SQL.sub(" ", plain)
    if not _SEARCHABLE.search(plain) or (code and not re.search(r"[\u3400-\u9fff]", plain)):
        raise QuestionError("问题里没有可检索的文字", todo="请用中文、英文缩写或标准号提问")
    return " ".join(plain.split())


def ask(kb: Knowledge, text: str, *, kind: str = "", level: str = "", correct: bool = True, exact: bool = True) -> Answer:
    """Answer ``text``, keeping only clauses of documents of one type or level where given.

    Typing slips are put right unless ``correct`` is False; without ``exact``, what the question names outright is
    searched like any other word.
    """
    query, asked = _understand(kb, text, kind, level, correct=correct, exact=exact)
    names, question = asked.names, asked.question
    hits = _search(kb, asked)
    if names.found and question.telling < _BESIDE_A_NAME:
        hits = []
    founded = bool(names.found) or (_judged(asked) and confidence(hits) >= FOUNDED)
    results: dict[str, list[Result]] = {}
    if founded:
        pool = _Pool(kb, asked)
        pool.take_named(names)
        pool.take_hits(hits)
        pool.carry()
        results = {group: pool.best(group) for group in SHOWN}
    if max((r.score for group in results.values() for r in group), default=0.0) < _LEAST_BEST:
        nearest = [kb.entries[h.row][1] for h in hits if kb.entries[h.row][0] == "clause" and h.coverage > 0][:3]
        return Answer(query, False, asked, {}, nearest, _no_basis(asked))
    return Answer(query, True, asked, results, [], _note(names))


def search(kb: Knowledge, text: str, k: int = 10, kind: str = "", *, correct: bool = True) -> Found:
    """What a question finds, named things first, without the graph; no hits when unfounded."""
    if kind and kind not in SHOWN:
        raise QuestionError(f"没有“{kind}”这一类", todo=f"可用：{'、'.join(SHOWN)}")
    _, asked = _understand(kb, text, correct=correct)
    names, gate = asked.names, asked.gate
    hits = _search(kb, asked, kind)
    first = [
        (kind_of(kb.entities[i]) if i in kb.entities else "clause" if "#" in i else "document", i, 1.0) for i in names.found
    ]
    rest = [(*kb.entries[h.row], min(h.score, 1.0)) for h in hits if h.coverage > 0]
    if not first and not (_judged(asked) and confidence(hits) >= FOUNDED):
        return Found(asked, [])
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
    taken = kb.contact_rows | kb.minor_rows

    def allowed(row: int) -> bool:
        kind, identity = kb.entries[row]
        return kind == "clause" and identity != clause_id and row not in taken

    hits = kb.searcher.search(question, allowed, k)
    return [(*kb.entries[h.row], min(h.score, 1.0)) for h in hits if h.coverage >= _ALIKE]


def _understand(
    kb: Knowledge, text: str, kind: str = "", level: str = "", *, correct: bool = True, exact: bool = True
) -> tuple[str, Understood]:
    query = clean_question(text)
    asked = understand(kb, query, kind, level, correct=correct, exact=exact)
    if not _SEARCHABLE.search(asked.query.text):
        raise QuestionError("只写了筛选或排除的条件，没有写要查的内容", todo="请再写要查的词，例如：VTE预防 类型:标准")
    return query, asked


def confidence(hits: list[Hit]) -> float:
    """How likely it is that the base has a basis for the question that found ``hits``."""
    return CONFIDENCE.founded(*_strengths(hits)) if hits else 0.0


def _strengths(hits: list[Hit]) -> tuple[float, float, float]:
    return max(h.coverage for h in hits), max(h.dense for h in hits), max(h.lexical for h in hits)


def strengths(kb: Knowledge, text: str) -> tuple[float, float, float] | None:
    """Coverage, cosine and BM25 by which a question is judged; None when names, no telling word, or its subject decide."""
    _, asked = _understand(kb, text)
    hits = _search(kb, asked)
    return _strengths(hits) if hits and not asked.names.found and _judged(asked) else None


def _judged(asked: Understood) -> bool:
    """Whether what was found decides if there is a basis: enough is asked, and mostly about subjects of the base."""
    return not asked.names.unknown and asked.question.telling >= _TELLING and asked.question.absent < _ABSENT


def _search(kb: Knowledge, asked: Understood, kind: str = "") -> list[Hit]:
    if not asked.question.units:
        return []
    contacts = frozenset() if _CONTACT.search(asked.query.text) else kb.contact_rows

    def allowed(row: int) -> bool:
        return row not in contacts and kind in ("", kb.entries[row][0])

    return kb.searcher.search(asked.question, allowed, within=asked.gate.rows())


def _no_basis(asked: Understood) -> str:
    missing = f"知识库没有收录 {'、'.join(asked.names.unknown)}。" if asked.names.unknown else ""
    within = "在限定的范围内（" + "；".join(text for _, text in told) + "），" if (told := describe(asked.gate.limits)) else ""
    return f"{missing}{within}知识库里没有找到这个问题的依据。"


def _note(names: Named) -> str:
    told = [how for how in names.found.values() if "代替" in how or "没有" in how]
    told += [f"知识库没有收录 {name}" for name in names.unknown]
    return "；".join(dict.fromkeys(told))


class _Pool:
    """Results while the score spreads from what was found to what is tied to it."""

    def __init__(self, kb: Knowledge, asked: Understood) -> None:
        self._kb, self._question, self._gate = kb, asked.question, asked.gate
        self._figure = any(wanted.figure for wanted in asked.wanted)
        self._results: dict[tuple[str, str], Result] = {}

    def take_named(self, names: Named) -> None:
        for identity, how in names.found.items():
            if identity in self._kb.documents:
                opening = [c for c in self._kb.store.clauses(identity) if c.kind in ("item", "paragraph", "row")][:_OPENING]
                for clause in opening:
                    self._name(clause.id, "clause", how, 0.9)
            else:
                self._name(identity, self._kb.graph.kind(identity), how, 1.0)
        for identity, how in names.meant.items():
            self._name(identity, "core_system", how, 0.9)

    def _name(self, identity: str, kind: str, how: str, score: float) -> None:
        if kind in SHOWN:
            result = self._result(identity, kind)
            result.own, result.basis, result.known = score, "stated", True
            result.because.append(Reason((how,), self._evidence(identity)))

    def take_hits(self, hits: list[Hit]) -> None:
        total = sum(u.weight for u in self._question.units)
        best = max((h.coverage for h in hits), default=0.0)
        for hit in hits:
            kind, identity = self._kb.entries[hit.row]
            if not hit.held or not self._counts(hit, kind, total, best):
                continue
            result = self._result(identity, kind)
            weight = _MINOR if hit.row in self._kb.minor_rows else 1.0
            result.own, result.known = max(result.own, min(weight * hit.score, 0.98)), True
            if kind == "indicator" and self._kb.clause(identity):
                row = self._result(identity, "clause")
                row.carried, row.known = max(row.carried, 0.9 * result.own), True
                row.because.append(Reason(("这一行规定了该指标",), (identity,)))
            result.basis = result.basis or "suggested"
            shared = "、".join(self._say(unit, named) for unit, named in hit.held)
            result.because.append(Reason((shared,), self._evidence(identity)))

    @staticmethod
    def _counts(hit: Hit, kind: str, total: float, best: float) -> bool:
        """Whether a find holds enough of the question; what is cited by number must hold more than a loose word."""
        by_concept = sum(u.weight for u, named in hit.held if u.concept and named)
        held = sum(u.weight for u, _ in hit.held)
        needed = _HELD if kind == "clause" else _HELD_LOOSELY
        return by_concept >= _HELD * total or held >= needed * total or hit.coverage >= _NEAR_BEST * best

    def carry(self) -> None:
        """Pass scores along the links: clauses → targets → standards, core systems, indicators, strategies."""
        for source in ("clause", "standard", "target", "core_system"):
            for result in sorted(self._of(source), key=lambda r: -r.score)[:12]:
                if result.score >= _LEAST:
                    self._carry_from(result)

    def best(self, kind: str) -> list[Result]:
        """The results of one kind that stand near the best of it."""
        found = (r for r in self._of(kind) if r.because and self._gate.passes(kind, r.id))
        ranked = sorted(found, key=lambda r: (not r.known, -self._fitting(r) * r.score, r.id))
        least = max(_LEAST, _SHARE_OF_BEST * ranked[0].score) if ranked else 0.0
        near = [r for r in ranked if r.score >= least or not r.known]
        return (self._once(near[:_MERGED]) if kind == "clause" else near)[: SHOWN[kind]]

    def _fitting(self, result: Result) -> float:
        """How much further to the front a clause belongs that has the figure asked for."""
        clause = self._kb.clause(result.id) if self._figure and result.kind == "clause" else None
        return _WITH_FIGURE if clause and has_figure(clause.text) else 1.0

    def _once(self, ranked: list[Result]) -> list[Result]:
        """Clauses that say the same in several documents once, with the other places."""
        places = together([clause for r in ranked if (clause := self._kb.clause(r.id))])
        for result in ranked:
            result.also = places.get(result.id, [])
        return [r for r in ranked if r.id in places]

    def _carry_from(self, source: Result) -> None:
        for near in self._kb.graph.neighbours(source.id, *(p for p, kind in CARRY if kind == source.kind)):
            suggested = near.link.basis == "suggested"
            if near.kind not in SHOWN or (suggested and source.score < _SURE):
                continue
            result = self._result(near.id, near.kind)
            gain = CARRY[near.link.predicate, source.kind] * near.link.confidence * source.score
            gain *= _SUGGESTED if suggested else 1.0
            words = PREDICATES[near.link.predicate]
            ends = (self._label(near.link.subject), words, self._label(near.link.object))
            result.because.append(Reason((*ends, near.link.comment), near.link.evidence, near.link.basis))
            result.carried = max(result.carried, gain)
            result.basis = near.link.basis if result.basis in ("", "suggested") else result.basis
            result.known |= not suggested

    def _result(self, identity: str, kind: str) -> Result:
        return self._results.setdefault((kind, identity), Result(identity, kind))

    def _of(self, kind: str) -> list[Result]:
        return [r for r in self._results.values() if r.kind == kind]

    def _label(self, identity: str) -> str:
        if self._kb.graph.kind(identity) == "clause":
            clause = self._kb.clause(identity)
            return clause.locator if clause else identity
        return self._kb.graph.label(identity)

    def _evidence(self, identity: str) -> tuple[str, ...]:
        entity = self._kb.entities.get(identity)
        clause = getattr(entity, "clause", "") or (identity if "#" in identity else "")
        return (clause,) if clause else ()

    def _say(self, unit: Unit, named: bool) -> str:
        """What of the question an entry holds: the concept itself, a wider or related one, or the same words."""
        if not unit.concept:
            return f"文字含“{unit.text}”"
        if not named:
            return f"与“{unit.text}”用词相同，或写了它的上级、相关术语"
        label = self._kb.graph.label(unit.concept)
        return f"涉及“{label}”" if label == unit.text else f"涉及“{label}”（问题中的“{unit.text}”）"
