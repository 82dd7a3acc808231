"""Figures with their units: read, compared, and replaced by others of the same kind."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.training.quiz.shuffling import drawn, shuffled
from ingest.numerals import CHINESE, MINUTES, int_to_chinese, to_number

_LADDERS: dict[str, tuple[float, ...]] = {
    "分钟": (5, 10, 15, 20, 30, 45, 60, 90, 120),
    "小时": (1, 2, 3, 4, 6, 8, 12, 24, 48, 72),
    "日": (1, 2, 3, 5, 7, 10, 14, 15, 20, 30, 45, 60, 90),
    "个工作日": (2, 3, 5, 7, 10, 15, 20, 30, 60),
    "周": (1, 2, 3, 4, 6, 8),
    "个月": (1, 2, 3, 6, 8, 9, 12, 18),
    "年": (1, 2, 3, 4, 5, 6, 8, 10, 15, 20),
    "%": (1, 2, 5, 10, 20, 30, 40, 50, 60, 70, 75, 80, 85, 90, 95, 98, 100),
    "‰": (0.5, 1, 1.5, 1.8, 2, 2.5, 3, 5, 7.5, 10),
    "万元": (0.5, 1, 2, 3, 5, 10, 20, 30, 50),
    "元": (100, 200, 500, 1000, 2000, 3000, 5000, 10000, 20000, 30000),
    "倍": (1, 2, 3, 5, 10, 15, 20, 30),
    "次": (1, 2, 3, 4, 5, 6),
    "人": (2, 3, 5, 7, 9, 11),
    "名": (1, 2, 3, 4, 5, 6, 8),
    "项": (10, 12, 14, 15, 16, 18, 20, 24),
    "种": (3, 4, 5, 6, 7, 8),
    "类": (3, 4, 5, 6, 7, 8, 10),
    "个环节": (2, 3, 4, 5, 6),
    "个": (1, 2, 3, 4, 5, 6, 8),
    "周岁": (12, 14, 16, 18, 45, 50, 55, 60, 65, 70),
    "岁": (3, 6, 7, 12, 14, 16, 18, 60, 65),
    "毫升": (50, 100, 200, 300, 400, 500, 800, 1000, 1600),
    "例次": (1, 1.5, 2, 2.5, 3, 4),
}
"""Unit → values that such rules have, ascending: an invented value is one of these, so that it looks like a real one."""
_UNIT = "|".join(sorted([*_LADDERS, "天", "工作日", "％"], key=len, reverse=True))
_NUMBER = rf"\d+(?:\.\d+)?|{CHINESE}|两|半"
_RANGE = rf"(?P<low>{_NUMBER})(?P<low_unit>{_UNIT})?以上(?P<high>{_NUMBER})(?P<high_unit>{_UNIT})以下"
_QUANTITY = re.compile(
    rf"(?<![\d.第A-Za-z〔\-/一二三四五六七八九十百每近月])(?:{_RANGE}|(?P<value>{_NUMBER})(?P<unit>{_UNIT})(?!以上[\d一-十]))"
)
_TELLS = re.compile(r"近|连续|已|累计|发布|共有|列为第|居")
"""Words before a figure that tell of the past and set nothing."""
_COUNTED = ("个", "项", "名", "人", "次", "种", "类", "个环节")
"""Units of what the sentence itself lists: only a limit on their number is worth asking for."""
_LIMIT = re.compile("至少|超过|少于|低于|多于|不足|[≥≤]")
_RANGES = ((0.5, 1), (1, 2), (1, 3), (1, 5), (2, 5), (3, 5), (5, 10), (10, 20), (10, 30), (15, 30), (20, 50))
_TERMS = ("1个月以上3个月以下", "3个月以上6个月以下", "6个月以上1年以下", "1年以上3年以下", "3年以上5年以下")
_FREQUENCIES = {
    "每天": 1,
    "每日": 1,
    "每两天": 2,
    "每三天": 3,
    "每周": 7,
    "每月": 30,
    "每个月": 30,
    "每季度": 91,
    "每半年": 182,
    "每年": 365,
    "每两年": 730,
}
_FREQUENCY = re.compile(
    r"每(?:天|日|周|个?月|季度|半年|年|两年)"
    r"(?!的|\d|[一二三四五六七八九十]月|底|百|千|例|[^，。；]{0,4}百|至少[^，。；]{0,4}[2-9]次)"
)
_OFFERED = ("每两天", "每三天", "每周", "每月", "每季度", "每半年", "每年")
_BY_YEAR = re.compile(r"20\d\d年(?:年?[底末](?:前|之前)?|前|以前)")
_DATE = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日")
_CHOICES = 3
_NEAR = 4
"""Frequencies next to the right one, of which three are offered: that wards are visited once a year nobody believes."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in a sentence."""

    start: int
    end: int
    written: str


