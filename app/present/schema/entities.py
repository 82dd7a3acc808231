"""What a base holds, as ``list KIND --json`` prints it; answers and ``show`` print the same with more fields."""

from pydantic import Field

from app.present.schema.base import Model

_CITATION = "Citation to copy, after GB/T 7714-2015; what is missing or must not be printed as it is, is said in it."
_CITATION_SHORT = "Citation to copy into running text: 《…》目标三（二）核心策略第1条."


class Document(Model):
    """One rendition of one work."""

    id: str = Field(description="Identifier made of number or title, such as 长卫医政发-2023-9.")
    title: str = Field(description="Title.")
    doctype: str = Field(description="Type of document: targets, plan, notice, statute, standard, slides and others.")
    rendition: str = Field(description="original, or digest: a summary that must not be cited as the original's words.")
    number: str = Field(description="Number of the document, such as 长卫医政发〔2023〕9号; empty when unknown.")
    issuer: str = Field(description="Issuing body; empty when unknown.")
    date: str = Field(description="Date of issue, as far as known.")
    level: str = Field(
        description="Level of the issuer: national, provincial, city, association, hospital, or empty when unknown."
    )
    source: str = Field(description="Name of the file that it was read from.")
    sha256: str = Field(description="SHA-256 of that file, in hexadecimal.")


class Place(Model):
    """A run of the document's text and where it is printed."""

    page: int | None = Field(description="Page, from 1; null where the format has no pages.")
    box: tuple[float, float, float, float] | None = Field(
        description="x0, y0, x1, y1 in points from the top left corner of the page; null where the format does not say."
    )
    span: tuple[int, int] = Field(description="Character offsets [start, end) into the document as it was read.")


class Line(Model):
    """A clause that belongs with another one: the sentence that it hangs on, or an item of its list."""

    id: str = Field(description="Id of the clause.")
    locator: str = Field(description="Its place as a person writes it.")
    text: str = Field(description="Its text; of a sentence that opens a list, that sentence alone.")
    depth: int = Field(description="How deep it stands, from 1: 2 for an item of an item.")


class Cell(Model):
    """One cell of a table row."""

    column: str = Field(description="Head of its column; empty where the table has none.")
    text: str = Field(description="What stands in it.")


class Clause(Model):
    """The smallest unit that can be cited."""

    id: str = Field(description="The document's id, #, and the path of headings: 长卫医政发-2023-9#四/（一）/8.")
    document: str = Field(description="Id of the document.")
    document_title: str = Field(description="Title of the document.")
    level: str = Field(description="Level of the document's issuer, see Document.level.")
    doctype: str = Field(description="Type of the document, see Document.doctype.")
    path: tuple[str, ...] = Field(description="Labels of the headings that lead to the clause.")
    titles: tuple[str, ...] = Field(description="Titles of these headings, empty where one has none.")
    locator: str = Field(description="The place as a person writes it: 目标三（二）2.")
    text: str = Field(description="The text, with lines joined that the page broke.")
    kind: str = Field(description="What it is in the document: item, paragraph, row, form, contact and others.")
    page: int | None = Field(description="Page on which it begins, from 1; null where the format has no pages.")
    rendition: str = Field(description="original, or digest: a summary that must not be cited as the original's words.")
    spans: tuple[tuple[int, int], ...] = Field(description="Character offsets [start, end) into the document as it was read.")
    places: tuple[Place, ...] = Field(description="The same spans with their pages and boxes, in order of reading.")
    leads: tuple[Line, ...] = Field(description="The sentences that it hangs on, the outermost first.")
    items: tuple[Line, ...] = Field(description="The items of the list that it opens, in order, those of items below them.")
    item_count: int = Field(description="How many items its own list has.")
    cells: tuple[Cell, ...] = Field(description="Of a table row: its cells under their column heads.")
    citation: str = Field(description=_CITATION)
    citation_short: str = Field(description=_CITATION_SHORT)


class Standard(Model):
    """A standard that the documents list."""

    id: str = Field(description="Number in its normal form: WS/T 433-2023.")
    written: str = Field(description="Number as the source prints it.")
    name: str = Field(description="Name.")
    category: str = Field(description="Category under which the source lists it.")
    issuer: str = Field(description="Issuing body.")
    published: str = Field(description="Date of publication, ISO 8601.")
    effective: str = Field(description="Date from which it applies, ISO 8601.")
    replaces: str = Field(description="Number of the standard that it replaces; empty when none is known.")
    english: str = Field(description="English name, as on its cover.")
    ics: str = Field(description="International Classification for Standards, as on its cover.")
    ccs: str = Field(description="Chinese Classification for Standards, as on its cover.")
    status: str = Field(description="in_force, not_yet, superseded or unknown on the day asked for, as far as the base knows.")
    citation: str = Field(description=_CITATION)
    citation_short: str = Field(description=_CITATION_SHORT)
    clause: str = Field(description="Id of the clause that lists it.")


class Strategy(Model):
    """One core strategy (核心策略) of a target."""

    clause_id: str = Field(description="Id of its clause.")
    text: str = Field(description="Its text.")


