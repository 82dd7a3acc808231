"""Metadata that a document prints under labels (文号：…, 发布机构：…): a government page's table, a rule book's first lines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from ingest.finding_kinds import FindingKind, Note
from ingest.heads import site
from ingest.heads.ending import ORGAN, date_in
from ingest.heads.genres import ends_title
from ingest.heads.head import Head
from ingest.heads.numbers import number_of
from ingest.identifiers import StandardNumber
from ingest.text.field_names import AT_END, FIELD_OF, REGISTER, fields_in, fields_of
from ingest.text.lines import Line, clean, width

_LINES = 40
"""Lines within which such metadata stand."""
_FEWEST = 2
"""Labels from which lines are taken for metadata."""
_FEWEST_BESIDE = 3
"""The same where all of them stand behind something else on their lines: the hospital's name, the title."""
_CLOSE, _WIDEST = 4, 20
"""Lines that labels below a text take at most, and full-width characters of a value in them."""
_LAST = 8
"""Lines at the end of a printed page where its site says who runs it."""

_SIMPLIFIED = str.maketrans(
    "編號機關門發佈單製訂時間題標類別實廢詞無頁數審準開屬體圍稱責務來瀏覽點擊閱讀權總檔種組態範",
    "编号机关门发布单制订时间题标类别实废词无页数审准开属体围称责务来浏览点击阅读权总档种组态范",
)
"""The characters of labels as documents in traditional characters write them."""
_TELLING = re.compile(
    "索引号|文号|字号|发[文布].|成文|文件编号|制度编号|制[定订表]|编制|修[订改]|来源|生效|印发|公布|发票|版本|版次"
)
"""Labels of which one has to be there: names and dates alone are found on any form."""
_REGISTERED = frozenset(fields_of(REGISTER))


def _any_of(labels: Iterable[str]) -> re.Pattern[str]:
    """One of ``labels``, with gaps between its characters or without, and its colon."""
    written = "|".join(r"\s*".join(label) for label in sorted(labels, key=len, reverse=True))
    return re.compile(rf"(?:^|(?<=[\s【\[（(|]))({written})\s*[】\]]?\s*[:：]")


_ONE = _any_of(FIELD_OF)
_CLOSING_OF = FIELD_OF | fields_of(AT_END)
_CLOSING = _any_of(_CLOSING_OF)
_STARTS = re.compile(rf"^[\s【\[（(|]*{_ONE.pattern}")


@dataclass(slots=True)
class _Page:
    """What the labels say: the first value of each field, the labels seen, and their lines."""

    values: dict[str, str] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    lines: list[Line] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    """Cells of a table above all text that are no labels and end as titles do."""
    open: bool = False
    """The title read last is cut, and goes on in the next line."""


def read(lines: list[Line]) -> Head:
    """What the labels in ``lines`` say; an empty head where there are too few of them to be metadata."""
    page = _Page()
    for line in lines[:_LINES]:
        _take(page, line)
    page.names += [name for line in takewhile(lambda line: line.cells, lines) for name in _names(line.cells)]
    fewest = _FEWEST if page.lines else _FEWEST_BESIDE
    if len(page.labels) < fewest or not any(map(_TELLING.search, page.labels)):
        return Head()
    value = page.values.get
    title = clean(value("title", "")) or max(page.names, key=len, default="")
    number = value("number", "")
    dropped = _of_the_site(lines, page, title)
    return Head(
        title=title,
        number=number_of(number) or clean(number),
        issuer=clean(value("issuer", "")),
        date=_day(page),
        used=frozenset(line.span[0] for line in dropped),
        asides=frozenset(line.span[0] for line in page.lines if not line.cells),
        notes=tuple(Note(FindingKind.SITE_FURNITURE, line.text) for line in dropped),
    )


def in_header(rows: Iterable[Sequence[str]]) -> Head:
    """Number, issuer and date under labels in what stands outside of the text: above a sheet's table, in the header of pages.

    Each of ``rows`` is a row of cells, or one line.
    """
    page = _Page()
    for row in rows:
        _take(page, Line("\t".join(row), (0, 0), cells=tuple(row) if len(row) > 1 else ()))
    if len(page.labels) < _FEWEST and not any(map(_TELLING.search, page.labels)):
        return Head()
    value = page.values.get
    number = value("number", "")
    return Head(number=number_of(number) or clean(number), issuer=clean(value("issuer", "")), date=_day(page))


def at_end(lines: list[Line]) -> Head:
    """The same of labels that close a text: 科室：… 日期：… in its last lines, or any beyond those in which ``read`` looks."""
    last = lines[max(_LINES, len(lines) - _LAST) :]
    return _closing(lines[-_CLOSE:]).completed(replace(read(last), used=frozenset(), notes=()))


