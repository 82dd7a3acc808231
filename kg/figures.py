"""Finds the figures in clauses: thresholds and counts (≥80%), frequencies (每季度), deadlines (2025年底前)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from ingest.model import Clause, Indicator

_NAME = r"(?P<name>[\u4e00-\u9fffA-Za-z（）()]{2,28}?(?:率|比例|占比|例次|不良事件|时间|覆盖|团队|持证上岗))"
_BOUND = r"(?P<bound>≥|≤|>|<|＞|＜|大于|小于|超过|不低于|不少于|不高于|至少达到?|至少|达到|达|提升至|提高到|下降至|实现)"
_VALUE = r"(?P<value>\d+(?:\.\d+)?(?:/\d+(?:\.\d+)?)*)\s*(?P<unit>%|‰|例次|个|次|种|分钟|小时|天)"
_THRESHOLD = re.compile(rf"{_NAME}(?P<gap>[^，。；≥≤\d]{{0,10}}?){_BOUND}?\s*{_VALUE}")
_FREQUENCY = re.compile(
    r"(?P<value>(?:至少)?每(?:个)?(?:季度|半年|月|周|年|年度)(?:至少)?)(?:[^，。；]{0,4}?)(?P<name>(?:召开|开展|进行|组织|收集|分析|公开)[^，。；]{0,24})"
)
_DEADLINE = re.compile(
    r"(?P<value>20\d{2}\s*年(?:\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*日)?\s*(?:底|末|年底|年末)?\s*以?前)(?P<name>[^，。；]{2,24})"
)
_LEAD = re.compile(r"^.*?(?:到|和|及|、|，|全市|急诊|提升|使|的)(?=[\u4e00-\u9fff]{4})")
"""Words before the name of a figure that are not part of it."""
_SAME_NAME = 0.75
"""Least similarity (difflib ratio, 0 to 1) of the names of two figures about the same thing."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure that a document sets."""

    name: str
    """What it is about: VTE规范预防率."""
    value: str
    """The value as printed, with its bound and unit: ≥80%."""
    kind: str
    """threshold, frequency or deadline."""
    clause: str
    """Id of the clause or indicator that sets it."""

    @property
    def numbers(self) -> tuple[float, ...]:
        """All numbers in the value, without their units."""
        return tuple(float(n) for n in re.findall(r"\d+(?:\.\d+)?", self.value))


def figures(clauses: Iterable[Clause], indicators: Iterable[Indicator] = ()) -> list[Figure]:
    """The figures in the text of ``clauses``, table rows excepted, and the thresholds of ``indicators``."""
    found = [figure for clause in clauses if clause.kind != "row" for figure in _in_clause(clause)]
    found += [Figure(i.name, i.threshold, "threshold", i.id) for i in indicators if re.search(r"\d", i.threshold)]
    return found


def _in_clause(clause: Clause) -> Iterator[Figure]:
    """The figures in the text of one clause: thresholds, then frequencies, then deadlines."""
    for match in _THRESHOLD.finditer(clause.text):
        value = f"{match['bound'] or ''}{match['value']}{match['unit']}"
        yield Figure(_LEAD.sub("", match["name"]), value, "threshold", clause.id)
    for match in _FREQUENCY.finditer(clause.text):
        yield Figure(match["name"], match["value"], "frequency", clause.id)
    for match in _DEADLINE.finditer(clause.text):
        yield Figure(match["name"], re.sub(r"\s+", "", match["value"]), "deadline", clause.id)


def same_thing(one: Figure, other: Figure) -> bool:
    """Whether two figures of one kind are about the same thing: one name contains the other, or they are nearly equal."""
    if one.kind != other.kind:
        return False
    short, long = sorted((one.name, other.name), key=len)
    return (len(short) >= 4 and short in long) or SequenceMatcher(None, short, long).ratio() >= _SAME_NAME  # noqa: PLR2004


def contradictions(found: list[Figure]) -> list[tuple[Figure, Figure]]:
    """Pairs of thresholds in one document that contradict each other.

    One name contains the other, they are in different clauses, and their values have no number in common.
    """
    out = []
    for i, one in enumerate(found):
        for other in found[i + 1 :]:
            short, long = sorted((one.name, other.name), key=len)
            if one.kind == "threshold" == other.kind and one.clause != other.clause and short in long:
                if not set(one.numbers) & set(other.numbers):
                    out.append((one, other))
    return out
