"""Files that a Word document takes its text from (``w:altChunk``: web pages, web archives, other documents) → elements."""

from collections.abc import Callable
from dataclasses import replace

from ingest.errors import SourceError
from ingest.finding_kinds import FindingKind, Note
from ingest.formats import charts
from ingest.formats.docx.names import Element
from ingest.formats.docx.parts import Parts
from ingest.formats.html.parser import shown_in
from ingest.formats.libreoffice import to_docx
from ingest.formats.pptx.frames import diagram_of
from ingest.packages.ooxml import OfficePackage, local, relation_id
from ingest.text.decoding import decode
from ingest.text.elements import Grid, Paragraph

Elements = list[Paragraph | Grid]
Document = Callable[[Parts, str], tuple[Elements, list[Note]]]
"""The reader of a Word document, for one that lies in another: parts and file name → elements and notes."""

_DEEPEST = 3
"""How deep documents may lie in one another."""


class Chunks:
    """Reads the embedded files of one document."""

    def __init__(self, parts: Parts, where: str, read: Document) -> None:
        """``read`` reads a Word document within this one; ``where`` is the name of the file, for errors."""
        self._parts, self._where, self._read = parts, where, read
        self.notes: list[Note] = []
        """On what was left out."""

    def elements(self, chunk: Element, page: int) -> Elements:
        """What the embedded file shows, all on ``page``; a note instead when it cannot be read."""
        name = self._parts.related(relation_id(chunk))
        try:
            found, notes = self._file(name)
        except SourceError as exc:
            self.notes.append(Note(FindingKind.UNREAD_PART, f"{name or '外部文件'}：{exc.what}", page=page))
            return []
        self.notes += [replace(note, page=note.page or page) for note in notes]
        return [replace(element, page=page) for element in found]

    def graphic(self, reference: Element, page: int) -> Elements:
        """The texts of a chart or a diagram, all on ``page``; a note instead when its part is missing or broken."""
        try:
            if local(reference) == "chart":
                root = self._part(relation_id(reference))
                return [] if root is None else list(charts.elements(root, page))
            return [Paragraph(text, page) for text in diagram_of(reference, self._part)]
        except SourceError as exc:
            self.notes.append(Note(FindingKind.UNREAD_PART, f"图表：{exc.what}", page=page))
            return []

    def _part(self, identity: str) -> Element | None:
        name = self._parts.related(identity)
        return self._parts.xml(name) if name else None

    def _file(self, name: str) -> tuple[Elements, list[Note]]:
        """Elements and notes of the part ``name``; SourceError when it is missing, broken, or of no kind that is read."""
        if not name:
            raise SourceError("正文在文件之外", self._where)
        data = self._parts.data(name)
        head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
        kind = next((kind for kind, begins in _BEGINNINGS.items() if head.startswith(begins)), "")
        if kind == "rtf":
            data, kind = to_docx(data, ".rtf", self._where), "docx"
        if kind == "docx":
            if self._parts.depth >= _DEEPEST:
                raise SourceError("文件一层套一层，套得太深", self._where)
            return self._read(Parts(OfficePackage(data, self._where), self._parts.depth + 1), self._where)
        if name.lower().endswith(".txt"):
            return [Paragraph(line) for line in decode(data, self._where).split("\n")], []
        if name.lower().endswith(_PAGES) or b"<html" in data[:4096].lower() or b"MIME-Version" in data[:4096]:
            return shown_in(data, self._where)
        raise SourceError("这种内容还不支持", self._where)


_BEGINNINGS = {"docx": b"PK\x03\x04", "rtf": b"{\\rtf"}
"""Kind of an embedded file → how it begins."""
_PAGES = (".htm", ".html", ".xhtml", ".mht", ".mhtml")