def _closing(last: list[Line]) -> Head:
    """Issuer and day of the lines, up to the end, that are labels with values and nothing else; empty without issuer."""
    page = _Page()
    for line in takewhile(_is_filled, reversed(last)):
        page.values |= {_CLOSING_OF[label]: value for label, value in _fields(line.raw, _CLOSING)}
        page.lines.append(line)
    issuer = clean(page.values.get("issuer", ""))
    day = _day(page) or date_in(page.values.get("posted", ""))
    if not (day and re.search(rf"{ORGAN}$", issuer)):
        return Head()
    return Head(issuer=issuer, date=day, asides=frozenset(line.span[0] for line in page.lines))


def _is_filled(line: Line) -> bool:
    """Whether a line is nothing but labels, with a short value behind each of them."""
    text = line.raw.strip()
    starts = _CLOSING.match(text.translate(_SIMPLIFIED)) is not None and not line.cells
    return starts and all(0 < width(value) <= _WIDEST for _, value in _fields(text, _CLOSING))


def before(text: str) -> str:
    """``text`` up to the first label in it: the title of a paper that prints its number on the same line."""
    found = _ONE.search(text.translate(_SIMPLIFIED))
    return text[: found.start()].strip() if found and found.start() else text


def in_register(text: str) -> bool:
    """Whether a line begins with a label of a document's entry in the register of a government site."""
    found = _STARTS.match(text.translate(_SIMPLIFIED))
    return found is not None and _bare(found[1]) in _REGISTERED


def _day(page: _Page) -> str:
    """The day of the last revision, else that on which the document was made."""
    return date_in(page.values.get("revised", "")) or date_in(page.values.get("date", ""))


def hints(lines: list[Line]) -> Head:
    """What a page only hints at: who gave it the text, and when it was put up."""
    page = _Page()
    for line in lines[:_LINES]:
        _take(page, line)
    return Head(issuer=clean(page.values.get("source", "")), date=date_in(page.values.get("posted", "")))


def _take(page: _Page, line: Line) -> None:
    """Read the labels of one line or row."""
    text = _labelled(line.cells) if line.cells else line.raw
    plain = text.translate(_SIMPLIFIED)
    found = list(_ONE.finditer(plain))
    own = _STARTS.match(plain) is not None
    if page.open and not own and ends_title(clean(whole := page.values["title"] + text)):
        page.values["title"] = whole
        page.lines.append(line)
    elif own:
        page.lines.append(line)
    for name, value in _fields(text, _ONE):
        page.labels.add(name)
        if value and FIELD_OF[name]:
            page.values.setdefault(FIELD_OF[name], value)
    page.open = own and FIELD_OF[_bare(found[-1][1])] == "title" and "title" in page.values


def _fields(text: str, pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """(label, value) of the labels that ``pattern`` finds; a value ends at the next label."""
    found = list(pattern.finditer(text.translate(_SIMPLIFIED)))
    ends = [*(label.start() for label in found[1:]), len(text)]
    return [
        (_bare(label[1]), text[label.end() : end].strip(" \t\u3000_＿|【[]】")) for label, end in zip(found, ends, strict=False)
    ]


def _names(cells: tuple[str, ...]) -> list[str]:
    texts = [clean(cell.replace("\n", "")) for cell in cells]
    return [
        text
        for text in texts
        if not _ONE.search(text.translate(_SIMPLIFIED)) and not re.search(r"[。；]", text) and ends_title(text)
    ]


def _labelled(cells: tuple[str, ...]) -> str:
    """A row as one line: a cell that is a label alone is followed by its value."""
    if fields := fields_in(cells):
        return "  ".join(f"{label}：{value}" for label, value in fields)
    out: list[str] = []
    for cell in dict.fromkeys(" ".join(cell.split()) for cell in cells):
        label = _bare(cell).translate(_SIMPLIFIED)
        out.append(label + "：" if label in FIELD_OF else cell)
    return "  ".join(out)


def _bare(label: str) -> str:
    """A label without its gaps and colon."""
    return re.sub(r"[\s:：]+", "", label)


def _of_the_site(lines: list[Line], page: _Page, title: str) -> list[Line]:
    """Lines of a web site around the document: those above the labels, but for its title and number, and those at its end."""
    if not page.lines:
        return []
    first = page.lines[0].span[0]
    above = [
        line for line in lines[:_LINES] if line.span[0] < first and not (line.cells or any(StandardNumber.find(line.text)))
    ]
    if not any(site.is_menu(line.raw) or site.is_site_line(line.text) for line in above):
        return []
    last = [line for line in lines[-_LAST:] if line.span[0] > first]
    foot = next((at for at, line in enumerate(last) if not line.cells and site.is_foot(line.raw)), len(last))
    return [line for line in above if not _is_of_document(line, title)] + last[foot:]


def _is_of_document(line: Line, title: str) -> bool:
    """Whether a line above the labels is the document's own: its number, or a line of its title."""
    if number_of(line.text) or (title and line.text in title):
        return True
    return not title and not site.is_menu(line.raw) and (ends_title(line.text) or line.heading > 0)
