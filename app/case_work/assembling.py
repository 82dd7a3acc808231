"""The mapping of a draft, the decisions and the fields filled in come in; the case goes out, and what of its form is blank."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from app.base.knowledge import Knowledge
from app.case_form import from_draft
from app.case_form.case import TEXTS, Case, CasePractice, Person
from app.case_form.notice import Notice
from app.case_work.replay import Standing
from app.mapping.model import Mapping, Match, Practice

MOST_REPORTERS = 3
_PARTS = (("name", "姓名"), ("phone", "电话"), ("mail", "邮箱"))
_LISTS = ("standards", "enclosures")
_OPTIONAL = ("subtitle", "enclosures")


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of the form that its author may fill in; the practices are none, they come from the draft."""

    key: str
    """``title``, ``recommender.phone``, ``reporters.2.name``."""
    label: str
    hint: str
    value: str
    long: bool
    """Whether it takes paragraphs, or lines."""
    wanted: bool
    """Whether the form says 〔未提供〕 where it is blank."""
    odd: str = ""
    """What to say of a value that does not look like what it should be; "" where it does."""

    @property
    def blank(self) -> bool:
        """Whether 〔未提供〕 stands there."""
        return self.wanted and not self.value


def case(kb: Knowledge, mapping: Mapping, standing: Standing, notice: Notice) -> Case:
    """The case as it stands; a practice on which nothing was decided has the likeliest match as its basis."""
    drafted = from_draft.case(kb, mapping, notice)
    practices = tuple(
        _practice(kb, mapping, standing, found, filled)
        for found, filled in zip(mapping.practices, drafted.practices, strict=True)
    )
    return _with_fields(replace(drafted, file="", practices=practices), standing.filled)


def undecided(mapping: Mapping, standing: Standing) -> list[int]:
    """Numbers, from 0, of the practices with a match on which nothing was decided."""
    return [n for n, p in enumerate(mapping.practices) if p.matches and p.text not in standing.decided]


def chosen(practice: Practice, standing: Standing) -> tuple[str, ...] | None:
    """The ids that a practice was said to answer to; None where nothing was decided."""
    return standing.decided.get(practice.text)


def _practice(kb: Knowledge, mapping: Mapping, standing: Standing, found: Practice, filled: CasePractice) -> CasePractice:
    if (ids := chosen(found, standing)) is None:
        return filled
    matches = (Match(kb.found_as(identity), identity, 1.0, "") for identity in ids)
    return replace(filled, bases=from_draft.bases(mapping, matches))


def _with_fields(drafted: Case, filled: dict[str, str]) -> Case:
    changed: dict[str, Any] = {key: filled[key] for key in ("organisation", "title", "subtitle", *TEXTS) if key in filled}
    changed |= {key: tuple(filter(None, filled[key].split("\n"))) for key in _LISTS if key in filled}
    reporters = [_person(p, f"reporters.{n}", filled) for n, p in enumerate(_three(drafted.reporters), 1)]
    return replace(
        drafted,
        recommender=_person(drafted.recommender, "recommender", filled),
        reporters=tuple(person for person in reporters if person != Person()),
        **changed,
    )


def _three(persons: tuple[Person, ...]) -> tuple[Person, ...]:
    return (*persons, *(Person(),) * MOST_REPORTERS)[:MOST_REPORTERS]


def _person(person: Person, key: str, filled: dict[str, str]) -> Person:
    return Person(*(filled.get(f"{key}.{part}", getattr(person, part)) for part, _ in _PARTS))


def fields(drafted: Case, notice: Notice) -> list[FormField]:
    """Every field that can be filled in, in the order of the form."""
    return [
        one for field in notice.fields if field.key != "practices" for one in _fields(drafted, notice, field.key, field.hint)
    ]


def _fields(drafted: Case, notice: Notice, key: str, hint: str) -> Iterator[FormField]:
    label, value = notice.label(key), getattr(drafted, key)
    if key == "recommender":
        yield from _of_person(key, label, value, wanted=True)
    elif key == "reporters":
        for number, person in enumerate(_three(value), 1):
            yield from _of_person(f"{key}.{number}", f"{label}{number}", person, wanted=number == 1 or person != Person())
    else:
        text = value if isinstance(value, str) else "\n".join(value)
        yield FormField(key, label, hint, text, key in (*TEXTS, *_LISTS), key not in _OPTIONAL)


def _of_person(key: str, label: str, person: Person, *, wanted: bool) -> Iterator[FormField]:
    for part, name in _PARTS:
        yield FormField(f"{key}.{part}", f"{label}{name}", "", getattr(person, part), False, wanted, person.odd.get(part, ""))
