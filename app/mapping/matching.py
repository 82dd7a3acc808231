"""Each practice against the base: the entries that it answers to, ranked, with the reason; or nothing."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from app.answer import shared_words
from app.base.knowledge import Knowledge
from app.mapping import acts
from app.mapping.candidates import Candidates
from app.mapping.folding import fold, without_radicals
from app.mapping.model import Match
from app.mapping.vectors import Vectors
from app.mapping.weights import FIRST_RANKING, FOUNDED, RANKING, BasisFeatures, MatchFeatures, founded, logit
from index.engines.bm25 import Bools, Floats
from index.query import MAX_QUESTION
from index.search import Hit
from ingest.identifiers import without_names
from ingest.kinds import KINDS
from ingest.model import CoreSystem, Standard

_SEARCHED, _LOOKED_INTO, _SHOWN = 40, 8, 5
"""Entries that are found; of these those that are compared part by part; those that are told."""
_FAR = 6.0
"""Difference of logits from the best match beyond which an entry is no match."""
_SCALE = 4.0
"""Difference of logits that divides a score by e."""
_LEAST_PART = 6
"""Characters of a part of a sentence that is compared by itself."""
_MOST_PARTS = 24
_MANY_ACTS = 4
_TOWARDS = 0.8
"""How far the vector of a practice is moved towards that of what its draft is about; as good as encoding both as one text."""
_PART_ENDS = re.compile(r"[，,；;。：:]")


@dataclass(frozen=True, slots=True)
class Context:
    """What a draft as a whole is about."""

    title: str
    targets: tuple[str, ...] = ()
    """Ids of the targets that it names, the main one first."""
    standards: frozenset[str] = frozenset()
    core_systems: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence to be matched."""

    text: str
    """What it says was done."""
    whole: str = ""
    """All of it, and of a table the rest of its row: what names things."""
    clauses: frozenset[str] = frozenset()
    """Ids of the clauses that it names."""


