"""Rows of cells → what they are: titles above, column names (also over several rows), sections, notes below.

Every format with tables shares this; what a row means as a standard, an indicator … is decided by ``ingest.tables.catalogues``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from ingest.numbering.doctypes import NOTE
from ingest.numbering.levels import PLAIN_LEVELS
from ingest.numbering.sequence import match
from ingest.tables import catalogues
from ingest.tables.catalogues import TableKind
from ingest.text.lines import width
from ingest.text.signing import in_pairs

Cells = tuple[str, ...]

_SEARCHED = 20
MOST_ROWS = 3
"""Rows that a header may take."""
MOST_ABOVE = 6
"""Rows within which the column names stand below fields that are filled in above them."""
_NAME_WIDTH = 20
_SHORT_NAME = 10
"""Column names of a table of no known kind are at most this wide, in full-width characters."""
_FEWEST_RECORDS, _PAIR = 2, 2
"""Rows below the header of a table that has neither lines nor known columns."""
_SENTENCE, _CLAUSE = re.compile("[。；！？]|[：:]$"), re.compile("[，。；！？]|[：:]$")
"""What no cell of it has, nor one of a table of two columns: those may be two columns of text."""
_FIELD = re.compile(r"^[^:：]{1,12}[:：]")
_COLUMN = re.compile(
    r"(?:号|项目|内容|标准|要求|结果|备注|名称|规格|数量|单位|频次|频率|得分|分值|扣分|评分|问题|原因|措施|情况|说明|方法|要点|类别|环节|步骤)$"
)
"""How columns are called."""
_FIGURE = re.compile(r"\d[\d.,%/年月日-]*$")
"""A cell that is a number, a share or a date: its row is a record and names no columns."""
_YEAR = re.compile(r"^20\d\d\s*年度?")
"""How the name of a column for one year begins, below a merged one (目标值: 2025年, 2026年)."""
_COUNTED = re.compile(r"^(?:序\s*号|编\s*号|项\s*次|No\.?)$")
"""The name of a column that counts the rows."""


@dataclass(frozen=True, slots=True)
class Header:
    """Rows [start, stop) are the column names ``cells``; ``kind`` is what such a table lists, None when unknown."""

    start: int
    stop: int
    cells: Cells
    kind: TableKind | None = None


@dataclass(slots=True)
class Part:
    """Rows under the column names, with the line above them that heads them."""

    heading: str = ""
    rows: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet's rows by number: titles above, the header, parts, notes below."""

    titles: list[int]
    header: Header
    parts: list[Part]
    notes: list[int]


def known(rows: Sequence[Cells]) -> Header | None:
    """The header of a table of a kind that ``ingest.tables.catalogues`` knows; None when there is none near the top."""
    starts = (start for start, row in enumerate(rows[:_SEARCHED]) if not is_line(row) and not any(map(_FIGURE.match, row)))
    return next((found for start in starts if (found := known_at(rows, start))), None)


def known_at(rows: Sequence[Cells], start: int) -> Header | None:
    """The header that begins at row ``start``; it goes on as long as a row names more columns, or names merged ones again."""
    found = [h for h in (_header(rows, start, depth) for depth in range(1, MOST_ROWS + 1)) if h and h.kind]
    return max(found, key=lambda h: (_known(h.cells), h.stop if _repeats(rows[h.start : h.stop]) else -h.stop), default=None)


def _repeats(header: Sequence[Cells]) -> bool:
    """Whether the last row of a header has a name from the row above, as merged cells have."""
    return len(header) > 1 and any(a == b != "" for a, b in zip(header[-2], header[-1], strict=False))


def lay_out(rows: Sequence[Cells]) -> Layout:
    """Tell titles, column names, sections and notes of a sheet apart; without known columns the first full row names them."""
    full = [i for i, row in enumerate(rows) if not is_line(row)]
    named = [i for i in full if sum(map(bool, rows[i])) > 1]
    below = _counted_below(rows) or labelled_above(rows)
    first = next((i for i in named if i >= below and not are_fields(rows[i])), next(iter(named or full), len(rows)))
    header = known(rows) or Header(first, min(first + 1, len(rows)), rows[first] if first < len(rows) else ())
    notes: list[int] = []
    stop = len(rows)
    while stop > header.stop and is_line(rows[stop - 1]):
        stop -= 1
        notes.insert(0, stop)
    parts = [Part()]
    for at in range(header.stop, stop):
        if is_line(rows[at]):
            parts.append(Part(line(rows[at])))
        elif rows[at] != header.cells and rows[at] not in rows[header.start : header.stop]:
            parts[-1].rows.append(at)
    return Layout(list(range(header.start)), header, [p for p in parts if p.rows or p.heading], notes)


