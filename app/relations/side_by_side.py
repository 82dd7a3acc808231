"""Two documents, or two versions of one, clause beside clause: what became of each, which figures differ, what one lacks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.base import units, versions
from app.base.knowledge import Knowledge
from app.base.progress import Tell, quiet
from app.relations import compare
from app.relations.compare import Comparison
from app.relations.quantities import differing, quantities
from app.relations.wording import Wording, worded
from ingest.errors import QuestionError
from ingest.model import Document
from kg.crosswalk import Row, Unit
from kg.figures import Figure

SAME = "same"
"""What became of units that say the same under the same number."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Units of both documents that correspond; one side may be empty."""

    a: tuple[Unit, ...]
    b: tuple[Unit, ...]
    changes: tuple[str, ...]
    """added, removed, merged, split, renumbered, reworded, or same."""


@dataclass(frozen=True, slots=True)
class FigureBeside:
    """A figure that differs between units that correspond."""

    sort: str
    """时限, 比例, 日期 and so on."""
    said: str
    """The words that it stands in, of the side that has it."""
    a: str
    """As printed; "" where that side has none."""
    b: str
    units: tuple[Unit, Unit]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two figures of one document that cannot both hold."""

    name: str
    values: tuple[str, str]
    places: tuple[str, str]
    """Ids of the clauses that set them."""
    document: str
    """Title of the document."""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The whole comparison."""

    a: Document
    b: Document
    names: tuple[str, str]
    """What each side is called: the title of its document, or the version of the base."""
    kind: str
    """What the rows are of, as in ``compare.Comparison``."""
    versions: bool
    """Whether both sides are versions of one document, so that what one alone has was added or removed."""
    rows: tuple[Beside, ...]
    figures: tuple[FigureBeside, ...]
    contradictions: tuple[Contradiction, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many rows of each change there are; a row with two changes counts for both."""
        return Counter(change for row in self.rows for change in row.changes)


def of_documents(kb: Knowledge, a: str, b: str, tell: Tell = quiet) -> SideBySide:
    """Two documents by their ids, of any types; NotFoundError and QuestionError as in ``compare.document``."""
    one, other = compare.document(kb, a), compare.document(kb, b)
    if one.id == other.id:
        raise QuestionError("两边是同一份文件", todo="请换一份，或选“一份文件的两版”")
    found = compare.compared(kb, units.side(kb, one), units.side(kb, other), tell)
    return _beside(found, (one.title, other.title), tell, versions=False)


def of_versions(kb: Knowledge, document: str, before: int, after: int, tell: Tell = quiet) -> SideBySide:
    """A document as two versions of the base have it; NotFoundError when one of them has it not, or is not kept.

    All its clauses are compared, not its tasks or targets alone: a change may stand anywhere.
    """
    read = [versions.parsed(kb.snapshot.kb, document, number) for number in (before, after)]
    one, other = (units.Side(x.document, x.clauses) for x in read)
    return _beside(compare.compared(kb, one, other, tell), (f"第 {before} 版", f"第 {after} 版"), tell, versions=True)


def wordings(kb: Knowledge, row: Beside) -> tuple[Wording, Wording]:
    """The texts of both sides of a row, with the words marked that the other side has not."""
    return worded(text_of(row.a), text_of(row.b), kb.searcher.in_words)


def text_of(units: Sequence[Unit]) -> str:
    """The text of one side: of several units one below the other."""
    return "\n".join(
        f"{unit.title}\n{unit.text}" if unit.title and unit.title not in unit.text else unit.text for unit in units
    )


def number_of(units: Sequence[Unit]) -> str:
    """The numbers of one side."""
    return "、".join(unit.number for unit in units)


def _beside(found: Comparison, names: tuple[str, str], tell: Tell, *, versions: bool) -> SideBySide:
    rows = tuple(Beside(row.a, row.b, _changes(row)) for row in found.rows)
    figures = list[FigureBeside]()
    for number, row in enumerate(rows):
        tell("正在比较数值", number, len(rows))
        figures += _figures(row) if row.a and row.b else ()
    return SideBySide(
        found.a,
        found.b,
        names,
        found.kind,
        versions,
        rows,
        tuple(figures),
        tuple(_contradiction(found, *pair) for pair in found.contradictions),
    )


def _changes(row: Row) -> tuple[str, ...]:
    """What became of a row; a title counts as words too."""
    one_each = len(row.a) == len(row.b) == 1
    reworded = ("reworded",) if one_each and text_of(row.a).split() != text_of(row.b).split() else ()
    return tuple(dict.fromkeys((*row.changes, *reworded))) or (SAME,)


def _figures(row: Beside) -> Iterator[FigureBeside]:
    """Figures that only one side of a row has."""
    if text_of(row.a) == text_of(row.b):
        return
    for one, other in differing(quantities(text_of(row.a)), quantities(text_of(row.b))):
        if known := one or other:
            written = (one.written if one else "", other.written if other else "")
            yield FigureBeside(known.sort, known.said, *written, (row.a[0], row.b[0]))


def _contradiction(found: Comparison, one: Figure, other: Figure) -> Contradiction:
    document = next((d for d in (found.a, found.b) if one.clause.startswith(d.id)), found.a)
    return Contradiction(one.name, (one.value, other.value), (one.clause, other.clause), document.title)
