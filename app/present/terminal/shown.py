"""One thing of a base with its neighbours as text: a field a line, under its Chinese name."""

from collections.abc import Callable
from typing import Any

from app.base.citation import RENDITIONS, STATUS
from app.present.schema.base import Model
from app.present.schema.shown import (
    Shown,
    ShownClause,
    ShownConcept,
    ShownCoreSystem,
    ShownDocument,
    ShownIndicator,
    ShownRegulation,
    ShownSpecialAction,
    ShownStandard,
    ShownTarget,
    ShownTask,
    WithNeighbours,
)
from app.present.terminal.graphs import neighbour
from app.present.terminal.words import items, row, short
from ingest.numbering.doctypes import BY_NAME, LEVELS

Line = tuple[str, Callable[[Any], object]]
"""Chinese name of a field, and what is shown of it; "" and None for nothing. ``Any`` is the class that the line belongs to."""


def shown(found: Shown) -> str:
    """One thing: its fields that hold something, then its strategies or clauses, then its neighbours."""
    values = ((label, value(found)) for label, value in LINES[type(found)])
    lines = [f"{label}：{value}" for label, value in values if value]
    if isinstance(found, ShownTarget):
        lines += [f"策略{i}：{s.text}" for i, s in enumerate(found.strategies, 1)]
    if isinstance(found, ShownClause):
        lines += items(found.items, found.item_count)
    if isinstance(found, ShownDocument):
        lines += [f"{c.locator}：{short(c.text)}" for c in found.clauses]
    if isinstance(found, WithNeighbours):
        lines += map(neighbour, found.neighbours)
    return "\n".join(lines)


_CITATION: Line = ("引用", lambda x: x.citation)
_SHORT: Line = ("简短引用", lambda x: x.citation_short)
_PART: tuple[Line, ...] = (
    ("编号", lambda x: x.id),
    ("序号", lambda x: x.number),
    ("标题", lambda x: x.title),
    ("内容", lambda x: x.text),
    ("文件", lambda x: x.document),
)
"""A task or a special action."""

LINES: dict[type[Model], tuple[Line, ...]] = {
    ShownDocument: (
        ("编号", lambda x: x.id),
        ("标题", lambda x: x.title),
        ("文号", lambda x: x.number),
        ("发布单位", lambda x: x.issuer),
        ("日期", lambda x: x.date),
        ("层级", lambda x: LEVELS[x.level]),
        ("类型", lambda x: BY_NAME[x.doctype].label),
        ("文本", lambda x: RENDITIONS[x.rendition]),
        ("来源文件", lambda x: x.source),
        ("SHA-256", lambda x: x.sha256),
    ),
    ShownClause: (
        ("编号", lambda x: x.id),
        ("文件", lambda x: x.document_title),
        ("位置", lambda x: x.locator),
        ("页", lambda x: x.page),
        ("标题", lambda x: "、".join(filter(None, x.titles))),
        ("承接", lambda x: " → ".join(f"{lead.locator} {lead.text}" for lead in x.leads)),
        ("内容", lambda x: row(x.cells) or x.text),
        ("层级", lambda x: LEVELS[x.level]),
        ("类型", lambda x: BY_NAME[x.doctype].label),
        ("文本", lambda x: RENDITIONS[x.rendition]),
        _CITATION,
        _SHORT,
    ),
    ShownStandard: (
        ("标准号", lambda x: x.id),
        ("来源文件印作", lambda x: x.written),
        ("名称", lambda x: x.name),
        ("分类", lambda x: x.category),
        ("发布单位", lambda x: x.issuer),
        ("发布日期", lambda x: x.published),
        ("实施日期", lambda x: x.effective),
        ("状态", lambda x: STATUS[x.status]),
        ("代替", lambda x: x.replaces),
        ("英文名称", lambda x: x.english),
        ("ICS", lambda x: x.ics),
        ("CCS", lambda x: x.ccs),
        ("条款", lambda x: x.clause),
        _CITATION,
        _SHORT,
    ),
    ShownTarget: (
        ("编号", lambda x: x.id),
        ("名称", lambda x: x.name),
        ("专业", lambda x: x.specialty),
        ("简述", lambda x: x.summary),
        ("详见", lambda x: x.refers_to),
        ("文件", lambda x: x.document),
        ("条款", lambda x: x.clause),
        ("文本", lambda x: RENDITIONS.get(x.rendition)),
        _CITATION,
        _SHORT,
    ),
    ShownIndicator: (
        ("编号", lambda x: x.id),
        ("序号", lambda x: x.number),
        ("名称", lambda x: x.name),
        ("维度", lambda x: x.dimension),
        ("导向", lambda x: x.direction),
        ("目标值", lambda x: x.threshold),
        ("文件", lambda x: x.document),
        _CITATION,
        _SHORT,
    ),
    ShownCoreSystem: (
        ("名称", lambda x: x.id),
        ("序号", lambda x: x.number),
        ("释义（本系统编写，非原文）", lambda x: x.definition),
        ("条款", lambda x: x.clause),
        _CITATION,
        _SHORT,
    ),
    ShownTask: _PART,
    ShownSpecialAction: _PART,
    ShownRegulation: (
        ("编号", lambda x: x.id),
        ("名称", lambda x: x.title),
        ("文号", lambda x: x.number),
        ("发布单位", lambda x: x.issuer),
        ("日期", lambda x: x.date),
        ("正文", lambda _: "不在库中；加入文件后按原文引用"),
    ),
    ShownConcept: (
        ("编号", lambda x: x.id),
        ("术语", lambda x: x.prefLabel),
        ("其他名称", lambda x: "、".join(x.altLabel)),
        ("常见错写", lambda x: "、".join(x.hiddenLabel)),
        ("英文", lambda x: "、".join(x.english)),
        ("上级术语", lambda x: "、".join(x.broader)),
        ("相关术语", lambda x: "、".join(x.related)),
        ("其他词表中的同一术语", lambda x: x.exactMatch),
    ),
}
"""A thing with its neighbours → its lines, in order."""
