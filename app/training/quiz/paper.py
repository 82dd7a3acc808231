"""Questions come in; a paper to print goes out: the questions first, the key with places on pages of its own."""

from collections.abc import Sequence

from app.training.quiz.model import LETTERS, LINE, Form, Question
from app.training.wording import DIGEST_NOTE
from app.training.writing import Writer

_POINTS = {Form.SINGLE: 2, Form.MULTIPLE: 4, Form.TRUE_FALSE: 2, Form.FILL_IN: 2}
_NUMERALS = "一二三四"
_SHORT_OPTION = 12
"""Characters of an option of which two stand on one line."""


def paper(questions: Sequence[Question], title: str) -> bytes:
    """A .docx on A4."""
    writer = Writer(title)
    total = sum(_POINTS[q.form] for q in questions)
    writer.title(f"{title}培训测试")
    writer.centred(f"科室{LINE}　　姓名{LINE}　　日期{LINE}　　得分{LINE}")
    writer.centred(f"共 {len(questions)} 题，满分 {total} 分", small=True)
    numbered = list(enumerate(questions, 1))
    for heading, part in _parts(numbered):
        writer.heading(heading)
        for number, question in part:
            _ask(writer, number, question)
    writer.title("答案与出处", new_page=True)
    for number, question in numbered:
        writer.keyed(f"{number}. {question.answer}", question.explanation, question.source.place)
    if any(q.source.digest for q in questions):
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
