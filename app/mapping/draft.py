"""A file → the draft's passages, read by the same parsers as documents of the base; nothing of the text is left out."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path, PurePath

from app.mapping.model import Draft, Passage, Unchecked
from app.mapping.sentences import role_of
from ingest.draft import Job
from ingest.errors import SourceError
from ingest.finding_kinds import FindingKind
from ingest.model import Clause, Parsed
from ingest.text.decoding import read_bytes
from ingest.worker.asking import ParsingWorker

_MOST_PAGES, MOST_CHARACTERS = 200, 400_000
"""Of a draft; the association asks for ten pages."""
_FIELD = 2
"""Cells of a row that is a field of a form: its name and what is filled in."""
_TITLE_FIELD = "案例名称"
_UNIT = re.compile(
    r"[^，。：；“”《》]{2,24}(?:医院|卫生院|保健院|卫生服务中心|防治院|疗养院)(?:[\s、，]*[^，。：；“”《》\s、]{1,14}[科部室处院办组心队])*"
)
"""A line of a hospital and its departments."""
_CONTACT = re.compile(
    r"[\s、，,；;（(]*(?:联系人|联系电话|电话|手机|邮箱|e-?mail|作者|执笔|撰稿|报送人|推荐人|日期)[^：:]{0,4}[：:].*",
    re.IGNORECASE,
)
"""Who is to be asked, as it stands behind the hospital or by itself."""
_HOUSE = re.compile(r"[^，。：；“”《》—]{2,14}(?:中心|科|部|处|室|组)")
_SHORT = 10
"""Characters of the heading of a part, of which a title is not taken for one."""
_CELLS = re.compile(r"\t|(?<!\\)\|")
_ROWS = ("row", "form", "heading")


def read(path: Path) -> Draft:
    """Read the draft at ``path``; SourceError when it cannot be read, or is no draft but a book."""
    return of_bytes(read_bytes(path), path)


def of_bytes(data: bytes, path: PurePath, pages: Callable[[int, int], None] = lambda done, total: None) -> Draft:
    """Read a draft's bytes, as ``read`` does; errors call it ``path``, ``pages`` is told of pages done and of all."""
    with ParsingWorker() as worker:
        return of_parsed(worker.ingest(data, path, Job(pages=_bounded(path, pages))), path)


def _bounded(path: PurePath, told: Callable[[int, int], None]) -> Callable[[int, int], None]:
    """Stops the reading of a file with too many pages as soon as their number is known."""

    def check(done: int, total: int) -> None:
        told(done, total)
        if total > _MOST_PAGES:
            raise SourceError(f"有 {total} 页，案例稿最多 {_MOST_PAGES} 页", str(path), "请只留案例正文，或拆成几份")

    return check


def of_parsed(parsed: Parsed, path: PurePath) -> Draft:
    """The draft that a parsed file is; SourceError when its text is too long."""
    if len(parsed.transcript) > MOST_CHARACTERS:
        what = f"有 {len(parsed.transcript)} 个字，案例稿最多 {MOST_CHARACTERS} 个字"
        raise SourceError(what, str(path), "请只留案例正文，或拆成几份")
    passages = tuple(_numbered([*_passages(parsed)]))
    unread = tuple(
        Unchecked(f.text, f"第{f.page}页" if f.page else "", f.message) for f in parsed.findings if f.code in _UNREAD
    )
    title = next((p.text for p in passages if p.headings[-1:] == (_TITLE_FIELD,)), _title(parsed.document.title, passages))
    return Draft(str(path), title, passages, unread)


_UNREAD = (
    FindingKind.UNREADABLE,
    FindingKind.UNSURE,
    FindingKind.UNREAD_PART,
    FindingKind.FORM_FIELD,
    FindingKind.HIDDEN_CELLS,
    FindingKind.NO_VALUE,
    FindingKind.GARBLED,
    FindingKind.RECOGNISED,
)
"""Findings that say that something of the text was not read, or not surely."""


def _passages(parsed: Parsed) -> Iterator[Passage]:
    """Clauses in order of reading, rows cut into cells; and between them the lines that belong to no clause: headings."""
    at, columns, row = 0, [""], 0
    for clause in sorted(parsed.clauses, key=lambda c: c.spans[:1]):
        start = min((span[0] for span in clause.spans), default=at)
        yield from _loose(parsed.transcript[at:start])
        at = max([at, *(span[1] for span in clause.spans)])
        if clause.kind in _ROWS and len(cells := _cut(clause.orig)) > 1:
            row += 1
            if clause.path[-1].startswith("表头"):
                columns = cells if len({*cells}) == len(cells) else [""]
            yield from _row(clause, cells, columns, row)
        else:
            yield _passage(clause, clause.text, "heading" if clause.kind == "heading" else "paragraph")
    yield from _loose(parsed.transcript[at:])


def _loose(text: str) -> Iterator[Passage]:
    """Lines that no clause holds: titles and headings."""
    for line in text.splitlines():
        plain = re.sub(r"^[#>*\s|-]+|[*|\s]+$", "", line)
        if plain:
            yield Passage(plain, "", "heading")


def _passage(clause: Clause, text: str, kind: str) -> Passage:
    page = f"第{clause.page}页" if clause.page else ""
    return Passage(text, page, kind, tuple(filter(None, clause.titles)))


def _cut(orig: str) -> list[str]:
    """The cells of a row as it stands in the transcript."""
    return [re.sub(r"\*\*", "", cell).strip() for cell in _CELLS.split(orig.strip(" |\n"))]


def _row(clause: Clause, cells: list[str], columns: list[str], row: int) -> Iterator[Passage]:
    """The cells of a row, one that is merged over several columns once; of two the first is a heading of the second."""
    names = columns if len(columns) == len(cells) else [""] * len(cells)
    distinct = [n for n, cell in enumerate(cells) if cell and (not n or cell != cells[n - 1])]
    for number in distinct:
        passage = replace(_passage(clause, cells[number], "cell"), column=names[number], row=row)
        label = cells[distinct[0]]
        if len(distinct) == _FIELD and number == distinct[1] and (not names[number] or role_of(label)):
            passage = replace(passage, headings=(*passage.headings, label), column="")
        yield passage


def _title(found: str, passages: Sequence[Passage]) -> str:
    """A title that the parser put together of the first lines, without those on whose the case is or the first part."""
    lines, rest = list[str](), "".join(found.split())
    for passage in passages:
        line = "".join(passage.text.split())
        if not line or not rest.startswith(line):
            break
        rest = rest[len(line) :]
        lines.append(passage.text.strip())
    named = [*lines[:1], *takewhile(lambda line: not _is_no_title(line), lines[1:])]
    return "".join(named) if len(named) < len(lines) and not rest else found


def _is_no_title(line: str) -> bool:
    """Whether a line below a title is no more of it."""
    house = _UNIT.match(line)
    rest = line[house.end() :].strip() if house else line
    of_a_part = len(line) <= _SHORT and role_of(line) is not None
    return of_a_part or (bool(house) and not rest) or any(p.fullmatch(rest) for p in (_CONTACT, _HOUSE))


def _numbered(passages: list[Passage]) -> Iterator[Passage]:
    """The passages with their paragraph numbers; the cells of a row share one."""
    number, row = 0, 0
    for passage in passages:
        if not passage.row or passage.row != row:
            number += 1
        row = passage.row
        yield replace(passage, place=f"{passage.place}第{number}段{'（表格）' if passage.row else ''}")
