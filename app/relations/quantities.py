"""Quantities in a text: times, shares, dates, frequencies, money and counts; equal ones are equal however they are written."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ingest.numerals import CHINESE, MINUTES, to_number

_UNITS: dict[str, dict[str, float]] = {
    "时限": {"秒": 1 / 60, **MINUTES, "个小时": MINUTES["小时"], "个星期": MINUTES["周"]},
    "工作日": {"个工作日": 1, "工作日": 1},
    "比例": {"%": 1, "％": 1, "‰": 0.1, "个百分点": 1},
    "金额": {"元": 1, "万元": 10_000, "亿元": 100_000_000},
    "年龄": {"岁": 1, "周岁": 1},
    "温度": {"℃": 1, "摄氏度": 1},
    "剂量": {"mg": 1, "毫克": 1, "g": 1000, "克": 1000},
    "容量": {"ml": 1, "mL": 1, "毫升": 1, "L": 1000, "升": 1000},
    "长度": {"米": 100, "厘米": 1, "cm": 1, "毫米": 0.1, "mm": 0.1},
    "人数": {"人": 1, "名": 1},
    "例数": {"例": 1, "例次": 1},
    "次数": {"次": 1},
    "倍数": {"倍": 1},
    "份数": {"份": 1, "张": 1},
    "项数": {"项": 1, "条": 1, "种": 1, "类": 1, "个": 1},
}
"""Sort → unit → how much of the smallest unit of the sort it is."""
_SORT = {unit: sort for sort, units in _UNITS.items() for unit in units}
_UNIT = "|".join(sorted(map(re.escape, _SORT), key=len, reverse=True))
_NUMBER = rf"\d+(?:\.\d+)?|{CHINESE}|半"
_MEASURE = re.compile(
    rf"(?:[≥≤><＞＜]|不少于|不低于|不超过|不高于|至少|超过|大于|小于)?\s*(?<![\d.第每〔\-/年])(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})(?:以?内)?(?![级版])"
)
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s*年(?:\s*(?P<month>\d{1,2})\s*月)?(?:\s*(?P<day>\d{1,2})\s*日)?\s*(?P<end>年?[底末])?"
)
_OFTEN = re.compile(
    rf"每(?:隔)?\s*(?P<count>\d+|[两二三四五六七八九十半])?\s*个?\s*(?P<unit>小时|天|日|周|月|季度|季|年|班次|班)"
    rf"(?:[^，。；、\d]{{0,6}}?(?P<times>{_NUMBER})\s*[次回])?"
)
_IN_PASSING = re.compile(r"(?<!每)(?:[按逐](?P<each>周|月|季|年)|(?P<over>季|年)(?=度))")
"""How often something is done, told by the way: 按月, 年度. It shows that a frequency is not missing, and sets none."""
_SAID = re.compile(r"[，。；：、！？\n,;:（）()]")
_WORDS = 26
"""Characters of the words around a quantity that are shown."""
_MATTER = 0.4
"""Least share of the pairs of characters of the shorter words that the longer ones have too, where both treat one matter."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity."""

    written: str
    """As printed: 不超过30分钟."""
    sort: str
    """时限, 比例, 日期, 频次 and so on: only quantities of one sort are compared."""
    value: str
    """The same for equal quantities, whether at least or at most so much is meant: 半小时 and 不超过30分钟."""
    said: str
    """The words that it stands in."""


def quantities(text: str) -> list[Quantity]:
    """All quantities of a text, in order."""
    found = [(match.span(), sort, value) for match, sort, value in _found(text)]
    taken: list[tuple[int, int]] = []
    out = []
    for (start, end), sort, value in found:
        if all(end <= other[0] or start >= other[1] for other in taken):
            taken.append((start, end))
            out.append((start, Quantity(text[start:end].strip(), sort, value, _around(text, start, end))))
    return [one for _, one in sorted(out, key=lambda pair: pair[0])]


def told(text: str) -> list[Quantity]:
    """All quantities of a text, and the frequencies that it tells by the way."""
    passing = [
        Quantity(match[0], "频次", f"1/1{match['each'] or match['over']}", _around(text, *match.span()))
        for match in _IN_PASSING.finditer(text)
    ]
    return [*quantities(text), *passing]


def _found(text: str) -> Iterator[tuple[re.Match[str], str, str]]:
    for match in _DATE.finditer(text):
        yield match, "日期", "-".join(part or "" for part in match.groups())
    for match in _OFTEN.finditer(text):
        unit = match["unit"].replace("天", "日").replace("季度", "季")
        yield match, "频次", f"{to_number(match['times'] or '1'):g}/{to_number(match['count'] or '1'):g}{unit}"
    for match in _MEASURE.finditer(text):
        sort = _SORT[match["unit"]]
        yield match, sort, f"{to_number(match['number']) * _UNITS[sort][match['unit']]:g}"


def _around(text: str, start: int, end: int) -> str:
    """The words between two marks of punctuation that a quantity stands in; of long ones those next to it."""
    before, after = _SAID.split(text[:start])[-1], _SAID.split(text[end:])[0]
    room = max(_WORDS - (end - start), 0)
    return (before[-room:] + text[start:end] + after[: max(room - len(before), 0)]).strip()


def differing(a: Sequence[Quantity], b: Sequence[Quantity]) -> list[tuple[Quantity | None, Quantity | None]]:
    """Quantities that only one side has, those of one sort beside the one in the likest words, else beside none."""
    left, right = _without(a, b), _without(b, a)
    pairs = sorted(
        ((_alike(one, other), i, j) for i, one in enumerate(left) for j, other in enumerate(right) if one.sort == other.sort),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    partner: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in partner and j not in partner.values():
            partner[i] = j
    both = [(one, right[partner[i]] if i in partner else None) for i, one in enumerate(left)]
    return [*both, *((None, one) for j, one in enumerate(right) if j not in partner.values())]


def _without(of: Sequence[Quantity], other: Sequence[Quantity]) -> list[Quantity]:
    """Those whose value the other side has not, each as often as it has not: those in the least alike words."""
    spare = Counter((one.sort, one.value) for one in other)
    kept = set[int]()
    for place, one in sorted(
        enumerate(of), key=lambda pair: -max((_alike(pair[1], o) for o in _equal(pair[1], other)), default=0)
    ):
        if spare[one.sort, one.value]:
            spare[one.sort, one.value] -= 1
        else:
            kept.add(place)
    return [one for place, one in enumerate(of) if place in kept]


def _equal(one: Quantity, among: Iterable[Quantity]) -> Iterator[Quantity]:
    return (other for other in among if (other.sort, other.value) == (one.sort, one.value))


def same_setting(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are equal and set for the same thing, by the words that they stand in."""
    a, b = _pairs(one), _pairs(other)
    return (one.sort, one.value) == (other.sort, other.value) and len(a & b) >= max(_MATTER * min(len(a), len(b)), 1)


def _pairs(of: Quantity) -> set[str]:
    """The pairs of characters around a quantity, without its own figures and unit."""
    words = of.said.replace(of.written, "，") if of.sort != "频次" else of.said
    return {words[n : n + 2] for n in range(len(words) - 1) if "，" not in words[n : n + 2] and words[n] not in "每按逐"}


def _alike(one: Quantity, other: Quantity) -> float:
    return SequenceMatcher(None, one.said, other.said, autojunk=False).ratio()
