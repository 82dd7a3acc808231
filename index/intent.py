"""What a question asks for, recognised by its words: it orders the groups of an answer, and never adds a result."""

import re
from dataclasses import dataclass

from ingest import kinds


@dataclass(frozen=True, slots=True)
class Intent:
    """One kind of question."""

    name: str
    """In Chinese, as ``--explain`` says it."""
    pattern: re.Pattern[str]
    """Matches somewhere in such a question."""
    groups: tuple[str, ...]
    """Kinds of results to show first."""
    needs_figure: bool = False
    """Whether a figure answers it: clauses without one are ranked lower."""


INTENTS = (
    Intent("核心制度", re.compile(r"核心制度|[哪什][项个条么]?制度"), ("core_system",)),
    Intent(
        "期限",
        re.compile(r"多久|多长时间|几(?:天|日|小时|分钟|个月|年)|时限|期限|什么时候|何时|截止"),
        ("clause", "indicator"),
        needs_figure=True,
    ),
    Intent(
        "数值",
        re.compile(r"多少|阈值|目标值|几次|百分之几|(?:高于|低于|超过|达到)几"),
        ("indicator", "clause"),
        needs_figure=True,
    ),
    Intent("指标", re.compile(r"指标|怎么算|计算公式"), ("indicator",)),
    Intent("标准", re.compile(r"标准|国标|行标|团标|[哪什][些个份项么]?规范"), ("standard",)),
    Intent("目标", re.compile(r"目标"), ("target",)),
    Intent("定义", re.compile(r"是什么|什么是|定义|含义|指什么|什么意思|是指"), ("core_system", "clause")),
    Intent("措施", re.compile(r"怎么|如何|怎样|怎么办|措施|办法|策略|做法"), ("target", "clause")),
)
"""Every intent, the one whose words are least ambiguous first."""


def intents(text: str) -> tuple[Intent, ...]:
    """The intents of ``text``, the least ambiguous first."""
    return tuple(intent for intent in INTENTS if intent.pattern.search(text))


def group_order(found: tuple[Intent, ...]) -> list[str]:
    """All groups of an answer, those of the first intent before the others."""
    return list(dict.fromkeys([*(group for intent in found[:1] for group in intent.groups), *kinds.shown()]))


_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万两]+(?:[年月日天周次个例人项名]|小时|分钟|万?元)|百分之")


def has_figure(text: str) -> bool:
    """Whether ``text`` says how much, how many or how long."""
    return _FIGURE.search(text) is not None
