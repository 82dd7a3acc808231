"""What a question narrows the base to: filters, phrases that must be there verbatim, words that must not be there."""

import re
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from functools import cache

import numpy as np

from app.answer import members
from app.base.knowledge import Knowledge
from index.engines.bm25 import Bools
from index.query import Query
from index.words.normal import squeezed
from ingest.errors import QuestionError
from ingest.identifiers import StandardNumber
from ingest.kinds import KINDS, narrowing
from ingest.model import Document, Entity, Standard
from ingest.numbering.doctypes import BY_NAME, DOCTYPES, LEVELS

_KINDS = narrowing()
"""Kind by the Chinese name that a person may write after 类型; a type of document may stand there too, and narrows clauses."""
READ = ("kind", "level", "year", "document")
_TYPES = {doctype.label: doctype.name for doctype in DOCTYPES}
_LEVELS = {label.removesuffix("级"): key for key, label in LEVELS.items() if key}
_YEARS = re.compile(r"((?:19|20)\d{2})(?:\s*[-–—~～至]\s*((?:19|20)\d{2}))?年?$")
_DISTRICT_CODE = 4
"""Digits in DB1404: a city's standard; a province's has two (GB/T 1.1-2020 annex)."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions on results; an empty one is none, and of several values of one condition any will do."""

    kinds: frozenset[str] = frozenset()
    doctypes: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    years: tuple[tuple[str, str], ...] = ()
    """First and last year, four digits each."""
    documents: frozenset[str] = frozenset()
    """Ids."""
    phrases: tuple[str, ...] = ()
    """That a clause contains verbatim."""
    without: tuple[str, ...] = ()
    """Words that a result does not contain."""
    only_type: str = ""
    only_level: str = ""
    """What is chosen on the command line and on the page, beside what the question says."""

    @classmethod
    def of(cls, kb: Knowledge, query: Query, doctype: str = "", level: str = "") -> "Filters":
        """The filters of a question; QuestionError for a value that does not exist."""
        if doctype:
            _one_of(doctype, BY_NAME, "文件类型", BY_NAME)
        if level:
            _one_of(level, _LEVELS.values(), "层级", _LEVELS.values())
        given = {name: [value for filter_, values in query.filters if filter_ == name for value in values] for name in READ}
        for value in given["kind"]:
            _one_of(value, [*_KINDS, *_TYPES, *BY_NAME], "类型", dict.fromkeys([*_KINDS, *_TYPES]))
        for value in given["level"]:
            _one_of(value.removesuffix("级"), [*_LEVELS, *_LEVELS.values()], "层级", (LEVELS[key] for key in _LEVELS.values()))
        return cls(
            frozenset(_KINDS[value] for value in given["kind"] if value in _KINDS),
            frozenset(_TYPES.get(value, value) for value in given["kind"] if value in _TYPES or value in BY_NAME),
            frozenset(_LEVELS.get(value.removesuffix("级"), value) for value in given["level"]),
            tuple(_span(value) for value in given["year"]),
            frozenset(identity for value in given["document"] for identity in _documents(kb, value)),
            query.phrases,
            query.without,
            doctype,
            level,
        )

    @property
    def active(self) -> bool:
        """Whether there is any condition."""
        return any(astuple(self))


