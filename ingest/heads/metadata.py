"""Who issued a document, when, under which number and title: read from its first and last lines or its front matter."""

import re
from collections.abc import Callable
from dataclasses import replace

from ingest.heads import articles, cover, ending, labels, occasions, opening, promulgation, signed
from ingest.heads.head import Head
from ingest.heads.levels import hospital_in, level_of
from ingest.identifiers import EXPLAINED, DocumentNumber, StandardNumber, title_slug
from ingest.model import Document
from ingest.numbering.doctypes import DocType
from ingest.text.lines import Line
from ingest.text.turning import unturned

_EXPLAINING = r"(?:(?:政策|文件)?(?:解读|图解|问答)|一图读懂|(?:起草|编制|修订|修改)(?:说明|情况))"
_EXPLAINS = re.compile(rf"{_EXPLAINING}(?:材料)?[）)]?$|^(?:政策|文件)?(?:解读|图解|问答)\s*[:：丨|]|^一图读懂")
_EXPLAINS_ALONE = re.compile(rf"^[—–\-（(【\s]*{_EXPLAINING}[）)】\s]*$")
"""How an explanation of another document is titled, and the line that says so below that one's title."""
_OPENING, _FIRST_LINES = 400, 6
"""Characters and lines within which such a line stands."""


def read_head(lines: list[Line], doctype: DocType, title: str = "") -> Head:
    """Title, number, issuer and date from the first lines, from metadata under labels, and from the signature.

    ``title`` is the title where front matter has it, so that only lines that print it again are looked for.
    Labelled metadata and the cover of a standard may be framed; of other lines only those outside of boxed inserts count.
    """
    listed = doctype.name == "standard" and cover.is_listed(lines)
    labelled = Head() if doctype.fields or listed else labels.read(lines, doctype.levels).completed(labels.at_end(lines))
    taken = labelled.used | labelled.asides
    off = signed.read(lines, doctype)
    boxed = bool(taken) or doctype.name in _FRAMED
    own = [line for line in lines if line.span[0] not in taken | off.asides and (boxed or not line.insert)]
    hints = labels.hints(lines, doctype.levels) if taken or labelled.number or labelled.issuer else Head()
    read = _READERS.get(doctype.name)
    if read and (found := read(own, doctype)):
        found = found.completed(labelled).completed(Head(asides=off.asides))
        if found.standard:
            return found.completed(hints)
        end = ending.read([line for line in own if line.span[0] not in found.used | found.asides], doctype)
        return found.completed(Head(issuer=end.issuer, date=end.date, asides=end.lines)).completed(off).completed(hints)
    head = articles.read(own) or opening.read(own, doctype, title or labelled.title)
    end = ending.read([line for line in own if line.span[0] not in head.used | head.asides], doctype)
    return replace(
        head.completed(labelled),
        issuer=_closer(head, end.issuer) or labelled.issuer or end.issuer or off.issuer or hints.issuer,
        date=end.date
        or labelled.date
        or head.date
        or off.date
        or occasions.day_of(head.title or labelled.title or title, own)
        or hints.date,
        asides=(head.asides | labelled.asides | off.asides | end.lines) - head.used,
    )


def _closer(head: Head, signed: str) -> str:
    """The issuer that the head names, or the department of it that signed a rule or a book: 某医院 → 某医院护理部."""
    return signed if head.issuer and signed.startswith(head.issuer) and "关于" not in head.title else head.issuer


_READERS: dict[str, Callable[[list[Line], DocType], Head | None]] = {"statute": promulgation.read, "standard": cover.read}
"""Types whose first lines are laid out in a way of their own."""
_FRAMED = ("standard",)
"""Types whose first page is set in frames: the templates of standards put number, stage and dates of a cover each into one."""


def _identity(slug: str, title: str, text: str) -> str:
    """The id made of a number or title; an explanation is not the document whose number and name it bears."""
    if _EXPLAINS.search(slug):
        return slug
    first = [line.strip() for line in text[:_OPENING].splitlines() if line.strip()][:_FIRST_LINES]
    explains = _EXPLAINS.search(title) or any(_EXPLAINS_ALONE.match(line) for line in first)
    return f"{slug}{EXPLAINED}" if explains else slug


def describe(head: Head, doctype: DocType, text: str, given: dict[str, str], source: str, sha256: str) -> Document:
    """The document that ``head`` describes; front matter takes precedence over what was read from the first lines."""
    title = unturned(given.get("title") or re.sub(r"^《([^《》]+)》$", r"\1", head.title) or source.rsplit(".", 1)[0])
    number = given.get("number") or head.number
    issuer = given.get("issuer") or head.issuer or hospital_in(title)
    parsed = next(DocumentNumber.find(number), None) or next(StandardNumber.find(number), None)
    identity = given.get("id") or _identity(
        head.slug or (parsed.slug if parsed else title_slug(title) + doctype.suffix), title, text
    )
    return Document(
        id=identity,
        title=title,
        doctype=doctype.name,
        rendition=given.get("rendition") or "original",
        number=number,
        issuer=issuer,
        date=given.get("date") or head.date,
        level=given.get("level") or level_of(title, issuer, number, text),
        source=unturned(source),
        sha256=sha256,
    )