@dataclass(frozen=True, slots=True)
class Scored:
    """An entry with the logit by which it is ranked, and the hit that it was found by."""

    kind: str
    id: str
    logit: float
    hit: Hit
    features: MatchFeatures


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found for a sentence."""

    probability: float
    """That the base has a basis for it, 0 to 1."""
    scored: tuple[Scored, ...]
    """Entries that may be one, best first."""


class Matcher:
    """Matches sentences against one base."""

    def __init__(self, kb: Knowledge) -> None:
        """Of one base."""
        self._kb, self.candidates = kb, Candidates(kb)
        self._vectors = Vectors(kb.meanings)

    def prepare(self, texts: Iterable[str], context: Context) -> None:
        """Encode all that comparing sentences takes, at once; without it each is encoded when its turn comes."""
        plain = [_plain(text) for text in texts]
        wordings = [self._kb.searcher.wording(one) for one in plain]
        self._vectors.learn([self._about(context), *wordings, *(part for one in plain for part in _parts(one))])

    def match(self, text: str, whole: str, context: Context) -> tuple[Match, ...]:
        """What a practice answers to, best first; ``whole`` as in ``Asked``."""
        return self.matches(self.scored(Asked(text, whole), context))

    def matches(self, verdict: Verdict) -> tuple[Match, ...]:
        """The best of what was found; none where the base has no basis."""
        if not verdict.scored or verdict.probability < FOUNDED:
            return ()
        best = verdict.scored[0].logit
        near = [s for s in verdict.scored if best - s.logit <= _FAR][:_SHOWN]
        return tuple(self._match(s, verdict.probability * math.exp((s.logit - best) / _SCALE)) for s in near)

    def scored(self, asked: Asked, context: Context, among: Bools | None = None) -> Verdict:
        """What may be a basis of a sentence; ``among``, ``(rows,)``: the only entries to find."""
        plain = _plain(asked.text)
        rows = self.candidates.rows if among is None else among
        practice = self._vectors.of([self._kb.searcher.wording(plain)])[0]
        question = self._kb.searcher.understand(plain, practice)
        if not question.units:
            return Verdict(0.0, ())
        named = self._named(fold(f"{asked.text} {asked.whole}"), context) | asked.clauses
        hits = {hit.row: hit for hit in self._kb.searcher.search(question, _SEARCHED, rows)}
        own = self._own_rows(context, named) & rows
        hits |= {hit.row: hit for hit in self._kb.searcher.search(question, _SEARCHED, own)} if own.any() else {}
        in_context = self._in_context(practice, context, [*hits])
        told = acts.told(asked.text)
        scored = [self._scored(hit, in_context[hit.row], named, told, context) for hit in hits.values()]
        scored = self._by_parts(plain, sorted(scored, key=lambda s: (-s.logit, s.id)))
        return Verdict(_founded(self._kb.examples.out_of_scope(question), len(told), scored), tuple(scored))

    def _named(self, plain: str, context: Context) -> frozenset[str]:
        """The standards and core systems of the draft that a folded text names by number or name."""
        found = {i for i in context.core_systems if fold(i) in plain}
        for identity in context.standards:
            entity = self._kb.entities[identity]
            if fold(identity) in plain or (isinstance(entity, Standard) and fold(entity.name) in plain):
                found.add(identity)
        return frozenset(found)

    def _own_rows(self, context: Context, named: frozenset[str]) -> Bools:
        """``(rows,)``: the entries of the draft's targets, its standards, and what the practice names."""
        targets, other = set(context.targets), context.standards | named
        rows = np.zeros(len(self._kb.entries), np.bool_)
        for identity, row in self.candidates.row_of.items():
            rows[row] = self.candidates.own_target(identity) in targets or identity in other
        return rows

    def _in_context(self, practice: Floats, context: Context, rows: list[int]) -> dict[int, float]:
        """Row → its cosine with the practice moved towards what the draft is about."""
        vector = practice + _TOWARDS * self._vectors.of([self._about(context)])[0]
        vector /= max(float(np.linalg.norm(vector)), np.finfo(np.float32).tiny)
        cosines = self._kb.searcher.vectors.cosines(vector, np.array(rows, np.int64))
        return dict(zip(rows, np.maximum(cosines, 0.0).tolist(), strict=True))

    def _about(self, context: Context) -> str:
        """What the draft is about: its main target, else its title."""
        name = getattr(self._kb.entities[context.targets[0]], "name", "") if context.targets else context.title
        return str(name)[:MAX_QUESTION]

    def _scored(self, hit: Hit, in_context: float, named: frozenset[str], told: frozenset[str], context: Context) -> Scored:
        kind, identity = self._kb.entries[hit.row]
        target, asked = self.candidates.own_target(identity), acts.asked(self._text(kind, identity))
        features = MatchFeatures(
            dense=hit.dense,
            coverage=hit.coverage,
            lexical=hit.lexical,
            in_context=in_context,
            parts=0.0,
            own=float(target in context.targets),
            main=float(target in context.targets[:1]),
            cited=float(identity in context.standards),
            named=float(identity in named),
            standard=float(kind == "standard"),
            core_system=float(kind == "core_system"),
            indicator=float(identity in self.candidates.indicators),
            summary=float(identity in self.candidates.summaries),
            acts=len(told & asked) / max(len(told), 1),
            alike_acts=len(told & asked) / max(len(told | asked), 1),
        )
        return Scored(kind, identity, logit(FIRST_RANKING, features), hit, features)

    def _by_parts(self, plain: str, scored: list[Scored]) -> list[Scored]:
        """The best and those of the draft's targets ranked again by how well their parts fit; the others stay behind."""
        vectors = self._vectors.of(_parts(plain))
        again = []
        looked_into = [s for n, s in enumerate(scored) if n < _LOOKED_INTO or s.features.own]
        for one in looked_into:
            alike = float((vectors @ self._vectors.of(_parts(self._text(one.kind, one.id))).T).max(initial=0.0))
            features = one.features._replace(parts=max(alike, 0.0))
            again.append(Scored(one.kind, one.id, logit(RANKING, features), one.hit, features))
        again.sort(key=lambda s: (-s.logit, s.id))
        seen = {one.id for one in again}
        behind = [s for s in scored if s.id not in seen]
        shift = min(again[-1].logit - behind[0].logit, 0.0) if behind else 0.0
        return again + [Scored(s.kind, s.id, s.logit + shift, s.hit, s.features) for s in behind]

    def _text(self, kind: str, identity: str) -> str:
        """What an entry says, without its titles."""
        if kind == "clause":
            clause = self._kb.clause(identity)
            return clause.text if clause else ""
        entity = self._kb.entities[identity]
        if isinstance(entity, Standard):
            return "，".join((entity.name, *entity.topics))
        return "，".join((identity, entity.definition, *entity.topics)) if isinstance(entity, CoreSystem) else identity

    def _match(self, scored: Scored, score: float) -> Match:
        return Match(scored.kind, scored.id, round(score, 3), self._because(scored))

    def _because(self, scored: Scored) -> str:
        """Why it is a match, in Chinese: what the draft says of it, and the words that met, as printed."""
        reasons = []
        target = self.candidates.own_target(scored.id)
        if scored.features.named:
            reasons.append("这一条做法写明了它")
        elif scored.features.own:
            reasons.append(f"案例写明的目标 {target}")
        elif scored.features.cited:
            reasons.append("案例引用了这项标准")
        thing = self._kb.clause(scored.id) if scored.kind == "clause" else self._kb.entities[scored.id]
        words = shared_words.sentence(self._kb, [unit for unit, _ in scored.hit.contained], thing)
        reasons.append(words or f"与这{KINDS[scored.kind].label}意思相近")
        return "；".join(reasons)


def _founded(out_of_scope: float, acts_told: int, scored: list[Scored]) -> float:
    """The probability that the base has a basis, by the best of what was found and by how much was done."""
    features = [s.features for s in scored]
    dense, coverage, parts, in_context = (
        max((getattr(f, name) for f in features), default=0.0) for name in ("dense", "coverage", "parts", "in_context")
    )
    return founded(BasisFeatures(dense, coverage, parts, out_of_scope, min(acts_told / _MANY_ACTS, 1.0), in_context))


def _plain(text: str) -> str:
    """What is compared of a sentence."""
    return without_names(without_radicals(text))[:MAX_QUESTION]


def _parts(text: str) -> list[str]:
    """The parts of a text between commas, short ones joined to the next; the first of very many."""
    held, found = "", list[str]()
    for piece in filter(None, map(str.strip, _PART_ENDS.split(text))):
        held = f"{held}，{piece}" if held else piece
        if len(held) >= _LEAST_PART:
            found.append(held)
            held = ""
    if held or not found:
        found.append(held or text)
    return found[:_MOST_PARTS]