def is_line(row: Cells) -> bool:
    """Whether a row is one line of text over the columns rather than a record."""
    filled = [cell for cell in row if cell]
    if len(set(filled)) != 1:
        return not filled
    alone = len(filled) == 1
    if not alone:
        return len(filled) == len(row)
    marked = match(filled[0], PLAIN_LEVELS) is not None or NOTE.match(filled[0]) is not None
    return len(row) == 1 or (bool(row[0]) and (marked or width(filled[0]) > _NAME_WIDTH))


def are_fields(row: Cells) -> bool:
    """Whether a row holds fields that are filled in above a table (检查人：… 日期：…), and no names of columns.

    What is filled in may stand in the cell behind (制表部门： | 护理部).
    """
    filled = ["", *(cell for cell, _ in groupby(row) if cell)]
    return all(_FIELD.match(cell) or before[-1:] in (":", "：") for before, cell in pairwise(filled))


def fields_above(rows: Sequence[Cells]) -> int:
    """How many rows hold fields that are filled in above the column names; 0 where no names follow."""
    top = next((at for at, row in enumerate(rows) if not is_line(row)), 0)
    count = next((at for at, row in enumerate(rows) if at >= top and not are_fields(row)), 0)
    return count if count > top else _counted_below(rows)


def labelled_above(rows: Sequence[Cells]) -> int:
    """The row of column names below rows of labels and values without colons (科室 | 骨科 | 日期 | …); 0 for none."""
    pairs = [bool(in_pairs([cell for cell, _ in groupby(row) if cell])) for row in rows[:MOST_ABOVE]]
    at = next((at for at, (a, b) in enumerate(pairwise([*pairs, False])) if a and not b), -1) + 1
    return at if 0 < at < len(rows) - 1 and is_header(rows[at]) and _are_columns(rows[at]) else 0


def _are_columns(names: Cells) -> bool:
    return 2 * sum(_COLUMN.search(name) is not None for name in names) >= len(names)


def _counted_below(rows: Sequence[Cells]) -> int:
    """The row, further down, that is called 序号 and has row 1 below it; 0 for none, or where the header begins above it.

    Above it labels and what was filled in may stand in cells of their own (单位, 内科, 检查人, 王某).
    """
    rows = rows[:MOST_ABOVE]
    at = next((at for at, (a, b) in enumerate(pairwise(rows)) if is_header(a) and _COUNTED.match(a[0]) and b[0] == "1"), 0)
    return at if all(are_fields(row) or _is_apart(row) for row in rows[:at]) else 0


def _is_apart(row: Cells) -> bool:
    """Whether a row above the column names is no part of them: one line, or cells none of which is merged over names below."""
    named = {cell for cell in row if cell}
    return len(named) == 1 or (len(named) == len(row) and not _COUNTED.match(row[0]))


