"""How a thing is cited, after GB/T 7714-2015, and what a reader must know of its standing."""

import re
from datetime import date

from ingest.model import Clause, Document, Standard

STATUS = {"in_force": "现行", "not_yet": "尚未实施", "superseded": "已被代替", "unknown": "日期不详"}
RENDITIONS = {"original": "原文", "digest": "摘要（非原文，引用前请核对原文）"}


def status(standard: Standard, superseded: set[str], on: date | None = None) -> str:
    """in_force, not_yet, superseded or unknown on a day (default today), as far as this base knows."""
    if standard.id in superseded:
        return "superseded"
    try:
        effective = date.fromisoformat(standard.effective)
    except ValueError:
        return "unknown"
    return "in_force" if effective <= (on or date.today()) else "not_yet"


def cite_standard(standard: Standard) -> str:
    """A standard, e.g. ``国家卫生健康委. 静脉治疗护理技术操作标准: WS/T 433-2023[S]. 2023-08-29.``."""
    misprint = "" if standard.written.replace("—", "-") == standard.id else _as_printed(standard)
    issuer = f"{standard.issuer}. " if standard.issuer else ""
    return f"{issuer}{_unbracketed(standard.name)}: {standard.id}[S]{misprint}. {standard.published}.".replace(". .", ".")


def _as_printed(standard: Standard) -> str:
    squeezed = standard.written.replace("—", "-").replace(" ", "")
    return "" if squeezed == standard.id.replace(" ", "") else f"（来源文件印作 {standard.written}）"


def cite_clause(clause: Clause, document: Document) -> str:
    """Issuer, title, number, date and the clause's place; a digest says that it is none of the original."""
    issuer = f"{document.issuer}. " if document.issuer and not document.title.startswith(document.issuer) else ""
    number = f": {document.number}" if document.number else ""
    when = f" {document.date}:" if document.date else ""
    digest = "" if clause.rendition == "original" else "［据摘要］"
    mark = "S" if document.doctype == "standard" else "Z"
    return f"{issuer}{_unbracketed(document.title)}{number}[{mark}].{when} {clause.locator}{digest}."


def _unbracketed(title: str) -> str:
    """A title without the 《》 that enclose all of it."""
    return title[1:-1] if re.fullmatch("《[^《》]*》", title) else title
