"""Links that the documents themselves state; one function a rule, one line in ``RULES``.

Curated links come from ``corpus/links``. Every stated link names the clause that is its evidence.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from index.concepts import ConceptFinder
from ingest.identifiers import StandardNumber, TargetId
from ingest.model import Clause, CoreSystem, Entity, Indicator, Link, Standard, Target

T = TypeVar("T", Standard, Target, CoreSystem)

_STATED = "semapv:LexicalMatching"
_AUTHOR = "duibiao:kg.rules"
_REFERENCES = re.compile(r"规范性引用文件")


@dataclass(frozen=True, slots=True)
class Sources:
    """What the rules read: entities of the whole base and the clauses to look at."""

    entities: list[Entity]
    clauses: list[Clause]
    finder: ConceptFinder


def stated(sources: Sources) -> list[Link]:
    """Every link that a rule finds, each once."""
    return list(dict.fromkeys(link for rule in RULES for link in rule(sources)))


def _link(subject: str, predicate: str, obj: str, evidence: str, comment: str) -> Link:
    return Link(subject, predicate, obj, "stated", _STATED, 1.0, comment, (evidence,) if evidence else (), _AUTHOR)


def _refers_to(sources: Sources) -> Iterator[Link]:
    for target in _of(sources, Target):
        if target.refers_to:
            yield _link(target.id, "refers_to", target.refers_to, target.clause, "原文写明详见该目标")


def _strategies(sources: Sources) -> Iterator[Link]:
    known = {c.id for c in sources.clauses}
    for target in _of(sources, Target):
        if target.clause in known and not target.refers_to:
            yield _link(target.clause, "summary_of", target.id, target.clause, "目标简述")
        for number, clause in enumerate(target.strategies, 1):
            if clause in known:
                yield _link(clause, "strategy_of", target.id, clause, f"核心策略第 {number} 条")


def _replaces(sources: Sources) -> Iterator[Link]:
    for standard in _of(sources, Standard):
        if standard.replaces:
            yield _link(standard.id, "replaces", standard.replaces, standard.clause, f"标准名称注明代替 {standard.replaces}")


def _cites(sources: Sources) -> Iterator[Link]:
    """What a standard lists under its normative references (GB/T 1.1-2020 clause 8.6)."""
    standards = [next(StandardNumber.find(s.id), None) for s in _of(sources, Standard)]
    own = {number.slug: str(number) for number in standards if number}
    for clause in sources.clauses:
        cited = next(StandardNumber.find(clause.text), None)
        if clause.document in own and cited and clause.kind == "item" and _REFERENCES.search(clause.titles[0]):
            comment = f"规范性引用文件列有 {cited.written}"
            yield _link(own[clause.document], "cites", _known(cited, standards), clause.id, comment)


def _known(number: StandardNumber, standards: list[StandardNumber | None]) -> str:
    """The id of the standard that ``number`` names: with its year as written, else the edition that the base holds."""
    editions = [str(s) for s in standards if s and s.key == number.key]
    return editions[0] if editions and not number.year else str(number)


def _mentions(sources: Sources) -> Iterator[Link]:
    """Clauses that name a standard, a target or a core system; table rows that define one do not."""
    systems = [s.id for s in _of(sources, CoreSystem)]
    keys = {StandardNumber.parse(s.id).key: s.id for s in _of(sources, Standard) if any(StandardNumber.find(s.id))}
    defining = {e.clause for e in sources.entities if isinstance(e, (Standard, CoreSystem, Target))}
    for clause in sources.clauses:
        if clause.kind == "row" or clause.id in defining:
            continue
        for number in StandardNumber.find(clause.text):
            yield _link(clause.id, "mentions", keys.get(number.key, str(number)), clause.id, f"原文提到 {number.written}")
        for code in TargetId.find(clause.text):
            yield _link(clause.id, "mentions", str(code), clause.id, f"原文提到 {code}")
        for name in systems:
            if name in clause.text:
                yield _link(clause.id, "mentions", name, clause.id, f"原文提到{name}")


def _requires(sources: Sources) -> Iterator[Link]:
    """A target whose strategy names a core system has need of it."""
    owner = {clause: t.id for t in _of(sources, Target) for clause in t.strategies}
    for link in _mentions(sources):
        if link.subject in owner and link.object in {s.id for s in _of(sources, CoreSystem)}:
            yield _link(owner[link.subject], "requires", link.object, link.subject, f"核心策略原文提到{link.object}")


def _about(sources: Sources) -> Iterator[Link]:
    """Entities whose name carries a thesaurus label."""
    for entity in sources.entities:
        name = name_of(entity)
        if name:
            for mention in sources.finder.find(name):
                yield _link(entity.id, "about", mention.concept, getattr(entity, "clause", ""), f"名称含“{mention.matched}”")


def name_of(entity: Entity) -> str:
    """The name of an entity that can be about something, else ""."""
    if isinstance(entity, (Standard, Target, Indicator)):
        return entity.name
    return entity.id if isinstance(entity, CoreSystem) else ""


def _of(sources: Sources, kind: type[T]) -> list[T]:
    return [e for e in sources.entities if isinstance(e, kind)]


RULES: tuple[Callable[[Sources], Iterable[Link]], ...] = (
    _refers_to,
    _strategies,
    _replaces,
    _cites,
    _mentions,
    _requires,
    _about,
)
