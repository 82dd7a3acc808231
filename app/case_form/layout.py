"""A checked case comes in; the rows of the form's table go out, as they are printed and as their height is estimated."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.case_form.case import TEXTS, Person
from app.case_form.checked import MISSING, CheckedCase, CheckedPractice
from app.case_form.notice import Notice

PAGE = (11906, 16838)
"""A4: width and height in twentieths of a point."""
MARGIN = (1247, 1361)
"""Left and right, top and bottom, in twentieths of a point."""
GRID = (1500, 1640, 800, 2000, 800, 2672)
"""Widths of the table's columns in twentieths of a point; together what the margins leave."""
_ALL = len(GRID)
_COLUMNS = (("实践措施", 2), ("条款及位置", 3), ("条款原文", 1))
"""Heads of the table of practices, and how many columns of the grid each spans."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the form."""

    paragraphs: tuple[str, ...]
    span: int
    """Columns of the grid."""
    head: bool = False
    """Whether it names what stands beside or below it."""
    indent: bool = False
    """Whether its paragraphs begin two characters in."""


Row = tuple[Cell, ...]


def rows(checked: CheckedCase, notice: Notice) -> list[Row]:
    """The rows of the form, in its order."""
    case = checked.case
    out = [_field(notice.label("organisation"), case.organisation)]
    out.append(_person(notice.label("recommender"), case.recommender))
    reporters = case.reporters or (Person(),)
    out += [_person(f"{notice.label('reporters')}{number}", person) for number, person in enumerate(reporters, 1)]
    out.append(_field(notice.label("title"), "\n".join(filter(None, (case.title, case.subtitle)))))
    out.append(_field(notice.label("standards"), "\n".join(checked.standards)))
    out.append(_text(notice.label(TEXTS[0]), case.introduction))
    out += _practices(notice.label("practices"), checked.practices)
    out += [_text(notice.label(key), getattr(case, key)) for key in TEXTS[1:]]
    if case.enclosures:
        out.append(_field(notice.label("enclosures"), "\n".join(case.enclosures)))
    return out


def _field(label: str, value: str) -> Row:
    return Cell((label,), 1, head=True), Cell(tuple((value or MISSING).split("\n")), _ALL - 1)


def _text(label: str, value: str) -> Row:
    return Cell((label,), 1, head=True), Cell(tuple((value or MISSING).split("\n")), _ALL - 1, indent=bool(value))


def _person(label: str, person: Person) -> Row:
    pairs = ((label, person.name), ("电话", person.phone), ("邮箱", person.mail))
    return tuple(cell for name, value in pairs for cell in (Cell((name,), 1, head=True), Cell((value or MISSING,), 1)))


def _practices(label: str, practices: tuple[CheckedPractice, ...]) -> Iterator[Row]:
    """The table of practices: a row each, several where it answers to several clauses."""
    if not practices:
        yield _field(label, "")
        return
    yield tuple(Cell((name,), span, head=True) for name, span in _COLUMNS)
    for number, practice in enumerate(practices, 1):
        text = tuple(f"{number}. {practice.text}".split("\n"))
        places = [(basis.place, f"“{basis.quote}”" if basis.quote else MISSING) for basis in practice.bases] or [(MISSING, "")]
        for first, (place, quote) in enumerate(places):
            told = text if not first else (f"{number}.（同上）",)
            yield tuple(Cell(part, span) for part, (_, span) in zip((told, (place,), (quote,)), _COLUMNS, strict=True))
