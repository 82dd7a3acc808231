"""Questions come in; a paper to print goes out: questions, what to talk over, and the key on pages of its own."""

from collections.abc import Sequence

from app.training.lesson import Point
from app.training.quiz.model import LETTERS, LINE, Form, Question
from app.training.wording import DIGEST_NOTE
from app.training.writing import Writer

_POINTS = {Form.SINGLE: 2, Form.MULTIPLE: 4, Form.TRUE_FALSE: 2, Form.FILL_IN: 2}
_NUMERALS = "一二三四五"
_ROOM = 56
"""Points below what is talked over, for notes."""
_SHORT_OPTION = 12
"""Characters of an option of which two stand on one line."""


def paper(questions: Sequence[Question], title: str, talk: Sequence[Point] = ()) -> bytes:
    """A .docx on A4; ``talk``: what to talk over, which gives no points and has no key."""
    writer = Writer(title)
    total = sum(_POINTS[q.form] for q in questions)
    writer.title(f"{title}培训测试")
    writer.centred(f"科室{LINE}　　姓名{LINE}　　日期{LINE}　　得分{LINE}")
    scored = f"共 {len(questions)} 题，满分 {total} 分" if questions else "可考的条款太少，只有讨论题"
    writer.centred(f"{scored}，另有讨论题 {len(talk)} 道" if talk and questions else scored, small=True)
    numbered = list(enumerate(questions, 1))
    parts = _parts(numbered)
    for heading, part in parts:
        writer.heading(heading)
        for number, question in part:
            _ask(writer, number, question)
    if talk:
        writer.heading(f"{_NUMERALS[len(parts)]}、讨论题（不计分，没有标准答案）")
        for number, point in enumerate(talk, len(numbered) + 1):
            writer.question(f"{number}. {point.text}", keep=False, room=_ROOM)
    if numbered:
        writer.title("答案与出处", new_page=True)
    for number, question in numbered:
        writer.keyed(f"{number}. {question.answer}", question.explanation, question.source.place)
    if any(q.source.digest for q in questions) or any(p.digest for p in talk):
        writer.note(DIGEST_NOTE)
    return writer.saved()


def _parts(numbered: Sequence[tuple[int, Question]]) -> list[tuple[str, list[tuple[int, Question]]]]:
    found: list[tuple[str, list[tuple[int, Question]]]] = []
    for form in Form:
        if part := [(n, q) for n, q in numbered if q.form is form]:
            found.append((f"{_NUMERALS[len(found)]}、{form}（每题 {_POINTS[form]} 分，共 {len(part)} 题）", part))
    return found


def _ask(writer: Writer, number: int, question: Question) -> None:
    mark = "（　　）" if question.form is Form.TRUE_FALSE else ""
    writer.question(f"{number}. {question.stem}{mark}", keep=bool(question.options))
    written = [f"{letter}. {option}" for letter, option in zip(LETTERS, question.options, strict=False)]
    two = bool(written) and max(map(len, question.options)) <= _SHORT_OPTION
    lines = ["\t".join(written[i : i + 2]) for i in range(0, len(written), 2)] if two else written
    for i, line in enumerate(lines):
        writer.option(line, keep=i + 1 < len(lines))
