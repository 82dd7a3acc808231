"""What can be asked comes in; questions in their forms go out."""

from app.training.quiz import quantities
from app.training.quiz.gaps import Gap
from app.training.quiz.lists import Enumeration
from app.training.quiz.model import LINE, Form, Question, Source
from app.training.quiz.shuffling import drawn, shuffled

TRUE, FALSE = "正确", "错误"
_GRADES = "特一二三四"
_LONGER = 1.2
"""How much longer than the longest wrong option the right one may be."""
_OPTIONS = 4
_SIDES, _RIGHT = 5, 2
"""Of so many sentences to judge so many are right."""


def said(source: Source) -> str:
    """What the clause says, for an explanation."""
    return f"{'摘要写的是' if source.digest else '原文'}：{source.clause.text.strip()}"


def single(
    source: Source, stem: str, key: str, wrong: tuple[str, ...], fact: str, *, ascending: bool = False
) -> list[Question]:
    """A single choice; none where the right option would stand out by its length or options are too few."""
    if len(wrong) < _OPTIONS - 1 or not hidden(key, wrong):
        return []
    options = [key, *wrong[: _OPTIONS - 1]]
    ordered = sorted(options, key=quantities.size) if ascending else _by_grade(options) or shuffled(stem, options)
    return [Question(Form.SINGLE, stem, (key,), source, said(source), tuple(ordered), (fact,))]


def _by_grade(options: list[str]) -> list[str]:
    """Options that differ in their grade alone, in its order: 一级手术, 二级手术 …; none of other options."""
    grades = all(option[0] in _GRADES for option in options) and len({option[1:] for option in options}) == 1
    return sorted(options, key=lambda option: _GRADES.index(option[0])) if grades else []


def hidden(key: str, wrong: tuple[str, ...]) -> bool:
    """Whether the key does not stand out among the others by its length."""
    return len(key) <= _LONGER * max(map(len, wrong)) + 1


def fact_of(gap: Gap) -> str:
    """What a gap asks for, as the same words for all questions on it."""
    return f"{gap.statement.source.clause.id}|{gap.answer}|{gap.start}"


def from_gap(gap: Gap) -> Question:
    """One question: a single choice, a sentence to judge, or, for a figure, a blank that says what belongs in it."""
    statement, source = gap.statement, gap.statement.source
    fact = fact_of(gap)
    out = single(source, f"{statement.lead}{gap.filled()}。", gap.answer, gap.others, fact, ascending=gap.numeric)
    if gap.hint:
        blank = f"{statement.lead}{gap.filled(f'{LINE}（填{gap.hint}）')}。"
        out.append(Question(Form.FILL_IN, blank, (gap.answer,), source, said(source), facts=(fact,)))
    right = drawn(fact, _SIDES) < _RIGHT
    written = gap.filled(gap.answer if right else gap.others[0])
    out.append(judged(source, f"{statement.lead}{written}。", right=right, fact=fact))
    return out[drawn(fact + "题型", len(out))]


def judged(source: Source, stem: str, *, right: bool, fact: str, why: str = "") -> Question:
    """A sentence that is right or wrong."""
    return Question(Form.TRUE_FALSE, stem, (TRUE if right else FALSE,), source, why or said(source), facts=(fact,))


def from_enumeration(listed: Enumeration, others: tuple[str, ...]) -> list[Question]:
    """Which items stand below the sentence; which does not. ``others`` stand below a neighbouring one."""
    source, fact = listed.lead.source, listed.lead.source.clause.id
    why = said(source) + "；".join(item.source.clause.text.rstrip("；。") for item in listed.items)
    stem = f"{listed.lead.lead}{listed.lead.text.rstrip('：:')}。"
    right, out = shuffled(stem, listed.named), list[Question]()
    count = 2 if len(others) > 1 and (drawn(stem, 2) or len(right) < 3) else 3  # noqa: PLR2004
    key, wrong = right[:count], list(others[: _OPTIONS - count])
    if len(key) + len(wrong) == _OPTIONS:
        shown = tuple(shuffled(stem + "多", [*key, *wrong]))
        asked = f"{stem}属于这些内容的有哪些？"
        out.append(Question(Form.MULTIPLE, asked, tuple(o for o in shown if o in key), source, why, shown, (fact,)))
    odd, three = others[-1], tuple(right[-3:])
    if hidden(odd, three):
        shown = tuple(shuffled(stem + "单", [*three, odd]))
        out.append(Question(Form.SINGLE, f"{stem}不属于这些内容的是哪一项？", (odd,), source, why, shown, (fact,)))
    return out