def names_values(names: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether ``names``, with gaps alone between them, are a header: figures stand below one of them in most of ``rows``.

    Without figures they may as well be the first of a list of people, unless 序号 counts the rows. No cell is a sentence.
    """
    if rows and _are_counted(names, rows):
        return is_header(names)
    sentence = _SENTENCE if len(names) > _PAIR else _CLAUSE
    cells = [cell for row in rows for cell in row]
    if len(rows) < _FEWEST_RECORDS or not is_header(names) or any(map(sentence.search, cells)):
        return False
    valued = [[bool(re.search(r"\d", cell)) for cell in row[1:]] for row in rows if len(row) == len(names)]
    return len(valued) >= _FEWEST_RECORDS and any(2 * sum(column) > len(valued) for column in zip(*valued, strict=True))


def is_header(cells: Sequence[str]) -> bool:
    """Whether a table's first row names its columns: every cell filled, short, without figures."""
    short = all(c and width(c) <= _SHORT_NAME and not re.search(r"\d", c) for c in cells)
    return len(cells) > 1 and short and not are_fields(tuple(cells))


def _are_counted(names: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first column is called a number and counts the rows from 1."""
    return _COUNTED.match(names[0]) is not None and [row[0] for row in rows] == [str(n + 1) for n in range(len(rows))]


def line(row: Cells) -> str:
    """The text of a row that is one line."""
    return next((cell for cell in row if cell), "")


def title_of(titles: Sequence[str]) -> str:
    """Which of the lines above the column names is the title: the first that is no annex number and no entry to fill in."""
    return next((t for t in titles if not re.match(r"附\s*件\s*\S{0,3}$", t) and not re.search(r"[:：]", t)), "")


_GIVEN = re.compile(
    r"(?:新建)?\s*(?:Microsoft|WPS|XLS[XM]?)?\s*(?:Excel|Book|Sheet|工作[簿表]|表格?)[\s\d_.()（）-]*", re.IGNORECASE
)
"""The name that a program gives to a new workbook or sheet."""


def is_given(name: str) -> bool:
    """Whether a workbook or sheet bears the name that the program gave it, which says nothing."""
    return _GIVEN.fullmatch(name) is not None


def title_or_stem(title: str, stem: str, kind: TableKind | None) -> str:
    """The title of a list: its own, else the file's name; a name without Chinese says what the list is."""
    if title or kind is None or re.search(r"[\u4e00-\u9fff]", stem):
        return title or stem
    return f"{kind.label}（{stem}）"


def _header(rows: Sequence[Cells], start: int, depth: int) -> Header | None:
    """The header of ``depth`` rows from ``start``; rows below the first must be names, too, under a merged cell."""
    stop = start + depth
    if stop > len(rows) or are_fields(rows[start]) or not all(_names(row) for row in rows[start + 1 : stop]):
        return None
    cells = rows[start]
    for row in rows[start + 1 : stop]:
        filled = {cell for cell in cells if cell}
        merged = len(filled) < len(cells) or any(a == b for a, b in zip(cells, row, strict=False))
        if not merged or len(filled) < 2 or not goes_on(cells, row):  # noqa: PLR2004 - a lone title heads no columns
            return None
        cells = tuple(_combined(a, b) for a, b in zip(cells, row, strict=False))
    return Header(start, stop, cells, catalogues.kind_of(cells))


def matrix(rows: Sequence[Cells]) -> int:
    """How many rows name the columns of a table whose rows are named, too, so that its corner is empty; 0 for any other."""
    corner = next((i for i, cell in enumerate(rows[0]) if cell), len(rows[0]))
    if not 0 < corner < len(rows[0]) - 1:
        return 0
    deep = next((i for i, row in enumerate(rows) if len(row) != len(rows[0]) or any(row[:corner])), len(rows))
    body = rows[deep:]
    names = all(cell and width(cell) <= _NAME_WIDTH for row in rows[:deep] for cell in row[corner:])
    named = len(body) > 1 and all(len(row) == len(rows[0]) and row[corner - 1] for row in body)
    return deep if names and named and deep <= MOST_ROWS and len({*rows[deep - 1][corner:]}) > 1 else 0


def goes_on(above: Cells, below: Cells) -> bool:
    """Whether ``below`` can be a further row of the header ``above``: a column of its own has its name there again, or none.

    Under a name merged over several columns stand the names of these columns; where a column of its own has other text below,
    that text is a value, and the row a record.
    """
    merged = {i for i, (a, b) in enumerate(pairwise(above)) if a and a == b}
    merged |= {i + 1 for i in merged}
    if not merged:
        return True
    return all(not a or b in ("", a) for i, (a, b) in enumerate(zip(above, below, strict=False)) if i not in merged)


def _names(row: Cells) -> bool:
    short = all(width(cell) <= _NAME_WIDTH and not re.search(r"\d", _YEAR.sub("", cell)) for cell in row)
    return short and not is_line(row) and sum(map(bool, row)) > 1


def _combined(upper: str, lower: str) -> str:
    """A column's name out of two that stand one above the other: the one that is known, else both."""
    if not lower or lower == upper:
        return upper
    candidates = (lower, upper + lower, upper)
    return next((name for name in candidates if any(catalogues.fields((name,)))), upper + lower)


def _known(cells: Cells) -> int:
    return sum(map(bool, catalogues.fields(cells)))
