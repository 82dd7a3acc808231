"""Links from clauses to what they name: standards, documents and articles, targets, indicators, core systems, departments.

A thing that the base does not contain gets a link too: its id is its number, or its title in 《》.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from index.words.concepts import ConceptFinder
from index.words.normal import normalise
from ingest.identifiers import DocumentNumber, StandardNumber, TargetId
from ingest.model import Clause, Concept, CoreSystem, Document, Indicator, Link, Standard, Target
from ingest.numerals import CHINESE
from kg.rules.sources import Sources, stated

_TITLE = re.compile(rf"《((?:[^《》]|《[^《》]*》){{2,80}})》\s*(第\s*{CHINESE}\s*条)?")
_BEFORE_NUMBER = re.compile(r".*(?:按照|根据|依据|参照|执行|落实|遵照|印发|以及|文件|号|和|及|与|见|的|由|、)")
_NOTICE = re.compile(r"^.*?关于(?:印发)?[<〈《]?(.+?)[>〉》]?的?(?:通知|公告|决定)$")
_EDITION = re.compile(r"\((?:试行|暂行|征求意见稿)\)")
_DEPARTMENT = re.compile(r"(?:科|室|部|处|办|中心|委员会|小组|工作组)$")
_SHORTEST_NAME = 6
"""Characters. A shorter name of a target or indicator is too common to be recognised in text."""

Found = Iterator[tuple[str, str]]
"""(id of the thing, words of the clause that name it)"""


@dataclass(frozen=True, slots=True)
class _Names:
    """Everything that a clause can name, by its name."""

    standards: dict[str, str]
    """``StandardNumber.key`` → id."""
    documents: dict[str, Document]
    """Key of the title → document."""
    numbers: list[tuple[DocumentNumber, str]]
    """(document number, id of the document)"""
    places: dict[tuple[str, str], str]
    """(id of the document, 第…条) → id of the article's first clause."""
    own_titles: dict[str, set[str]]
    """Id of a document → keys of the headings in it."""
    finder: ConceptFinder
    """Finds the names of core systems, targets, indicators and departments."""


def mentions(sources: Sources) -> Iterator[Link]:
    """A ``mentions`` link for each thing that a clause names. Table rows, and clauses that define an entity, have none."""
    names = _names(sources)
    own = {(c, t.id) for t in sources.of(Target) for c in (t.clause, *t.strategies)}
    defining = {e.clause for e in sources.entities if isinstance(e, (Standard, CoreSystem))}
    for clause in sources.clauses:
        if clause.kind != "row" and clause.id not in defining:
            found = dict(pair for rule in _KINDS for pair in rule(clause, names))
            for identity, words in found.items():
                if identity not in (clause.id, clause.document) and (clause.id, identity) not in own:
                    yield stated(clause.id, "mentions", identity, clause.id, f"原文提到{words}")


def _standards(clause: Clause, names: _Names) -> Found:
    for number in StandardNumber.find(clause.text):
        yield names.standards.get(number.key, str(number)), f" {number.written}"


def _targets(clause: Clause, _names: _Names) -> Found:
    for code in TargetId.find(clause.text):
        yield str(code), f" {code}"


def _document_numbers(clause: Clause, names: _Names) -> Found:
    for number in DocumentNumber.find(clause.text):
        same = (i for own, i in names.numbers if (own.year, own.number) == (number.year, number.number))
        known = next((i for i in same if number.organ.endswith(i.partition("-")[0])), "")
        written = DocumentNumber(_BEFORE_NUMBER.sub("", number.organ) or number.organ, number.year, number.number)
        yield known or str(written), f"{written}"


def _titles(clause: Clause, names: _Names) -> Found:
    for title, article in _TITLE.findall(clause.text):
        if any(StandardNumber.find(title)):
            continue
        key = title_key(title)
        if key in names.own_titles.get(clause.document, ()):
            continue
        document = names.documents.get(_EDITION.sub("", key))
        label = "".join(article.split())
        place = names.places.get((document.id, label)) if document and label else None
        yield place or (document.id if document else f"《{_printed(key)}》"), f"《{_printed(key)}》{label}"


def _by_name(clause: Clause, names: _Names) -> Found:
    for mention in names.finder.find(normalise(clause.text)):
        if mention.concept:
            yield mention.concept, f"“{mention.matched}”"


_KINDS: tuple[Callable[[Clause, _Names], Found], ...] = (_standards, _targets, _document_numbers, _titles, _by_name)


def title_key(title: str) -> str:
    """The key of a title, the same for all its spellings: NFKC, no white space, 关于印发《X》的通知 as X."""
    plain = "".join(unicodedata.normalize("NFKC", title).split())
    notice = _NOTICE.match(plain)
    return notice[1] if notice else plain


def _printed(key: str) -> str:
    """The key of a title with full-width brackets, as Chinese texts print them."""
    return re.sub(r"\((.*?)\)", r"（\1）", key).replace("<", "〈").replace(">", "〉").replace("《", "〈").replace("》", "〉")


def _names(sources: Sources) -> _Names:
    keys = {StandardNumber.parse(s.id).key: s.id for s in sources.of(Standard) if any(StandardNumber.find(s.id))}
    documents = {_EDITION.sub("", title_key(d.title)): d for d in sources.documents if d.doctype != "slides"}
    numbers = [(n, d.id) for d in sources.documents if (n := next(DocumentNumber.find(d.number), None))]
    places: dict[tuple[str, str], str] = {}
    own: dict[str, set[str]] = {}
    for clause in sources.clauses:
        own.setdefault(clause.document, set()).update(title_key(t) for t in clause.titles if t)
        for label in clause.path:
            if label.endswith("条"):
                places.setdefault((clause.document, label), clause.id)
    return _Names(keys, documents, numbers, places, own, ConceptFinder(_nameable(sources)))


def _nameable(sources: Sources) -> Iterable[Concept]:
    """Names to find, as concepts: the id is that of the thing named.

    A longer term of the thesaurus that contains the name of a department gets the id "": where it is found, the department is
    not named.
    """
    named: dict[str, str] = {s.id: s.id for s in sources.of(CoreSystem)}
    entities: list[Target | Indicator] = [*sources.of(Target), *sources.of(Indicator)]
    for entity in entities:
        if len(entity.name) >= _SHORTEST_NAME:
            named.setdefault(entity.name, entity.id)
    concepts = sources.of(Concept)
    departments = [c for c in concepts if c.scheme == "departments" and _DEPARTMENT.search(c.label)]
    labels = {label: c.id for c in departments for label in (c.label, *c.alt) if _DEPARTMENT.search(label)}
    named = labels | named
    holds_one = re.compile("|".join(map(re.escape, labels)) or "(?!)").search
    for concept in concepts:
        for label in (concept.label, *concept.alt):
            if label not in named and holds_one(label):
                named[label] = ""
    by_id: dict[str, list[str]] = {}
    for label, identity in named.items():
        by_id.setdefault(identity, []).append(label)
    return [Concept(identity, first, tuple(rest)) for identity, (first, *rest) in by_id.items()]