class Selection:
    """The part of a base that the filters leave."""

    def __init__(self, kb: Knowledge, filters: Filters) -> None:
        """Nothing is read yet but the ids of tasks and special actions where the filters name them."""
        self._kb, self.filters = kb, filters
        self._parts = {k: {e.id for e in kb.of_kind(k)} for k in filters.kinds if KINDS[k].found_as}
        self.includes: Callable[[str, str], bool] = cache(self._includes) if filters.active else lambda _kind, _identity: True
        """Whether what has this kind and id is left."""

    def rows(self) -> Bools:
        """``(rows,)``: which rows of the index are left."""
        among = np.ones(len(self._kb.entries), np.bool_)
        if self.filters.active:
            for phrase in self.filters.phrases:
                among &= self._kb.searcher.rows_with(phrase)
            among[among] = [self.includes(*self._kb.entries[row]) for row in np.flatnonzero(among).tolist()]
        return among

    def _includes(self, kind: str, identity: str) -> bool:
        document = self._document(kind, identity)
        if self.filters.only_type not in ("", self._type(kind, document)) or not self._has_level(identity, document):
            return False
        if kind == "clause" and not self._includes_clause(identity, document):
            return False
        if kind != "clause" and (self.filters.kinds or self.filters.doctypes) and kind not in self.filters.kinds:
            return False
        if self.filters.documents and (document is None or document.id not in self.filters.documents):
            return False
        year = self._year(identity, document)
        if self.filters.years and not any(first <= year <= last for first, last in self.filters.years):
            return False
        return self._contains(kind, identity)

    def _has_level(self, identity: str, document: Document | None) -> bool:
        level = self._level(identity, document)
        return self.filters.only_level in ("", level) and (not self.filters.levels or level in self.filters.levels)

    def _includes_clause(self, identity: str, document: Document | None) -> bool:
        doctype = document.doctype if document else ""
        if not (self.filters.kinds or self.filters.doctypes) or "clause" in self.filters.kinds:
            return True
        parts = (place in ids for ids in self._parts.values() for place in _places(identity))
        return doctype in self.filters.doctypes or any(parts)

    def _document(self, kind: str, identity: str) -> Document | None:
        entity = None if kind == "clause" else self._kb.entities.get(identity)
        return members.document(self._kb, entity) if entity else self._kb.documents.get(identity.partition("#")[0])

    def _type(self, kind: str, document: Document | None) -> str:
        """The type of document that a thing stands in; a standard is one itself, wherever it is listed."""
        return kind if kind in BY_NAME else document.doctype if document else ""

    def _level(self, identity: str, document: Document | None) -> str:
        entity = self._kb.entities.get(identity)
        if isinstance(entity, Standard):
            return level_of(entity.id)
        return document.level if document else "national"

    def _year(self, identity: str, document: Document | None) -> str:
        entity = self._kb.entities.get(identity)
        if isinstance(entity, Standard):
            return (entity.published or entity.effective)[:4]
        return document.date[:4] if document else ""

    def _contains(self, kind: str, identity: str) -> bool:
        """Whether no excluded word is there and every phrase is; only clauses need to contain the phrases."""
        if not (self.filters.phrases or self.filters.without):
            return True
        clause = self._kb.clause(identity) if kind == "clause" else None
        text = squeezed(clause.text if clause else _fields(self._kb.entities.get(identity)))
        headed = text + squeezed(" ".join(clause.titles)) if clause else text
        excluded = any(squeezed(word) in headed for word in self.filters.without)
        return not excluded and all(squeezed(phrase) in text for phrase in self.filters.phrases if kind == "clause")


def _places(clause: str) -> list[str]:
    """A clause's id and those of the headings over it."""
    document, _, path = clause.partition("#")
    parts = path.split("/")
    return [f"{document}#{'/'.join(parts[: i + 1])}" for i in range(len(parts))]


def _fields(entity: Entity | None) -> str:
    return "\n".join(str(v) for v in astuple(entity)) if entity else ""


def level_of(standard: str) -> str:
    """The level of a standard's issuer, by its number."""
    number = next(StandardNumber.find(standard), None)
    prefix = number.prefix if number else ""
    if prefix.startswith("T/"):
        return "association"
    if prefix.startswith("Q/"):
        return "hospital"
    if prefix.startswith("DB"):
        return "city" if sum(ch.isdigit() for ch in prefix) >= _DISTRICT_CODE else "provincial"
    return "national"


def _span(value: str) -> tuple[str, str]:
    years = _YEARS.match(value)
    if not years:
        raise QuestionError(f"“{value}”不是年份", todo="请写四位年份或起止年份，例如 年份:2024 或 年份:2020-2024")
    return years[1], years[2] or years[1]


def _documents(kb: Knowledge, value: str) -> set[str]:
    found = kb.documents_named(value)
    _one_of(value, [value] if found else [], "文件", (d.title for d in kb.documents.values()))
    return {d.id for d in found}


def _one_of(value: str, known: Iterable[str], what: str, names: Iterable[str]) -> None:
    if value not in known:
        raise QuestionError(f"没有“{value}”这个{what}", todo=f"可用：{'、'.join(names)}")


def describe(filters: Filters) -> list[tuple[str, str]]:
    """The filters in words: (name of the step, Chinese sentence) of each."""
    sentences = []
    kinds = [KINDS[kind].called for kind in sorted(filters.kinds)]
    types = [BY_NAME[t].label for t in sorted(filters.doctypes)]
    if kinds or types:
        own = f"类型为{'、'.join(kinds)}的内容" if kinds else ""
        of = f"{'、'.join(types)}类文件的条款" if types else ""
        sentences.append(("filter", f"只看{'，以及'.join(x for x in (own, of) if x)}"))
    if filters.levels:
        sentences.append(("filter", f"只看{'、'.join(LEVELS[x] for x in sorted(filters.levels))}层级的内容"))
    sentences += [("filter", f"只看 {a} 年" + (f"到 {b} 年" if a != b else "") + "发布的文件和标准") for a, b in filters.years]
    if filters.documents:
        sentences.append(("filter", f"只看文件：{'、'.join(sorted(filters.documents))}"))
    sentences += [("phrase", f"只看一字不差写有“{p}”的内容") for p in filters.phrases]
    return sentences + [("without", f"不看写有“{w}”的内容") for w in filters.without]
