"""The values that travel between modules: frozen, typed, no behaviour beyond naming themselves."""

from dataclasses import dataclass

from ingest.finding_kinds import FindingKind, Note

Span = tuple[int, int]
"""Character offsets [start, end) into the transcript."""
Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points (1/72 inch) from the top left corner of the page as shown, y downward."""


@dataclass(frozen=True, slots=True)
class Place:
    """A run of the transcript and where it is printed."""

    span: Span
    page: int | None = None
    """From 1; None where the format has no pages."""
    box: Box | None = None
    """None where the format does not say where its text is printed."""


class Placed:
    """Something with places; its spans and its first page, read off them."""

    __slots__ = ()
    places: tuple[Place, ...]

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where its text stands in the transcript."""
        return tuple(place.span for place in self.places)

    @property
    def page(self) -> int | None:
        """The page that it begins on; None where the format has no pages."""
        return self.places[0].page if self.places else None


@dataclass(frozen=True, slots=True)
class Document:
    """One rendition of one work."""

    id: str
    title: str
    doctype: str
    rendition: str = "original"
    number: str = ""
    issuer: str = ""
    date: str = ""
    level: str = ""
    source: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Clause(Placed):
    """The smallest citable unit; ``id`` is the document id, ``#``, and the heading path."""

    id: str
    document: str
    path: tuple[str, ...]
    titles: tuple[str, ...]
    text: str
    orig: str
    kind: str = "item"
    rendition: str = "original"
    places: tuple[Place, ...] = ()
    """In order of reading; never one over a page break or over two columns."""
    columns: tuple[str, ...] = ()
    """Of a table row: the heads of its columns; none where the table has none."""
    cells: tuple[str, ...] = ()
    """Of a table row: its cells, in the order of ``columns``."""

    @property
    def locator(self) -> str:
        """The place as a person writes it: ``目标三（二）2``."""
        return locator(self.path)


def locator(path: tuple[str, ...]) -> str:
    """Join a heading path as a person writes it; two bare numbers are kept apart, and 4.1 stands for 4 and 4.1."""
    shown: list[str] = []
    for part in path:
        if shown and part.startswith(shown[-1].removeprefix("附录") + "."):
            shown.pop()
        shown.append(part)
    out = ""
    for part in shown:
        runs_on = out.startswith("目标") or (out[-1:] in "编章节条" and part[0] == "第")
        out += ("—" if out and out[-1].isalnum() and part[0].isalnum() and not runs_on else "") + part
    return out


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard as one source lists it; ``written`` is the number as printed there."""

    id: str
    written: str
    name: str
    category: str = ""
    issuer: str = ""
    published: str = ""
    effective: str = ""
    replaces: str = ""
    topics: tuple[str, ...] = ()
    note: str = ""
    clause: str = ""
    english: str = ""
    ics: str = ""
    """International classification of standards, as printed on its cover."""
    ccs: str = ""
    """Chinese classification of standards, as printed on its cover."""


@dataclass(frozen=True, slots=True)
class Target:
    """An improvement target with the ids of its strategies' clauses, in order."""

    id: str
    name: str
    document: str
    clause: str = ""
    specialty: str = ""
    summary: str = ""
    strategies: tuple[str, ...] = ()
    refers_to: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A monitored rate; ``direction`` and ``threshold`` as printed."""

    id: str
    number: str
    name: str
    dimension: str = ""
    direction: str = ""
    threshold: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class CoreSystem:
    """One of the 18 医疗质量安全核心制度; its name is its id."""

    id: str
    number: int = 0
    definition: str = ""
    topics: tuple[str, ...] = ()
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A numbered task of an action plan; its id is its clause's id."""

    id: str
    document: str
    number: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class SpecialAction:
    """A boxed special action (专项行动); its id is its clause's id."""

    id: str
    document: str
    number: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A thesaurus entry (SKOS: prefLabel, altLabel, hiddenLabel, broader, related, exactMatch)."""

    id: str
    label: str
    alt: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    match: str = ""
    scheme: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label under which the concept is found."""
        return (self.label, *self.alt, *self.hidden, *self.english)


@dataclass(frozen=True, slots=True)
class Link:
    """An edge with SSSOM fields; ``basis`` is stated, curated or suggested."""

    subject: str
    predicate: str
    object: str
    basis: str
    justification: str
    confidence: float = 1.0
    comment: str = ""
    evidence: tuple[str, ...] = ()
    author: str = ""
    date: str = ""
    review: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the parser repaired, guessed, could not read or found contradictory.

    ``message`` says it in Chinese, ``text`` is what it is about; an unlisted ``code`` raises ValueError.
    """

    document: str
    code: FindingKind
    message: str
    text: str = ""
    page: int | None = None
    clause: str = ""

    def __post_init__(self) -> None:
        """Take a plain string for the kind that it is the code of."""
        if not isinstance(self.code, FindingKind):
            object.__setattr__(self, "code", FindingKind.of(self.code))


@dataclass(frozen=True, slots=True)
class Regulation:
    """A regulation whose text a base need not hold, as data files name it; ``id`` is that of the document once it is added."""

    id: str
    title: str
    number: str = ""
    issuer: str = ""
    date: str = ""


Entity = Standard | Target | Indicator | CoreSystem | Task | SpecialAction | Regulation | Concept


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one file became."""

    document: Document
    clauses: tuple[Clause, ...] = ()
    entities: tuple[Entity, ...] = ()
    findings: tuple[Finding, ...] = ()
    transcript: str = ""
    """The decoded text that spans point into."""


REPEATED = "title"
"""Kind of a block that prints again what the title of the document names; it becomes no clause."""


@dataclass(frozen=True, slots=True)
class Block(Placed):
    """A paragraph or a table row on its way to becoming clauses."""

    text: str
    places: tuple[Place, ...] = ()
    """Of each of its lines, and of each part of a line that is printed apart."""
    cells: tuple[str, ...] = ()
    table: int = 0
    """Which table of the document the row belongs to, from 1; 0 for running text."""
    insert: str = ""
    kind: str = ""
    heading: int = 0
    """The level, from 1, of the heading that the format marks it as; 0 for none. A row of column names has 1."""
    after_break: bool = False
    findings: tuple[Note, ...] = ()
    confidence: float = 1.0
    """The least sure of its lines, 0 to 1; 1 where no character recognition was needed."""
    columns: tuple[tuple[Place, ...], ...] = ()
    """Of a row: the places of the lines of each cell; none where the format does not know its cells."""
    list: int = 0
    """Which list that the format marks it stands in, from 1, the outermost; 0 for none."""
