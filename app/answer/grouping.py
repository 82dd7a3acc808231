"""A question how many things there are of each sort → the sorts with their numbers: 哪个专业的目标最多, 有几个专业定了目标.

Things are sorted by an attribute that a question can call by a name of its own (专业, 类别, 年, 维度).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.answer.members import Thing, place
from app.base.knowledge import Knowledge
from ingest.model import Indicator, Standard, Target, Task
from ingest.numerals import chinese_to_int


@dataclass(frozen=True, slots=True)
class Sort:
    """A way to sort things."""

    called: str
    """Pattern of its names in a question."""
    unit: str
    """How its values are counted, in Chinese: 个专业."""
    value: Callable[[Knowledge, Thing], str]
    """Of a thing; "" where it has none."""


def _chapter(kb: Knowledge, thing: Thing) -> str:
    at = place(kb, thing)
    return next((title for title in reversed(at.titles[:-1]) if title), "") if at else ""


_SORTS: dict[type, tuple[Sort, ...]] = {
    Target: (Sort(r"专业|专科|科室|质控中心|学科", "个专业", lambda _, t: getattr(t, "specialty", "")),),
    Standard: (
        Sort(r"类别|类型|类(?!似)", "类", lambda _, t: getattr(t, "category", "")),
        Sort(r"单位|机构|部门|家", "个发布单位", lambda _, t: getattr(t, "issuer", "")),
        Sort(r"年份?", "个年份", lambda _, t: getattr(t, "published", "")[:4]),
    ),
    Indicator: (Sort(r"(?:评估)?维度|方面|类别?", "个维度", lambda _, t: getattr(t, "dimension", "")),),
    Task: (Sort(r"大?部分|大?块|板块|方面|章", "个部分", _chapter),),
}
"""Class of things → the ways to sort them."""
_SEVERAL = 2
_WHICH = r"(?:哪一?[个类年块章家项]?|什么)"
_MOST = re.compile(r"最(?P<end>多|少)")
ASKS_MOST = re.compile(r"哪[^，。？?]{1,12}最[多少]")
"""What asks for the largest or smallest group, whatever else a question says."""
_EXACTLY = re.compile(r"(?:只有|仅有?|恰好有?|刚好有?|有)(?P<n>\d+|[一二两三四五六七八九十])[个项条]")
_OF_STRATEGIES = re.compile(r"^[的各里中都]*(?:核心)?策略[^，。？?]{0,6}(?:合计|总共|一共|共|几|多少|最多|最少)")
_OF_EACH = re.compile(r"(?:各|每一?个?|分别)[^，。？?]{0,8}(?:几|多少|占)|按[^，。？?]{1,6}(?:分|统计|归类)")


@dataclass(frozen=True, slots=True)
class Grouped:
    """Things in the groups that a question asks for."""

    ids: tuple[str, ...]
    """Of the things in these groups, group by group."""
    parts: tuple[tuple[str, int], ...]
    """Each group and how many there are in it."""
    counted: str
    """How many groups and things: 45 个专业、60 项."""


def asked(text: str, of: type | None) -> Sort | None:
    """The way of sorting by which a question counts things of a class; None where it counts by none."""
    for sort in _SORTS.get(of, ()) if of else ():
        counts = rf"(?:多少|几)个?(?:{sort.called})|(?:{sort.called})(?:一共|总共|的)?(?:有)?(?:数|个数|几个|多少个)"
        if re.search(rf"{counts}|{_EXACTLY.pattern}[^，。？?]{{0,12}}的(?:{sort.called})", text):
            return sort
        of_each = rf"(?:{_WHICH}|各个?|每一?个?|按)(?:{sort.called})|(?:{sort.called})(?:各|分别)"
        if (_MOST.search(text) or _OF_EACH.search(text)) and re.search(of_each, text):
            return sort
    return None


def strategies(things: Sequence[Thing], behind: str) -> Grouped | None:
    """The core strategies of targets, where what stands ``behind`` their noun counts these: 十个目标的核心策略合计几条."""
    targets = [thing for thing in things if isinstance(thing, Target) and thing.strategies]
    if not targets or not _OF_STRATEGIES.search(behind):
        return None
    total, most, which = sum(len(target.strategies) for target in targets), _MOST.search(behind), ""
    if most:
        size = (max if most["end"] == "多" else min)(len(target.strategies) for target in targets)
        targets, which = [t for t in targets if len(t.strategies) == size], f"，最{most['end']}的"
    counts = tuple((target.id, len(target.strategies)) for target in targets)
    return Grouped(tuple(i for t in targets for i in t.strategies), counts, f"{total} 条{which}")


def without(sort: Sort, text: str) -> str:
    """``text`` with the words blanked that ask for groups."""
    words = rf"{sort.called}|{_MOST.pattern}|{_EXACTLY.pattern}"
    return re.sub(words, lambda found: " " * len(found[0]), text)


def grouped(kb: Knowledge, sort: Sort, things: Sequence[Thing], text: str) -> Grouped | None:
    """The groups of ``things`` that ``text`` asks for: those with the most or the fewest, those with so many, or all.

    None where all are in one group.
    """
    groups: dict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        if value := sort.value(kb, thing):
            groups[value].append(thing)
    if len(groups) < _SEVERAL:
        return None
    sizes = {len(group) for group in groups.values()}
    wanted, which = sizes, ""
    if most := _MOST.search(text):
        wanted, which = {max(sizes) if most["end"] == "多" else min(sizes)}, f"最{most['end']}的"
    elif (exactly := _EXACTLY.search(text)) and (number := chinese_to_int(exactly["n"])) in sizes:
        wanted, which = {number}, f"各有 {number} 项的"
    chosen = {value: group for value, group in groups.items() if len(group) in wanted}
    which = which and f"，其中{which}有 {len(chosen)} {sort.unit}"
    return Grouped(
        tuple(thing.id for group in chosen.values() for thing in group),
        tuple((value, len(group)) for value, group in chosen.items()),
        f"{len(groups)} {sort.unit}、{sum(map(len, groups.values()))} 项{which}",
    )
