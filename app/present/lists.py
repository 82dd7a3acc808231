"""A kind comes in; the whole list of its things goes out: what each field says of each, and by what it may be narrowed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.base import cited
from app.base.citation import STATUS, status
from app.base.knowledge import Knowledge
from index.words.normal import squeezed, squeezed_each
from ingest.model import CoreSystem, Document, Standard, Target
from ingest.numbering.doctypes import BY_NAME, LEVELS
from kg.predicates import COVERING

RENDITIONS = {"original": "原文", "digest": "摘要", "title_only": "仅题录"}
"""What the base holds of a thing's text."""
WHOLE_HOSPITAL = "全院"
"""Specialty of a target that names none."""
_YEAR = 4


class Look(StrEnum):
    """How a value is shown."""

    WORDS = "words"
    TITLE = "title"
    """What the thing is called: leads to its page."""
    CODE = "code"
    """A number, date or short word, never broken."""
    COUNT = "count"
    """How many there are of something that the page of the thing lists."""
    STATUS = "status"
    RENDITION = "rendition"
    THING = "thing"
    """Another thing of the base: leads to its page."""
    YEAR = "year"
    """Stands on the time line instead of in a column."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one field says of one thing."""

    key: str
    """Id, code or date; "" where nothing is known."""
    word: str
    """The same as a person reads it."""


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """One attribute of the things of a kind."""

    name: str
    """Head of its column, and what the address calls it."""
    value: Callable[[Knowledge, Any], object]
    """Of a thing of the kind; "", 0 and None where nothing is known."""
    look: Look = Look.WORDS
    words: Mapping[str, str] = field(default_factory=dict)
    """Value → the word for it, where the value is none itself."""
    facet: bool = False
    """Whether the list may be narrowed by it."""
    column: bool = True
    """Whether the list has a column for it; the page of a thing tells it in any case."""

    def cell(self, kb: Knowledge, thing: object) -> Cell:
        """What it says of a thing."""
        key = str(self.value(kb, thing) or "")
        return Cell(key, _label(kb, key) if self.look == Look.THING else self.words.get(key, key))


@dataclass(frozen=True, slots=True)
class Row:
    """One thing of a list."""

    id: str
    cells: tuple[Cell, ...]
    """One for each field of its kind."""
    also: tuple[str, ...] = ()
    """Other words by which it is found: everyday names of its matter."""


def rows(kb: Knowledge, kind: str) -> list[Row]:
    """Every thing of a kind of ``LISTED``, in the order of the base."""
    things: list[Any] = list(kb.documents.values()) if kind == "document" else kb.of_kind(kind)
    fields = FIELDS[kind]
    return [Row(x.id, tuple(one.cell(kb, x) for one in fields), getattr(x, "topics", ())) for x in things]


def holding(found: Sequence[Row], written: str) -> list[Row]:
    """The rows in which every word of ``written`` stands, in their order; all of them where nothing is written."""
    wanted = [squeezed(word) for word in written.split()]
    if not wanted:
        return list(found)
    texts = squeezed_each("\n".join((row.id, *(cell.word for cell in row.cells), *row.also)) for row in found)
    return [row for row, text in zip(found, texts, strict=True) if all(word in text for word in wanted)]


def _label(kb: Knowledge, identity: str) -> str:
    document = kb.documents.get(identity)
    return document.title if document else kb.graph.label(identity)


def _year(date: str) -> str:
    return date[:_YEAR] if date[:_YEAR].isdecimal() else ""


def _linked(kb: Knowledge, identity: str, *predicates: str) -> int:
    """How many things links of these kinds lead to or come from; what is only suggested does not count."""
    near = kb.graph.neighbours(identity, *predicates)
    return len({one.id for one in near if one.link.basis != "suggested"})


def _document(kb: Knowledge, identity: str) -> Document | None:
    return kb.documents.get(identity.partition("#")[0])


def _of_text(kb: Knowledge, standard: Standard) -> str:
    text = kb.documents.get(kb.standard_texts.get(standard.id, ""))
    return text.rendition if text else "title_only"


def _level(kb: Knowledge, target: Target) -> str:
    document = _document(kb, target.document)
    return document.level if document else ""


def _date(kb: Knowledge, identity: str) -> str:
    document = _document(kb, identity)
    return document.date if document else ""


def _laid_down(kb: Knowledge, system: CoreSystem) -> str:
    return next((near.id for near in kb.graph.neighbours(system.id, "laid_down_in")), "")


def _in(kb: Knowledge, identity: str) -> str:
    document = _document(kb, identity)
    return document.rendition if document else ""


