"""Two documents, or two versions of one, clause beside clause: what became of each, which figures differ, what one lacks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.base import units, versions
from app.base.knowledge import Knowledge
from app.base.progress import Tell, quiet
from app.relations import compare
from app.relations.compare import Comparison
from app.relations.quantities import Quantity, differing, quantities, same_setting, told
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
    """As printed; "" where nothing of the whole document sets one for the same thing."""
    b: str
    units: tuple[Unit, Unit]
    """Where they stand; beside a figure that the other side lacks, the unit that corresponds."""
    same: bool = False
    """Whether both are equal and only stand in units that do not correspond."""


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
    """Those that differ."""
    elsewhere: tuple[FigureBeside, ...]
    """Those that the other document has too, in a unit that does not correspond."""
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
    sides = units.side(kb, one), units.side(kb, other)
    return _beside(compare.compared(kb, *sides, tell), sides, (one.title, other.title), tell, versions=False)


def of_versions(kb: Knowledge, document: str, before: int, after: int, tell: Tell = quiet) -> SideBySide:
    """A document as two versions of the base have it; NotFoundError when one of them has it not, or is not kept.

    All its clauses are compared, not its tasks or targets alone: a change may stand anywhere.
    """
    read = [versions.parsed(kb.snapshot.kb, document, number) for number in (before, after)]
    sides = units.Side(read[0].document, read[0].clauses), units.Side(read[1].document, read[1].clauses)
    return _beside(compare.compared(kb, *sides, tell), sides, (f"第 {before} 版", f"第 {after} 版"), tell, versions=True)


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


def _beside(
    found: Comparison, sides: tuple[units.Side, units.Side], names: tuple[str, str], tell: Tell, *, versions: bool
) -> SideBySide:
    rows = tuple(Beside(row.a, row.b, _changes(row)) for row in found.rows)
    whole = _Whole(sides[0], [u for r in rows for u in r.a]), _Whole(sides[1], [u for r in rows for u in r.b])
    figures = list[FigureBeside]()
    for number, row in enumerate(rows):
        tell("正在比较数值", number, len(rows))
        figures += _figures(row, whole) if row.a and row.b else ()
    return SideBySide(
        found.a,
        found.b,
        names,
        found.kind,
        versions,
        rows,
        tuple(one for one in figures if not one.same),
        tuple(one for one in figures if one.same),
        tuple(_contradiction(found, *pair) for pair in found.contradictions),
    )


def _changes(row: Row) -> tuple[str, ...]:
    """What became of a row; a title counts as words too."""
    one_each = len(row.a) == len(row.b) == 1
    reworded = ("reworded",) if one_each and text_of(row.a).split() != text_of(row.b).split() else ()
    return tuple(dict.fromkeys((*row.changes, *reworded))) or (SAME,)


class _Whole:
    """All quantities of one side, each with the unit or clause that it stands in."""

    def __init__(self, side: units.Side, of: Sequence[Unit]) -> None:
        named = {unit.id: unit for unit in of}
        places: list[Unit] = [named.get(clause.id) or units.of_clause(clause) for clause in side.clauses]
        texts = [(place, clause.text) for place, clause in zip(places, side.clauses, strict=True)]
        self._found = [(one, place) for place, text in texts for one in told(text)]

    def same(self, wanted: Quantity) -> tuple[str, Unit] | None:
        """The same quantity for the same thing, as printed, and where."""
        return next(((one.written, place) for one, place in self._found if same_setting(one, wanted)), None)


def _figures(row: Beside, whole: tuple[_Whole, _Whole]) -> Iterator[FigureBeside]:
    """Figures that only one side of a row has; what stands elsewhere in the other document is not missing."""
    texts = text_of(row.a), text_of(row.b)
    if texts[0] == texts[1]:
        return
    for pair in differing(*map(quantities, texts)):
        lacking = next((side for side in (0, 1) if not pair[side]), None)
        known = pair[0] or pair[1]
        if known is None:
            continue
        written, places = [one.written if one else "" for one in pair], [row.a[0], row.b[0]]
        held = None
        if lacking is not None:
            if any(same_setting(one, known) for one in told(texts[lacking])):
                continue
            if held := whole[lacking].same(known):
                written[lacking], places[lacking] = held
        yield FigureBeside(known.sort, known.said, written[0], written[1], (places[0], places[1]), bool(held))


def _contradiction(found: Comparison, one: Figure, other: Figure) -> Contradiction:
    document = next((d for d in (found.a, found.b) if one.clause.startswith(d.id)), found.a)
    return Contradiction(one.name, (one.value, other.value), (one.clause, other.clause), document.title)
