"""The visible sheets of a workbook: each cell as the text that it shows, merged cells filled."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ingest.errors import SourceError
from ingest.formats.xlsx.drawings import comments_on, drawn_on
from ingest.formats.xlsx.number_formats import GENERAL, built_in, shown
from ingest.packages.bounds import MAX_CHARS, too_long
from ingest.packages.ooxml import Element, OfficePackage, child, local, relation_id, whole
from ingest.text.scripts import SCRIPTS

MAX_CELLS = 200_000
"""Filled cells of one workbook."""
_MAX_SHEETS, _MAX_STRINGS, _MAX_SEEN = 200, 500_000, 2_000_000
_MAX_AREA = 300_000
"""Cells of one sheet, including empty and merged ones."""
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NO_RESULT = "〔公式〕"
"""Stands in a cell whose formula has no value in the file: an empty cell would seem to say what the one above it says."""
_PICTURE = re.compile(r"=?(?:_xlfn\.)?DISPIMG\(", re.IGNORECASE)
"""The formula of a picture in a cell, which WPS also stores as the text of the cell."""
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\xad\u200b-\u200d\u2060-\u2064\ue000\ufeff\ufffe\uffff]")
_ODD = re.compile(f"{_UNSEEN.pattern}|[\t\r]|_x")

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column; all counted from 1."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet."""

    name: str
    rows: list[tuple[str, ...]]
    """All rows that are not hidden or empty, of the same length, without hidden and empty columns."""
    hidden: int = 0
    """Number of hidden rows and columns with content."""
    without_value: int = 0
    """Number of formulas whose value the file does not contain."""
    pictures: int = 0
    """Number of cells that show a picture."""
    drawn: str = ""
    """What is drawn over the cells: number of charts and pictures, texts of boxes; "" for nothing."""
    comments: list[str] = field(default_factory=list)
    """Cell and text of each comment."""


@dataclass(slots=True)
class _Cells:
    """The content of one sheet's part; ``texts`` is row → column → text, counted from 1."""

    texts: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: bytearray = field(default_factory=lambda: bytearray(_LAST_COLUMN + 1))
    """1 at every hidden column."""
    without_value: int = 0
    pictures: int = 0


class Workbook:
    """A workbook open for reading."""

    def __init__(self, parts: OfficePackage) -> None:
        """Read what the sheets share (strings, formats); SourceError when the workbook is broken or has too many sheets."""
        self._parts = parts
        self._main = parts.main("xl/workbook.xml")
        root = parts.xml(self._main)
        self._related = parts.relations(self._main)
        properties = child(root, "workbookPr")
        self._since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        sheets = child(root, "sheets")
        self._sheets = [] if sheets is None else [el for el in sheets if local(el) == "sheet"]
        if not self._sheets or len(self._sheets) > _MAX_SHEETS:
            what = f"工作簿有 {len(self._sheets)} 张工作表"
            raise SourceError(what, parts.where, f"应有 1 至 {_MAX_SHEETS} 张，请用电子表格软件另存")
        self._strings = self._shared_strings()
        self._formats = self._cell_formats()

    def sheets(self) -> Iterator[Sheet]:
        """The visible worksheets in order, without charts and macro sheets; SourceError when there are too many cells."""
        left = MAX_CELLS
        for element in self._sheets:
            relation = self._related.get(relation_id(element))
            if element.get("state", "visible") != "visible" or relation is None or relation.kind != "worksheet":
                continue
            name = element.get("name", "")
            cells = self._read(relation.target, name, left)
            left -= sum(map(len, cells.texts.values()))
            yield replace(
                self._sheet(name, cells),
                drawn=drawn_on(self._parts, relation.target),
                comments=comments_on(self._parts, relation.target),
            )

    @property
    def hidden(self) -> list[str]:
        """Names of the hidden sheets."""
        return [element.get("name", "") for element in self._sheets if element.get("state", "visible") != "visible"]

    def _part(self, kind: str, usual: str) -> str:
        found = (r.target for r in self._related.values() if r.kind == kind)
        return next(found, usual)

    def _shared_strings(self) -> list[str]:
        name = self._part("sharedStrings", "xl/sharedStrings.xml")
        strings: list[str] = []
        for element in self._parts.stream(name, ("si",)) if name in self._parts else ():
            strings.append(_text(element))
            if len(strings) > _MAX_STRINGS:
                raise self._too_large("", _MAX_STRINGS)
        return strings

    def _cell_formats(self) -> list[str]:
        """The number format of each cell style, by its number; empty when the file has no styles."""
        name = self._part("styles", "xl/styles.xml")
        own: dict[str, str] = {}
        formats: list[str] = []
        for element in self._parts.stream(name, ("numFmt", "cellXfs")) if name in self._parts else ():
            if local(element) == "numFmt":
                own.setdefault(element.get("numFmtId", ""), element.get("formatCode", GENERAL))
                continue
            numbers = (style.get("numFmtId", "0") for style in element)
            formats += [own.get(number) or built_in(whole(number)) for number in numbers]
        return formats

    def _read(self, part: str, name: str, most: int) -> _Cells:
        """The cells of the sheet ``name`` in ``part``; SourceError when more than ``most`` of them are filled."""
        cells = _Cells()
        row_number = filled = seen = chars = 0
        for element in self._parts.stream(part, ("row", "mergeCell", "col")):
            kind = local(element)
            if kind == "mergeCell":
                cells.merged += _ranges(element.get("ref", ""))
            elif kind == "col" and element.get("hidden") in ("1", "true"):
                first, last = max(whole(element.get("min")), 1), min(whole(element.get("max")), _LAST_COLUMN)
                cells.hidden_columns[first : last + 1] = b"\1" * (last + 1 - first)
            elif kind == "row":
                row_number = whole(element.get("r")) or row_number + 1
                row = self._row(element, cells)
                filled, seen = filled + len(row), seen + len(element) + 1
                chars += sum(map(len, row.values()))
                if element.get("hidden") in ("1", "true"):
                    cells.hidden_rows.add(row_number)
                if row and row_number <= _LAST_ROW:
                    cells.texts.setdefault(row_number, {}).update(row)
            if chars > MAX_CHARS:
                raise too_long(self._parts.where)
            if filled > most or seen > _MAX_SEEN or len(cells.merged) > MAX_CELLS:
                raise self._too_large(name, MAX_CELLS)
        return cells

    def _row(self, element: Element, cells: _Cells) -> dict[int, str]:
        row: dict[int, str] = {}
        column = 0
        for cell in element:
            if not len(cell) or local(cell) != "c":
                column += 1
                continue
            found = _CELL.fullmatch(cell.get("r") or "")
            column = _column(found[1]) if found else column + 1
            text, lost = self._value(cell)
            cells.without_value += lost
            if _PICTURE.match(text):
                cells.pictures += 1
                continue
            if text and column <= _LAST_COLUMN:
                row[column] = text
        return row

    def _value(self, cell: Element) -> tuple[str, bool]:
        """The text that a cell shows, and whether it is a formula whose value the file does not contain."""
        kind, written, formula = cell.get("t", "n"), "", False
        for part in cell:
            name = local(part)
            if name == "v":
                written = part.text or ""
            elif name == "is":
                written = _text(part)
            formula = formula or name == "f"
        if not written or kind not in ("n", "s"):
            lost = formula and not written
            return _NO_RESULT if lost else _SHOWN.get(kind, _clean)(written), lost
        if kind == "s":
            index = whole(written, len(self._strings))
            return (self._strings[index] if index < len(self._strings) else ""), False
        style = whole(cell.get("s"))
        form = self._formats[style] if style < len(self._formats) else GENERAL
        return shown(written.strip(), form, self._since_1904), False

    def _sheet(self, name: str, cells: _Cells) -> Sheet:
        """The sheet with the rows and columns that have content and are visible."""
        _fill(cells)
        gone = {x for x, hidden in enumerate(cells.hidden_columns) if hidden}
        used = sorted(y for y, row in cells.texts.items() if y not in cells.hidden_rows and any(x not in gone for x in row))
        columns = sorted({x for y in used for x in cells.texts[y]} - gone)
        if len(used) * len(columns) > _MAX_AREA:
            raise self._too_large(name, MAX_CELLS)
        rows = [tuple(cells.texts[y].get(x, "") for x in columns) for y in used]
        lost = len([y for y in cells.texts if y in cells.hidden_rows]) + len({x for y in used for x in cells.texts[y]} & gone)
        return Sheet(name, rows, lost, cells.without_value, cells.pictures)

    def _too_large(self, name: str, most: int) -> SourceError:
        place = f"工作表“{name}”" if name else "工作簿"
        return SourceError(f"{place}超过 {most} 个单元格", self._parts.where, "请拆成几个文件后分别加入")


