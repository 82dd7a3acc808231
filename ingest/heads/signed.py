"""Who made, checked and approved a paper, and when, under labels (编制：…　审核：…　日期：…): below its title or its text."""

from collections.abc import Iterator, Sequence

from ingest.heads import ending
from ingest.heads.ending import date_in, made_by
from ingest.heads.head import Head
from ingest.numbering.doctypes import SENTENCE_END, DocType
from ingest.numbering.sequence import match
from ingest.text.lines import Line
from ingest.text.signing import Field, days_of, fields, heads_table, in_row, makes_paper, signs_off

Run = list[tuple[int, list[Field]]]
"""Lines one below the other that hold such fields alone: the place of each, and its fields."""

LAST = (-2, -1)
"""The rows of a sheet in which it may be signed off."""


def read(lines: list[Line], doctype: DocType) -> Head:
    """Issuer, day and lines of the fields that stand above the first number, close the text or name who made a paper.

    Those of a form are its own while any of them is still to be filled in; who examines is what a heading right above heads.
    """
    head = Head()
    numbered = [match(line.text, doctype.levels) for line in lines]
    first = next((at for at, marker in enumerate(numbered) if marker), len(lines))
    for run in _runs([_fields(line, doctype) for line in lines]):
        found = [one for _, some in run for one in some]
        (start, _), (stop, _) = run[0], run[-1]
        above = numbered[start - 1] if start > first else None
        headed = above is not None and not above.level.run_in and lines[start - 1].text[-1] not in SENTENCE_END
        last = all(ending.is_day(line) or ending.signs(line) for line in lines[stop + 1 :])
        sure = makes_paper(found) or (signs_off(found) and (start < first or (last and not headed)))
        if sure and not (doctype.fields and any(not one.value for one in found)):
            head = _told(found, frozenset(lines[at].span[0] for at, _ in run)).completed(head)
    return head


def told(rows: Sequence[Sequence[str]]) -> Head:
    """Issuer and day of the rows above and below the records of a sheet."""
    found = [one for row in rows for one in in_row(row)]
    head = _told(found, frozenset()) if signs_off(found) or heads_table(found) else Head()
    made = next(filter(None, (made_by(" ".join(filter(None, row))) for row in rows)), ("", ""))
    return head.completed(Head(issuer=made[0], date=made[1]))


def _told(found: Sequence[Field], lines: frozenset[int]) -> Head:
    issuer = next((one.maker for one in found if one.maker), "")
    return Head(issuer=issuer, date=next(filter(None, map(date_in, days_of(found))), ""), asides=lines)


def _fields(line: Line, doctype: DocType) -> list[Field]:
    return [] if line.cells or line.heading or match(line.text, doctype.levels) else fields(line.raw)


def _runs(found: Sequence[list[Field]]) -> Iterator[Run]:
    run: Run = []
    for at, some in enumerate([*found, []]):
        if some:
            run.append((at, some))
        elif run:
            yield run
            run = []