def quantities(text: str) -> Iterator[Quantity]:
    """Figures that set something, in order; years of editions, numbers of articles and what is told of the past are none."""
    for pattern in (_FREQUENCY, _BY_YEAR, _DATE, _QUANTITY):
        for found in pattern.finditer(text):
            if pattern is not _QUANTITY or _sets_something(found, text):
                yield Quantity(found.start(), found.end(), found[0])


def _sets_something(found: re.Match[str], text: str) -> bool:
    if found["value"] in ("一", "1", "半", "两") and not text[found.end() :].startswith(("内", "以内", "以上", "以下", "的")):
        return False
    year = found["unit"] == "年" and (found["value"] or "").isdigit() and len(found["value"]) == len("2025")
    before, after = text[max(0, found.start() - 6) : found.start()], text[found.end() :]
    counts = found["unit"] in _COUNTED and not _LIMIT.search(before)
    return not (year or counts or _TELLS.search(before) or after.startswith(("级", "版", "专业", "方面", "层次", "月")))


_HINTS = {
    "frequency": "频次",
    "time": "时长",
    "date": "日期",
    "元": "金额",
    "个工作日": "时长",
    "工作日": "时长",
    "人": "人数",
    "名": "人数",
}


def hint(written: str) -> str:
    """What a blank for a figure asks for: 频次, 时长, 日期, 金额 or 数值; "" for a range, which nobody writes from memory."""
    kind, low, high = size(written)
    return _HINTS.get(kind, "数值") if low == high else ""


def others(quantity: Quantity, seen: Iterable[str], seed: str) -> tuple[str, ...]:
    """Three other figures of the same kind; ``seen`` are those of other clauses. How many are smaller is left to chance."""
    if quantity.written in _FREQUENCIES:
        often = _FREQUENCIES[quantity.written]
        candidates = sorted(_OFFERED, key=lambda f: max(_FREQUENCIES[f], often) / min(_FREQUENCIES[f], often))
        return tuple(shuffled(seed, [f for f in candidates if _FREQUENCIES[f] != often][:_NEAR])[:_CHOICES])
    if _DATE.fullmatch(quantity.written):
        return _around([w for s in seen for w in _DATE.findall(s)] + _dates(quantity.written), quantity, seed)
    if by_year := re.match(r"(20\d\d)(年.*)", quantity.written):
        return _around([f"{int(by_year[1]) + step}{by_year[2]}" for step in (-3, -2, -1, 1, 2, 3)], quantity, seed)
    return _around(list(_invented(quantity.written)), quantity, seed, set(seen))


def _dates(written: str) -> list[str]:
    """The same day in other years, and other days of the year, as rules come into force."""
    year, month, day = map(int, re.findall(r"\d+", written))
    days = ((1, 1), (3, 1), (5, 12), (7, 1), (9, 1), (10, 1))
    years = [f"{year + step}年{month}月{day}日" for step in (-2, -1, 1, 2)]
    return years + [f"{year}年{m}月{d}日" for m, d in days if (m, d) != (month, day)]


