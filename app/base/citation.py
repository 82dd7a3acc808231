"""How a thing is cited, after GB/T 7714-2015 and in short, and what a reader must know of its standing."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from app.base.citation_place import place
from ingest.model import Clause, Document, Regulation, Standard
from ingest.tables.catalogues import STATE

STATUS = {"in_force": "现行", "not_yet": "尚未实施", "superseded": "已被代替", "unknown": "日期不详"}
RENDITIONS = {"original": "原文", "digest": "摘要（非原文，引用前请核对原文）"}
_TYPES = {"standard": "S"}
"""Type of document → its mark (GB/T 7714-2015 annex B); Z stands for all that have none of their own."""
_UNKNOWN_NUMBER = dict.fromkeys(("targets", "statute", "plan", "notice"), "[文号不详]") | {"standard": "[标准号不详]"}
"""Type of document that an organ numbers → what a citation says where the number is not known."""
_MOST_ISSUERS = 3
"""Of more issuers the first three are named (GB/T 7714-2015 clause 8.1.2)."""
_DIGEST, _SLIDES = "据摘要", "课件，不宜直接引用"
_NOT_HELD = "库中没有该文件正文，引用前请核对原文"


@dataclass(frozen=True, slots=True)
class Citation:
    """One thing cited in two forms, each to be copied as it is."""

    full: str
    """After GB/T 7714-2015: ``国家卫生健康委. 静脉治疗护理技术操作标准: WS/T 433-2023[S]. 2023-08-29.``"""
    short: str
    """As in running text: ``WS/T 433-2023《静脉治疗护理技术操作标准》``, ``《…》目标三（二）核心策略第1条``."""
    notes: str = ""
    """What a reader must know before printing it, as both forms end with it in brackets."""

    @property
    def printed(self) -> str:
        """The short form without the notes, for a paper that is sent."""
        return self.short.removesuffix(f"（{self.notes}）") if self.notes else self.short


@dataclass(frozen=True, slots=True)
class _Work:
    """What a citation says of a work beside the place in it."""

    title: str
    issuer: str
    number: str
    date: str
    doctype: str
    notes: tuple[str, ...] = ()
    """What a reader must know before printing the citation."""


def status(standard: Standard, superseded: AbstractSet[str], on: date | None = None) -> str:
    """in_force, not_yet, superseded or unknown on a day (default today), as far as this base and its lists know."""
    if standard.id in superseded or STATE in standard.note:
        return "superseded"
    try:
        effective = date.fromisoformat(standard.effective)
    except ValueError:
        return "unknown"
    return "in_force" if effective <= (on or date.today()) else "not_yet"


def of_standard(standard: Standard) -> Citation:
    """A standard; a number that its source misprints is given as printed too."""
    squeezed = standard.written.replace("—", "-").replace(" ", "")
    misprint = () if squeezed == standard.id.replace(" ", "") else (f"来源文件印作 {standard.written}",)
    return _citation(_Work(standard.name, standard.issuer, standard.id, standard.published, "standard", misprint))


def of_clause(clause: Clause, document: Document, leads: Sequence[Clause] = ()) -> Citation:
    """A clause at its place; ``leads`` are the sentences that it hangs on, the outermost first."""
    return _citation(_work(document, clause.rendition), place(clause, document.doctype, leads))


def of_document(document: Document) -> Citation:
    """A document as a whole."""
    return _citation(_work(document, document.rendition))


def of_regulation(regulation: Regulation, where: str, listed: Clause | None, source: Document | None) -> Citation:
    """A place in a regulation that the base does not hold; ``listed`` is the clause of ``source`` that names what is cited."""
    note = _NOT_HELD
    if listed and source and source.doctype == "slides":
        note += f"；库中只有课件《{inner(source.title)}》{place(listed, source.doctype)}，不宜直接引用"
    return _citation(_Work(regulation.title, regulation.issuer, regulation.number, regulation.date, "statute", (note,)), where)


def _work(document: Document, rendition: str) -> _Work:
    notes = (_SLIDES,) * (document.doctype == "slides") + (_DIGEST,) * (rendition == "digest")
    return _Work(_bare(document.title), document.issuer, document.number, document.date, document.doctype, notes)


def inner(title: str) -> str:
    """A title as it stands inside 《》: without its own, or with 〈〉 for those that it holds."""
    return _bare(title).replace("《", "〈").replace("》", "〉")


def _bare(title: str) -> str:
    """A title without the 《》 that enclose all of it."""
    return title[1:-1] if re.fullmatch("《[^《》]*》", title) else title


def _citation(work: _Work, where: str = "") -> Citation:
    notes = "；".join(work.notes)
    full = _full(work, where, f"［{notes}］" if notes else "")
    return Citation(full, _short(work, where, f"（{notes}）" if notes else ""), notes)


def _full(work: _Work, where: str, notes: str) -> str:
    """Issuer. Title: number[type]. Date: place."""
    number = work.number or _UNKNOWN_NUMBER.get(work.doctype, "")
    about = re.sub(f"^{re.escape(work.issuer)}(?=关于)", "", work.title) if work.issuer else work.title
    title = f"{about}{f': {number}' if number else ''}[{_TYPES.get(work.doctype, 'Z')}]"
    when = f"{work.date or '[日期不详]'}{f': {where}' if where else ''}"
    return f"{_issuers(work.issuer)}. {title}. {when}{notes}."


def _issuers(written: str) -> str:
    names = [name for name in re.split("[、，,；;]", written) if name.strip()]
    return ", ".join(names[:_MOST_ISSUERS] + ["等"] * (len(names) > _MOST_ISSUERS)) or "[发布单位不详]"


def _short(work: _Work, where: str, notes: str) -> str:
    """《Title》 with its place; a standard begins with its number."""
    title = f"《{inner(work.title)}》"
    before, behind = (f"{work.number}", "") if work.doctype == "standard" else ("", f"（{work.number}）" if work.number else "")
    return f"{before}{title}{behind}{where}{notes}"
