"""Targets come in; questions on which strategy belongs to which target, and on what each specialty works, go out."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import rjieba

from app.training.quiz.forms import FALSE, TRUE, said, single
from app.training.quiz.likeness import apart, bigrams, overlap
from app.training.quiz.model import BLANK, LINE, Form, Question, Source
from app.training.quiz.shuffling import shuffled
from app.training.quiz.statements import Statement
from ingest.model import Target

_LENGTH = range(14, 66)
_COMMON = 3
"""Targets with the same pair of characters in their names from which it names no subject of its own (提高, 患者)."""
_RARE = 4
"""Targets that may name a term which still tells what a strategy is about."""
_ALIKE = 0.36
"""Share of pairs of characters from which a strategy could be one of the other target too."""
_FITS = 0.4
"""Share of the pairs of characters of a strategy that a target's own texts have, from which it could be that target's."""
_NEAR = (0.6, 1.65)
"""Least and greatest length of an option, as a share of another's."""
HIDDEN = "××"
_KEPT = 0.7
"""Share of a strategy that must be left when its target's subject is hidden."""
_DANGLING = re.compile(r"该|其(?!他)|上述|本指标|本目标|这|此[项类]|改进目标")


@dataclass(frozen=True, slots=True)
class Strategy:
    """A sentence of a strategy, short enough for an option, that does not name its target's subject."""

    target: Target
    source: Source
    text: str
    """As an option or a quote; what names the subject is written ××."""

    @property
    def plain(self) -> bool:
        """Whether nothing had to be hidden."""
        return HIDDEN not in self.text


