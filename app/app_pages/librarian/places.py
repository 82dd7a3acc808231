"""Addresses of the page 资料管理: which tab, which document, which clause and page of it."""

from markupsafe import Markup

from app.app_pages.parts.links import here
from app.app_pages.parts.sheets import SHEET
from app.app_pages.parts.table import SORT

PAGE = "library"
TAB, DOCUMENT, CLAUSE, NUMBER, VIEW = "tab", "doc", "clause", "p", "view"
"""Names in the address: the tab, an opened document, a clause and a page of it, and what is shown of it."""
UPLOAD, REPLACE = "upload", "replace"
"""The tab where files are uploaded, and the view of a document where one takes its place."""
_INNER = (CLAUSE, NUMBER, VIEW)


def to_document(label: str | Markup, document: str, clause: str = "", view: str = "", *, class_: str | None = None) -> Markup:
    """A link that opens a document, at a clause where one is named."""
    changes = dict.fromkeys((*_INNER, TAB)) | {DOCUMENT: document, CLAUSE: clause, VIEW: view}
    return here(label, PAGE, changes, class_=class_)


def to_tab(label: str, tab: str, *, chosen: bool = False) -> Markup:
    """A link that opens a tab."""
    changes: dict[str, str | None] = dict.fromkeys((*_INNER, DOCUMENT, SORT, SHEET)) | {TAB: tab}
    return here(label, PAGE, changes, class_="db-pill db-chosen" if chosen else "db-pill")
