"""Whole lists and what they are made of: everything of a kind, what it is called, and the document that it stands in."""

from dataclasses import dataclass

from app.base.knowledge import Knowledge
from ingest.model import Clause, Document, Entity, Indicator, Regulation, SpecialAction, Standard, Target, Task

Thing = Entity | Document
READABLE = 240
"""Characters of all names together that one sentence can hold."""
_SHORT = 24
"""Characters of a clause in such a sentence."""
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


def first_words(text: str) -> str:
    """What a clause is called in a sentence that names many: its text, or how it begins."""
    plain = text.rstrip("；。;")
    return plain if len(plain) <= _SHORT else f"{plain[:_SHORT]}…"


def document(kb: Knowledge, thing: Thing) -> Document | None:
    """The document that a thing is or stands in."""
    if isinstance(thing, Document):
        return thing
    at = getattr(thing, "document", "") or getattr(thing, "clause", "") or thing.id
    return kb.documents.get(at.partition("#")[0])


def place(kb: Knowledge, thing: Thing) -> Clause | None:
    """The clause that a thing is or is stated in; None where there is none."""
    return kb.clause(getattr(thing, "clause", "") or thing.id)


@dataclass(frozen=True, slots=True)
class Listing:
    """A whole list."""

    kind: str
    """Of its members (``ingest.kinds``)."""
    ids: tuple[str, ...]
    """Of all members, in the order of the source."""
    names: tuple[str, ...]
    """What each is called."""
    said: str
    """What it is a list of, in Chinese: 2019 年发布的患者服务类标准."""
    instead: str = ""
    """Of an empty list: what there is when its date is left out, in Chinese."""
    parts: tuple[tuple[str, int], ...] = ()
    """Headings in order, and how many members stand under each: of a whole document, or the groups that are counted."""
    counted: str = ""
    """How many there are, where that is no one number: 3 章、12 条."""

    @property
    def sentence(self) -> str:
        """The conclusion: how many there are, and which where that is short enough to read."""
        if not self.ids:
            return f"知识库里没有{self.said}{self.instead}。"
        counted = self.counted or f"{len(self.ids)} {'份' if self.kind == 'document' else '项'}"
        named = "；".join([f"{heading}（{count} 项）" for heading, count in self.parts] or self.names)
        return f"{self.said}共 {counted}{f'：{named}' if len(named) <= READABLE else '，全部列在下面'}。"
