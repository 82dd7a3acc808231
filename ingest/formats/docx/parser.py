"""Parser of Word documents (DOCX, DOCM): the text that a reader sees, with list numbers. Macros are ignored."""

import re
from collections import Counter
from dataclasses import replace

from ingest.blocks.assembly import draft
from ingest.draft import Draft, Job
from ingest.errors import SourceError
from ingest.finding_kinds import FindingKind, Note
from ingest.formats.docx.body import Body
from ingest.formats.docx.chunks import Chunks
from ingest.formats.docx.names import Element, attr, child, name
from ingest.formats.docx.names import text as text_of
from ingest.formats.docx.numbering import Numbering
from ingest.formats.docx.parts import Parts
from ingest.formats.docx.styles import Styles
from ingest.formats.docx.tabs import only_between_columns
from ingest.formats.pictures import note
from ingest.packages.bounds import check_length
from ingest.packages.ooxml import OfficePackage
from ingest.text.elements import Grid, Paragraph
from ingest.text.transcript import transcribe

_Elements = list[Paragraph | Grid]


def parse(data: bytes, name: str, job: Job) -> Draft:
    """Blocks of a Word document; SourceError when it is encrypted, broken, a bomb, or without text."""
    package = OfficePackage(data, name)
    try:
        elements, findings = _read(Parts(package), name)
    except RecursionError as exc:
        raise SourceError("文件里的表格或文本框套得太深", name, "请用 Word 或 WPS 打开后另存一份") from exc
    return draft(transcribe(elements), job, findings)


def _read(parts: Parts, where: str) -> tuple[_Elements, list[Note]]:
    """The elements in reading order, and notes on what was left out; SourceError when there is no text."""
    root = parts.main()
    styles = Styles(parts.part("styles"))
    chunks = Chunks(parts, where, _read)
    body = Body(root, styles, Numbering(parts.part("numbering"), styles), chunks, where)
    holder = child(root, "w:body")
    if holder is not None:
        body.walk(holder)
    elements = only_between_columns(_with_notes(body, parts))
    if not any(isinstance(e, Grid) or e.text.strip() for e in elements):
        if chunks.notes:
            raise SourceError(
                f"文字在嵌入的文件里，读不出来（{chunks.notes[0].text}）", where, "请用 Word 打开后另存为 .docx 再加入"
            )
        todo = "如果内容是图片，请导出为 PDF 后加入" if body.pictures else "请确认导出或复制是否完整"
        raise SourceError("文件里没有文字", where, todo)
    check_length(elements, where)
    elements = _without_outer_box(elements)
    lines = "；".join(line.strip() for line in body.dropped)
    known = body.pages.known
    findings = [each for page, count in sorted(body.images.items()) for each in note(count, page if known else None)]
    findings += [*chunks.notes, *_comments(body, parts), *_margins(parts)] + (
        [Note(FindingKind.CONTENTS_DROPPED, lines)] if lines else []
    )
    return elements if body.pages.known else [replace(e, page=None) for e in elements], findings


def _margins(parts: Parts) -> list[Note]:
    """A note on the text of each header and footer, page numbers aside."""
    roots = [parts.xml(name) for kind in ("header", "footer") for name in parts.every(kind)]
    texts = ["  ".join(filter(None, map(_printed, root.iter("{*}p")))) for root in roots]
    return [Note(FindingKind.RUNNING_HEAD, text) for text in dict.fromkeys(texts) if re.search(r"[^\W\d_]", text)]


def _printed(paragraph: Element) -> str:
    """The text of a paragraph of a header, with a gap for each tab."""
    return "".join({"w:t": text_of(el), "w:tab": "  "}.get(name(el), "") for el in paragraph.iter()).strip()


def _with_notes(body: Body, parts: Parts) -> _Elements:
    """The elements with each footnote and endnote behind what refers to it, as a paragraph 注1：…."""
    found = {kind: _by_id(parts.part(kind)) for kind in ("footnotes", "endnotes")}
    elements: _Elements = []
    begin = 0
    for end, (kind, identity) in list(body.noted):
        elements += body.elements[begin:end]
        begin = end
        note = found[kind].get(identity)
        text = "" if note is None else "".join(line for line, _ in body.lines(note))
        last = elements[-1] if elements else Paragraph("")
        insert = last.insert if isinstance(last, Paragraph) else 0
        number = f"{body.notes[kind, identity]}" if len(body.noted) > 1 else ""
        elements += [Paragraph(f"注{number}：{text}", last.page, insert=insert)] if text else []
    return elements + body.elements[begin:]


def _comments(body: Body, parts: Parts) -> list[Note]:
    """A note on each comment that the text refers to, in order, with its page where pages are known."""
    found = _by_id(parts.part("comments"))
    texts = [("".join(map(text_of, found[key].iter("{*}t"))), page) for key, page in body.comments.items() if key in found]
    known = body.pages.known
    return [
        Note(FindingKind.ANNOTATION, f"第{page}页：{text}" if known else text, page=page if known else None)
        for text, page in texts
        if text.strip()
    ]


def _by_id(root: Element | None) -> dict[str, Element]:
    notes = [] if root is None else [el for el in root if name(el) in ("w:footnote", "w:endnote", "w:comment")]
    return {attr(el, "id"): el for el in reversed(notes)}


def _without_outer_box(elements: _Elements) -> _Elements:
    """``elements`` without a box that contains more than half of the text: that is layout of the page, not an insert."""
    letters: Counter[int] = Counter()
    for element in elements:
        if isinstance(element, Grid):
            letters[0] += sum(len(cell) for row in element.rows for cell in row)
        else:
            letters[element.insert] += len(element.text)
    most = letters.total() / 2
    outer = {insert for insert, count in letters.items() if insert and count > most}
    return [replace(e, insert=0) if isinstance(e, Paragraph) and e.insert in outer else e for e in elements]
