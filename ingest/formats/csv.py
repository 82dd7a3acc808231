"""Parser of CSV and TSV files: a table whose columns are known (``ingest.tables.catalogues``) becomes a catalogue."""

import csv
import io
from pathlib import Path

from ingest.draft import Draft, Job
from ingest.errors import SourceError
from ingest.heads.head import Head
from ingest.model import Block, Place
from ingest.numbering.doctypes import BY_NAME
from ingest.tables import catalogues
from ingest.tables.headers import known, line, title_of, title_or_stem
from ingest.text.csv_faults import told
from ingest.text.decoding import decode_with_losses, line_offsets
from ingest.text.lines import clean


def parse(data: bytes, name: str, job: Job) -> Draft:
    """The rows of the file as blocks; SourceError when it is empty, is no CSV, or has unknown columns."""
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
    header = known(table)
    if header is None:
        needed = "；".join(
            f"{k.label}要有{'、'.join(sorted(catalogues.COLUMNS[n].split('|')[0] for n in k.needs))}" for k in catalogues.KINDS
        )
        raise SourceError(f"缺少能识别的列（现有：{'、'.join(c for c in table[0] if c)[:80]}）", name, needed)
    title = title_of([line(row) for row in table[: header.start]])
    blocks = [Block(header.cells[0], (Place((0, 0)),), header.cells, table=1)]
    for (start, end), row in rows[header.stop :]:
        cells = tuple(clean(c.replace("\n", " ")) if i else c.strip() for i, c in enumerate(row))
        blocks.append(Block(" ".join(c for c in cells if c), (Place((start, end)),), cells, table=1))
    return Draft(
        text,
        BY_NAME["catalogue"],
        blocks,
        Head(title=title_or_stem(title, Path(name).stem, header.kind)),
        findings=list(read.notes),
    )


def _rows(text: str, dialect: type[csv.Dialect]) -> list[tuple[tuple[int, int], list[str]]]:
    """((start, end), cells) of each record; the span is in characters of ``text``."""
    offsets = line_offsets(text)
    reader = csv.reader(io.StringIO(text), dialect)
    rows, before = [], 0
    for row in reader:
        rows.append(((offsets[min(before, len(offsets) - 1)], offsets[min(reader.line_num, len(offsets) - 1)]), row))
        before = reader.line_num
    return rows
