"""An id comes in; what the page of this thing shows goes out: its attributes, words, editions, links and citation."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import islice

from app.base import cited
from app.base.citation import Citation
from app.base.knowledge import Knowledge
from app.present import lists
from app.present.lists import Cell, Field
from app.present.naming import named
from app.relations.editions import Edition, editions
from index.words.normal import squeezed
from ingest.kinds import EXTERNAL, kind_of
from ingest.model import Clause, Document, Entity, Standard, Target
from kg.graph import Neighbour
from kg.predicates import INVERSES, PREDICATES

_TOLD_APART = {"strategy_of", "summary_of"}
"""Links of a target to its clauses, which the page shows as the clauses themselves."""
_CITED_BY = ("mentions", "cites", "refers_to", "requires")
"""Predicates by which others cite a thing."""


@dataclass(frozen=True, slots=True)
class Relation:
    """All things that one kind of link joins with the thing shown, in one direction."""

    name: str
    """What they are to the thing: 直接适用的标准, 提到它的."""
    citing: bool
    """Whether they cite the thing."""
    things: tuple[Neighbour, ...]
    """Each once, suggestions last."""


@dataclass(frozen=True, slots=True)
class Related:
    """A thing that a link joins with the one shown, as a line tells it."""

    id: str
    kind: str
    name: str
    text: str
    """The words of a clause; "" for all else."""
    basis: str
    why: str
    """One line: why the link is there; "" where nothing is said."""


@dataclass(frozen=True, slots=True)
class About:
    """What the page of one thing shows."""

    id: str
    kind: str
    name: str
    """What a reader calls it."""
    attributes: tuple[tuple[Field, Cell], ...]
    """Those that say something."""
    citation: Citation
    editions: tuple[Edition, ...]
    """Of a standard that replaced another one or was replaced; else none."""
    relations: tuple[Relation, ...]


def about(kb: Knowledge, written: str) -> About | None:
    """The thing of an id, also of an old one, or what documents name and the base does not hold; None when there is none."""
    identity = kb.current(written)
    thing = _thing(kb, identity)
    if thing is None and identity not in kb.graph:
        return None
    kind = kind_of(thing) if thing else EXTERNAL
    chain = editions(kb, identity) if isinstance(thing, Standard) else ()
    return About(
        id=identity,
        kind=kind,
        name=named(kb, identity).whole,
        attributes=_attributes(kb, kind, thing) if thing else (),
        citation=cited.of(kb, identity) or Citation("", ""),
        editions=chain if len(chain) > 1 else (),
        relations=_relations(kb, identity, apart=_TOLD_APART | ({"replaces"} if len(chain) > 1 else set())),
    )


def _thing(kb: Knowledge, identity: str) -> Entity | Document | Clause | None:
    return kb.entities.get(identity) or kb.documents.get(identity) or kb.clause(identity)


def _attributes(kb: Knowledge, kind: str, thing: object) -> tuple[tuple[Field, Cell], ...]:
    told = ((one, one.cell(kb, thing)) for one in lists.FIELDS.get(kind, ()) if one.look not in _NO_ATTRIBUTES)
    return tuple((one, cell) for one, cell in told if cell.key)


_NO_ATTRIBUTES = (lists.Look.TITLE, lists.Look.YEAR, lists.Look.COUNT)
"""What the heading of the page says, its date, and its lists."""


def _relations(kb: Knowledge, identity: str, apart: Set[str]) -> tuple[Relation, ...]:
    """Every kind of link, without those whose things the page tells apart."""
    found: dict[tuple[str, bool], dict[str, Neighbour]] = {}
    for near in kb.graph.neighbours(identity):
        if near.link.predicate in apart and (not near.forward or near.link.predicate not in _TOLD_APART):
            continue
        things = found.setdefault((near.link.predicate, near.forward), {})
        if near.id not in things or things[near.id].link.basis == "suggested":
            things[near.id] = near
    order = list(PREDICATES)
    return tuple(
        Relation(
            (PREDICATES if forward else INVERSES)[predicate],
            not forward and predicate in _CITED_BY,
            tuple(sorted(things.values(), key=lambda near: near.link.basis == "suggested")),
        )
        for (predicate, forward), things in sorted(found.items(), key=lambda item: (order.index(item[0][0]), item[0][1]))
    )


def related(kb: Knowledge, near: Neighbour) -> Related:
    """A thing one link away, with its words where it is a clause."""
    clause = kb.clause(near.id) if near.kind == "clause" else None
    text = clause.text or "；".join(filter(None, clause.cells)) if clause else ""
    return Related(near.id, near.kind, named(kb, near.id).whole, text, near.link.basis, near.link.comment)


# words


def words(kb: Knowledge, identity: str) -> tuple[Clause, ...]:
    """The few clauses that are the thing itself: a clause, the summary and strategies of a target, what lists a standard."""
    thing = kb.entities.get(identity)
    if isinstance(thing, Target):
        ids: Sequence[str] = (thing.clause, *thing.strategies)
    else:
        ids = (getattr(thing, "clause", "") or identity,)
    return tuple(clause for one in ids if (clause := kb.clause(one)))


def text_of(kb: Knowledge, identity: str) -> str:
    """Id of the document whose clauses are the text of a document or a standard; "" for all else, and where it is not held."""
    return identity if identity in kb.documents else kb.standard_texts.get(identity, "")


def clauses(kb: Knowledge, document: str, start: int, end: int) -> list[Clause]:
    """Clauses of a document in order of reading, from position ``start`` up to, without, ``end``."""
    return list(islice(kb.store.clauses(document), start, end))


def found(kb: Knowledge, document: str, written: str) -> list[Clause]:
    """Clauses of a document that hold every word of ``written``, in order of reading."""
    wanted = [squeezed(word) for word in written.split()]
    return [one for one in kb.store.clauses(document) if _holds(one, wanted)]


def _holds(clause: Clause, wanted: Sequence[str]) -> bool:
    text = squeezed(" ".join((clause.locator, *clause.titles, clause.text, *clause.cells)))
    return all(word in text for word in wanted)
