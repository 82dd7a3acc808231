"""Answers and hits as text."""

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any

from app.base.citation import RENDITIONS, STATUS
from app.present.schema.answers import (
    Answer,
    ClauseResult,
    CoreSystemResult,
    Hit,
    IndicatorResult,
    Part,
    Result,
    Search,
    StandardResult,
    TargetResult,
    Understood,
)
from app.present.schema.entities import Clause, CoreSystem, Indicator, Standard, Target
from app.present.terminal.words import items, row, short
from ingest.kinds import KINDS, listed

LISTED = 20
"""Members of a whole list that are shown at once; the others are counted, and shown on demand."""


def answer(found: Answer, *, explain: bool = False, every: bool = False) -> str:
    """An answer: its conclusion, then group by group, the one that answers first; ``every`` member of a long list."""
    lines = [f"结论：{found.conclusion.text}", *_understood(found, explain=explain)]
    if found.concepts:
        named = "、".join(c.label + (f"（{c.matched}）" if c.matched != c.label else "") for c in found.concepts)
        lines.append(f"识别的术语：{named}")
    if found.note and found.answered and found.note not in found.conclusion.text:
        lines.append(f"提示：{found.note}")
    if found.answered:
        for name, results in found.groups.items():
            shown = results if every or not found.listing else results[:LISTED]
            lines += _group(name, shown, found.listing.parts if found.listing else ())
            if len(shown) < len(results):
                lines.append(f"还有 {len(results) - len(shown)} 项没有显示；要全部显示，请在命令后面加 --all")
        if found.listing and not any(found.groups.values()):
            lines += ["", *(f"{i}. {m.name}（{m.id}）" for i, m in enumerate(found.listing.members, 1))]
    elif found.nearest:
        lines += ["", "最接近的条款（仅供参考，不能作为依据）："]
        lines += [f"  {c.document_title} {c.locator}\n    {short(c.text)}" for c in found.nearest]
    return "\n".join(lines).strip()


def _understood(found: Understood, *, explain: bool) -> list[str]:
    """What was put right, what else may have been meant, and, where wanted, every step of understanding."""
    lines = [f"更正：“{c.written}”按“{c.label}”查（{c.how}）" for c in found.corrections]
    lines += [f"您是不是要查：{offer.query}" for offer in found.suggestions]
    if explain:
        lines += ["问题是这样理解的：", *(f"  · {step.text}" for step in found.explain)]
    return lines


def _group(name: str, results: Sequence[Result], parts: Sequence[Part]) -> list[str]:
    """The results of a group; ``parts``: the headings under which they stand."""
    lines = ["", f"【{listed()[name].title}】"] if results else []
    starts = accumulate((part.count for part in parts), initial=1)
    headings = {start: f"{part.heading}（{part.count} 项）" for start, part in zip(starts, parts, strict=False)}
    for number, item in enumerate((one for one in results if not one.maybe), 1):
        if number in headings:
            lines += ["", headings[number]]
        lines.append(f"{number}. {_SHOW[type(item)](item)}")
        lines += [f"   引用：{item.citation}"] * bool(item.citation)
        lines += [f"   理由：{r.text}" for r in item.because]
    if possible := [_named(one) for one in results if one.maybe]:
        lines.append(f"可能相关：{'；'.join(possible)}")
    return lines


def _named(item: Result) -> str:
    """What a result is called in one line."""
    if isinstance(item, ClauseResult):
        return f"{item.document_title} {item.locator}"
    return item.name if isinstance(item, IndicatorResult) else " ".join((item.id, getattr(item, "name", ""))).strip()


def standard(item: Standard) -> str:
    """A standard with dates and standing."""
    replaced = f"，代替 {item.replaces}" if item.replaces else ""
    dates = f"{item.published} 发布，{item.effective} 实施，{STATUS[item.status]}{replaced}"
    return f"{item.id} {item.name}（{dates}）"


def target(item: Target) -> str:
    """A target with its strategies."""
    specialty = f"［{item.specialty}］" if item.specialty else ""
    strategies = "".join(f"\n   策略{i} {short(s.text)}" for i, s in enumerate(item.strategies, 1))
    return f"{item.id} {item.name}{specialty}{strategies}"


def clause(item: ClauseResult) -> str:
    """A clause with its place, the sentence that it hangs on and the items that hang on it."""
    leads = [f"承接：{lead.text}" for lead in item.leads]
    lines = [_place(item), *leads, short(row(item.cells) or item.text), *items(item.items, item.item_count), also(item)]
    return "\n   ".join(filter(None, lines))


def _place(item: Clause) -> str:
    page = f" 第 {item.page} 页" if item.page else ""
    return f"{item.document_title} {item.locator}{page}［{RENDITIONS[item.rendition]}］"


def also(item: ClauseResult) -> str:
    """The other places at which a clause says the same, or ""."""
    places = "；".join(f"{twin.document_title} {twin.locator}" for twin in item.also)
    return f"同样的话也见于：{places}" if places else ""


def core_system(item: CoreSystem) -> str:
    """A core system."""
    return f"{item.id}" + (f"\n   释义（本系统编写，非原文）：{item.definition}" if item.definition else "")


def indicator(item: Indicator) -> str:
    """An indicator with what is wanted of it."""
    wanted = "，".join(x for x in (item.direction, item.threshold) if x) or "未规定数值"
    return f"{item.name}（{wanted}）［{item.dimension}］"


_SHOW: dict[type[Result], Callable[[Any], str]] = {
    StandardResult: standard,
    TargetResult: target,
    ClauseResult: clause,
    CoreSystemResult: core_system,
    IndicatorResult: indicator,
}


def search(found: Search, *, explain: bool = False) -> str:
    """What a search found."""
    told = [found.note] if found.note else []
    return "\n".join([*_understood(found, explain=explain), *told, *([hits(found.hits)] if found.hits or not told else [])])


def hits(found: Sequence[Hit]) -> str:
    """Hits, numbered."""
    shown = (f"{i}. [{KINDS[hit.kind].label}] {hit.id}\n   {short(hit.text)}" for i, hit in enumerate(found, 1))
    return "\n".join(shown) if found else "没有找到。"
