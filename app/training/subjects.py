"""Ids come in; what there is to teach about each goes out."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from app.base.things import Things
from ingest.errors import NotFoundError, QuestionError
from ingest.identifiers import StandardNumber
from ingest.model import Clause, CoreSystem, Document, Entity, SpecialAction, Standard, Target, Task


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing of a base with the clauses that say what it asks for."""

    id: str
    thing: Entity | Document | Clause
    clauses: tuple[Clause, ...]


def subjects(things: Things, identities: Iterable[str]) -> list[Subject]:
    """A subject for each id, each once; NotFoundError for an id that is gone, QuestionError where there is nothing to teach."""
    wanted = list(dict.fromkeys(things.current(i.strip()) for i in identities if i.strip()))
    if not wanted:
        raise QuestionError("没有写编号", todo="请写改进目标、核心制度、标准、任务或文件的编号，可用 duibiao search 查找")
    found = [_subject(things, identity) for identity in wanted]
    if empty := [s.id for s in found if not s.clauses]:
        raise QuestionError(
            f"“{'”“'.join(empty)}”名下没有条款，做不出培训材料", todo="请换一个编号，或先用 duibiao add 加入它的原文"
        )
    return found


def _subject(things: Things, identity: str) -> Subject:
    thing = things.entities.get(identity) or things.documents.get(identity) or things.clause(identity)
    if thing is None or not isinstance(thing, tuple(_CLAUSES)):
        raise NotFoundError(f"知识库里没有“{identity}”，或不能用来培训", todo="可用 duibiao search 查找编号")
    kept = (c for c in _CLAUSES[type(thing)](things, thing) if c.text.strip())
    return Subject(identity, thing, tuple({c.id: c for c in kept}.values()))


def _of_target(things: Things, target: Target) -> Iterator[Clause]:
    for identity in (target.clause, *target.strategies):
        if clause := things.clause(identity):
            yield clause
    same = things.entities.get(target.refers_to)
    if isinstance(same, Target) and same.id != target.id and not target.strategies:
        yield from _of_target(things, same)


def _of_core_system(things: Things, system: CoreSystem) -> Iterator[Clause]:
    """Where it is listed, then where documents mention or ask for it."""
    ids = [system.clause, *(n.id for n in things.graph.neighbours(system.id, "mentions", "requires") if not n.forward)]
    stated = {n.id for n in things.graph.neighbours(system.id) if n.link.basis != "suggested"} | {system.clause}
    for identity in ids:
        if identity in stated and (clause := things.clause(identity)):
            yield clause


def _of_standard(things: Things, standard: Standard) -> Iterator[Clause]:
    """The clause that lists it, and its full text where the base holds it."""
    if clause := things.clause(standard.clause):
        yield clause
    number = next(iter(StandardNumber.find(standard.id)), None)
    for document in things.documents.values():
        own = next(iter(StandardNumber.find(document.number or document.id)), None)
        if document.doctype == "standard" and number and own and str(own) == str(number):
            yield from things.store.clauses(document.id)


def _of_place(things: Things, place: Task | SpecialAction | Clause) -> Iterator[Clause]:
    """A clause and what stands below it."""
    document, _, path = place.id.partition("#")
    for clause in things.store.clauses(document):
        if clause.id == place.id or clause.id.startswith(f"{document}#{path}/"):
            yield clause


_CLAUSES: dict[type, Callable[[Things, Any], Iterator[Clause]]] = {
    Target: _of_target,
    CoreSystem: _of_core_system,
    Standard: _of_standard,
    Task: _of_place,
    SpecialAction: _of_place,
    Clause: _of_place,
    Document: lambda things, document: things.store.clauses(document.id),
}
"""What can be taught → how its clauses are found."""


def name(things: Things, subject: Subject) -> str:
    """What a subject is called in a heading."""
    thing = subject.thing
    if isinstance(thing, Clause):
        return next((t for t in reversed(thing.titles) if t), "") or things.documents[thing.document].title
    return getattr(thing, "name", "") or getattr(thing, "title", "") or subject.id
