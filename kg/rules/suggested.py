"""Links that nobody stated: computed from shared concepts and like texts, for a person to accept or reject.

A thing (standard, core system, indicator) is known by the concepts of its name and topics; a target or task by the
concepts of its name, summary and strategies. Each shared concept counts by how rare it is among the texts compared
and by where it stands; what is shared adds up as independent evidence does: 1 - (1-a)(1-b)… Only strong suggestions
are made: a wrong one costs a reviewer more than a missing one.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.model import Clause, CoreSystem, Document, Indicator, Link, Standard, Target, Task
from kg.crosswalk import crosswalk
from kg.rules.sources import CONCEPTS, SIMILAR, Sources, name_of, suggested

LEAST = 0.45
"""Least confidence of a suggestion from shared concepts."""
_NAME, _STRATEGY, _SUMMARY = 1.0, 0.7, 0.4
"""What a concept counts in the name of a target or task, in its strategies or text, and in its summary."""
_OWN, _TOPIC, _WIDER = 1.0, 0.6, 0.6
"""What a concept counts that a thing is named after, that is one of its topics, and that is wider than the one named."""
_CERTAIN = 0.95
_TOLD = 3
_LEVELS = ("national", "provincial", "city", "association", "")
_IMPLEMENTING = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch")


@dataclass(frozen=True, slots=True)
class _Place:
    """One text of a target or task: where it stands, what it counts, and the concepts that it names."""

    clause: str
    words: str
    weight: float
    concepts: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Shared:
    """A thing's concept, the concept of a text that is the same or narrower, where that stands, and what it counts."""

    concept: str
    named: str
    matched: str
    place: _Place
    weight: float


def applies_to(sources: Sources) -> Iterator[Link]:
    """A standard and the targets that name what it is about: directly where the name does, else in support."""
    names = {t.id: set(sources.named(t.name)) for t in sources.of(Target)}
    heads = {s.id: set(sources.named(s.name)) for s in sources.of(Standard)}
    for link in _by_concepts(sources, sources.of(Standard), "applies_to", _targets(sources)):
        yield link if heads[link.subject] & names[link.object] else replace(link, predicate="supports")


def requires(sources: Sources) -> Iterator[Link]:
    """A target or task and the core systems that it names in other words."""
    for texts in (_targets(sources), _tasks(sources)):
        for link in _by_concepts(sources, sources.of(CoreSystem), "requires", texts):
            yield replace(link, subject=link.object, object=link.subject)


def measures(sources: Sources) -> Iterator[Link]:
    """An indicator and the targets and tasks that name what it measures."""
    for texts in (_targets(sources), _tasks(sources)):
        yield from _by_concepts(sources, sources.of(Indicator), "measures", texts)


def implements(sources: Sources) -> Iterator[Link]:
    """A task of a plan and the task of a higher authority's plan that it answers to, by the crosswalk."""
    tasks: dict[str, list[Task]] = {}
    for task in sources.of(Task):
        tasks.setdefault(task.document, []).append(task)
    plans = [d for d in sources.documents if d.id in tasks]
    for above in plans:
        for below in plans:
            if _rank(above) < _rank(below):
                for row in crosswalk(tasks[above.id], tasks[below.id], sources.cut):
                    if row.relation in _IMPLEMENTING:
                        for a in row.a:
                            for b in row.b:
                                yield suggested(b.id, "implements", a.id, SIMILAR, row.score, row.basis, (b.id, a.id))


def _rank(document: Document) -> int:
    return _LEVELS.index(document.level)


def _targets(sources: Sources) -> dict[str, list[_Place]]:
    """Each target's texts; one that only says 详见 has those of the target that it refers to."""
    clauses = {c.id: c for c in sources.clauses}
    targets = {t.id: t for t in sources.of(Target)}
    found = {}
    for target in targets.values():
        told = targets.get(target.refers_to, target)
        places = [_Place(target.clause, "目标名称", _NAME, sources.named(target.name))]
        texts = [(told.clause, "目标简述", _SUMMARY)]
        texts += [(clause, f"核心策略第 {number} 条", _STRATEGY) for number, clause in enumerate(told.strategies, 1)]
        found[target.id] = places + [_place(sources, clauses[c], words, w) for c, words, w in texts if c in clauses]
    return found


def _place(sources: Sources, clause: Clause, words: str, weight: float) -> _Place:
    return _Place(clause.id, words, weight, sources.named(clause.text))


def _tasks(sources: Sources) -> dict[str, list[_Place]]:
    """Each task's title and text."""
    return {
        t.id: [
            _Place(t.id, "任务标题", _NAME, sources.named(t.title)),
            _Place(t.id, "任务原文", _STRATEGY, sources.named(t.text)),
        ]
        for t in sources.of(Task)
    }


def _by_concepts(
    sources: Sources,
    things: Sequence[Standard | CoreSystem | Indicator],
    predicate: str,
    texts: dict[str, list[_Place]],
) -> Iterator[Link]:
    """Every pair of a thing and a text that share enough."""
    wider = {c: sources.tokenizer.finder.ancestors(c)[:1] for ps in texts.values() for p in ps for c in p.concepts}
    holding = Counter(
        c for places in texts.values() for c in {x for p in places for named in p.concepts for x in (named, *wider[named])}
    )
    rarity = {c: math.log(len(texts) / n) / math.log(max(len(texts), 2)) for c, n in holding.items()}
    for thing in things:
        known = _known_by(sources, thing)
        for text, places in texts.items():
            shared = _shared(known, places, wider, rarity)
            confidence = 1 - math.prod(1 - min(s.weight, _CERTAIN) for s in shared)
            if confidence >= LEAST:
                yield _told(thing.id, predicate, text, confidence, shared)


def _known_by(sources: Sources, thing: Standard | CoreSystem | Indicator) -> dict[str, float]:
    """The concepts that a thing is about: those of its name, and each topic that is a concept as a whole."""
    known = dict.fromkeys(sources.named(name_of(thing)), _OWN)
    for topic in getattr(thing, "topics", ()):
        for concept, matched in sources.named(topic).items():
            if len(matched) >= len(topic) - 1:
                known.setdefault(concept, _TOPIC)
    return known


def _shared(
    known: dict[str, float], places: list[_Place], wider: dict[str, list[str]], rarity: dict[str, float]
) -> list[_Shared]:
    """What a text shares with a thing, best first: each concept of the one counts once, by one concept of the other."""
    found = [
        _Shared(concept, named, matched, place, known[concept] * share * rarity[concept] * place.weight)
        for place in places
        for named, matched in place.concepts.items()
        for concept, share in ((named, 1.0), *((above, _WIDER) for above in wider[named]))
        if concept in known
    ]
    kept: list[_Shared] = []
    for one in sorted(found, key=lambda s: (-s.weight, s.concept, s.named)):
        if all(one.concept != other.concept and one.named != other.named for other in kept):
            kept.append(one)
    return kept


def _told(subject: str, predicate: str, obj: str, confidence: float, shared: list[_Shared]) -> Link:
    """A suggestion with the words that led to it and where they stand."""
    comment = "；".join(dict.fromkeys(f"{s.place.words}提到“{s.matched}”" for s in shared[:_TOLD]))
    evidence = dict.fromkeys(s.place.clause for s in shared[:_TOLD] if s.place.clause)
    return suggested(subject, predicate, obj, CONCEPTS, confidence, comment, tuple(evidence))
