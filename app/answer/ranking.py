"""The ranking of results: scores from names, hits and examples, carried along the links of the graph; each with its reasons."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.answer.lacking import degree
from app.answer.names import Names
from app.answer.reasons import Reason, Reasons
from app.answer.same_text import grouped
from app.answer.understanding import Understood
from app.base.knowledge import Knowledge
from index import details
from index.examples import ExampleMatches, SubjectMatch
from index.fuse import either
from index.search import Hit
from ingest import kinds

_MIN_SCORE, _MIN_SHARE_OF_BEST = 0.2, 0.55
"""Least score of a result, and least share of the score of the best result of its kind."""
_MIN_CONCEPTS, _MIN_CLAUSE, _MIN_CITED, _NEAR_BEST = 0.25, 0.25, 0.4, 0.85
"""Shares of the question, by weight. A hit counts when it names the concepts of the first; or contains the second, if it is a
clause, or the third, if it is cited by number (a loose word is too little for a standard); or covers nearly as much as the
best hit."""
_BY_NAME, _BY_OTHER_NAME, _BY_WORDS = 1.0, 0.9, 0.98
"""Score of what the question names outright; of what it names in other words (a document stands for its opening clauses, a
concept for a core system); and the highest of what it only finds: a name comes first."""
_NEAR_IN_MEANING = 0.6
"""A clause that shares no word with the question counts when its score is this share of the best hit's."""
_OPENING = 5
"""Clauses of a document named outright that are shown: those from its beginning."""
_ROW = 0.9
"""Share of an indicator's score that the table row which sets it gets."""
_SUGGESTED, _CERTAIN = 0.5, 0.7
"""A link that only rules suggest carries this share of what a reviewed one would, and only from results of this score on."""
_SOURCES = 12
"""Results of a kind from which scores are carried: those after them would add only results that are not shown."""
_COMPARED = 30
"""Clauses looked at for others with the same text: three times as many as are shown."""
BY_EXAMPLE, _MIN_SHARE_OF_NEAREST = 0.8, 0.7
"""A subject found by its examples gets this share of the fourth power of their score: what is only roughly alike counts little.
What is cited by number must come this near to the score of the nearest subject, or of the nearest of its kind where the
question asks for that kind."""
_WITH_DETAIL = 1.3
"""A clause with the detail that is asked for counts so much more."""
_MINOR = 0.75
"""Fields of a form count this share of what a document says."""

_MENTION = "mentions"
"""The link of a clause that names a thing: it does not say that the thing answers."""
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
"""(predicate, kind that the score comes from) → the share of the score that a link carries."""


@dataclass(slots=True)
class Result:
    """Something that answers: its own score, the score carried to it, each 0 to 1, and why."""

    id: str
    kind: str
    own: float = 0.0
    carried: float = 0.0
    basis: str = ""
    by_example: bool = False
    """Found by examples alone."""
    named: bool = False
    """The question names it."""
    hit: Hit | None = None
    """As which it was found in the index."""
    example: float = 0.0
    """Score of the examples that it was found by, 0 to 1."""
    alike: float | None = 0.0
    """Cosine with the nearest examples about it (``ExampleMatches.alike``): 0 where none is near, None where it has none."""
    about: float | None = None
    """How probably the question is about it (``index.models.subjects.Gist``), 0 to 1; None where that says nothing of it."""
    certain: bool = False
    """A link that is more than a suggestion leads to it."""
    detail: float = 0.0
    """How far it has the detail which the question asks for, -1 to 1 (``lacking.degree``); 0 where none is asked for."""
    probability: float = 0.0
    """How probable it is that it answers, 0 to 1 (``probable``)."""
    maybe: bool = False
    """It is only possible that it answers: it is folded away."""
    known: bool = False
    """Found itself, or linked to what was found by more than suggestions; all others are ranked below."""
    because: list[Reason] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    """Ids of clauses of other documents with the same text."""

    @property
    def detailed(self) -> bool:
        """Whether it is a clause that has the detail which the question asks for."""
        return self.kind == "clause" and self.detail > 0

    @property
    def score(self) -> float:
        """Own and carried score together, 0 to 1: as ``either``, of two shares, since it is asked for often."""
        return self.own + self.carried - self.own * self.carried