@dataclass(frozen=True, eq=False)
class Strategies:
    """The strategies of all targets of a base."""

    targets: Sequence[Target]
    statements: Callable[[Target], list[Statement]]
    """Those of its summary and its strategies."""
    terms: Callable[[str], frozenset[str]]
    """The terms of the thesaurus that a text names."""

    def questions(self, targets: Iterable[Target]) -> Iterator[Question]:
        """Which strategy is one of the target's, or none; which target a strategy belongs to."""
        for target in targets:
            own = self._of[target.id]
            for strategy in own:
                if strategy in self._telling_ones:
                    yield from self._which_target(strategy)
                    if strategy.plain:
                        yield from self._which_strategy(strategy)
                        yield from self._whether(strategy)
            yield from self._several(target, [s for s in own if s.plain])
            yield from self._specialty(target)
            yield from self._name(target)
            yield from self._ordinal(target)

    @cached_property
    def _frequent(self) -> Counter[str]:
        return Counter(pair for target in self.targets for pair in bigrams(target.name))

    @cached_property
    def _pairs(self) -> dict[str, frozenset[str]]:
        """Pairs of characters of all texts of each target."""
        return {t.id: bigrams(t.name + "".join(s.text for s in self.statements(t))) for t in self.targets}

    @cached_property
    def _of(self) -> dict[str, list[Strategy]]:
        return {t.id: list(self._find(t)) for t in self.targets}

    @cached_property
    def _telling_ones(self) -> list[Strategy]:
        return [s for found in self._of.values() for s in found if self._telling(s)]

    @cached_property
    def _named(self) -> dict[str, frozenset[str]]:
        """Terms that the texts of each target name."""
        return {t.id: self.terms(t.name + "。".join(s.text for s in self.statements(t))) for t in self.targets}

    @cached_property
    def _rare(self) -> frozenset[str]:
        """Terms that few targets name, so that they tell which one is meant."""
        count = Counter(term for named in self._named.values() for term in named)
        return frozenset(term for term, n in count.items() if n <= _RARE)

    def _find(self, target: Target) -> Iterator[Strategy]:
        for statement in self.statements(target):
            text = re.sub("^(?:要求)?医疗机构(?:应|要|须|应当)?", "", statement.text)
            hidden = _hidden(text, self._subject(target))
            kept = len(hidden.replace(HIDDEN, ""))
            if statement.source.clause.id in target.strategies and not statement.fresh and not _DANGLING.search(text):
                if len(text) in _LENGTH and kept >= _KEPT * len(text):
                    yield Strategy(target, statement.source, hidden)

    def _subject(self, target: Target) -> frozenset[str]:
        return frozenset(pair for pair in bigrams(target.name + target.specialty) if self._frequent[pair] <= _COMMON)

    def _telling(self, strategy: Strategy) -> bool:
        """Whether it is about something that few targets are about, and no other target has a strategy like it."""
        others = (s for t in self.targets if t.name != strategy.target.name for s in self.statements(t))
        special = self._rare & self.terms(strategy.text)
        return bool(special) and not any(overlap(strategy.text, other.text) > _ALIKE for other in others)

    def _foreign(self, target: Target, text: str) -> list[str]:
        """Strategies of other targets, about as long as ``text``, that could not be one of ``target``'s."""
        own = self._pairs[target.id]
        return [
            s.text
            for s in shuffled(text, self._telling_ones)
            if s.plain
            and s.target.name != target.name
            and _NEAR[0] <= len(s.text) / len(text) <= _NEAR[1]
            and len(bigrams(s.text) & own) <= _FITS * len(bigrams(s.text))
            and not self._rare & self.terms(s.text) & self._named[target.id]
        ]

    def _which_strategy(self, own: Strategy) -> list[Question]:
        stem = f"下列做法中，{_named(own.source, own.target)}的核心策略写明的是哪一项？"
        return single(
            own.source, stem, own.text, tuple(self._foreign(own.target, own.text)[:3]), f"{own.source.clause.id}|策略"
        )

    def _which_target(self, own: Strategy) -> list[Question]:
        wrong = tuple(t.name for t in self._other_targets(own)[:3])
        stem = f"“{own.text}”是{_title(own.source)}中哪一个目标的核心策略？"
        return single(own.source, stem, own.target.name, wrong, f"{own.source.clause.id}|目标")

    def _other_targets(self, own: Strategy) -> list[Target]:
        """Targets of the document that are about something else, with names about as long."""
        pairs, subject = bigrams(own.text), self._subject(own.target)
        return [
            t
            for t in shuffled(own.text, self.targets)
            if t.name != own.target.name
            and t.document == own.target.document
            and not t.refers_to
            and not self._subject(t) & (subject | pairs)
            and len(pairs & self._pairs[t.id]) <= _FITS * len(pairs)
            and _NEAR[0] <= len(t.name) / len(own.target.name) <= _NEAR[1]
            and not self._rare & self.terms(own.text) & self._named[t.id]
        ]

    def _whether(self, own: Strategy) -> Iterator[Question]:
        """True of its target, false of another."""
        names = [(own.target.name, TRUE), *((t.name, FALSE) for t in self._other_targets(own)[:1])]
        for name, verdict in names:
            stem = f"“{own.text}”是{_title(own.source)}中“{name}”这一目标的核心策略。"
            fact = f"{own.source.clause.id}|目标"
            yield Question(Form.TRUE_FALSE, stem, (verdict,), own.source, said(own.source), fact=fact)

    def _several(self, target: Target, own: list[Strategy]) -> Iterator[Question]:
        """Two of the target's strategies among others, of two pairs at most; one that is none of them."""
        for n, pair in enumerate(zip(own[0:4:2], own[1:4:2], strict=False)):
            foreign = self._foreign(target, pair[0].text)
            if len(foreign) >= 2 and n < 2:  # noqa: PLR2004
                yield self._pair(target, pair, foreign)
        foreign = self._foreign(target, own[0].text) if len(own) > 2 else []  # noqa: PLR2004
        if foreign and len(foreign[-1]) <= 1.2 * max(len(s.text) for s in own[:3]):
            stem = f"关于{_named(own[0].source, target)}，核心策略没有写明的做法是哪一项？"
            shown = tuple(shuffled(stem, [*(s.text for s in own[:3]), foreign[-1]]))
            why = " ".join(said(s.source) for s in own[:3])
            yield Question(Form.SINGLE, stem, (foreign[-1],), own[0].source, why, shown, f"{target.id}|策略")

    def _pair(self, target: Target, pair: tuple[Strategy, Strategy], foreign: list[str]) -> Question:
        key = [s.text for s in pair]
        numbers = "、".join(dict.fromkeys(s.source.clause.path[-1] for s in pair))
        stem = f"关于{_named(pair[0].source, target)}，核心策略第{numbers}条写明的做法有哪些？"
        shown = tuple(shuffled(stem, [*key, *foreign[:2]]))
        why = " ".join(dict.fromkeys(said(s.source) for s in pair))
        return Question(
            Form.MULTIPLE, stem, tuple(o for o in shown if o in key), pair[0].source, why, shown, f"{target.id}|{numbers}"
        )

    def _specialty(self, target: Target) -> Iterator[Question]:
        """What a specialty works on, where the target's name does not tell the specialty."""
        statement = next(iter(self.statements(target)), None)
        plain = _plain(target.specialty)
        if not statement or not plain or target.refers_to or any(char in target.name for char in plain):
            return
        same = {t.name for t in self.targets if t.specialty == target.specialty}
        others = [t for t in shuffled(target.id, self.targets) if t.specialty and t.name not in same and not t.refers_to]
        wrong = tuple(
            t.name for t in others if not any(c in t.name for c in plain) and not self._subject(t) & self._subject(target)
        )
        stem = f"{_title(statement.source)}中，“{target.specialty}”的质控工作改进目标是哪一项？"
        near = tuple(w for w in wrong if _NEAR[0] <= len(w) / len(target.name) <= _NEAR[1])
        fact = f"{target.id}|专业"
        yield from single(statement.source, stem, target.name, near[:3], fact)
        specialties = tuple(
            dict.fromkeys(t.specialty for t in others if not any(c in target.name for c in _plain(t.specialty)))
        )
        asked = f"{_title(statement.source)}中，“{target.name}”是哪个专业（领域）的质控工作改进目标？"
        yield from single(statement.source, asked, target.specialty, specialties[:3], fact)
        for name, verdict in ((target.name, TRUE), *((w, FALSE) for w in near[:1])):
            said_so = f"{_title(statement.source)}中，“{target.specialty}”的质控工作改进目标包括“{name}”。"
            yield Question(Form.TRUE_FALSE, said_so, (verdict,), statement.source, said_name(target), fact=fact)

    def _name(self, target: Target) -> list[Question]:
        """What exactly is to be raised or lowered: the end of the target's name."""
        statement = next(iter(self.statements(target)), None)
        tail = _tail(target.name)
        if not statement or not tail or target.refers_to:
            return []
        same_way = [t for t in shuffled(target.name, self.targets) if t.name[:2] == target.name[:2]]
        near = [t for t in dict.fromkeys(_tail(t.name) for t in same_way) if t and abs(len(t) - len(tail)) <= 2]  # noqa: PLR2004
        wrong = apart([tail], near, lambda a, b: overlap(a, b) > 0 or a[:-1] in b or b[:-1] in a, 3)
        stem = f"{_title(statement.source)}中，{target.id}这一目标的名称是“{target.name.removesuffix(tail)}{BLANK}”。"
        out = single(statement.source, stem, tail, wrong, f"{target.id}|名称")
        blank = stem.replace(BLANK, LINE)
        return [*out, Question(Form.FILL_IN, blank, (tail,), statement.source, said_name(target), fact=f"{target.id}|名称")]

    def _ordinal(self, target: Target) -> list[Question]:
        """Which target has a number in the document: 目标六."""
        first = {t.id: s.source.clause.path[0] for t in self.targets for s in self.statements(t)[:1]}
        ordinal = first.get(target.id, "")
        statement = next(iter(self.statements(target)), None)
        if not statement or not ordinal.startswith("目标"):
            return []
        others = [t for t in shuffled(target.id, self.targets) if t.document == target.document and t.id != target.id]
        wrong = tuple(t.name for t in others if first.get(t.id, "").startswith("目标"))
        stem = f"{_title(statement.source)}中，“{ordinal}”是哪一项？"
        out = single(statement.source, stem, target.name, wrong[:3], f"{target.id}|序号")
        for name, verdict in ((target.name, TRUE), *((w, FALSE) for w in wrong[:1])):
            said_so = f"{_title(statement.source)}的“{ordinal}”是“{name}”。"
            out.append(
                Question(Form.TRUE_FALSE, said_so, (verdict,), statement.source, said_name(target), fact=f"{target.id}|序号")
            )
        return out


