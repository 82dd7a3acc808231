"""Results while the score spreads: from what a question names, what was found, and examples, along the links to what is tied.

Every result keeps its reasons.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.answer.names import Named
from app.answer.same_text import together
from app.answer.understanding import Understood
from app.base.knowledge import Knowledge
from index.examples import Near
from index.fuse import either
from index.intent import has_figure
from index.search import Hit, Unit
from ingest import kinds
from kg.predicates import PREDICATES

_SHARE_OF_BEST = 0.45
_LEAST = 0.2
_HELD, _HELD_LOOSELY, _NEAR_BEST = 0.25, 0.4, 0.85
"""A find counts when it holds this share of the question in concepts, that share in whole words, or nearly as much as
the best find."""
_SUGGESTED, _SURE = 0.5, 0.7
"""A link that only rules suggest passes this much of what a reviewed one would, and only from what was found for certain."""
_OPENING = 5
_MERGED = 30
"""So many clauses are looked at for others that say the same."""
BY_EXAMPLE, _AS_NEAR = 0.8, 0.7
"""A subject found by its examples counts this much of how near they are. What is cited by number is found only when they are
this near, compared with those of the nearest subject, or the nearest of its kind where that kind is asked for."""
_WITH_FIGURE = 1.3
_MINOR = 0.75
"""Form labels and contact lines stand behind what a document says."""

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
    by_example: bool = False
    """Found by examples alone."""
    known: bool = False
    """Found itself, or tied to what was found by a link that nobody merely suggested; the rest stands below."""
    because: list[Reason] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    """Clauses of other documents that say the same."""

    @property
    def score(self) -> float:
        """Own and carried score together, 0…1."""
        return either(self.own, self.carried)


class Pool:
    """Results while the score spreads from what was found to what is tied to it."""

    def __init__(self, kb: Knowledge, asked: Understood) -> None:
        self._kb, self._question, self._gate = kb, asked.question, asked.gate
        self._figure = any(wanted.figure for wanted in asked.wanted)
        self._asked_for = {kind for wanted in asked.wanted for kind in wanted.first}
        self._shown = kinds.shown()
        self._results: dict[tuple[str, str], Result] = {}

    def take_named(self, names: Named) -> None:
        """Take what the question names."""
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
        if kind in self._shown:
            result = self._result(identity, kind)
            result.own, result.basis, result.known = score, "stated", True
            result.because.append(Reason((how,), self._evidence(identity)))

    def take_hits(self, hits: list[Hit]) -> None:
        """Take what was found and holds enough of the question."""
        total = sum(u.weight for u in self._question.units)
        best = max((h.coverage for h in hits), default=0.0)
        for hit in hits:
            kind, identity = self._kb.entries[hit.row]
            if not hit.held or not self._counts(hit, kind, total, best):
                continue
            result = self._result(identity, kind)
            weight = _MINOR if self._kb.minor_rows[hit.row] else 1.0
            result.own, result.known = max(result.own, min(weight * hit.score, 0.98)), True
            self._take_row(result)
            result.basis = result.basis or "suggested"
            shared = "、".join(self._say(unit, named) for unit, named in hit.held)
            result.because.append(Reason((shared,), self._evidence(identity)))

    def take_examples(self, near: Sequence[Near]) -> None:
        """Take what people ask about in nearly these words, the nearest first."""
        best: dict[str, float] = {}
        for one in near:
            kind = self._kb.kind(one.subject)
            nearest = best.setdefault(kind, one.score if kind in self._asked_for else near[0].score)
            if kind in self._shown and (kind == "clause" or one.score >= _AS_NEAR * nearest):
                result = self._result(one.subject, kind)
                result.by_example = not result.because
                weight = _MINOR if one.subject in self._kb.forms else 1.0
                result.own, result.known = either(result.own, weight * BY_EXAMPLE * one.score), True
                self._take_row(result)
                result.basis = result.basis or "suggested"
                example = self._kb.examples.text(one.row)
                result.because.append(Reason((f"与常见问法「{example}」相近（问法是本系统编写的，只用来查找，不是原文）",)))

    def _take_row(self, indicator: Result) -> None:
        """Take the row of a table that sets an indicator found."""
        if indicator.kind == "indicator" and self._kb.clause(indicator.id):
            row = self._result(indicator.id, "clause")
            row.carried, row.known = max(row.carried, 0.9 * indicator.own), True
            row.because.append(Reason(("这一行规定了该指标",), (indicator.id,)))

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
        return (self._once(near[:_MERGED]) if kind == "clause" else near)[: self._shown[kind].most]

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
            if near.kind not in self._shown or (suggested and source.score < _SURE):
                continue
            result = self._result(near.id, near.kind)
            gain = CARRY[near.link.predicate, source.kind] * near.link.confidence * source.score
            gain *= _SUGGESTED if suggested else 1.0
            words = PREDICATES[near.link.predicate]
            ends = (self._label(near.link.subject), words, self._label(near.link.object))
            comment = near.link.comment + ("；由相近的问法推得" if source.by_example else "")
            result.because.append(Reason((*ends, comment), near.link.evidence, near.link.basis))
            result.carried = max(result.carried, gain)
            basis = "suggested" if source.by_example else near.link.basis
            result.basis = basis if result.basis in ("", "suggested") else result.basis
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
