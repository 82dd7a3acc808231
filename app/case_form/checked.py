"""A case after its citations were checked: what is exported, and what has to be told."""

from dataclasses import dataclass

from app.case_form.case import Case
from app.mapping.model import Quote, Reference

MISSING = "〔未提供〕"
"""Stands where the author has provided nothing."""
WITHHELD = "〔引文未核实，没有导出〕"
"""Stands where a quote was that is not verbatim."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that the author has to look at; all in Chinese."""

    kind: str
    """missing, contact, title, reference, quote, basis or unchecked."""
    where: str
    """The field as the form calls it."""
    what: str
    todo: str = ""

    def __str__(self) -> str:
        """One line."""
        return f"{self.where}：{self.what}{f'。{self.todo}' if self.todo else ''}".replace("\n", " ")


@dataclass(frozen=True, slots=True)
class CheckedBasis:
    """What a practice answers to, as it is printed."""

    id: str
    place: str
    """The short citation: document and place of a clause, number and name of a standard."""
    quote: str = ""
    """Verbatim; "" where there is none that could be proven."""


@dataclass(frozen=True, slots=True)
class CheckedPractice:
    """A row of the table of practices."""

    text: str
    bases: tuple[CheckedBasis, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedCase:
    """A case with what of it is printed."""

    case: Case
    """Its texts without the quotes that are not verbatim."""
    standards: tuple[str, ...]
    """Name and number of each, as printed."""
    practices: tuple[CheckedPractice, ...]
    references: tuple[Reference, ...]
    quotes: tuple[Quote, ...]
    problems: tuple[Problem, ...]

    def of(self, *kinds: str) -> list[Problem]:
        """The problems of some kinds."""
        return [problem for problem in self.problems if problem.kind in kinds]
