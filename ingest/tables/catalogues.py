"""What the rows of a table mean: known column names → entities. A new wording of a column is one more word in ``COLUMNS``."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from ingest.identifiers import StandardNumber, TargetId
from ingest.model import Clause, CoreSystem, Entity, Indicator, Standard
from ingest.text.lines import clean

COLUMNS = {
    "seq": "序号|编号|No.",
    "number": "标准号|标准编号|标准代号|标准文号",
    "standard": "标准名称|标准中文名称|文件名称|名称",
    "category": "分类|类别|标准类别|标准分类",
    "issuer": "发布单位|发布机构|发布部门|批准部门",
    "published": "发布日期|发布时间|颁布日期|发布",
    "effective": "实施日期|实施时间|实施",
    "replaces": "代替|代替标准|替代标准|被代替标准号",
    "state": "状态|标准状态|现行状态|有效性|时效性|效力",
    "topics": "主题|关键词|适用场景",
    "note": "说明|备注|定义|制度要点",
    "dimension": "评估维度|维度|指标类别",
    "indicator": "评估指标|指标名称|指标",
    "direction": "指标导向|导向",
    "formula": "计算公式|计算方法|公式|指标公式",
    "threshold": "指标值|目标值|阈值|标准值",
    "document": "文件|所属文件",
    "system": "核心制度|制度名称",
    "specialty": "质控中心|专业|质控专业",
    "target": "改进目标|目标名称",
    "code": "目标编号|目标编码|编码",
    "summary": "目标简述|目标概述|简述|概述",
    "strategies": "核心策略|策略|改进策略",
}
_OF_ANYTHING = frozenset({"名称", "编码", "文件名称", "发布", "实施"})
"""Columns that a table of goods or of anything else has too: they do not tell its kind."""
_FIELD_OF = {name: field for field, names in COLUMNS.items() for name in names.split("|")}
ABOLISHED = re.compile("废止|作废|失效|停用|被代替|已替代")
"""What a list of standards says of one that is no longer in force."""
_REPLACES = re.compile(r"[（(]\s*代替\s*(.+?)\s*[)）]$")
_SENTENCE = re.compile("[，。；、]")
_DATE = re.compile(
    r"^\s*(?:(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})|(\d{4})(\d{2})(\d{2}))\s*日?\s*(?:0?0:00(?::00)?)?$"
)

STATE = "来源中的状态："
"""How the note on a standard begins that repeats what a list says of it."""
Row = dict[str, str]
"""Cells of one row by field name; a column nobody knows is left out."""


@dataclass(frozen=True, slots=True)
class TableKind:
    """A kind of table: the fields it must have, and how a row becomes an entity."""

    name: str
    label: str
    needs: frozenset[str]
    key: str
    """The field that a row cannot be without."""
    entity: Callable[[Row, Clause], Entity] | None
    besides: frozenset[str] = frozenset()
    """Other fields by which such a table is known where one that it needs is missing."""


@lru_cache(maxsize=256)
def fields(header: tuple[str, ...]) -> tuple[str, ...]:
    """Field name of each column, "" for columns nobody knows."""
    found = [_field(re.sub(r"\s+", "", cell)) for cell in header]
    if "standard" in found and "number" not in found and "编号" in header:
        found[header.index("编号")] = "number"
    return tuple(found)


def _field(cell: str) -> str:
    """The field that a column name means: itself known, or holding a known name (the longest); none that is a sentence."""
    inside = [name for name in _FIELD_OF if len(name) > 2 and name in cell]  # noqa: PLR2004 - shorter names are too common
    if _SENTENCE.search(cell):
        inside = []
    return _FIELD_OF.get(cell) or (_FIELD_OF[max(inside, key=len)] if inside else "")


def kind_of(header: tuple[str, ...]) -> TableKind | None:
    """The first kind whose needed fields all stand in ``header``."""
    found = set(fields(header))
    return next((kind for kind in KINDS if kind.needs <= found), None)


def lacking(header: tuple[str, ...]) -> dict[str, tuple[list[str], list[str]]]:
    """What a table without a kind lacks: label of the kind → names of the columns needed, and those of which one is needed.

    Of the kinds that share most with ``header``; of all where it shares nothing with any.
    """
    found = set(fields(header))
    telling = {field for cell, field in zip(header, fields(header), strict=True) if cell not in _OF_ANYTHING}
    shared = {kind: len(telling & (kind.needs | kind.besides)) for kind in KINDS}
    out: dict[str, tuple[list[str], list[str]]] = {}
    for label in dict.fromkeys(kind.label for kind in KINDS if shared[kind] == max(shared.values())):
        missing = [kind.needs - found for kind in KINDS if kind.label == label]
        every = frozenset.intersection(*missing)
        out[label] = _columns(every), _columns(frozenset.union(*missing) - every)
    return out


def _columns(wanted: frozenset[str]) -> list[str]:
    """What the columns of fields are called first."""
    return [names.partition("|")[0] for field, names in COLUMNS.items() if field in wanted]


def row_of(header: tuple[str, ...], cells: tuple[str, ...]) -> Row:
    """``cells`` by field name."""
    return {name: cell for name, cell in zip(fields(header), cells, strict=False) if name}


def iso_date(text: str) -> str:
    """``2018/5/18`` or ``2018年5月18日`` as ``2018-05-18``; unreadable text comes back unchanged."""
    match = _DATE.match(unicodedata.normalize("NFKC", text))
    if not match:
        return text.strip()
    year, month, day = (part for part in match.groups() if part)
    return f"{year}-{int(month):02d}-{int(day):02d}"


def standard(row: Row, clause: Clause) -> Standard:
    """A standard from a row; a number whose year was cut short gets the year of publication in its id."""
    written = clean(row["number"])
    number = next(StandardNumber.find(written), None)
    published = iso_date(row.get("published", ""))
    name = clean(row.get("standard", "").replace("\n", ""))
    replaced = row.get("replaces", "")
    if bracket := _REPLACES.search(name):
        name, replaced = name[: bracket.start()].strip(), replaced or bracket[1]
    identity = written if number is None else str(number)
    if number and number.cut_short and published[:3] == number.year:
        identity = f"{number.key}-{published[:4]}"
    old = next(StandardNumber.find(replaced), None)
    return Standard(
        id=identity,
        written=written,
        name=name,
        category=row.get("category", ""),
        issuer=row.get("issuer", ""),
        published=published,
        effective=iso_date(row.get("effective", "")),
        replaces=str(old) if old else "",
        topics=tuple(t for t in row.get("topics", "").split("|") if t),
        note="；".join(filter(None, (row.get("note", ""), _state(row)))),
        clause=clause.id,
    )


def _state(row: Row) -> str:
    """What a list says of a standard that is no longer in force."""
    state = row.get("state", "").strip()
    return f"{STATE}{state}" if ABOLISHED.search(state) else ""


def indicator(row: Row, clause: Clause) -> Indicator:
    """An indicator from a row; a value printed in the direction column is the threshold."""
    direction, threshold = row.get("direction", "").strip(), row.get("threshold", "").strip()
    if re.search(r"\d", direction):
        direction, threshold = "", threshold or direction
    document = row.get("document") or clause.document
    number = row.get("seq") or re.sub(r"^第(\d+)行$", r"\1", clause.path[-1])
    identity = f"{document}#附件/{number}" if row.get("document") else clause.id
    return Indicator(
        identity, number, clean(row["indicator"]), clean(row.get("dimension", "")), direction.strip("/—- "), threshold, document
    )


def core_system(row: Row, clause: Clause) -> CoreSystem:
    """A core system from a row."""
    number = row.get("seq", "")
    topics = tuple(t for t in row.get("topics", "").split("|") if t)
    return CoreSystem(clean(row["system"]), int(number) if number.isdecimal() else 0, row.get("note", ""), topics, clause.id)


_OF_STANDARDS = frozenset({"standard", "published", "effective", "replaces"})

KINDS = (
    TableKind("targets", "改进目标表", frozenset({"target", "strategies"}), "target", None, frozenset({"code", "summary"})),
    TableKind("standards", "标准目录", frozenset({"number"}), "number", standard, _OF_STANDARDS),
    TableKind("indicators", "指标目录", frozenset({"indicator", "direction"}), "indicator", indicator),
    TableKind("indicators", "指标目录", frozenset({"indicator", "formula"}), "indicator", indicator),
    TableKind("indicators", "指标目录", frozenset({"indicator", "threshold"}), "indicator", indicator),
    TableKind("core_systems", "核心制度目录", frozenset({"system"}), "system", core_system),
)


def target_code(text: str) -> tuple[TargetId | None, str]:
    """The code in a target's title, and the title without it."""
    code = next(TargetId.find(text), None)
    name = re.sub(r"[（(]\s*[NP]IT.*?[)）]", "", clean(text.replace("\n", "")), flags=re.IGNORECASE)
    name = re.sub(r"\s*[NP]IT\s*[-–—]?\s*20\d{2}.*$", "", name, flags=re.IGNORECASE)
    return code, re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", name).strip()