def _plain(specialty: str) -> str:
    """A specialty without the words that most have."""
    return re.sub("专业|疾病|管理|医学|技术|诊断|科|学", "", specialty)


def said_name(target: Target) -> str:
    """A target's number and name, for an explanation."""
    return f"{target.id}：{target.name}"


@cache
def _tail(name: str) -> str:
    """The last words of a name that ends in a rate: 完成率, 规范使用率."""
    *before, last = _cutter().cut(name)
    while before and (
        len(last) < _SHORTEST_TAIL or before[-1] in ("规范", "规范化", "再", "再次", "并发症", "出院", "早期", "不良")
    ):
        last = before.pop() + last
    return last if last.endswith("率") and len(last) <= _LONGEST_TAIL else ""


_SHORTEST_TAIL, _LONGEST_TAIL = 3, 7


@cache
def _cutter() -> rjieba.Jieba:
    return rjieba.Jieba()


def _hidden(text: str, subject: frozenset[str]) -> str:
    """A text with the words of the subject, and abbreviations in Latin letters, written as ××."""
    told = {i + n for i in range(len(text) - 1) if text[i : i + 2] in subject for n in (0, 1)}
    marked, start = "", 0
    for word in _cutter().cut(text):
        hide = any(i in told for i in range(start, start + len(word))) or re.fullmatch("[A-Za-z][A-Za-z0-9-]+", word)
        marked += "\0" if hide else word
        start += len(word)
    return re.sub("\0+", HIDDEN, marked)


def _title(source: Source) -> str:
    return source.cited.split("》")[0] + "》"


def _named(source: Source, target: Target) -> str:
    return f"{_title(source)}{target.id}“{target.name}”"
