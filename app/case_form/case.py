"""A case as its author tells it: what each field of the association's form is filled with."""

import re
from dataclasses import dataclass

_PHONE = re.compile(r"(?:[+\d（(][\d\s（）()+—–-]{5,}\d(?:\s*(?:转|-)\s*\d{1,6})?[\s、，,/；;]*)+")
_MAIL = re.compile(r"(?:[^\s@、，,；;]+@[^\s@、，,；;]+\.[A-Za-z]{2,}[\s、，,；;]*)+")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who recommends or reports the case."""

    name: str = ""
    phone: str = ""
    mail: str = ""

    @property
    def odd(self) -> dict[str, str]:
        """Parts that do not look like what they should be, ``phone`` or ``mail`` → what to say of it."""
        phone = self.phone and not _PHONE.fullmatch(self.phone.strip())
        mail = self.mail and not _MAIL.fullmatch(self.mail.strip())
        told = (("phone", phone, "看起来不像电话号码，请核对"), ("mail", mail, "看起来不像邮箱地址，请核对"))
        return {part: said for part, wrong, said in told if wrong}


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
