"""What can be asked comes in; questions in their forms go out."""

import re
from collections.abc import Iterable
from dataclasses import replace

from app.training.quiz import quantities
from app.training.quiz.gaps import Gap
from app.training.quiz.lists import Enumeration
from app.training.quiz.model import LINE, Form, Kind, Question, Source
from app.training.quiz.parts import Row
from app.training.quiz.shuffling import drawn, shuffled
from app.training.quiz.statements import Statement, around
from app.training.quiz.terms import Term
from app.training.quiz.worth import part_around

TRUE, FALSE = "正确", "错误"
_GRADES = "特一二两三四五六"
_LONGER = 1.2
"""How much longer than the longest wrong option the right one may be."""
_OPTIONS = 4
_SIDES, _RIGHT = 5, 2
"""Of so many sentences to judge so many are right."""


def said(source: Source) -> str:
    """What the clause says, for an explanation."""
    kind = "大意（知识库没有收入原文）" if source.words else "摘要写的是" if source.digest else "原文"
    return f"{kind}：{source.text}"


def single(
    source: Source,
    stem: str,
    key: str,
    wrong: tuple[str, ...],
    fact: str,
    *,
    ascending: bool = False,
    kind: Kind = Kind.FACT,
) -> list[Question]:
    """A single choice; none where the right option would stand out by its length or options are too few."""
    if len(wrong) < _OPTIONS - 1 or not hidden(key, wrong):
        return []
    options = [key, *wrong[: _OPTIONS - 1]]
    ordered = sorted(options, key=quantities.size) if ascending else _by_grade(options) or shuffled(stem, options)
    return [Question(Form.SINGLE, stem, (key,), source, said(source), tuple(ordered), (fact,), kind)]


def _by_grade(options: list[str]) -> list[str]:
    """Options that differ in their grade alone, in its order: 一级手术, 二级手术 …; none of other options."""
    grades = all(option[0] in _GRADES for option in options) and len({option[1:] for option in options}) == 1
    return sorted(options, key=lambda option: _GRADES.index(option[0])) if grades else []


def hidden(key: str, wrong: tuple[str, ...]) -> bool:
    """Whether the key does not stand out among the others by its length."""
    return len(key) <= _LONGER * max(map(len, wrong)) + 1


def fact_of(gap: Gap) -> str:
    """What a gap asks for, as the same words for all questions on it."""
    return asked(gap.statement, gap.start, gap.end)[0]


def asked(statement: Statement, start: int, end: int) -> tuple[str, ...]:
    """The parts between commas that the words at [start, end) stand in, as the same words for all questions on them."""
    text, clause = statement.text, statement.source.identity
    first, last = part_around(text, start, end)
    return tuple(f"{clause}|{part}" for part in re.split("[，。；：]", text[first:last]) if part)


def from_gap(gap: Gap) -> list[Question]:
    """A single choice, a blank for a figure, and a sentence to judge.

    The last only where its mistake looks like the right words, or is the only one there is.
    """
    statement, source = gap.statement, gap.statement.source
    told = fact_of(gap)
    out = single(
        source, f"{statement.lead}{gap.filled()}。", gap.answer, gap.others, told, ascending=gap.numeric, kind=gap.kind
    )
    if gap.hint:
        blank = f"{statement.lead}{gap.filled(f'{LINE}（填{gap.hint}）')}。"
        out.append(Question(Form.FILL_IN, blank, (gap.answer,), source, said(source), facts=(told,)))
    if gap.judged and gap.kind is Kind.FACT and (not out or gap.numeric or set(gap.answer) & set(gap.others[0])):
        out.append(_judgement(gap, told))
    return out


def _judgement(gap: Gap, told: str) -> Question:
    """The sentence as it is written, or with the likeliest mistake."""
    right = drawn(told, _SIDES) < _RIGHT
    written = gap.filled(gap.answer if right else gap.others[0])
    return judged(gap.statement.source, f"{gap.statement.lead}{written}。", right=right, fact=told)


def from_term(term: Term, others: Iterable[str]) -> list[Question]:
    """Which word the meaning is of."""
    statement = term.statement
    stem = f"{statement.source.cited}{'按大意' if statement.source.digest else ''}定义的词语中，“{term.text}”说的是哪一个？"
    wrong = tuple(dict.fromkeys(others))
    return single(statement.source, stem, term.name, wrong, f"{statement.source.clause.id}|{term.name}", kind=Kind.TERM)


def from_row(row: Row, others: tuple[str, ...]) -> list[Question]:
    """Which two of four things the sentence counts up, and which of four it does not."""
    source, text = row.statement.source, row.statement.text
    part = around(text, row.start, row.end)
    if part is None or not others:
        return []
    told = asked(row.statement, row.start, row.end)[0]
    stem = f"{row.statement.lead}{text[part[0] : row.start]}……{text[row.end : part[1]]}。省略号处"
    items = shuffled(told, row.items)
    out = single(source, f"{stem}没有写哪一项？", others[0], tuple(items[: _OPTIONS - 1]), told, kind=Kind.PARTS)
    if len(others) > 1:
        shown = tuple(shuffled(told, [*items[:2], *others[:2]]))
        key = tuple(option for option in shown if option in items)
        out.append(Question(Form.MULTIPLE, f"{stem}写了哪些？", key, source, said(source), shown, (told,), Kind.PARTS))
    return out


def judged(source: Source, stem: str, *, right: bool, fact: str, why: str = "", kind: Kind = Kind.FACT) -> Question:
    """A sentence that is right or wrong."""
    return Question(Form.TRUE_FALSE, stem, (TRUE if right else FALSE,), source, why or said(source), facts=(fact,), kind=kind)


def from_enumeration(listed: Enumeration, others: tuple[str, ...]) -> list[Question]:
    """Which items stand below the sentence, and of a long list also which does not. ``others`` stand below another one."""
    source, told = listed.lead.source, listed.lead.source.identity
    why = said(source) + "；".join(item.source.clause.text.rstrip("；。") for item in listed.items)
    stem = f"{listed.lead.lead}{listed.lead.text.rstrip('：:')}。"
    right = shuffled(stem, listed.named)
    count = 2 if len(others) > 1 else 3
    key, wrong, rest = right[:count], others[: _OPTIONS - count], right[count:]
    out: list[Question] = []
    if len(key) + len(wrong) == _OPTIONS:
        shown = tuple(shuffled(stem + "多", [*key, *wrong]))
        right_ones = tuple(option for option in shown if option in key)
        facts = tuple(f"{told}|{item}" for item in key)
        out.append(Question(Form.MULTIPLE, f"{stem}属于这些内容的有哪些？", right_ones, source, why, shown, facts, Kind.PARTS))
    left = others[len(wrong) :] if out else others
    if left and len(rest) >= _OPTIONS - 1:
        three = tuple(rest[: _OPTIONS - 1])
        asked_for = single(source, f"{stem}不属于这些内容的是哪一项？", left[0], three, f"{told}|{three[0]}", kind=Kind.PARTS)
        out += [replace(question, explanation=why) for question in asked_for]
    return out