def _fill(cells: _Cells) -> None:
    """Write the text of each merged cell into all cells that it covers, within the used rows and columns of the sheet."""
    rows = sorted(cells.texts)
    last = max((max(row) for row in cells.texts.values()), default=0)
    spent = added = 0
    for top, left, bottom, right in cells.merged:
        text = cells.texts.get(top, {}).get(left, "")
        if not text:
            continue
        for y in rows[bisect_left(rows, top) : bisect_right(rows, bottom)]:
            across = range(left, min(right, last) + 1)
            spent += len(across)
            added += len(across) * len(text)
            if spent > _MAX_AREA or added > MAX_CHARS:
                return
            cells.texts[y].update(dict.fromkeys(across, text))


def _text(element: Element) -> str:
    """The text of a string item; readings printed above the characters (``rPh``) are left out."""
    if len(element) == 1 and local(element[0]) == "t":
        return _clean(element[0].text or "")
    runs = (t for t in element.iter("{*}t") if local(t.getparent()) != "rPh")
    return _clean("".join(_run(t) for t in runs))


def _run(text: Element) -> str:
    """The text of a run of a rich text."""
    align = child(child(text.getparent(), "rPr"), "vertAlign")
    script = None if align is None else SCRIPTS.get(align.get("val") or "")
    return script(text.text or "") if script else text.text or ""


def _clean(text: str) -> str:
    if not _ODD.search(text):
        return text.strip()
    text = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")).strip()


def _truth(written: str) -> str:
    return {"1": "TRUE", "0": "FALSE"}.get(written.strip(), "")


def _iso(written: str) -> str:
    return re.sub(r"T00:00:00(?:\.0+)?Z?$", "", written).replace("T", " ")


_SHOWN = {"b": _truth, "d": _iso}
"""Type of a cell → the function from its value to the text shown; numbers and shared strings are handled apart."""


def _ranges(ref: str) -> list[Range]:
    ends = [_CELL.fullmatch(end) for end in ref.upper().split(":")]
    if len(ends) != 2 or not ends[0] or not ends[1]:  # noqa: PLR2004 - from, to
        return []
    (a, b), (c, d) = ((int(end[2]), _column(end[1])) for end in ends if end)
    return [(min(a, c), min(b, d), max(a, c), max(b, d))]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
