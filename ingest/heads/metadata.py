"""Who issued a document, when, under which number and title: read from its first lines or its front matter."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from ingest.heads import cover, promulgation
from ingest.identifiers import DocumentNumber, StandardNumber, title_slug
from ingest.model import Document, Standard
from ingest.numbering.doctypes import LEVELS_OF_GOVERNMENT, SALUTATION, SENTENCE_END, SPEAKS_OF, DocType, line_kind
from ingest.numbering.sequence import match
from ingest.text.lines import Line, clean, unclosed

_HEAD_LINES = 24
"""Lines within which number, title and issuer of a notice stand."""
_HEADING_LIMIT = 60
"""Characters of the longest titles."""
_COMPLETE = re.compile(
    r"(?:通知|公告|意见|函|决定|通报|方案|计划|办法|目标|表|规定|条例|指南|标准|规范|制度|手册|细则|预案|流程|须知|规程|总结|报告|法)"
    r"(?:[（(《〉》].*)?$"
)
_ISSUER = re.compile(r"^(.{3,30}?(?:委员会|局|协会|学会|部|厅|院|办公室|健康委|中医药局))(?:\s*关于|$)")
_LETTERHEAD = re.compile(r"^([\u4e00-\u9fff（）]{3,30}?(?:委员会|局|协会|学会|部|厅|院|办公室|中心|健康委))文件$")
"""What stands in red over an official letter: who issued it."""
_DATE = re.compile(r"(20\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_STAMP = re.compile(r"^\s*(?:[\u4e00-\u9fff]{0,30}\s*)?20\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*(?:印发)?$")
_EXPLAINING = r"(?:(?:政策|文件)?(?:解读|图解|问答)|一图读懂|(?:起草|编制|修订|修改)(?:说明|情况))"
_EXPLAINS = re.compile(rf"{_EXPLAINING}(?:材料)?[）)]?$|^(?:政策|文件)?(?:解读|图解|问答)\s*[:：丨|]|^一图读懂")
_EXPLAINS_ALONE = re.compile(rf"^[—–\-（(【\s]*{_EXPLAINING}[）)】\s]*$")
"""How an explanation of another document is titled, and the line that says so below that one's title."""
_OPENING, _FIRST_LINES = 400, 6
"""Characters and lines within which such a line stands."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the first lines say, and which lines they were (offsets), so that they become no clauses."""

    title: str = ""
    number: str = ""
    issuer: str = ""
    date: str = ""
    used: frozenset[int] = field(default=frozenset())
    slug: str = ""
    """The document's id where it does not come from number or title."""
    standard: Standard | None = None
    """What the cover of a standard says."""


def read_head(lines: list[Line], doctype: DocType) -> Head:
    """Title, number, issuer and date from the lines before the first heading."""
    read = _READERS.get(doctype.name)
    return (read(lines, doctype) if read else None) or _plain_head(lines, doctype)


def _statute_head(lines: list[Line], doctype: DocType) -> Head | None:
    found = promulgation.read(lines, doctype)
    if found is None:
        return None
    return Head(found.title, found.number, found.issuer, found.date, found.used)


def _standard_head(lines: list[Line], doctype: DocType) -> Head | None:
    found = cover.read(lines, doctype)
    if found is None:
        return None
    standard, used = found
    slug = StandardNumber.parse(standard.id).slug
    return Head(standard.name, standard.id, standard.issuer, standard.published, used, slug, standard)


_READERS: dict[str, Callable[[list[Line], DocType], Head | None]] = {"statute": _statute_head, "standard": _standard_head}
"""Types whose first lines are laid out in a way of their own."""


