"""Parser of CSV and TSV files: a table with known columns (``ingest.tables.catalogues``) is a catalogue, others records."""

import csv
import io
from dataclasses import replace
from pathlib import Path

from ingest.draft import Draft, Job
from ingest.errors import SourceError
from ingest.heads import labels, signed
from ingest.model import Block, Place, Span
from ingest.numbering.doctypes import BY_NAME
from ingest.tables.cells import plain
from ingest.tables.headers import Header, Layout, is_line, known, lay_out, line, title_of, title_or_stem
from ingest.text.csv_faults import told
from ingest.text.decoding import decode_with_losses, line_offsets
from ingest.text.lines import clean
from ingest.text.signing import in_pairs

Record = tuple[Span, list[str]]
"""Where a record stands in the file, and its cells."""


def parse(data: bytes, name: str, job: Job) -> Draft:
    """The rows of the file as blocks; SourceError when it is empty or is no CSV."""
    read = decode_with_losses(data, name)
    text = read.text
    dialect = csv.excel_tab if name.lower().endswith(".tsv") or text.partition("\n")[0].count("\t") > 1 else csv.excel
    try:
        rows = [row for row in _rows(text, dialect) if any(cell.strip() for cell in row[1])]
    except csv.Error as exc:
        what, todo = told(exc)
        raise SourceError(what, name, todo) from exc
    if not rows:
        raise SourceError("表格里没有内容", name, "请确认导出是否完整")
    table = [tuple(clean(c) for c in row) for _, row in rows]
    catalogue = known(table)
    layout = lay_out(_even(table))
    header = catalogue or layout.header
    title = title_of([line(row) for row in table[: header.start]])
    blocks = _catalogue(rows, catalogue, title) if catalogue else _records(rows, layout, title)
    head = replace(
        labels.in_header([block.text for block in map(_line, rows[: header.start])]).completed(
            signed.told([*table[: header.start], *table[signed.LAST[0] :]])
        ),
        title=title_or_stem(title, Path(name).stem, header.kind),
    )
    return Draft(text, BY_NAME["catalogue" if catalogue else "general"], blocks, head, findings=list(read.notes))


def _even(table: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows, all as long as the longest."""
    longest = max(map(len, table))
    return [(*row, *[""] * (longest - len(row))) for row in table]


def _catalogue(rows: list[Record], header: Header, title: str) -> list[Block]:
    """The lines above the column names but for ``title``, these, and every record below them."""
    above = [block for block in map(_line, rows[: header.start]) if block.text not in ("", title)]
    return [*above, Block(header.cells[0], (Place((0, 0)),), header.cells, table=1), *map(_record, rows[header.stop :])]


def _records(rows: list[Record], layout: Layout, title: str) -> list[Block]:
    """Any other table: the lines above it, its column names and records, the lines that head these, and those below."""
    header = layout.header
    found = {at: _line(rows[at]) for at in (*layout.titles, *layout.notes)}
    found |= {at: _record(rows[at]) for part in layout.parts for at in part.rows}
    lone = [at for at in range(header.stop, len(rows)) if at not in found and is_line(tuple(c.strip() for c in rows[at][1]))]
    if header.cells:
        found[header.start] = replace(_record(rows[header.start]), text=plain(header.cells), cells=header.cells, heading=1)
    found |= {at: _line(rows[at], heading=1) for at in lone}
    return [found[at] for at in sorted(found) if found[at].text not in ("", title)]


def _record(row: Record) -> Block:
    cells = tuple(clean(c.replace("\n", " ")) if i else c.strip() for i, c in enumerate(row[1]))
    return Block(" ".join(c for c in cells if c), (Place(row[0]),), cells, table=1)


def _line(row: Record, heading: int = 0) -> Block:
    cells = tuple(clean(c) for c in row[1])
    text = line(cells) if is_line(cells) else in_pairs([cell for cell in cells if cell]) or plain(cells)
    return Block(text, (Place(row[0]),), heading=heading)


def _rows(text: str, dialect: type[csv.Dialect]) -> list[Record]:
    """((start, end), cells) of each record; the span is in characters of ``text``."""
    offsets = line_offsets(text)
    reader = csv.reader(io.StringIO(text), dialect)
    rows, before = [], 0
    for row in reader:
        rows.append(((offsets[min(before, len(offsets) - 1)], offsets[min(reader.line_num, len(offsets) - 1)]), row))
        before = reader.line_num
    return rows
