"""Parser of Markdown files (CommonMark with tables), with optional front matter (YAML) between two lines ``---``."""

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.blocks.assembly import repeated_titles
from ingest.blocks.labels import mended_blocks
from ingest.draft import Draft, Job
from ingest.finding_kinds import FindingKind, Note
from ingest.formats import footnotes, front_matter
from ingest.heads import labels
from ingest.heads.head import Head
from ingest.heads.metadata import read_head
from ingest.heads.sections import title_below
from ingest.model import Block, Place, Span
from ingest.numbering.counters import nested_marker
from ingest.numbering.doctypes import BOX_TITLE, DocType
from ingest.numbering.scheme import recognise
from ingest.numbering.sequence import Sequence
from ingest.packages.bounds import check_text
from ingest.tables.cells import plain
from ingest.text.decoding import decode_with_losses, line_offsets
from ingest.text.lines import Line, clean
from ingest.text.scripts import TAG, tags_read

_IMAGE = re.compile(r"<img\b", re.IGNORECASE)


def parse(data: bytes, name: str, job: Job) -> Draft:
    """Blocks of a Markdown file; SourceError for front matter that is not understood, or when it is too long.

    List items keep their numbers. A quote that begins with the title of a box becomes a box.
    """
    read = decode_with_losses(data, name)
    text = read.text
    check_text(text, name)
    front = front_matter.read(text, name)
    given, begin = front.given, front.end
    body = text[begin:]
    doctype = recognise(body, job.doctype or given.get("type", ""))
    reader = _Reader(text, begin, doctype)
    blocks = mended_blocks(reader.blocks(_parser(body).parse(body)))
    site, blocks = _without_section(blocks)
    head = _head_of(blocks, doctype, given.get("title", ""))
    kept = [_set_apart(block, head) for block in blocks if block.spans[0][0] not in head.used]
    start = min((b.spans[0][0] for b in kept), default=0)
    again = repeated_titles((b for b in blocks if b.spans[0][0] in head.used), start, head.title, text)
    ordered = footnotes.placed(sorted([*kept, *again], key=lambda b: b.spans[0][0]))
    return Draft(
        text, doctype, ordered, head, given, findings=[*read.notes, *front.notes, *site, *head.notes, *reader.pictures]
    )


def _parser(body: str) -> MarkdownIt:
    """A parser of CommonMark with tables; a footnote ([^1]: …) is a paragraph rather than the target of a link."""
    parser = MarkdownIt("commonmark").enable("table")
    return parser.disable("reference") if footnotes.DEFINITION.search(body) else parser


def _without_section(blocks: list[Block]) -> tuple[list[Note], list[Block]]:
    """A note on the first heading where it only names the section of a site above the title, and the blocks without it."""
    if not title_below([(block.text, block.heading) for block in blocks]):
        return [], blocks
    return [Note(FindingKind.SITE_FURNITURE, blocks[0].text)], blocks[1:]


def _set_apart(block: Block, head: Head) -> Block:
    """The block, marked where the head or the end of the document says that it is no clause of substance."""
    return replace(block, kind="imprint") if block.spans[0][0] in head.asides else block


def _head_of(blocks: list[Block], doctype: DocType, title: str) -> Head:
    """Title, number and other metadata; ``title`` where front matter has it.

    A heading is one whole line: a title in it does not go on in the next block.
    """
    filled = [block for block in blocks if block.text]
    after = [0, *(block.heading for block in filled)]
    lines = [
        Line("\t".join(b.cells) or b.text, b.spans[0], blanks=2 if a and not b.heading else 1, cells=b.cells, table=b.table)
        for a, b in zip(after, filled, strict=False)
    ]
    return read_head(lines, doctype, title)


