"""Rules for suggested links: computed from shared concepts and similar texts, for a person to accept or reject.

A thing (standard, core system, indicator) has the concepts of its name and topics. A target or task has the concepts of its
name, summary and strategies. Each concept that both share has a weight: how rare it is among the targets or tasks, times
weights for its places. The confidence combines these weights like independent evidence (noisy-or): 1 - (1-a)(1-b)… Only
strong suggestions are made: a wrong one costs a reviewer more than a missing one.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.model import Clause, CoreSystem, Document, Indicator, Link, Standard, Target, Task
from kg.crosswalk import crosswalk
from kg.rules.sources import CONCEPTS, SIMILAR, Sources, name_of, suggested

LEAST = 0.45
"""Least confidence of a suggestion from shared concepts, 0 to 1."""
_NAME, _STRATEGY, _SUMMARY = 1.0, 0.7, 0.4
"""Weights of a concept in the name of a target or task, in a strategy or the text of a task, and in a summary."""
_OWN, _TOPIC, _WIDER = 1.0, 0.6, 0.6
"""Weights of a concept in the name of a thing, of a topic of the thing, and of a concept broader than that in the text."""
_MOST = 0.95
"""Highest weight of one shared concept, so that no single one makes a suggestion certain."""
_EXPLAINED = 3
"""Shared concepts that the comment and the evidence of a suggestion name."""
_LEVELS = ("national", "provincial", "city", "association", "hospital", "")
"""Levels of authority of documents, the highest first."""
_IMPLEMENTING = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch")
"""Relations of a crosswalk by which a task implements the task of a higher plan; relatedMatch is too weak."""


@dataclass(frozen=True, slots=True)
class _Place:
    """One text of a target or task."""

    clause: str
    """Id of the clause with the text."""
    words: str
    """What the text is, in Chinese for the user: 核心策略第 2 条."""
    weight: float
    """``_NAME``, ``_STRATEGY`` or ``_SUMMARY``."""
    concepts: dict[str, str]
    """Id of each concept that the text names → the words that name it."""


@dataclass(frozen=True, slots=True)
class _Shared:
    """A concept that a thing shares with a text."""

    concept: str
    """Id of the concept of the thing."""
    named: str
    """Id of the concept in the text: the same or a narrower one."""
    matched: str
    """The words of the text that name it."""
    place: _Place
    weight: float
    """How much this adds to the confidence, 0 to 1."""


def applies_to(sources: Sources) -> Iterator[Link]:
    """applies_to or supports: from a standard to the targets that share concepts with it.

    The standard applies to a target whose name shares a concept with the name of the standard; it supports any other.
    """
    names = {t.id: set(sources.named(t.name)) for t in sources.of(Target)}
    heads = {s.id: set(sources.named(s.name)) for s in sources.of(Standard)}
    for link in _by_concepts(sources, sources.of(Standard), "applies_to", _targets(sources)):
        yield link if heads[link.subject] & names[link.object] else replace(link, predicate="supports")


def requires(sources: Sources) -> Iterator[Link]:
    """requires: from a target or task to the core systems that share concepts with it."""
    for texts in (_targets(sources), _tasks(sources)):
        for link in _by_concepts(sources, sources.of(CoreSystem), "requires", texts):
            yield replace(link, subject=link.object, object=link.subject)


def measures(sources: Sources) -> Iterator[Link]:
    """measures: from an indicator to the targets and tasks that share concepts with it."""
    for texts in (_targets(sources), _tasks(sources)):
        yield from _by_concepts(sources, sources.of(Indicator), "measures", texts)


def implements(sources: Sources) -> Iterator[Link]:
    """implements: from a task of a plan to the tasks of a higher authority's plan that correspond to it in the crosswalk."""
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
    """0 for the highest level of authority."""
    return _LEVELS.index(document.level)


def _targets(sources: Sources) -> dict[str, list[_Place]]:
    """Id of each target → its texts. A target whose text is only 详见 has the texts of the target that it refers to."""
    clauses = {c.id: c for c in sources.clauses}
    targets = {t.id: t for t in sources.of(Target)}
    found = {}
    for target in targets.values():
        referred = targets.get(target.refers_to, target)
        places = [_Place(target.clause, "目标名称", _NAME, sources.named(target.name))]
        texts = [(referred.clause, "目标简述", _SUMMARY)]
        texts += [(clause, f"核心策略第 {number} 条", _STRATEGY) for number, clause in enumerate(referred.strategies, 1)]
        found[target.id] = places + [_place(sources, clauses[c], words, w) for c, words, w in texts if c in clauses]
    return found


def _place(sources: Sources, clause: Clause, words: str, weight: float) -> _Place:
    return _Place(clause.id, words, weight, sources.named(clause.text))


def _tasks(sources: Sources) -> dict[str, list[_Place]]:
    """Id of each task → its title and its text."""
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
    """A suggestion for each thing and each target or task (``texts``) with a confidence of at least ``LEAST``."""
    wider = {c: sources.tokenizer.finder.ancestors(c)[:1] for ps in texts.values() for p in ps for c in p.concepts}
    containing = Counter(
        c for places in texts.values() for c in {x for p in places for named in p.concepts for x in (named, *wider[named])}
    )
    rarity = {c: math.log(len(texts) / n) / math.log(max(len(texts), 2)) for c, n in containing.items()}
    for thing in things:
        known = _known_by(sources, thing)
        for text, places in texts.items():
            shared = _shared(known, places, wider, rarity)
            confidence = 1 - math.prod(1 - min(s.weight, _MOST) for s in shared)
            if confidence >= LEAST:
                yield _explained(thing.id, predicate, text, confidence, shared)


def _known_by(sources: Sources, thing: Standard | CoreSystem | Indicator) -> dict[str, float]:
    """Id of each concept of a thing → its weight: the concepts in its name, and its topics that are a label of a concept."""
    known = dict.fromkeys(sources.named(name_of(thing)), _OWN)
    for topic in getattr(thing, "topics", ()):
        for concept, matched in sources.named(topic).items():
            if len(matched) >= len(topic) - 1:
                known.setdefault(concept, _TOPIC)
    return known


def _shared(
    known: dict[str, float], places: list[_Place], wider: dict[str, list[str]], rarity: dict[str, float]
) -> list[_Shared]:
    """The concepts that a thing (``known``) shares with the ``places`` of a target or task, the heaviest first.

    Each concept of the thing counts once, and so does each concept of the texts.
    """
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


def _explained(subject: str, predicate: str, obj: str, confidence: float, shared: list[_Shared]) -> Link:
    """The suggestion; its comment quotes the words of the heaviest concepts, its evidence is their clauses."""
    comment = "；".join(dict.fromkeys(f"{s.place.words}提到“{s.matched}”" for s in shared[:_EXPLAINED]))
    evidence = dict.fromkeys(s.place.clause for s in shared[:_EXPLAINED])
    return suggested(subject, predicate, obj, CONCEPTS, confidence, comment, tuple(evidence))
