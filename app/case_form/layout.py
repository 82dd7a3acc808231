"""A checked case comes in; the rows of the form's table go out, as they are printed and as their height is estimated."""

import math
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from app.case_form.case import TEXTS, Person
from app.case_form.checked import MISSING, CheckedCase, CheckedPractice
from app.case_form.notice import Notice

PAGE = (11906, 16838)
"""A4: width and height in twentieths of a point."""
MARGIN = (1247, 1361)
"""Left and right, top and bottom, in twentieths of a point."""
WIDTH = PAGE[0] - 2 * MARGIN[0]
"""Of the table."""
_LABEL = 1960
_PERSON = (_LABEL, 1640, 800, 1800, 800, WIDTH - _LABEL - 5040)
"""Widths of a person's cells, in twentieths of a point: name, telephone and mail, each after its label."""
_HEADS = ("实践措施", "条款及位置", "条款原文")
_NARROWEST = 1700
"""Twentieths of a point: five characters of 四号 and the margins of a cell."""
_SPLITS = tuple(
    (a, b, WIDTH - a - b) for a in range(2400, 4000, 200) for b in range(2200, 5000, 200) if WIDTH - a - b >= _NARROWEST
)
"""Widths that the columns of the table of practices may have: the ones with which it is lowest are taken."""
_TWENTIETHS = 20
_CELL_MARGINS = 10.8
"""Points that the margins of a cell take on both sides together."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the form."""

    paragraphs: tuple[str, ...]
    width: int
    """Twentieths of a point."""
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
    out += _practices(notice.label("practices"), checked.practices, notice.size)
    out += [_text(notice.label(key), getattr(case, key)) for key in TEXTS[1:]]
    if case.enclosures:
        out.append(_field(notice.label("enclosures"), "\n".join(case.enclosures)))
    return out


def grid(table: Iterable[Row]) -> tuple[int, ...]:
    """Widths of the columns in which every cell of ``table`` begins and ends, in twentieths of a point."""
    ends = sorted({end for row in table for end in accumulate(cell.width for cell in row)})
    return tuple(end - start for start, end in pairwise((0, *ends)))


def spans(row: Row, columns: Iterable[int]) -> list[int]:
    """How many of the columns of a grid each cell of a row takes."""
    ends = [0, *accumulate(columns)]
    at = [0, *accumulate(cell.width for cell in row)]
    return [ends.index(end) - ends.index(start) for start, end in pairwise(at)]


def height(row: Row, size: float) -> int:
    """Lines of a row in type of ``size`` points, as the widths of its characters give them."""
    return max((_lines(cell, size) for cell in row), default=1)


def _lines(cell: Cell, size: float) -> int:
    width = cell.width / _TWENTIETHS - _CELL_MARGINS
    indent = 2 * size if cell.indent else 0.0
    return sum(max(math.ceil((indent + _printed(text, size)) / (width - width % (size / 2))), 1) for text in cell.paragraphs)


def _printed(text: str, size: float) -> float:
    """Points that a text takes on one line: a full-width character the size of the type, another half of it."""
    return sum(size if unicodedata.east_asian_width(c) in "WFA" else size / 2 for c in text)


def _field(label: str, value: str) -> Row:
    return Cell((label,), _LABEL, head=True), Cell(tuple((value or MISSING).split("\n")), WIDTH - _LABEL)


def _text(label: str, value: str) -> Row:
    name, text = _field(label, value)
    return name, replace(text, indent=bool(value))


def _person(label: str, person: Person) -> Row:
    told = (label, person.name or MISSING, "电话", person.phone or MISSING, "邮箱", person.mail or MISSING)
    return tuple(Cell((text,), width, head=not n % 2) for n, (text, width) in enumerate(zip(told, _PERSON, strict=True)))


def _practices(label: str, practices: tuple[CheckedPractice, ...], size: float) -> Iterable[Row]:
    """The table of practices: a row each, several where it answers to several clauses."""
    if not practices:
        return [_field(label, "")]
    told = [row for number, practice in enumerate(practices, 1) for row in _practice(number, practice)]
    best = min(_SPLITS, key=lambda widths: sum(height(_row(row, widths), size) for row in told))
    heads = tuple(Cell((name,), width, head=True) for name, width in zip(_HEADS, best, strict=True))
    return [heads, *(_row(row, best) for row in told)]


def _row(texts: Sequence[tuple[str, ...]], widths: Sequence[int]) -> Row:
    return tuple(Cell(text, width) for text, width in zip(texts, widths, strict=True))


def _practice(number: int, practice: CheckedPractice) -> Iterator[tuple[tuple[str, ...], ...]]:
    """The paragraphs of the three cells of each of its rows."""
    text = tuple(f"{number}. {practice.text}".split("\n"))
    places = [(basis.place, f"“{basis.quote}”" if basis.quote else MISSING) for basis in practice.bases] or [(MISSING, "")]
    for first, (place, quote) in enumerate(places):
        yield text if not first else (f"{number}.（同上）",), (place,), (quote,)