def _plain_head(lines: list[Line], doctype: DocType) -> Head:
    number, issuer, used = "", "", set()
    title_lines: list[Line] = []
    annex_first = False
    for i, line in enumerate(lines[:_HEAD_LINES]):
        found = next(DocumentNumber.find(line.raw), None)
        if found and not number and len(line.raw) < _HEADING_LIMIT // 2:
            number = str(found)
            used.add(line.span[0])
            continue
        if not title_lines and (letterhead := _LETTERHEAD.match(line.text)):
            issuer = letterhead[1]
            used.add(line.span[0])
            continue
        if SALUTATION.match(line.text):
            break
        marker = match(line.text, doctype.levels)
        if marker and marker.level.name == "annex" and not title_lines:
            annex_first = True
            continue
        if marker or "\t" in line.raw or (title_lines and not _title_goes_on(title_lines, line, doctype)):
            break
        sentence = line.text[-1] in SENTENCE_END or len(line.text) > _HEADING_LIMIT * 2
        if not title_lines and (sentence or line_kind(line.raw) == "contact"):
            break
        title_lines.append(line)
        if _closed(title_lines) and not _subtitle(lines, i):
            break
    title = clean("".join(ln.text for ln in title_lines))
    if not annex_first:
        used |= {ln.span[0] for ln in title_lines}
        used |= _repeated(lines, title)
    named = _ISSUER.match(title)
    return Head(title, number, named[1] if named else issuer, _date(lines), frozenset(used))


def _title_goes_on(title: list[Line], line: Line, doctype: DocType) -> bool:
    text = "".join(ln.text for ln in title)
    if line.after_break or (line.heading and not title[-1].heading) or (line.blanks and doctype.name == "slides"):
        return False
    if line.text[0] in "（(":
        return len(text) < _HEADING_LIMIT
    plain = line.text[-1] not in SENTENCE_END and not line_kind(line.raw)
    return plain and line.blanks <= 1 and len(text) < _HEADING_LIMIT


def _closed(title: list[Line]) -> bool:
    text = "".join(ln.text for ln in title)
    return bool(_COMPLETE.search(text)) and not unclosed(text)


def _subtitle(lines: list[Line], i: int) -> bool:
    """Whether the next line is a bracketed subtitle such as （2023-2025 年）."""
    return i + 1 < len(lines) and lines[i + 1].text[0] in "（(" and lines[i + 1].text[-1] in "）)"


def _repeated(lines: list[Line], title: str) -> set[int]:
    """Lines that print again, as a heading of their own, what the title names in 《》."""
    named = re.search(r"《(.+)》", title)
    if not named:
        return set()
    inner, used = _bare(named[1]), set()
    for first, second in zip(lines, [*lines[1:], None], strict=False):
        if _bare(first.raw) == inner:
            used.add(first.span[0])
        elif second and _bare(first.raw + second.raw) == inner:
            used |= {first.span[0], second.span[0]}
    return used


def _bare(text: str) -> str:
    """``text`` without white space, its brackets of one width: scans and typists mix them."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _date(lines: list[Line]) -> str:
    """The date under the text or on the imprint: the first line that holds nothing but a date and an issuer."""
    for line in lines:
        if _STAMP.match(line.raw) and (found := _DATE.search(line.raw)):
            return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}"
    return ""


def level_of(head: str, text: str) -> str:
    """The level of government: by title, issuer and number, else by the one that the text names most often."""
    for level, pattern in LEVELS_OF_GOVERNMENT:
        if pattern.search(head):
            return level
    counts = {level: len(pattern.findall(text)) for level, pattern in SPEAKS_OF}
    best = max(counts, key=lambda level: counts[level])
    return best if counts[best] else ""


def _identity(slug: str, title: str, text: str) -> str:
    """The id made of a number or title; an explanation is not the document whose number and name it bears."""
    if _EXPLAINS.search(slug):
        return slug
    first = [line.strip() for line in text[:_OPENING].splitlines() if line.strip()][:_FIRST_LINES]
    explains = _EXPLAINS.search(title) or any(_EXPLAINS_ALONE.match(line) for line in first)
    return f"{slug}-解读" if explains else slug


def describe(head: Head, doctype: DocType, text: str, given: dict[str, str], source: str, sha256: str) -> Document:
    """The document that ``head`` describes; front matter takes precedence over what was read from the first lines."""
    title = given.get("title") or head.title or source.rsplit(".", 1)[0]
    number = given.get("number") or head.number
    issuer = given.get("issuer") or head.issuer
    parsed = next(DocumentNumber.find(number), None)
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
        level=given.get("level") or level_of(f"{title} {issuer} {number}", text),
        source=source,
        sha256=sha256,
    )
