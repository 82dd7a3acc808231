"""What a question asks for, told by its words: it orders the groups of an answer and adds nothing to them."""

import re
from dataclasses import dataclass

from ingest import kinds


@dataclass(frozen=True, slots=True)
class Wanted:
    """One kind of question: its name, how it is told, and the groups to show first."""

    name: str
    told_by: re.Pattern[str]
    first: tuple[str, ...]
    figure: bool = False
    """Whether a figure answers it: a clause without one stands behind."""


WANTED = (
    Wanted("核心制度", re.compile(r"核心制度|[哪什][项个条么]?制度"), ("core_system",)),
    Wanted(
        "期限",
        re.compile(r"多久|多长时间|几(?:天|日|小时|分钟|个月|年)|时限|期限|什么时候|何时|截止"),
        ("clause", "indicator"),
        figure=True,
    ),
    Wanted(
        "数值",
        re.compile(r"多少|阈值|目标值|几次|百分之几|(?:高于|低于|超过|达到)几"),
        ("indicator", "clause"),
        figure=True,
    ),
    Wanted("指标", re.compile(r"指标|怎么算|计算公式"), ("indicator",)),
    Wanted("标准", re.compile(r"标准|国标|行标|团标|[哪什][些个份项么]?规范"), ("standard",)),
    Wanted("目标", re.compile(r"目标"), ("target",)),
    Wanted("定义", re.compile(r"是什么|什么是|定义|含义|指什么|什么意思|是指"), ("core_system", "clause")),
    Wanted("措施", re.compile(r"怎么|如何|怎样|怎么办|措施|办法|策略|做法"), ("target", "clause")),
)


def wanted(text: str) -> list[Wanted]:
    """What ``text`` asks for, the surest sign first."""
    return [kind for kind in WANTED if kind.told_by.search(text)]


_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万两]+(?:[年月日天周次个例人项名]|小时|分钟|万?元)|百分之")


def has_figure(text: str) -> bool:
    """Whether ``text`` says how much, how many or how long."""
    return _FIGURE.search(text) is not None


def order(asked: list[Wanted]) -> list[str]:
    """All groups, those asked for first."""
    return list(dict.fromkeys([*(group for kind in asked[:1] for group in kind.first), *kinds.shown()]))
