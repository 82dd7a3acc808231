"""资料管理: documents, uploads, corrections, versions, findings, links, own terms, the audit log, backups, the check."""

from collections.abc import Callable
from dataclasses import dataclass

from app.app_pages.librarian import backup, document, documents, findings, keeping, links, log, own, uploading, versions
from app.app_pages.librarian.draft_bar import draft_bar, looking
from app.app_pages.librarian.places import DOCUMENT, REPLACE, TAB, UPLOAD, VIEW, to_tab
from app.app_pages.librarian.telling import said, under_bar
from app.app_pages.parts import address
from app.app_pages.parts.heading import heading
from app.app_pages.parts.markup import element, joined, show
from app.app_pages.person import may, require
from app.app_pages.shared import opened, status_line
from app.base.knowledge import Knowledge
from app.people.rights import Right


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of the page."""

    label: str
    right: Right
    """Who sees it."""
    show: Callable[[Knowledge], None]


TABS = {
    "": Tab("文件", Right.UPLOAD, documents.documents),
    UPLOAD: Tab("上传", Right.UPLOAD, lambda kb: uploading.uploading(kb.snapshot.kb)),
    "findings": Tab("待核对", Right.UPLOAD, findings.findings),
    "versions": Tab("版本", Right.UPLOAD, versions.of_base),
    "links": Tab("关联审核", Right.LINKS, links.reviewing),
    "own": Tab("术语和问法", Right.TERMS, own.terms_and_examples),
    "log": Tab("操作记录", Right.AUDIT, log.log),
    "backup": Tab("备份", Right.BACKUP, backup.backup),
    "keeping": Tab("核对和留存", Right.BACKUP, keeping.keeping),
}
"""In their order, by what the address calls them."""


def page() -> None:
    require(Right.UPLOAD)
    kb = opened()
    said()
    heading("资料管理", f"加入、核对、发布资料：改动先进草稿，发布以后才查得到。{status_line(kb)}")
    if not looking():
        under_bar()
    draft_bar(kb.snapshot.kb)
    if identity := address.value(DOCUMENT):
        uploading.unread(kb.current(identity) if address.value(VIEW) == REPLACE else None)
        document.document(kb, identity)
        return
    allowed = {name: tab for name, tab in TABS.items() if may(tab.right)}
    chosen = address.value(TAB) if address.value(TAB) in allowed else ""
    uploading.unread("" if chosen == UPLOAD else None)
    pills = (to_tab(tab.label, name, chosen=name == chosen) for name, tab in allowed.items())
    show(element("p", joined(pills), class_="db-facet"))
    allowed[chosen].show(kb)


page()
