"""Documents as drafts name them: by title, by a short form of it, or as the one named before (该方案); their articles."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from app.base.knowledge import Knowledge
from app.mapping.folding import fold
from ingest.identifiers import DocumentNumber, ordinal_target
from ingest.kinds import kind_of
from ingest.model import Clause, CoreSystem, Document, SpecialAction, Standard, Target, Task
from ingest.numerals import CHINESE, chinese_to_int

_NOTICE = re.compile(r"^.{0,20}?关于(?:印发|发布)?《?(.+?)》?的(?:通知|公告|通告)$")
_INNER = re.compile(r"《([^《》]+)》")
_YEARS = re.compile(r"[（(]\s*\d{4}[^（）()]*年?[^（）()]*[）)]$")
_ARTICLE = re.compile(rf"第\s*({CHINESE}|\d+)\s*条")
_LEVELS = {"national": ("国家", "全国"), "province": ("省",), "city": ("市",), "county": ("县",), "association": ("协会",)}
_LEAST_PIECE = 2
"""Characters of a piece of a title that a short form keeps together."""
_LEAST_SHORT = 4
"""Characters of a short form that names a document by itself; a shorter one (该方案) needs one named before."""


@dataclass(frozen=True, slots=True)
class Named:
    """A document that a draft names."""

    written: str
    ids: frozenset[str]
    """Documents of the base that it may be; none when the base does not hold it."""


def proves(document: Document) -> bool:
    """Whether its text is that of the document itself: no digest, no slides about it, no list."""
    return document.rendition == "original" and document.doctype not in ("slides", "catalogue")


class Documents:
    """The documents, standards, targets and core systems of a base by their names."""

    def __init__(self, kb: Knowledge) -> None:
        """Of one base."""
        self._kb = kb

    @cached_property
    def titles(self) -> dict[str, str]:
        """Folded title → id of each document, with and without the years and the notice around it."""
        found: dict[str, str] = {}
        for document in (d for d in self._kb.documents.values() if d.doctype != "catalogue"):
            for title in (document.title, *_INNER.findall(document.title)):
                for form in (title, _YEARS.sub("", title.strip()), title.removeprefix("中华人民共和国")):
                    found.setdefault(fold(form), document.id)
        return found

    @cached_property
    def standards(self) -> list[Standard]:
        """All standards."""
        return self._kb.all_of(Standard)

    @cached_property
    def targets(self) -> list[Target]:
        """All targets."""
        return self._kb.all_of(Target)

    @cached_property
    def core_systems(self) -> list[CoreSystem]:
        """All core systems."""
        return self._kb.all_of(CoreSystem)

    @cached_property
    def names(self) -> dict[str, list[str]]:
        """Folded name → ids of the standards, targets and core systems that bear it."""
        found: dict[str, list[str]] = {}
        named = [(s.name, s.id) for s in self.standards]
        named += [(t.name, t.id) for t in self.targets]
        named += [(c.id, c.id) for c in self.core_systems]
        for name, identity in named:
            for form in {fold(name), fold(re.sub(r"[（(][^（）()]*[）)]$", "", name))}:
                found.setdefault(form, []).append(identity)
        return found

    def name(self, identity: str) -> str:
        """What a standard, target, core system or document is called."""
        entity = self._kb.entities.get(identity)
        if entity is None:
            held = self._kb.documents.get(identity)
            return held.title if held else ""
        return identity if kind_of(entity) == "core_system" else str(getattr(entity, "name", ""))

    def ordinals(self, text: str) -> list[str]:
        """Ids, as of the latest year, of the targets that a text names by ordinal (目标四); the base may lack some."""
        return [str(t) for t in ordinal_target(text, max(self._kb.target_years, default=0))]

    def by_title(self, title: str) -> str:
        """Id of the document of this title; "" when the base holds none."""
        notice = _NOTICE.match(title)
        forms = (title, _YEARS.sub("", title.strip()), notice[1] if notice else title)
        return next((held for form in forms if (held := self.titles.get(fold(form)))), "")

    def by_short_form(self, words: str, before: Iterable[str] = (), least: str = "") -> frozenset[str]:
        """The documents of which the longest end of ``words`` is a short form, which has ``least`` in it.

        ``before``: ids of documents named earlier, the last first.
        """
        plain, earlier = fold(words), list(before)
        for start in range(len(plain) - max(len(fold(least)), _LEAST_PIECE) + 1):
            form = plain[start:]
            ids = {i for title, i in self.titles.items() if _abbreviates(form, title)}
            if len(form) < _LEAST_SHORT:
                ids &= set(earlier)
            if ids:
                return frozenset(self._likely(ids, plain[:start], earlier))
        return frozenset()

    def _likely(self, ids: set[str], before: str, earlier: list[str]) -> set[str]:
        """Those of the level that the words before name (国家), else the one that was named last."""
        levels = {level for level, words in _LEVELS.items() if before.endswith(words)}
        fitting = {i for i in ids if self._kb.documents[i].level in levels} or ids
        last = next((i for i in earlier if i in fitting), "")
        return {last} if last and len(fitting) > 1 else fitting

    def article(self, document: str, number: int) -> list[Clause]:
        """The clauses of the article or the numbered task of a document; none when it does not have it."""
        whole = {t.id for t in self._kb.all_of(Task) if t.document == document and t.number == str(number)}
        return [c for c in self._kb.store.clauses(document) if _within(c.id, whole) or number in map(_number, c.path)]

    def has_articles(self, document: str) -> bool:
        """Whether a document is divided into articles."""
        return any(map(_number, (label for c in self._kb.store.clauses(document) for label in c.path)))

    def special_action(self, document: str, number: int) -> list[Clause]:
        """The clauses of a special action of a document."""
        whole = {a.id for a in self._kb.all_of(SpecialAction) if a.document == document and a.number == str(number)}
        return [c for c in self._kb.store.clauses(document) if _within(c.id, whole)]


def same_number(written: DocumentNumber, document: Document) -> bool:
    """Whether a number is that of a document; words before the organ's code do not count."""
    own = next(DocumentNumber.find(document.number), None)
    if own is None or (written.year, written.number) != (own.year, own.number):
        return False
    return written.organ.endswith(own.organ)


def article_number(written: str) -> int:
    """The number in ``第十九条`` or ``第 19 条``; 0 when it is none."""
    found = _ARTICLE.search(written)
    try:
        return chinese_to_int(found[1]) if found else 0
    except ValueError:
        return 0


def _number(label: str) -> int:
    return article_number(label) if _ARTICLE.fullmatch(label) else 0


def _within(identity: str, whole: Iterable[str]) -> bool:
    return any(identity == one or identity.startswith(f"{one}/") for one in whole)


def _abbreviates(form: str, title: str) -> bool:
    """Whether ``form`` is pieces of ``title`` in order, each of two characters at least."""
    if form in title:
        return True
    for size in range(len(form) - _LEAST_PIECE, _LEAST_PIECE - 1, -1):
        at = title.find(form[:size])
        if at >= 0:
            return _abbreviates(form[size:], title[at + size :])
    return False
