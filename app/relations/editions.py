"""A standard comes in; the editions that it replaced and those that replaced it go out, the oldest first."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.base import citation, cited
from app.base.knowledge import Knowledge
from ingest.model import Standard


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a standard."""

    id: str
    name: str
    """"" for one that the base knows by its number alone."""
    published: str
    effective: str
    status: str
    """As in ``citation.STATUS``; superseded for one that the base knows by its number alone."""


def editions(kb: Knowledge, standard: str) -> tuple[Edition, ...]:
    """All editions that links of replacement lead to, with the standard itself; it alone where it replaced nothing."""
    before, after = _walked(kb, standard, forward=True), _walked(kb, standard, forward=False)
    return tuple(_edition(kb, one) for one in dict.fromkeys((*reversed(before), standard, *after)))


def _walked(kb: Knowledge, start: str, *, forward: bool) -> list[str]:
    """What the standard replaced, directly or through others, the nearest first; not ``forward``: what replaced it."""
    found, waiting = [start], [start]
    while waiting:
        for one in _next(kb, waiting.pop(0), forward=forward):
            if one not in found:
                found.append(one)
                waiting.append(one)
    return found[1:]


def _next(kb: Knowledge, standard: str, *, forward: bool) -> Iterator[str]:
    return (near.id for near in kb.graph.neighbours(standard, "replaces") if near.forward == forward)


def _edition(kb: Knowledge, identity: str) -> Edition:
    held = kb.entities.get(identity)
    if not isinstance(held, Standard):
        return Edition(identity, "", "", "", "superseded")
    return Edition(held.id, held.name, held.published, held.effective, citation.status(held, cited.superseded(kb, None)))