def _around(candidates: list[str], right: Quantity, seed: str, seen: Iterable[str] = ()) -> tuple[str, ...]:
    """Neighbours below and above, as many below as chance says; those that another clause has go first."""
    pool: list[str] = []
    for candidate in (*(s for s in sorted(seen) if _comparable(s, right.written)), *candidates):
        if not any(same(candidate, other) for other in (right.written, *pool)):
            pool.append(candidate)
    below = sorted((c for c in pool if _middle(c) < _middle(right.written)), key=_middle, reverse=True)
    above = sorted((c for c in pool if _middle(c) > _middle(right.written)), key=_middle)
    under = min(drawn(seed, _CHOICES + 1), len(below))
    return tuple([*below[:under], *above[: _CHOICES - under], *below[under:], *above[_CHOICES - under :]][:_CHOICES])


def _comparable(one: str, other: str) -> bool:
    """Whether two figures have one unit and lie within a factor of six."""
    same_unit = re.sub(r"\d+(?:\.\d+)?", "0", one) == re.sub(r"\d+(?:\.\d+)?", "0", other)
    return same_unit and not same(one, other) and max(_middle(one), _middle(other)) <= 6 * min(_middle(one), _middle(other))


def same(one: str, other: str) -> bool:
    """Whether two figures mean the same or nearly so: 24小时 and 1日, 半年 and 6个月, 3个月 and 90日."""
    (kind_a, low_a, high_a), (kind_b, low_b, high_b) = size(one), size(other)
    return kind_a == kind_b and (
        one == other
        if kind_a == "date"
        else abs(low_a - low_b) < 0.05 * max(low_a, low_b) and abs(high_a - high_b) < 0.05 * max(high_a, high_b)
    )


def _middle(written: str) -> float:
    _, low, high = size(written)
    return (low + high) / 2


def _invented(written: str) -> Iterator[str]:
    """Other values with the same unit and in the same script; of a range other ranges."""
    found = _QUANTITY.fullmatch(written)
    if found is None:
        return
    if found["low"]:
        unit = found["low_unit"] or ""
        if found["high_unit"] in ("个月", "年"):
            yield from _TERMS
            return
        for low, high in _RANGES[0 if re.fullmatch(r"\d+(?:\.\d+)?", found["low"]) else 1 :]:
            yield f"{_figure(low, found['low'])}{unit}以上{_figure(high, found['low'])}{found['high_unit']}以下"
        return
    unit = {"天": "日", "工作日": "个工作日", "％": "%"}.get(found["unit"], found["unit"])
    for value in _LADDERS[unit]:
        if value == int(value) or re.fullmatch(r"\d+\.\d+", found["value"]):
            yield f"{_figure(value, found['value'])}{found['unit']}"


def _figure(value: float, like: str) -> str:
    """A value in the script of another one: 三 or 3."""
    if re.fullmatch(r"[\d.]+", like) or value != int(value):
        return f"{value:g}"
    return "两" if value == 2 else int_to_chinese(int(value))  # noqa: PLR2004


def size(written: str) -> tuple[str, float, float]:
    """Dimension, least and greatest value in its base unit (minutes, days, yuan, else the unit itself)."""
    if written in _FREQUENCIES:
        return "frequency", _FREQUENCIES[written], _FREQUENCIES[written]
    if by_year := re.match(r"(20\d\d)年(?:(\d+)月(\d+)日)?", written):
        months = int(by_year[1]) * 12 + int(by_year[2] or 0) + int(by_year[3] or 0) / 100
        return "date", months * 1000, months * 1000
    found = _QUANTITY.fullmatch(written)
    if found is None:
        return written, 0, 0
    unit = found["unit"] or found["high_unit"]
    kind, factor = ("time", MINUTES[unit]) if unit in MINUTES else ("元", 10_000) if unit == "万元" else (unit, 1)
    low_factor = MINUTES.get(found["low_unit"] or "", factor) if kind == "time" else factor
    low, high = to_number(found["low"] or found["value"]) * low_factor, to_number(found["high"] or found["value"]) * factor
    return kind, low, high