def _better(one: Hit | None, other: Hit | None) -> Hit | None:
    """That of two hits with the higher score."""
    return max((hit for hit in (one, other) if hit), key=lambda hit: hit.score, default=None)


class Ranking:
    """The results of one question while they are collected."""

    def __init__(self, kb: Knowledge, asked: Understood) -> None:
        """No results yet."""
        self._kb, self._question, self._selection = kb, asked.question, asked.selection
        self._detail = details.asked(asked.query.text)
        self._asked_for = {kind for intent in asked.intents for kind in intent.kinds}
        self._shown = kinds.shown()
        self._reasons = Reasons(kb)
        self._results: dict[tuple[str, str], Result] = {}
        self._alike: Mapping[str, float] = {}
        self._about: Mapping[str, float] = {}

    def add_names(self, names: Names) -> None:
        """Add what the question names."""
        for identity, how in names.found.items():
            if identity in self._kb.documents:
                for clause in self._opening(identity):
                    self._add_name(clause, "clause", how, _BY_OTHER_NAME)
            else:
                self._add_name(identity, self._kb.found_as(identity), how, _BY_NAME)
        for identity, how in names.implied.items():
            self._add_name(identity, "core_system", how, _BY_OTHER_NAME)

    def _opening(self, document: str) -> list[str]:
        """Ids of the first clauses of a document: they are shown where it is meant as a whole."""
        clauses = self._kb.store.clauses(document)
        return [c.id for c in clauses if c.kind in ("item", "paragraph", "row")][:_OPENING]

    def _add_name(self, identity: str, kind: str, how: str, score: float) -> None:
        if kind in self._shown:
            result = self._result(identity, kind)
            result.own, result.basis, result.named, result.known = score, "stated", True, True
            result.because.append(self._reasons.of_name(identity, how))

    def add_hits(self, hits: Sequence[Hit]) -> None:
        """Add the hits that contain enough of the question, and the clauses that mean nearly what the best hit means."""
        total = sum(u.weight for u in self._question.units)
        best = max((h.coverage for h in hits), default=0.0)
        for hit in hits:
            kind, identity = self._kb.entries[hit.row]
            near = kind == "clause" and hit.score >= _NEAR_IN_MEANING * hits[0].score
            if not near and not (hit.contained and self._counts(hit, kind, total, best)):
                continue
            result = self._result(identity, kind)
            weight = _MINOR if identity in self._kb.entries.forms else 1.0
            result.own, result.known = max(result.own, min(weight * hit.score, _BY_WORDS)), True
            result.hit = _better(hit, result.hit)
            self._add_row(result)
            result.basis = result.basis or "suggested"
            result.because.append(self._reasons.of_hit(identity, hit))
            self._add_lead(result)

    def _add_lead(self, item: Result) -> None:
        """Add the sentence that an item hangs on where that has the detail asked for: it rules all items (处三万元以下罚款)."""
        if self._detail is None or item.kind != "clause":
            return
        clause = self._kb.clause(item.id)
        if clause is None or self._detail.stands_in(clause.text):
            return
        for lead in self._kb.outline(clause.document).leads(clause):
            if self._detail.stands_in(lead.text):
                result = self._result(lead.id, "clause")
                result.own, result.known = max(result.own, item.own), True
                result.hit = _better(item.hit, result.hit)
                result.basis, result.because = "stated", result.because or [*item.because]

    def add_examples(self, matches: ExampleMatches) -> None:
        """Add the subjects about which people ask in nearly these words."""
        self._alike, self._about = matches.alike, matches.gist.about
        best: dict[str, float] = {}
        for match in self._citable(matches.subjects):
            kind = self._kb.found_as(match.subject)
            nearest = best.setdefault(kind, match.score if kind in self._asked_for else matches.subjects[0].score)
            if kind in self._shown and (kind == "clause" or match.score >= _MIN_SHARE_OF_NEAREST * nearest):
                result = self._result(match.subject, kind)
                result.by_example, result.example = not result.because, match.score
                weight = _MINOR if match.subject in self._kb.entries.forms else 1.0
                result.own, result.known = either(result.own, weight * BY_EXAMPLE * match.score**4), True
                self._add_row(result)
                result.basis = result.basis or "suggested"
                result.because.append(self._reasons.of_example(match))

    def _citable(self, matches: Sequence[SubjectMatch]) -> Iterator[SubjectMatch]:
        """The matches with a document's first clauses in its place."""
        for match in matches:
            whole = match.subject in self._kb.documents
            yield from (replace(match, subject=clause) for clause in self._opening(match.subject)) if whole else [match]

    def _add_row(self, indicator: Result) -> None:
        """Add the table row that sets an indicator."""
        if indicator.kind == "indicator" and self._kb.clause(indicator.id):
            row = self._result(indicator.id, "clause")
            row.carried, row.known = max(row.carried, _ROW * indicator.own), True
            row.because.append(self._reasons.of_row(indicator.id))

    @staticmethod
    def _counts(hit: Hit, kind: str, total: float, best: float) -> bool:
        """Whether a hit contains enough of the question; ``total`` is the weight of all units, ``best`` the best coverage."""
        concepts = sum(u.weight for u, named in hit.contained if u.concept and named)
        contained = sum(u.weight for u, _ in hit.contained)
        needed = _MIN_CLAUSE if kind == "clause" else _MIN_CITED
        return concepts >= _MIN_CONCEPTS * total or contained >= needed * total or hit.coverage >= _NEAR_BEST * best

    def carry(self) -> None:
        """Carry scores along the links: clauses → targets → standards, core systems, indicators, strategies (``CARRY``)."""
        for source in ("clause", "standard", "target", "core_system"):
            for result in sorted(self._of(source), key=lambda r: -r.score)[:_SOURCES]:
                if result.score >= _MIN_SCORE:
                    self._carry_from(result)

    def best(self, kind: str) -> list[Result]:
        """The results of one kind to show, best first: those whose scores are near the best."""
        found = [r for r in self._of(kind) if r.because and self._selection.includes(kind, r.id)]
        for result in found:
            result.alike = self._alike.get(result.id, 0.0 if result.id in self._kb.subjects_with_examples else None)
            result.about = self._about.get(result.id)
            result.detail = degree(self._kb, result.id, kind, self._detail, self._question.units) if self._detail else 0.0
        ranked = sorted(found, key=lambda r: (not r.known, -(_WITH_DETAIL if r.detailed else 1.0) * r.score, r.id))
        least = max(_MIN_SCORE, _MIN_SHARE_OF_BEST * ranked[0].score) if ranked else 0.0
        near = [r for r in ranked if r.score >= least or not r.known]
        return (self._once(near[:_COMPARED]) if kind == "clause" else near)[: self._shown[kind].most]

    def _once(self, ranked: list[Result]) -> list[Result]:
        """Clauses with the same text in several documents once, with the other places."""
        places = grouped([clause for r in ranked if (clause := self._kb.clause(r.id))])
        for result in ranked:
            result.also = places.get(result.id, [])
        return [r for r in ranked if r.id in places]

    def _carry_from(self, source: Result) -> None:
        for near in self._kb.graph.neighbours(source.id, *(p for p, kind in CARRY if kind == source.kind)):
            suggested = near.link.basis == "suggested"
            if near.kind not in self._shown or (suggested and source.score < _CERTAIN):
                continue
            result = self._result(near.id, near.kind)
            gain = CARRY[near.link.predicate, source.kind] * near.link.confidence * source.score
            gain *= _SUGGESTED if suggested else 1.0
            result.because.append(self._reasons.of_link(near.link, gain, by_example=source.by_example))
            result.carried = max(result.carried, gain)
            basis = "suggested" if source.by_example or near.link.predicate == _MENTION else near.link.basis
            result.basis = basis if result.basis in ("", "suggested") else result.basis
            result.known |= not suggested
            result.certain |= not suggested and not source.by_example

    def _result(self, identity: str, kind: str) -> Result:
        return self._results.setdefault((kind, identity), Result(identity, kind))

    def _of(self, kind: str) -> list[Result]:
        return [r for r in self._results.values() if r.kind == kind]
