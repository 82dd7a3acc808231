"""What the address calls a practice or a citation of a draft: by what it says, so that it stays while others are mended."""

from collections import Counter
from collections.abc import Iterable

from app.case_work.desk import Opened
from app.people.text import short_id


def practices(opened: Opened) -> list[str]:
    """A name a practice, in their order."""
    return _named("p", (practice.text for practice in opened.mapping.practices))


def concerns(opened: Opened) -> list[str]:
    """A name a citation that is to be looked at, in their order."""
    return _named("c", ("".join(piece.text for piece in concern.written) for concern in opened.concerns))


def _named(kind: str, texts: Iterable[str]) -> list[str]:
    """The same text a second time has another name."""
    seen, names = Counter[str](), []
    for text in texts:
        seen[text] += 1
        names.append(kind + short_id([text, str(seen[text])]))
    return names
