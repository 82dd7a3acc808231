"""What lists are made of: everything of a kind, what it is called, and the document that it stands in."""

from app.base.knowledge import Knowledge
from ingest.model import Clause, Document, Entity, Indicator, Regulation, SpecialAction, Standard, Target, Task

Thing = Entity | Document
HAVE_TEXT = frozenset({"target", "task", "special_action"})
"""Kinds of things that are more than a line in a table."""


def things(kb: Knowledge, kind: str) -> list[Thing]:
    """Everything of a kind in the order of its source; the tables that come with the program are no documents."""
    if kind == "document":
        return [d for d in kb.documents.values() if d.doctype != "catalogue"]
    return list(kb.of_kind(kind))


def name(thing: Thing) -> str:
    """What a thing is called."""
    if isinstance(thing, (Document, Task, SpecialAction, Regulation)):
        return thing.title
    return thing.name if isinstance(thing, (Standard, Target, Indicator)) else thing.id


def document(kb: Knowledge, thing: Thing) -> Document | None:
    """The document that a thing is or stands in."""
    if isinstance(thing, Document):
        return thing
    at = getattr(thing, "document", "") or getattr(thing, "clause", "") or thing.id
    return kb.documents.get(at.partition("#")[0])


def place(kb: Knowledge, thing: Thing) -> Clause | None:
    """The clause that a thing is or is stated in; None where there is none."""
    return kb.clause(getattr(thing, "clause", "") or thing.id)
