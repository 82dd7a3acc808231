"""A kind or an id comes in; all things of the kind, or the thing with its neighbours, go out as they are shown."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from pydantic_core import to_json

from app.answer import names
from app.base.files import write_output
from app.base.knowledge import Knowledge
from app.people import spreadsheet
from app.people.audit import AUDIT, Change
from app.people.questions import SavedQuestion
from app.present import entities
from app.present.schema import answers
from app.present.schema import entities as things
from app.present.schema import shown as schema
from app.present.schema.base import Model
from ingest.errors import QuestionError
from ingest.kinds import listed


def listing(kb: Knowledge, kind: str, on: date | None = None) -> Sequence[things.Listed]:
    """``list KIND --json``, by the plural of the kind; standards with their status on a day (default today)."""
    one = listed()[kind]
    return [entities.entity(kb, found, on) for found in kb.of_kind(one.name)] if one.entity else _LISTINGS[one.name](kb)


_LISTINGS: dict[str, Callable[[Knowledge], Sequence[things.Listed]]] = {
    "document": lambda kb: [things.Document.of(d) for d in kb.documents.values()],
    "clause": lambda kb: [entities.clause(kb, c) for c in kb.store.clauses()],
    "link": lambda kb: [entities.link(x) for x in kb.links],
    "finding": lambda kb: [things.Finding.of(f) for f in kb.store.findings()],
}
"""How kinds that are no entities are listed."""


def shown(kb: Knowledge, identity: str, on: date | None = None) -> schema.Shown | None:
    """``show ID --json``: the thing with its neighbours, a standard with its status on a day; None when there is none."""
    identity = kb.current(identity)
    if found := kb.entities.get(identity):
        return _with_neighbours(kb, entities.entity(kb, found, on))
    if identity in kb.documents:
        clauses = tuple(entities.clause(kb, c) for c in kb.store.clauses(identity))
        return things.Document.of(kb.documents[identity]).extended(schema.ShownDocument, clauses=clauses)
    place = kb.clause(identity)
    return _with_neighbours(kb, entities.clause(kb, place)) if place else None


def looked_up(kb: Knowledge, written: str, on: date | None = None) -> tuple[schema.Shown | None, str, str]:
    """What ``written`` names, by its id or as a question may name it; its id; and how it was found, "" by the id."""
    if body := shown(kb, written, on):
        return body, written, ""
    for identity, how in names.find_names(written, kb).found.items():
        return shown(kb, identity, on), identity, how
    return None, written, ""


def _with_neighbours(kb: Knowledge, thing: entities.ShownEntity | things.Clause) -> schema.Shown:
    near = tuple(
        schema.Neighbour(
            id=n.id,
            kind=n.kind,
            label=kb.graph.label(n.id),
            predicate=n.link.predicate,
            forward=n.forward,
            basis=n.link.basis,
            comment=n.link.comment,
        )
        for n in kb.graph.neighbours(thing.id)
    )
    return thing.extended(WIDER[type(thing)], neighbours=near)


WIDER: dict[type[Model], type[schema.Shown]] = {
    things.Clause: schema.ShownClause,
    things.Standard: schema.ShownStandard,
    things.Target: schema.ShownTarget,
    things.Indicator: schema.ShownIndicator,
    things.CoreSystem: schema.ShownCoreSystem,
    things.Task: schema.ShownTask,
    things.SpecialAction: schema.ShownSpecialAction,
    things.Regulation: schema.ShownRegulation,
    things.Concept: schema.ShownConcept,
}
"""A thing → the same with its neighbours."""


def questions(found: Sequence[SavedQuestion]) -> tuple[answers.SavedQuestion, ...]:
    """``questions --json``: saved questions with their filters, called by their names or by themselves."""
    return tuple(
        answers.SavedQuestion(id=x.id, name=x.label, query=x.query, type=x.kind, level=x.level, saved=x.saved) for x in found
    )


def write_changes(found: Sequence[Change], path: Path) -> Path:
    """Write lines of the audit log to a file of the format that its name ends in; QuestionError when there is none such."""
    make = _FILES.get(path.suffix.lower())
    if not make:
        raise QuestionError(f"操作记录不能写成“{path.name}”", todo=f"请用 {' 或 '.join(_FILES)} 作扩展名")
    write_output(path, make(found))
    return path


def changes(found: Sequence[Change]) -> tuple[answers.Change, ...]:
    """``audit --json``: lines of the audit log."""
    return tuple(map(answers.Change.of, found))


_FILES: dict[str, Callable[[Sequence[Change]], str | bytes]] = {
    ".csv": lambda found: spreadsheet.text(AUDIT, found),
    ".json": lambda found: to_json(changes(found), indent=1),
}
"""How lines of the audit log are written, by the ending of the file's name."""