class Target(Model):
    """An improvement target (改进目标)."""

    id: str = Field(description="Code: NIT-2026-III, PIT-2026-07.")
    name: str = Field(description="Name.")
    specialty: str = Field(description="Medical specialty; empty for a target of the whole hospital.")
    summary: str = Field(description="What the document says of it before the strategies.")
    strategies: tuple[Strategy, ...] = Field(description="Its core strategies, in order.")
    refers_to: str = Field(description="Id of the target that the document refers to instead of telling strategies.")
    document: str = Field(description="Id of the document.")
    clause: str = Field(description="Id of the clause that holds its summary.")
    rendition: str = Field(description="Rendition of that clause: original or digest; empty when it has none.")
    citation: str = Field(description=_CITATION)
    citation_short: str = Field(description=_CITATION_SHORT)


class Indicator(Model):
    """A monitored rate (监测指标)."""

    id: str = Field(description="Id of its clause.")
    number: str = Field(description="Number as printed.")
    name: str = Field(description="Name.")
    dimension: str = Field(description="What it measures, as printed.")
    direction: str = Field(description="Whether it should rise or fall, as printed; empty when not said.")
    threshold: str = Field(description="Value to be reached, as printed; empty when there is none.")
    document: str = Field(description="Id of the document.")
    citation: str = Field(description=_CITATION)
    citation_short: str = Field(description=_CITATION_SHORT)


class CoreSystem(Model):
    """One of the core systems of medical quality and safety (医疗质量安全核心制度)."""

    id: str = Field(description="Its name.")
    number: int = Field(description="Number in the list of core systems; 0 when unknown.")
    definition: str = Field(description="What it is, in words of this project and not of a document.")
    clause: str = Field(description="Id of the clause that lists it; empty when none does.")
    citation: str = Field(description=_CITATION)
    citation_short: str = Field(description=_CITATION_SHORT)


class Task(Model):
    """A numbered task (工作任务) of an action plan."""

    id: str = Field(description="Id of its clause.")
    document: str = Field(description="Id of the document.")
    number: str = Field(description="Number as printed.")
    title: str = Field(description="Title.")
    text: str = Field(description="Text.")


class SpecialAction(Model):
    """A special action (专项行动), which a plan prints in a box."""

    id: str = Field(description="Id of its clause.")
    document: str = Field(description="Id of the document.")
    number: str = Field(description="Number as printed.")
    title: str = Field(description="Title.")
    text: str = Field(description="Text.")


class Regulation(Model):
    """A regulation that is cited though the base need not hold its text."""

    id: str = Field(description="Id that its document has once it is added.")
    title: str = Field(description="Title.")
    number: str = Field(description="Number of the document; empty when unknown.")
    issuer: str = Field(description="Issuing body; empty when unknown.")
    date: str = Field(description="Date of issue, as far as known.")


class Concept(Model):
    """A thesaurus entry; its fields are named as in SKOS."""

    id: str = Field(description="Identifier in the thesaurus.")
    prefLabel: str = Field(description="Preferred label.")
    altLabel: tuple[str, ...] = Field(description="Other labels: abbreviations, everyday words.")
    hiddenLabel: tuple[str, ...] = Field(description="Wrong spellings by which it is found too.")
    english: tuple[str, ...] = Field(description="English labels.")
    broader: tuple[str, ...] = Field(description="Ids of wider concepts.")
    related: tuple[str, ...] = Field(description="Ids of related concepts.")
    exactMatch: str = Field(description="The same concept in another vocabulary; empty when none is known.")


class Link(Model):
    """An edge of the graph; its fields are named after SSSOM."""

    subject: str = Field(description="Id of the thing that the link starts from.")
    predicate: str = Field(description="Predicate: applies_to, supports, requires, measures, cites and others.")
    object: str = Field(description="Id of the thing that it leads to.")
    basis: str = Field(description="stated by a document, curated by a person, or suggested by a rule.")
    justification: str = Field(description="How it was found, a term of the semapv vocabulary.")
    confidence: float = Field(description="0 to 1.")
    comment: str = Field(description="Why it is so, for people.")
    evidence: tuple[str, ...] = Field(description="Ids of clauses that bear it out.")
    author: str = Field(description="Who curated or decided it; empty for a rule.")
    date: str = Field(description="When, ISO 8601.")
    review: str = Field(description="Decision of a reviewer: accepted, rejected, open, or empty when there is none.")
    id: str = Field(description="Short id by which a reviewer names it.")


class Finding(Model):
    """Something that the parser repaired, guessed, could not read or found contradictory."""

    document: str = Field(description="Id of the document; empty for the thesaurus, links and catalogues.")
    code: str = Field(description="What kind of finding it is.")
    message: str = Field(description="The same in Chinese.")
    text: str = Field(description="The words that it is about.")
    page: int | None = Field(description="Page, from 1; null when unknown.")
    clause: str = Field(description="Id of the clause; empty when it is about none.")


Listed = (
    Document
    | Clause
    | Standard
    | Target
    | Indicator
    | CoreSystem
    | Task
    | SpecialAction
    | Regulation
    | Concept
    | Link
    | Finding
)
"""What ``list KIND`` lists."""
