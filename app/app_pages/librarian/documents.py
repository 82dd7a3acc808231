"""The table of documents: state, version, how much waits for a person."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from app.app_pages.librarian.places import PAGE, to_document
from app.app_pages.librarian.versions import kept
from app.app_pages.parts import badges
from app.app_pages.parts.badges import badge
from app.app_pages.parts.facets import Facet
from app.app_pages.parts.markup import NONE, element
from app.app_pages.parts.table import Column, table
from app.base.knowledge import Knowledge
from app.base.versions import Version
from app.build import draft
from app.people import database, ticks
from app.people.draft import ADD, RETIRE, Staged
from ingest.model import Document
from ingest.numbering.doctypes import BY_NAME, LEVELS

PUBLISHED, NEW, CHANGED, RETIRED = "已发布", "草稿：新", "草稿：有改动", "草稿：停用"
_MEANING = {PUBLISHED: "in_force", NEW: "not_yet", CHANGED: "not_yet", RETIRED: "superseded"}


@dataclass(frozen=True, slots=True)
class Row:
    """A document of base or draft."""

    id: str
    title: str
    state: str
    waiting: int
    document: Document | None = None
    """None for one that is in the draft alone."""
    since: int = 0
    """Number of the version of the base since which it is as it is; 0 for one in the draft alone."""


def documents(kb: Knowledge) -> None:
    """The table."""
    table(PAGE, rows(kb), _COLUMNS, _FACETS, unit="份文件")


def rows(kb: Knowledge) -> list[Row]:
    """Documents of the base in its order, after those that are in the draft alone."""
    folder = kb.snapshot.kb
    staged, waiting = draft.staged(folder), _waiting(kb, folder)
    new = [one for one in staged if one.action == ADD and one.document not in kb.documents]
    since = _since(kept(str(folder), kb.snapshot.name))
    first = min(since.values(), default=1)
    return [
        *(Row(one.document, one.title, NEW, 0) for one in new),
        *(Row(d.id, d.title, _state(d.id, staged), waiting[d.id], d, since.get(d.id, first)) for d in kb.documents.values()),
    ]


def _since(found: Sequence[Version]) -> dict[str, int]:
    """Document → the last version in which it changed; the first one that is kept under ""."""
    readable = [one for one in reversed(found) if one.readable]
    changed = {x.document: one.number for one in readable for x in one.changes}
    return {"": readable[0].number} | changed if readable else {}


def _state(document: str, staged: list[Staged]) -> str:
    touching = [one for one in staged if document in (one.document, one.instead)]
    if any(one.action == RETIRE for one in touching):
        return RETIRED
    return CHANGED if touching else PUBLISHED


def _waiting(kb: Knowledge, folder: Path) -> Counter[str]:
    with database.reading(folder) as db:
        done = ticks.standing(db)
    return Counter(one.document for one in kb.store.findings() if one.code.weight.asks and ticks.key(one) not in done)


def _check(row: Row) -> Markup:
    label = element("span", f"待核对 {row.waiting}", class_="db-code")
    return to_document(label, row.id) if row.waiting else element("span", "没有", class_="db-quiet db-code")


def _code(written: str) -> Markup:
    """A number or date, never broken."""
    return element("span", written, class_="db-code") if written else NONE


def _type(row: Row) -> str:
    return BY_NAME[row.document.doctype].label if row.document else ""


def _of(row: Row, name: str) -> str:
    return str(getattr(row.document, name)) if row.document else ""


_COLUMNS: tuple[Column[Row], ...] = (
    Column("文件", lambda row: to_document(row.title, row.id), lambda row: row.title, main=True),
    Column("状态", lambda row: badge(row.state, _MEANING[row.state]), lambda row: row.state),
    Column("版本", lambda row: _code(f"第 {row.since} 版" if row.since else "—"), lambda row: row.since),
    Column("待核对", _check, lambda row: row.waiting),
    Column("文本", lambda row: badges.rendition(row.document.rendition) if row.document else NONE),
    Column("类型", lambda row: _code(_type(row)), _type),
    Column("文号", lambda row: _of(row, "number"), lambda row: _of(row, "number")),
    Column("发布单位", lambda row: _of(row, "issuer"), lambda row: _of(row, "issuer")),
    Column("日期", lambda row: _code(_of(row, "date")), lambda row: _of(row, "date")),
)
_FACETS: tuple[Facet[Row], ...] = (
    Facet("状态", lambda row: row.state),
    Facet("层级", lambda row: LEVELS.get(_of(row, "level"), "") if row.document else ""),
    Facet("类型", _type),
)
