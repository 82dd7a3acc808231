"""What can be asked comes in; questions in their forms go out."""

from app.training.quiz import quantities
from app.training.quiz.gaps import Gap
from app.training.quiz.lists import Enumeration, Span
from app.training.quiz.model import BLANK, LINE, Form, Question, Source
from app.training.quiz.shuffling import drawn, shuffled
from app.training.quiz.statements import Statement, around

TRUE, FALSE = "正确", "错误"
_LONGER = 1.2
"""How much longer than the longest wrong option the right one may be."""


def said(source: Source) -> str:
    """What the clause says, for an explanation."""
    return f"{'摘要写的是' if source.digest else '原文'}：{source.clause.text.strip()}"


def single(
    source: Source, stem: str, key: str, wrong: tuple[str, ...], fact: str, *, ascending: bool = False
) -> list[Question]:
    """A single choice; none where the right option would stand out by its length or options are too few."""
    if len(wrong) < 3 or len(key) > _LONGER * max(map(len, wrong)) + 1:  # noqa: PLR2004
        return []
    options = [key, *wrong[:3]]
    ordered = sorted(options, key=quantities.size) if ascending else shuffled(stem, options)
    return [Question(Form.SINGLE, stem, (key,), source, said(source), tuple(ordered), fact)]


def from_gap(gap: Gap) -> list[Question]:
    """A single choice, true or false, and, where few words are asked for, a fill-in."""
    statement, fact = gap.statement, f"{gap.statement.source.clause.id}|{gap.answer}|{gap.start}"
    stem = statement.lead + gap.filled()
    out = single(statement.source, f"{stem}。", gap.answer, gap.others, fact, ascending=gap.numeric)
    if not gap.only_options:
        out += true_false(statement, gap.filled(gap.answer), gap.filled(gap.others[0]), fact)
    if gap.short:
        blank = statement.lead + gap.filled(LINE)
        out.append(Question(Form.FILL_IN, f"{blank}。", (gap.answer,), statement.source, said(statement.source), fact=fact))
    return out


def true_false(statement: Statement, right: str, wrong: str, fact: str) -> list[Question]:
    """Either sentence, as a question of its own."""
    source, why = statement.source, said(statement.source)
    pairs = ((right, TRUE), (wrong, FALSE))
    return [Question(Form.TRUE_FALSE, f"{statement.lead}{text}。", (key,), source, why, fact=fact) for text, key in pairs]


def from_list(statement: Statement, span: Span, others: tuple[str, ...]) -> list[Question]:
    """Which are on the list; which is not."""
    start, end = around(statement.text, span.start, span.end) or (0, 0)
    text = statement.text[start : span.start] + BLANK + statement.text[span.end : end]
    fact = f"{statement.source.clause.id}|{span.start}"
    return _of_list(statement.source, f"{statement.lead}{text}。括号内{{}}？", span.items, others, fact)


def from_enumeration(listed: Enumeration, others: tuple[str, ...]) -> list[Question]:
    """Which items stand below the sentence; which does not."""
    lead = listed.lead
    return _of_list(
        lead.source, f"{lead.lead}{lead.text.rstrip('：:')}。条款{{}}？", listed.named, others, lead.source.clause.id, listed
    )


def _of_list(
    source: Source, stem: str, items: tuple[str, ...], others: tuple[str, ...], fact: str, listed: Enumeration | None = None
) -> list[Question]:
    out: list[Question] = []
    below = "；".join(item.source.clause.text.rstrip("；。") for item in listed.items) if listed else ""
    why = said(source) + below
    right = shuffled(stem, items)
    count = 2 if len(others) >= 2 and (drawn(stem, 2) or len(items) < 3) else 3  # noqa: PLR2004
    key = right[:count]
    wrong = list(others[: 4 - count])
    if len(key) + len(wrong) == 4:  # noqa: PLR2004
        shown = tuple(shuffled(stem + "多", [*key, *wrong]))
        asked = stem.format("写明的有哪些")
        out.append(Question(Form.MULTIPLE, asked, tuple(o for o in shown if o in key), source, why, shown, fact))
    if listed is None:
        for word, verdict in ((right[-1], TRUE), (others[0], FALSE)):
            written = stem.replace("{}？", f"写明了“{word}”。")
            out.append(Question(Form.TRUE_FALSE, written, (verdict,), source, why, fact=fact))
    if listed is None and len(others) > 2:  # noqa: PLR2004
        out += single(source, stem.format("写明的是哪一项"), right[0], others, fact)
    odd = others[-1]
    shown = tuple(shuffled(stem + "单", [*right[-3:], odd]))
    if len(odd) <= _LONGER * max(len(o) for o in right[-3:]) + 1:
        out.append(Question(Form.SINGLE, stem.format("没有写明的是哪一项"), (odd,), source, why, shown, fact))
    return out