_STANDARD = (
    Field("标准号", lambda _, x: x.id, Look.CODE),
    Field("名称", lambda _, x: x.name, Look.TITLE),
    Field("状态", lambda kb, x: status(x, cited.superseded(kb, None)), Look.STATUS, STATUS, facet=True),
    Field("文本", _of_text, Look.RENDITION, RENDITIONS, facet=True),
    Field("类别", lambda _, x: x.category, facet=True),
    Field("发布单位", lambda _, x: x.issuer, facet=True),
    Field("发布日期", lambda _, x: x.published, Look.CODE),
    Field("实施日期", lambda _, x: x.effective, Look.CODE),
    Field("代替", lambda _, x: x.replaces, Look.CODE),
    Field("相关目标", lambda kb, x: _linked(kb, x.id, *COVERING), Look.COUNT),
    Field("发布年份", lambda _, x: _year(x.published), Look.YEAR, facet=True, column=False),
    Field("实施年份", lambda _, x: _year(x.effective), Look.YEAR, facet=True, column=False),
    Field("英文名称", lambda _, x: x.english, column=False),
    Field("ICS", lambda _, x: x.ics, Look.CODE, column=False),
    Field("CCS", lambda _, x: x.ccs, Look.CODE, column=False),
)
_TARGET = (
    Field("编号", lambda _, x: x.id, Look.CODE),
    Field("名称", lambda _, x: x.name, Look.TITLE),
    Field("年度", lambda kb, x: _year(_date(kb, x.document)), Look.CODE, facet=True),
    Field("专业", lambda _, x: x.specialty or WHOLE_HOSPITAL, facet=True),
    Field("层级", _level, Look.CODE, LEVELS, facet=True),
    Field("文本", lambda kb, x: _in(kb, x.document), Look.RENDITION, RENDITIONS, facet=True),
    Field("核心策略", lambda _, x: len(x.strategies), Look.COUNT),
    Field("相关标准", lambda kb, x: _linked(kb, x.id, *COVERING), Look.COUNT),
    Field("文件", lambda _, x: x.document, Look.THING, facet=True),
)
_CORE_SYSTEM = (
    Field("序号", lambda _, x: x.number, Look.CODE),
    Field("名称", lambda _, x: x.id, Look.TITLE),
    Field("释义（本系统编写）", lambda _, x: x.definition),
    Field("文本", lambda kb, x: _in(kb, x.clause), Look.RENDITION, RENDITIONS, facet=True),
    Field("规定于", _laid_down, Look.THING),
    Field("相关目标和任务", lambda kb, x: _linked(kb, x.id, "requires"), Look.COUNT),
)
_INDICATOR = (
    Field("编号", lambda _, x: x.number, Look.CODE),
    Field("名称", lambda _, x: x.name, Look.TITLE),
    Field("维度", lambda _, x: x.dimension, facet=True),
    Field("导向", lambda _, x: x.direction, facet=True),
    Field("目标值", lambda _, x: x.threshold),
    Field("文本", lambda kb, x: _in(kb, x.document), Look.RENDITION, RENDITIONS, facet=True),
    Field("文件", lambda _, x: x.document, Look.THING, facet=True),
)
_DOCUMENT = (
    Field("标题", lambda _, x: x.title, Look.TITLE),
    Field("文号", lambda _, x: x.number, Look.CODE),
    Field("类型", lambda _, x: x.doctype, Look.CODE, {name: one.label for name, one in BY_NAME.items()}, facet=True),
    Field("层级", lambda _, x: x.level, Look.CODE, LEVELS, facet=True),
    Field("文本", lambda _, x: x.rendition, Look.RENDITION, RENDITIONS, facet=True),
    Field("发布单位", lambda _, x: x.issuer, facet=True),
    Field("日期", lambda _, x: x.date, Look.CODE),
    Field("条款", lambda kb, x: kb.clause_counts.get(x.id, 0), Look.COUNT),
    Field("发布年份", lambda _, x: _year(x.date), Look.YEAR, facet=True, column=False),
)
_CLAUSE = (
    Field("文件", lambda _, x: x.document, Look.THING),
    Field("页", lambda _, x: x.page, Look.CODE),
    Field("文本", lambda _, x: x.rendition, Look.RENDITION, RENDITIONS),
)
_PART = (Field("编号", lambda _, x: x.number, Look.CODE), Field("文件", lambda _, x: x.document, Look.THING))
_REGULATION = (
    Field("文号", lambda _, x: x.number, Look.CODE),
    Field("发布单位", lambda _, x: x.issuer),
    Field("日期", lambda _, x: x.date, Look.CODE),
)
_CONCEPT = (
    Field("别称", lambda _, x: "、".join(x.alt)),
    Field("英文", lambda _, x: "、".join(x.english)),
)
LISTED = ("standard", "target", "core_system", "indicator", "document")
"""Kinds that have a list of their own, in the order in which people look at them."""
FIELDS: dict[str, tuple[Field, ...]] = {
    "standard": _STANDARD,
    "target": _TARGET,
    "core_system": _CORE_SYSTEM,
    "indicator": _INDICATOR,
    "document": _DOCUMENT,
    "clause": _CLAUSE,
    "task": _PART,
    "special_action": _PART,
    "regulation": _REGULATION,
    "concept": _CONCEPT,
}
"""Kind → what is told of its things, of those that are listed in the order of the columns."""
