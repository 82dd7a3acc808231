"""A basket of ids comes in; citations after GB/T 7714-2015 and in short go out as .docx, .xlsx or text."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from app.base import cited
from app.base.citation import Citation
from app.base.files import write_output
from app.base.things import Things
from app.case_form import document
from app.case_form.notice import Notice, latest
from app.people.spreadsheet import guarded
from ingest.errors import NotFoundError, OutputError

_HEADS = ("序号", "编号", "参考文献（GB/T 7714-2015）", "文中写法")
_WIDTHS = (6, 36, 70, 50)


@dataclass(frozen=True, slots=True)
class Cited:
    """One thing of a basket."""

    id: str
    citation: Citation


def basket(kb: Things, ids: Iterable[str]) -> list[Cited]:
    """The things of these ids in order, each once; NotFoundError for one that the base does not have."""
    found = []
    for identity in dict.fromkeys(kb.current(one.strip()) for one in ids if one.strip()):
        citation = cited.of(kb, identity)
        if citation is None or not citation.full:
            raise NotFoundError(f"知识库里没有“{identity}”", todo="请用 duibiao search 查找编号")
        found.append(Cited(identity, citation))
    return found


def text(things: Sequence[Cited]) -> str:
    """A numbered list after GB/T 7714-2015, then the short forms."""
    full = (f"[{number}] {one.citation.full}" for number, one in enumerate(things, 1))
    short = (f"[{number}] {one.citation.short}" for number, one in enumerate(things, 1))
    return "\n".join(("参考文献（GB/T 7714-2015）", *full, "", "文中写法", *short)) + "\n"


def xlsx(things: Sequence[Cited]) -> bytes:
    """A table, a thing a row; a cell that a spreadsheet would take for a formula has ``'`` before it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "引用清单"
    sheet.append(_HEADS)
    for number, one in enumerate(things, 1):
        sheet.append((number, *map(guarded, (one.id, one.citation.full, one.citation.short))))
    for letter, width in zip("ABCD", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.font, cell.alignment = Font(name=document.FONT, size=11), Alignment(wrap_text=True, vertical="top")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def docx(things: Sequence[Cited], notice: Notice) -> bytes:
    """The numbered list in the typography of the notice."""
    return document.lines("引用清单", text(things).strip().split("\n"), notice)


WRITERS: dict[str, Callable[[Sequence[Cited]], str | bytes]] = {
    ".txt": text,
    ".xlsx": xlsx,
    ".docx": lambda things: docx(things, latest()),
}
"""Extension → what writes it."""


def write(things: Sequence[Cited], path: Path) -> None:
    """Write the list in the form that the extension names; OutputError for another one."""
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise OutputError("不认识这种文件", str(path), f"可用：{'、'.join(WRITERS)}")
    write_output(path, writer(things))
