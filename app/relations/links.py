"""Links of a base: the graph around a thing, paths, suggestions and decisions on them, coverage."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.answer.names import find_names
from app.base.files import write_output
from app.base.knowledge import Knowledge
from app.people import database, decisions
from app.people.decisions import Reviewed
from index.words.normal import squeezed, squeezed_each
from ingest.errors import NotFoundError, QuestionError
from ingest.model import Concept, Entity, Link
from kg import queries
from kg.export import FORMATS, Part
from kg.predicates import PREDICATES
from kg.queries import Step


def resolve(kb: Knowledge, written: str) -> str:
    """The id of the node that ``written`` names first; errors as in ``named``."""
    return named(kb, written)[0]


def named(kb: Knowledge, written: str) -> list[str]:
    """Ids of the nodes that ``written`` names, by id or name; NotFoundError when the graph has no such node.

    QuestionError when nothing is written.
    """
    if not written.strip():
        raise QuestionError("编号是空的", todo="请写标准号、目标编号、核心制度名称等")
    for identity in (kb.current(written), f"《{written}》"):
        if identity in kb.graph:
            return [identity]
    names = find_names(written, kb)
    found = [i for i in (*names.found, *names.implied) if i in kb.graph] or _labelled(kb, squeezed(written).__eq__)
    if not found:
        raise NotFoundError(f"关系图里没有“{written}”", todo="可用 duibiao search 查找编号")
    return found


def named_like(kb: Knowledge, written: str) -> list[str]:
    """Ids of the nodes in whose name ``written`` stands; what has most links comes first."""
    words = squeezed(written)
    return _labelled(kb, lambda name: words in name)


def _labelled(kb: Knowledge, fits: Callable[[str], bool]) -> list[str]:
    """Ids of the nodes one of whose names, squeezed, fits; what has most links comes first."""
    things = [(e.id, label) for e in kb.entities.values() for label in _labels(e)]
    things += [(d.id, d.title) for d in kb.documents.values()]
    names = squeezed_each(name for _, name in things)
    found = {one: None for (one, _), name in zip(things, names, strict=True) if fits(name) and one in kb.graph}
    return sorted(found, key=kb.graph.degree, reverse=True)


def _labels(thing: Entity) -> tuple[str, ...]:
    """What a thing is called, with every label of a concept."""
    return (
        thing.labels if isinstance(thing, Concept) else (getattr(thing, "name", "") or getattr(thing, "title", "") or thing.id,)
    )


def around(kb: Knowledge, written: str, depth: int) -> Part:
    """The links between all nodes within ``depth`` steps of a thing; errors as in ``resolve``."""
    return Part(kb.graph, queries.within(kb.graph, resolve(kb, written), depth))


def path(kb: Knowledge, start: str, end: str) -> list[Step]:
    """The path between two things with the least cost (``kg.queries.path``), empty when there is none.

    Errors as in ``resolve``.
    """
    return queries.path(kb.graph, resolve(kb, start), resolve(kb, end))


def steps_of(part: Part) -> list[Step]:
    """The links of ``part``, each as one step in its direction."""
    return [Step(link.subject, link, link.object) for link in part.links]


def write(part: Part, file: Path) -> None:
    """Write ``part`` to ``file`` in the format of its name; QuestionError with the known formats when it has another."""
    form = FORMATS.get(file.suffix.lower())
    if form is None:
        raise QuestionError(
            f"不认识的格式{f' {file.suffix}' if file.suffix else '（没有扩展名）'}", str(file), f"可用：{'、'.join(FORMATS)}"
        )
    write_output(file, form(part))


def suggestions(kb: Knowledge, predicate: str = "", about: str = "") -> list[Link]:
    """Suggested links without a decision, the highest confidence first.

    ``predicate`` and ``about`` (an id or a name) limit them to one kind of link or to one thing. QuestionError for an unknown
    predicate, NotFoundError for an unknown thing.
    """
    if predicate and predicate not in PREDICATES:
        raise QuestionError(f"没有“{predicate}”这种关联", todo=f"可用：{'、'.join(PREDICATES)}")
    end = resolve(kb, about) if about else ""
    found = [x for x in kb.links if x.basis == "suggested" and predicate in ("", x.predicate)]
    return sorted(
        (x for x in found if end in ("", x.subject, x.object)), key=lambda x: (-x.confidence, x.subject, x.predicate, x.object)
    )


def decided(kb: Knowledge, *, withdrawn: bool = False) -> list[Link]:
    """The links that people accepted or rejected, the latest decision first; ``withdrawn``: also decisions taken back."""
    with database.reading(kb.snapshot.kb) as db:
        return [x for x in _decided(kb, db) if withdrawn or x.review != decisions.OPEN]


def decide(kb: Knowledge, ids: Sequence[str], state: str, by: str, why: str = "") -> list[Reviewed]:
    """Accept, reject or reopen links by their ids, and tell of each what became of it; errors as in ``decisions.decide``."""
    candidates = [x for x in kb.store.links() if x.basis == "suggested"]
    with database.writing(kb.snapshot.kb) as db:
        return decisions.decide(db, [*_decided(kb, db), *candidates], ids, state, by, why, moved=kb.moved)


def _decided(kb: Knowledge, db: sqlite3.Connection) -> list[Link]:
    standing, _ = decisions.standing(db, kb.moved)
    return list(reversed(standing.values()))


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which standards cover which targets. Suggestions do not count."""

    targets: dict[str, list[tuple[str, str]]]
    """Id of each target → (standard, predicate) of those that cover it, direct ones first."""
    unused: list[str]
    """Standards that cover no target."""
    core_systems: list[tuple[str, int]]
    """(core system, number of targets that require it), the largest number first."""
    most_cited: list[tuple[str, int]]
    """(thing that is not in the base, number of links that mention or cite it), the largest number first."""


def coverage(kb: Knowledge) -> Coverage:
    """The coverage of all targets in the base."""
    ids = {kind: [e.id for e in kb.of_kind(kind)] for kind in ("target", "standard", "core_system")}
    return Coverage(
        queries.coverage(kb.graph, ids["target"]),
        queries.unused(kb.graph, ids["standard"]),
        queries.systems_by_targets(kb.graph, ids["core_system"]),
        queries.most_cited(kb.links, kb.graph),
    )
