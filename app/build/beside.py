"""Documents of one title: which of them a file is a new version of, and the ids that keep the others apart."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import PurePath
from typing import Any, TypeVar

from app.base.store import Store
from index.words.normal import squeezed
from ingest.identifiers import EXPLAINED, title_slug
from ingest.model import Clause, Document, Entity, Finding, Parsed
from ingest.numbering.doctypes import BY_NAME

_BEGINNING, _SAME_BEGINNINGS = 12, 0.3
"""A file is a draft of a document if this share of its clauses begin with the same 12 characters as a clause of it."""
_COPY = re.compile(r"[\s_\-—]*(?:[(（\[]\s*\d{1,2}\s*[)）\]]|(?:的)?副本(?:\s*[(（]\d+[)）])?|copy)$", re.IGNORECASE)
_VERSION = re.compile(
    r"[\s_\-—.]*[(（\[]?\s*(?:v(?:er)?\.?\s*\d+(?:\.\d+)*|第?[一二三四五六七八九十\d]+(?:\.\d+)*[版稿]"
    r"|(?:最终|最新|修订|修改|送审|报批|征求意见|定|终|新|正式)[版稿])\s*[)）\]]?$",
    re.IGNORECASE,
)
"""How a file name ends that was downloaded or copied once more, and one that tells a version: it names the same document."""

_IDS = ("id", "document", "clause", "strategies")
"""The fields of clauses, entities and findings that hold ids of the document or of its clauses."""
Thing = TypeVar("Thing", Clause, Entity, Finding)


@dataclass(frozen=True, slots=True)
class Held:
    """A document that the base has, or that came in the same go."""

    document: Document
    clauses: Callable[[], Sequence[Clause]]
    words: Callable[[], str]
    """The texts of its clauses without white space."""
    fresh: bool = False
    """It came in the same go, so that a file of the same name lies in another folder."""


class Titles:
    """The originals that are held, by id; each file that is placed is held from then on."""

    def __init__(self, held: Iterable[Held] = ()) -> None:
        """Begin with the documents ``held``."""
        self._held = {one.document.id: one for one in held}

    @classmethod
    def of(cls, store: Store, more: Iterable[Held] = ()) -> "Titles":
        """The originals in ``store``, as long as it is open, and ``more``."""
        originals = [one for one in store.documents(serving=False) if one.rendition == "original"]
        return cls((*(_held(one, partial(_clauses, store, one.id)) for one in originals), *more))

    def place(self, parsed: Parsed) -> tuple[Parsed, Held | None]:
        """A file under the id that it gets, and the document whose place it takes; None for a new one.

        A file whose id is made of its title is a new version of the document of that title which has the same content, the
        same number, or the same file name (unless another text bears another date); else it is kept beside. Other ids stay.
        """
        if not by_title(parsed.document):
            return self._keep(parsed, self._held.get(parsed.document.id))
        family = self._family(parsed.document)
        same = _version_of(parsed, family)
        identity = same.document.id if same else self._free(parsed.document, family)
        return self._keep(under(parsed, identity), same)

    def instead(self, parsed: Parsed, identity: str) -> Parsed:
        """A file under the id that it gets where a person said that it takes the place of the document ``identity``."""
        family = self._family(parsed.document)
        if not family or not by_title(parsed.document):
            return parsed
        same = any(one.document.id == identity for one in family)
        return under(parsed, identity if same else self._free(parsed.document, family))

    def beside(self, document: Document) -> Document | None:
        """The document of the same title beside which a placed one is kept; None where there is none."""
        return next((one.document for one in self._family(document) if one.document.id != document.id), None)

    def _keep(self, parsed: Parsed, same: Held | None) -> tuple[Parsed, Held | None]:
        if parsed.document.rendition == "original":
            self._held[parsed.document.id] = held(parsed, fresh=True)
        return parsed, same

    def _family(self, document: Document) -> list[Held]:
        """The documents held whose ids begin with what this title makes of an id, the first of them first."""
        base = _base(document)
        of_title = [one for one in self._held.values() if one.document.id == base or _base(one.document) == base]
        return sorted(of_title, key=lambda one: one.document.id != base)

    def _free(self, document: Document, family: Sequence[Held]) -> str:
        """The first id that nobody has: the title; the title and what tells the document from the others; a count."""
        base = _base(document)
        named = [base, *(f"{base}-{mark}" for mark in _marks(document, [one.document for one in family]))]
        counted = (f"{named[-1]}-{number}" for number in range(2, len(self._held) + 3))
        return next(identity for identity in (*named, *counted) if identity not in self._held)


def held(parsed: Parsed, *, fresh: bool = False) -> Held:
    """A parsed file as one that is held."""
    return _held(parsed.document, lambda: parsed.clauses, fresh=fresh)


def _held(document: Document, clauses: Callable[[], Sequence[Clause]], *, fresh: bool = False) -> Held:
    return Held(document, clauses, cache(lambda: _words(clauses())), fresh)


def by_title(document: Document) -> bool:
    """Whether a file just read has an id made of its title alone."""
    return document.rendition == "original" and document.id == _base(document)


def under(parsed: Parsed, identity: str) -> Parsed:
    """``parsed`` with ``identity`` for its document, where that is its id made of the title and a mark; else unchanged."""
    old = parsed.document.id
    if not identity.startswith(f"{old}-") or not by_title(parsed.document):
        return parsed
    return Parsed(
        replace(parsed.document, id=identity),
        tuple(_moved(one, old, identity) for one in parsed.clauses),
        tuple(_moved(one, old, identity) for one in parsed.entities),
        tuple(_moved(one, old, identity) for one in parsed.findings),
        parsed.transcript,
    )


def told(other: Document, document: Document, todo: str) -> str:
    """What is told of a file that is kept beside ``other``, the document of its title; ``todo``: what to do else."""
    return f"库中已有同名文件“{other.title}”（来自 {other.source}），{document.source} 按“{document.id}”另存；{todo}"


def alike(old: Iterable[Clause], new: Iterable[Clause]) -> bool:
    """Whether clauses are another draft of the ``old`` ones: enough of them have the same beginning."""
    beginnings, others = set(_beginnings(old)), _beginnings(new)
    return sum(text in beginnings for text in others) >= _SAME_BEGINNINGS * len(others)


def _beginnings(clauses: Iterable[Clause]) -> list[str]:
    return [clause.text[:_BEGINNING] for clause in clauses if clause.kind != "imprint"]


def _clauses(store: Store, document: str) -> list[Clause]:
    return list(store.clauses(document))


def _version_of(parsed: Parsed, family: Sequence[Held]) -> Held | None:
    """The document of ``family`` that ``parsed`` is a version of; None where it is none."""
    document, words = parsed.document, _words(parsed.clauses)

    def same_words(one: Held) -> bool:
        return one.words() == words

    def same_name(one: Held) -> bool:
        new_text = one.fresh or _told_apart(one.document, document)
        return _name(one.document) == _name(document) and (not new_text or alike(one.clauses(), parsed.clauses))

    tests: tuple[Callable[[Held], bool], ...] = (
        lambda one: one.document.sha256 == document.sha256,
        lambda one: bool(document.number) and one.document.number == document.number,
        same_words,
        same_name,
    )
    return next((one for test in tests for one in family if test(one)), None)


def _words(clauses: Iterable[Clause]) -> str:
    return squeezed("".join(clause.text for clause in clauses))


def _told_apart(one: Document, other: Document) -> bool:
    """Whether two documents bear numbers, or dates, that differ."""
    return any(a and b and a != b for a, b in ((one.number, other.number), (one.date, other.date)))


def _marks(document: Document, others: Sequence[Document]) -> Iterator[str]:
    """What tells a document from ``others`` of its title: number and date where no other has it, the name of its file."""
    if document.number and all(one.number != document.number for one in others):
        yield title_slug(document.number)
    if document.date and all(one.date != document.date for one in others):
        yield document.date
    name = title_slug(PurePath(document.source).stem).replace(_base(document), "").strip("-_")
    if name:
        yield name


def _name(document: Document) -> str:
    """A file name without what tells its format, its copy or its version."""
    stem = PurePath(document.source).stem.strip()
    while (bare := _VERSION.sub("", _COPY.sub("", stem))) not in (stem, ""):
        stem = bare
    return squeezed(stem)


def _base(document: Document) -> str:
    """The id that the title alone makes; one that explains a document of this title has an id of its own."""
    plain = title_slug(document.title) + BY_NAME[document.doctype].suffix
    return f"{plain}{EXPLAINED}" if f"{document.id}-".startswith(f"{plain}{EXPLAINED}-") else plain


def _moved(thing: Thing, old: str, new: str) -> Thing:
    """A clause, entity or finding with the id of its document put in place of the ``old`` one."""

    def moved(name: str, value: Any) -> Any:  # noqa: ANN401 - whatever a field holds
        if isinstance(value, tuple):
            return tuple(moved(name, one) for one in value)
        own = value == old if name == "document" else value.startswith(f"{old}#")
        return new + value.removeprefix(old) if own else value

    return replace(thing, **{name: moved(name, getattr(thing, name)) for name in _IDS if hasattr(thing, name)})
