"""A case as its author tells it: what each field of the association's form is filled with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who recommends or reports the case."""

    name: str = ""
    phone: str = ""
    mail: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a practice answers to."""

    id: str
    """Of a clause, standard, target, core system or document, as the author writes it."""
    quote: str = ""
    """The author's quote of it; "" to take the words of the clause."""


@dataclass(frozen=True, slots=True)
class CasePractice:
    """Something that was done."""

    text: str
    bases: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """All fields of a case; "" or () is what the author has not provided. Paragraphs of a text are parted by line feeds."""

    file: str = ""
    """Where it was read from."""
    organisation: str = ""
    recommender: Person = Person()
    reporters: tuple[Person, ...] = ()
    title: str = ""
    subtitle: str = ""
    standards: tuple[str, ...] = ()
    """Numbers, codes, ids or names as written; an applied target or notice counts too."""
    introduction: str = ""
    practices: tuple[CasePractice, ...] = ()
    effects: str = ""
    suggestions: str = ""
    opinions: str = ""
    enclosures: tuple[str, ...] = ()


TEXTS = ("introduction", "effects", "suggestions", "opinions")
"""Fields of free text, in the order of the form."""