class _Reader:
    """Turns CommonMark tokens into blocks: a method ``_TYPE`` for each type of token; spans are characters of the file."""

    def __init__(self, text: str, begin: int, doctype: DocType) -> None:
        self._starts = [begin + offset for offset in line_offsets(text[begin:])]
        self._text = text
        self._sequence = Sequence(doctype.levels)
        self._blocks: list[Block] = []
        self._quotes: list[int] = []
        self._lists: list[str] = []
        """What stands behind the numbers of each open list."""
        self._list = self._reached = 0
        """Number of the last outermost list, and of its last item; a list that goes on from it shows that it did not end."""
        self._prefix, self._heading, self._in_cell, self._tables = "", 0, False, 0
        self._row: list[str] = []
        self.pictures: list[Note] = []

    def blocks(self, tokens: list[Token]) -> list[Block]:
        for token in tokens:
            handler = getattr(self, f"_{token.type}", None)
            if handler:
                handler(token)
        return self._blocks

    def _blockquote_open(self, _token: Token) -> None:
        self._quotes.append(len(self._blocks))

    def _blockquote_close(self, _token: Token) -> None:
        mark = self._quotes.pop()
        self._blocks[mark:] = _boxed(self._blocks[mark:])

    def _ordered_list_open(self, token: Token) -> None:
        if not self._lists:
            if int(token.attrs.get("start", 1)) == self._reached + 1 > 1:
                self._blocks = [replace(block, list=0) if block.list == self._list else block for block in self._blocks]
            self._list, self._reached = self._list + 1, 0
        self._lists.append(token.markup)

    def _ordered_list_close(self, _token: Token) -> None:
        self._lists.pop()

    def _list_item_open(self, token: Token) -> None:
        self._prefix = f"{self._number(token)} " if token.info else "- "
        self._reached = int(token.info) if token.info and len(self._lists) == 1 else self._reached

    def _number(self, item: Token) -> str:
        """The number of an item, in a form of its own where lists around it are numbered alike."""
        depth = self._lists.count(item.markup)
        return nested_marker(int(item.info), depth) if depth > 1 else item.info + item.markup

    def _heading_open(self, token: Token) -> None:
        self._heading = int(token.tag[1:])

    def _heading_close(self, _token: Token) -> None:
        self._heading = 0

    def _table_open(self, _token: Token) -> None:
        self._tables += 1

    def _tr_open(self, token: Token) -> None:
        self._row, self._row_span = [], self._span(token)

    def _tr_close(self, _token: Token) -> None:
        self._blocks.append(Block(plain(self._row), (Place(self._row_span),), tuple(self._row), table=self._tables))

    def _td_open(self, _token: Token) -> None:
        self._in_cell = True

    def _td_close(self, _token: Token) -> None:
        self._in_cell = False

    _th_open, _th_close = _td_open, _td_close

    def _inline(self, token: Token) -> None:
        for child in token.children or []:
            if child.type == "image" or (child.type == "html_inline" and _IMAGE.match(child.content)):
                self._picture(token, child.content if child.type == "image" else "")
        if self._in_cell:
            self._row.append(_plain(token, "\n"))
            return
        lines = _plain(token, "\n").split("\n")
        lines[0] = self._prefix + lines[0]
        self._prefix = ""
        for text, first, last in self._paragraphs(lines):
            span = self._span(token) if last - first == len(lines) else self._line_span(token, first, last, len(lines))
            marked = self._list if self._lists else 0
            self._blocks += [Block(text, (Place(span),), heading=self._heading, list=marked)] if text else []

    def _paragraphs(self, lines: list[str]) -> Iterator[tuple[str, int, int]]:
        """(text, first line, line after the last) of each paragraph; the next number and a label (文号：) begin a new one."""
        text, begin, labelled = "", 0, False
        for at, line in enumerate(lines):
            marker = self._sequence.continues(clean(line), line)
            if marker:
                self._sequence.note(marker)
            before, labelled = labelled, labels.begins(line)
            if (marker or footnotes.DEFINITION.match(line) or before or labelled) and text:
                yield clean(text), begin, at
                text, begin = "", at
            text += (" " if _between_words(text, line) else "") + line
        yield clean(text), begin, len(lines)

    def _picture(self, token: Token, title: str) -> None:
        line = self._text.count("\n", 0, self._starts[(token.map or (0, 0))[0]]) + 1
        self.pictures.append(Note(FindingKind.PICTURE, f"第 {line} 行：{title or '1 幅'}"))

    def _html_block(self, token: Token) -> None:
        for _ in _IMAGE.finditer(token.content):
            self._picture(token, "")
        self._fence(token)

    def _fence(self, token: Token) -> None:
        if content := clean(re.sub(r"<[^<>]{1,200}>", "", tags_read(token.content)).replace("\n", " ")):
            self._blocks.append(Block(content, (Place(self._span(token)),)))

    _code_block = _fence

    def _line_span(self, token: Token, first: int, last: int, count: int) -> Span:
        """Span of the lines ``first`` up to ``last`` of a token, of the whole token if it does not have ``count`` lines."""
        begin, end = token.map or (0, 0)
        if end - begin != count:
            return self._span(token)
        return self._stripped(self._starts[begin + first], self._starts[min(begin + last, len(self._starts) - 1)])

    def _span(self, token: Token) -> Span:
        first, last = token.map or (0, 0)
        return self._stripped(self._starts[first], self._starts[min(last, len(self._starts) - 1)])

    def _stripped(self, start: int, end: int) -> Span:
        raw = self._text[start:end]
        return start + len(raw) - len(raw.lstrip()), start + len(raw.rstrip())


def _between_words(before: str, after: str) -> bool:
    """Whether a line ends between two Latin words, so that a space belongs there."""
    return before[-1:].isascii() and before[-1:].isalnum() and after[:1].isascii() and after[:1].isalpha()


def _plain(token: Token, line_break: str) -> str:
    """Text of an inline token without markup; ``<br>`` and line ends become ``line_break``."""
    out = ""
    for child in token.children or []:
        if child.type in ("text", "code_inline", "image"):
            out += child.content
        elif child.type in ("softbreak", "hardbreak"):
            out += line_break
        elif child.type == "html_inline" and child.content.lower().startswith("<br"):
            out += line_break
        elif child.type == "html_inline" and TAG.match(child.content):
            out += child.content
    return tags_read(out)


def _boxed(blocks: list[Block]) -> list[Block]:
    """A quote whose first paragraph is a box title becomes one box; any other quote stays as it is."""
    if not blocks or not BOX_TITLE.match(blocks[0].text):
        return blocks
    places = tuple(place for b in blocks for place in b.places)
    return [Block("".join(b.text for b in blocks[1:]), places, insert=blocks[0].text)]
