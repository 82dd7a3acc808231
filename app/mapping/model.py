"""The values that the mapping of a draft is made of."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading or table cell of a draft."""

    text: str
    place: str
    """Page and paragraph, as a person looks them up: ``第2页第14段``."""
    kind: str
    """heading, paragraph or cell."""
    headings: tuple[str, ...] = ()
    """The headings that it stands under, outermost first."""
    column: str = ""
    """Of a cell: the name of its column."""
    row: int = 0
    """Of a cell: which row of the draft it belongs to, from 1."""


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Something that was not checked, and why, in Chinese."""

    text: str
    place: str
    why: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it was read."""

    file: str
    title: str
    passages: tuple[Passage, ...]
    unread: tuple[Unchecked, ...] = ()
    """What the parser could not read, or recognised from a picture."""


@dataclass(frozen=True, slots=True)
class Match:
    """A clause, standard or core system that a practice answers to."""

    kind: str
    """clause, standard or core_system."""
    id: str
    score: float
    """0 to 1: how likely it is a basis of the practice."""
    because: str
    """In Chinese."""


@dataclass(frozen=True, slots=True)
class Practice:
    """A sentence that tells of something done, and what it answers to, best first: nothing where the base has nothing."""

    text: str
    place: str
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A standard, target or core system that a draft is about."""

    id: str
    score: float
    because: str
    """In Chinese."""


@dataclass(frozen=True, slots=True)
class StrategyCover:
    """A strategy of the draft's target: whether its practices cover it, and which of them (numbers from 0)."""

    clause: str
    cover: str
    """covered, partly or not."""
    practices: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """The strategies of one of the draft's targets."""

    target: str
    strategies: tuple[StrategyCover, ...]


class RefState(StrEnum):
    """What is to be said of a reference."""

    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    MISNAMED = "misnamed"
    UNKNOWN = "unknown"
    MISPRINTED = "misprinted"


@dataclass(frozen=True, slots=True)
class Reference:
    """A number, code or name that a draft cites, judged."""

    written: str
    name: str
    """The title that the draft gives with the number; "" where it gives none."""
    place: str
    state: RefState
    id: str = ""
    """Id of what the number or name as written is in the base; "" where it is nothing there."""
    expected_id: str = ""
    """Id of what should be cited instead or is meant; "" where that has to be looked up by hand."""
    advice: str = ""
    """What to do, in Chinese; "" where nothing is."""


class QuoteState(StrEnum):
    """What is to be said of a quote."""

    VERBATIM = "verbatim"
    ALTERED = "altered"
    MISATTRIBUTED = "misattributed"
    NOT_FOUND = "not_found"
    UNPROVEN = "unproven"
    """The base has only a digest of the source that is named, or slides about it."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a draft puts in quotation marks as those of a document, compared with the documents."""

    text: str
    place: str
    attributed_to: str
    """The words by which the draft names the source; "" where it names none."""
    state: QuoteState
    clause: str = ""
    """Id of the clause that has the words, or the nearest ones."""
    source_text: str = ""
    """The words as the source has them."""
    difference: str = ""
    """In Chinese: what differs, character by character; for a verbatim quote what of its punctuation does."""
    right: str = ""
    """Of an altered quote: the words that would be verbatim in its place; "" where it is not certain which."""


@dataclass(frozen=True, slots=True)
class Citations:
    """What a draft cites and quotes, each with whether it is right, and what could not be checked."""

    references: tuple[Reference, ...]
    quotes: tuple[Quote, ...]
    unchecked: tuple[Unchecked, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """All that is said of a draft."""

    draft: Draft
    standards: tuple[Proposal, ...]
    targets: tuple[Proposal, ...]
    core_systems: tuple[Proposal, ...]
    practices: tuple[Practice, ...]
    gaps: tuple[Gap, ...]
    references: tuple[Reference, ...]
    quotes: tuple[Quote, ...]
    unchecked: tuple[Unchecked, ...]
