"""Statements on one target or article come in; questions on which of them is wrong, or which are right, go out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from app.training.quiz.forms import fact_of, hidden, said
from app.training.quiz.gaps import Gap, Pool, gaps
from app.training.quiz.likeness import apart
from app.training.quiz.model import Form, Question
from app.training.quiz.shuffling import shuffled
from app.training.quiz.statements import Statement

_LONGEST = 90
"""Characters of a sentence that can be one of four options."""
_ABOUT = re.compile(r"《[^》]+》(?:第[一二三四五六七八九十百零]+条|[A-Z][\w-]+“[^”]+”)")
"""What a citation is about: an article, or a target with its name."""
_BACKGROUND = "简述"
_THREE, _TWO = 3, 2


def claims(statements: Iterable[Statement], pool: Pool) -> Iterator[Question]:
    """All options are on one target or article; the wrong ones differ from what is written in a figure, a role or an order."""
    groups: dict[str, list[Statement]] = {}
    for statement in statements:
        about = _ABOUT.match(statement.source.cited)
        if about and _fits(statement):
            groups.setdefault(about[0], []).append(statement)
    for name, group in groups.items():
        yield from _of_group(name, group, pool)


def _fits(statement: Statement) -> bool:
    background = statement.source.digest and statement.source.cited.endswith(_BACKGROUND)
    return len(statement.text) <= _LONGEST and not (statement.below or statement.fresh or background or statement.of_outsiders)


def _of_group(name: str, group: Sequence[Statement], pool: Pool) -> Iterator[Question]:
    altered = [gap for s in group for gap in islice((g for g in gaps(s, pool) if g.statement is s), 1)]
    about = f"关于{name}" + ("的核心策略，下列说法（大意）" if group[0].source.digest else "的规定，下列说法")
    for pair in (altered[i : i + _TWO] for i in range(0, len(altered), _TWO)):
        right = _right(group, pair)
        if len(pair) == _TWO <= len(right):
            yield _which_are_right(about, pair, right[:_TWO])
        elif len(right) == _THREE:
            yield from _which_is_wrong(about, pair[0], right)


def _right(group: Sequence[Statement], altered: Sequence[Gap]) -> tuple[str, ...]:
    """Three sentences as they are written, about other things than those that are altered."""
    changed = [gap.statement.text for gap in altered]
    return apart(changed, (s.text for s in shuffled("".join(changed), group) if s.text not in changed), _THREE)


def _wrong(gap: Gap) -> str:
    return gap.statement.text[: gap.start] + gap.others[0] + gap.statement.text[gap.end :]


def _which_is_wrong(about: str, gap: Gap, right: tuple[str, ...]) -> Iterator[Question]:
    wrong, source = _wrong(gap), gap.statement.source
    if hidden(wrong, right):
        stem = f"{about}不正确的是哪一项？"
        shown = tuple(shuffled(stem + wrong, [wrong, *right]))
        yield Question(Form.SINGLE, stem, (wrong,), source, said(source), shown, (fact_of(gap),))


def _which_are_right(about: str, altered: Sequence[Gap], right: tuple[str, ...]) -> Question:
    shown = tuple(shuffled(about, [*map(_wrong, altered), *right]))
    why = " ".join(dict.fromkeys(said(gap.statement.source) for gap in altered))
    key = tuple(option for option in shown if option in right)
    facts = tuple(map(fact_of, altered))
    return Question(Form.MULTIPLE, f"{about}正确的有哪些？", key, altered[0].statement.source, why, shown, facts)
