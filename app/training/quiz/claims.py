"""Statements on one target or article come in; questions on which of them is wrong, or which are right, go out."""

import re
from collections.abc import Iterable, Iterator, Sequence

from app.training.quiz.forms import fact_of, hidden, said
from app.training.quiz.gaps import Gap, Pool, gaps
from app.training.quiz.likeness import apart
from app.training.quiz.model import Form, Kind, Question
from app.training.quiz.shuffling import shuffled
from app.training.quiz.statements import Statement
from app.training.quiz.worth import penal, worth_telling

_SHORTEST, _LONGEST = 18, 90
"""Characters of a sentence of a document that can be one of four options: a shorter one names a matter and rules nothing."""
_ABOUT = re.compile(r"《[^》]+》(?:第[一二三四五六七八九十百零]+条|[A-Z][\w-]+“[^”]+”|(?:（[^）]+）)?“[^”]+制度”)")
"""What a citation is about: an article, or a target with its name."""
_CHAPTER = re.compile("第[一二三四五六七八九十百]+章")
_BACKGROUND = "简述"
_THREE, _TWO = 3, 2
_SHORT = 2
"""How many times as long as the wrong sentence the others may be."""


def claims(statements: Iterable[Statement], pool: Pool) -> Iterator[Question]:
    """All options are on one chapter, else on one article or target; the wrong ones differ in a figure, a role or an order."""
    groups: dict[str, list[Statement]] = {}
    for statement in statements:
        about = _ABOUT.match(statement.source.cited)
        if about and _fits(statement) and not penal(statement.text):
            groups.setdefault(_chapter(statement) or about[0], []).append(statement)
    for name, group in groups.items():
        source = group[0].source
        what = "的要求" if source.words else "的核心策略" if source.digest else "的规定"
        wording = f"关于{name}{what}，下列说法{'（大意）' if source.digest else ''}"
        yield from _of_group(wording, group, pool)


def _chapter(statement: Statement) -> str:
    """《…》“…”一章, for an article that stands in a chapter with a title; else ""."""
    clause, title = statement.source.clause, statement.source.cited.partition("》")[0]
    heading = next((t for part, t in zip(clause.path, clause.titles, strict=True) if _CHAPTER.fullmatch(part)), "")
    return f"{title}》“{heading}”一章" if heading and title.startswith("《") else ""


def _fits(statement: Statement) -> bool:
    background = statement.source.digest and statement.source.cited.endswith(_BACKGROUND)
    return len(statement.text) <= _LONGEST and not (statement.below or statement.fresh or background)


def _of_group(about: str, group: Sequence[Statement], pool: Pool) -> Iterator[Question]:
    """Which of four is wrong; which are right, where two that are altered stand beside two others: by turns."""
    altered = [gap for s in group for gap in gaps(s, pool) if gap.statement is s and gap.judged and gap.kind is Kind.FACT]
    rules = [s for s in group if s.source.words or (len(s.text) >= _SHORTEST and worth_telling(s.text))]
    mixed = shuffled(about, altered)
    while mixed:
        pair = [mixed.pop() for _ in range(min(len(mixed), 2 if len(mixed) % 3 == _TWO else 1))]
        right = _right(rules, pair)
        if len(pair) == _TWO and len(right) >= _TWO and apart([pair[0].statement.text], [pair[1].statement.text], 1):
            yield _which_are_right(about, pair, right[:_TWO])
        elif len(right) == _THREE:
            yield from _which_is_wrong(about, pair[0], right)


def _right(group: Sequence[Statement], altered: Sequence[Gap]) -> tuple[Statement, ...]:
    """Three sentences as they are written, about other things than those that are altered."""
    changed = [gap.statement.text for gap in altered]
    by_text = {s.text: s for s in group if s.text not in changed}
    return tuple(by_text[text] for text in apart(changed, shuffled("".join(changed), by_text), _THREE))


def _wrong(gap: Gap) -> str:
    return gap.statement.text[: gap.start] + gap.others[0] + gap.statement.text[gap.end :]


def _why(shown: Iterable[Statement]) -> str:
    """What the clauses of all options say, so that the key can be seen to be the only one."""
    return " ".join(dict.fromkeys(said(statement.source) for statement in shown))


def _which_is_wrong(about: str, gap: Gap, right: Sequence[Statement]) -> Iterator[Question]:
    wrong, others = _wrong(gap), tuple(s.text for s in right)
    if hidden(wrong, others) and _SHORT * len(wrong) >= sorted(map(len, others))[1]:
        stem = f"{about}不正确的是哪一项？"
        shown = tuple(shuffled(stem + wrong, [wrong, *others]))
        why = _why((gap.statement, *right))
        yield Question(Form.SINGLE, stem, (wrong,), gap.statement.source, why, shown, (fact_of(gap),))


def _which_are_right(about: str, altered: Sequence[Gap], right: Sequence[Statement]) -> Question:
    others = [s.text for s in right]
    shown = tuple(shuffled(about, [*map(_wrong, altered), *others]))
    key = tuple(option for option in shown if option in others)
    facts, why = tuple(map(fact_of, altered)), _why((*(gap.statement for gap in altered), *right))
    return Question(Form.MULTIPLE, f"{about}正确的有哪些？", key, altered[0].statement.source, why, shown, facts)
