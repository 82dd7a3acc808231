"""Statements come in; what must be done in a case goes out, with what must be done in other cases of the same document."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from app.training.quiz.likeness import alike, bigrams, overlap
from app.training.quiz.shuffling import drawn
from app.training.quiz.statements import Statement, hangs_on
from app.training.quiz.worth import anybody, concerns, outside, rules_work

_CASE = re.compile(
    r"(?P<case>[^；。]{4,80}?(?:的|时|后|之前|前))，(?P<then>(?P<who>[^，。；：的]{0,14}?)(?P<modal>应当|必须|须|可以|不得|要)[^；。：]{6,60})"
)
_TOPIC = re.compile(r"(?P<case>[^；。]{4,80}?)，?(?P<then>(?P<modal>应当|必须|须|可以|不得)[^；。：]{6,60})")
"""A rule on a thing: what is said of it begins with the verb."""
_TOLD = (
    "报告",
    "告知",
    "通知",
    "说明",
    "记录",
    "登记",
    "备案",
    "封存",
    "申请",
    "批准",
    "同意",
    "签",
    "检查",
    "检验",
    "鉴定",
    "赔",
    "协商",
    "注册",
)
"""What two acts must not both be, lest one be taken for the other."""
_COMMON = bigrams(
    "应当按照依照规定的医疗机构卫生行政健康主管部门人民政府县级以上本条例及其有关必须不得可以所在地医务人员患者申请"
)
"""Pairs of characters that any rule has."""
_LENGTHS = 0.5, 1.8
_FEW = 3
_SHARED, _NEAR = 2, 2
"""Pairs of characters that an act of another document shares with the right one's sentence (one of the same document: 1), and
how many of the wrong acts do: they are on one matter."""
_SHORTEST, _WHOLE = 10, 6
"""Characters of an act, and of what a rule is on, that say enough to ask for."""


@dataclass(frozen=True, slots=True)
class Act:
    """What a rule wants done in a case."""

    statement: Statement
    start: int
    end: int
    case: str
    modal: str

    @property
    def text(self) -> str:
        """What is to be done, from who does it on."""
        return self.statement.text[self.start : self.end]

    @property
    def rules_work(self) -> bool:
        """Whether it happens in a hospital, and somebody there does it."""
        if not re.search("(?:的|时|后|前)$", self.case) and (len(self.case) < _WHOLE or not concerns(self.statement.text)):
            return False
        background = self.statement.source.digest and self.statement.source.cited.endswith("简述")
        return (
            len(self.text) >= _SHORTEST
            and not background
            and not outside(self.case)
            and rules_work(self.statement.text, self.start, self.end)
        )


def acts(statement: Statement) -> Iterator[Act]:
    """Each case of a sentence with what is done in it."""
    at = 0
    for piece in re.split("(?<=；)", statement.text):
        for pattern in (_CASE, _TOPIC):
            found = pattern.match(piece)
            if found and found.end() >= len(piece.rstrip("；")) and not hangs_on(piece) and not anybody(found["case"]):
                yield Act(statement, at + found.start("then"), at + found.end("then"), found["case"], found["modal"])
                break
        at += len(piece)


@dataclass(frozen=True, eq=False)
class Acts:
    """All acts that there are."""

    all: tuple[Act, ...]

    @cached_property
    def _by_mood(self) -> dict[str, list[Act]]:
        found: dict[str, list[Act]] = {}
        for act in self.all:
            if act.rules_work:
                found.setdefault(act.modal, []).append(act)
        return found

    def others(self, own: Act) -> tuple[str, ...]:
        """Three acts of other cases, as long and in the same mood, none like the right one and none for a like case.

        Those on the nearest matter go first, so that the subject of a case does not tell what is done in it.
        """
        taken: list[str] = []
        strangers = near = 0
        low, high = (len(own.text) * factor for factor in _LENGTHS)
        source = own.statement.source
        for act in sorted(self._by_mood.get(own.modal, []), key=lambda act: -_nearness(act, own)):
            other = act.statement.source
            strange = other.work != source.work
            fits = low <= len(act.text) <= high and other.identity != source.identity and strangers + strange < _FEW - 1
            shared = len((bigrams(act.statement.text) & bigrams(own.statement.text)) - _COMMON)
            close = shared >= (_SHARED if strange else 1)
            if fits and len(taken) < _FEW and (close or not strange) and _apart(act, own, taken):
                taken.append(act.text)
                strangers += strange
                near += close
        return tuple(taken) if len(taken) == _FEW and near >= _NEAR and not _given_away(own, taken) else ()


def _nearness(act: Act, own: Act) -> float:
    same = act.statement.source.work == own.statement.source.work
    return overlap(act.statement.text, own.statement.text) + 0.2 * same + 0.05 * drawn(own.text + act.text, 2)


def _apart(act: Act, own: Act, taken: Iterable[str]) -> bool:
    same = any(word in act.text and word in own.text for word in _TOLD)
    like = alike(act.case, own.case) or any(alike(act.text, other) for other in (own.text, *taken))
    return not (same or like)


def _given_away(own: Act, wrong: Iterable[str]) -> bool:
    """Whether the right act has more words of the case than every wrong one."""
    return overlap(own.text, own.case) > max(0.12, *(overlap(text, own.case) for text in wrong))
