"""Whether the title of a case tells which standard it applies, and a subtitle for one that does not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.case_form.case import Case
from app.case_form.checked import Problem
from app.case_form.notice import Notice
from app.mapping.folding import fold

_GENERAL = re.compile(r"医院|医疗|机构|管理|标准|规范|规程|指南|服务|质量|安全|操作|技术|要求|流程|提高|提升|降低|[的与和及]")
"""Words of standards' names that do not tell one from another."""
_BRACKETED = re.compile(r"[（(]([^（）()]+)[）)]")
_LEAST = 2
_CLOSE = 4
"""Characters of a name that a title shares with it to tell of it; all of a shorter one."""


@dataclass(frozen=True, slots=True)
class Applied:
    """A standard, target or document that a case applies."""

    id: str
    name: str
    right: bool
    """Whether it is cited rightly and in force."""


def with_standard(case: Case, notice: Notice, applied: Sequence[Applied]) -> tuple[Case, Problem | None]:
    """A case whose title or subtitle tells of something it applies, and what to say about it."""
    label = notice.label("title")
    if not case.title or any(tells(f"{case.title}{case.subtitle}", one) for a in applied for one in (a.id, a.name)):
        return case, None
    right = next((a for a in applied if a.right), None)
    if right is None or case.subtitle:
        what = "主标题和副标题都没有体现所应用的标准"
        return case, Problem("title", label, what, "请在主标题或副标题里写出标准的名称或编号")
    subtitle = f"——《{right.name}》（{right.id}）应用实践" if right.name != right.id else f"——{right.name}应用实践"
    note = Problem("title", label, f"没有体现标准，已加副标题“{subtitle}”", "请改成合适的说法")
    return replace(case, subtitle=subtitle), note


def tells(title: str, name: str) -> bool:
    """Whether a title has the number, the abbreviation or the telling words of a standard's name."""
    plain = fold(title)
    if not name:
        return False
    if fold(name) in plain or any(fold(short) in plain for short in _BRACKETED.findall(name)):
        return True
    pieces = [piece for part in _GENERAL.split(_BRACKETED.sub("", name)) if len(piece := fold(part)) >= _LEAST]
    return any(piece[at : at + _CLOSE] in plain for piece in pieces for at in range(max(len(piece) - _CLOSE, 0) + 1))
