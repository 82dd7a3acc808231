"""A clause's place as a sentence names it."""

import re

from app.base.things import Things
from ingest.model import Clause, Document, locator

_ISSUED = re.compile(r"印发.*?《(.+)》")
_ARTICLE = re.compile(r"第.+条(?:之.+)?$")


def title(document: Document) -> str:
    """What a document is called in a sentence: 《…》; of a notice that issues a document, that document's title."""
    inner = _ISSUED.search(document.title)
    name = inner[1] if inner else document.title
    return name if re.fullmatch("《[^《》]*》", name) else f"《{name}》"


def cited(things: Things, clause: Clause) -> str:
    """Title and place: 《护士条例》第八条; of a target's clause with the target's name."""
    document = things.documents[clause.document]
    if target := things.target_of.get(clause.id):
        part = "目标简述" if clause.id == target.clause else "核心策略"
        number = clause.path[-1] if part == "核心策略" and clause.path[-1].isdigit() else ""
        return f"{title(document)}{target.id}“{target.name}”{part}{f'第{number}条' if number else ''}"
    return f"{title(document)}{place(clause)}{_heading(clause)}"


def place(clause: Clause) -> str:
    """Its place; an article of a statute is cited without the chapter that it stands in."""
    article = next((n for n, part in enumerate(clause.path) if _ARTICLE.fullmatch(part)), 0)
    return locator(clause.path[article:])


def _heading(clause: Clause) -> str:
    """The nearest heading, where the place alone tells nothing of what it is about."""
    if any(_ARTICLE.fullmatch(part) for part in clause.path):
        return ""
    heading = next((t for t in reversed(clause.titles) if t), "")
    return f"“{heading.translate(_INNER)}”" if heading else ""


_INNER = str.maketrans("“”", "‘’")
