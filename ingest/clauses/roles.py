"""What kind of block this is: a heading, a paragraph, an entry of a list, an aside, a row or a box."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from ingest.clauses.annex_lists import ENTRY
from ingest.clauses.headings import Heading, is_title
from ingest.model import Block
from ingest.numbering.doctypes import BULLET, CORE_MARKS, SALUTATION, DocType, line_kind
from ingest.numbering.sequence import Marker, Sequence


class Role(Enum):
    """What a block is in the outline."""

    ROW = auto()
    BOX = auto()
    ASIDE = auto()
    """Contact, imprint, leftover of a slide: no clause of substance."""
    TITLE = auto()
    """The title of a heading whose number stood alone."""
    NUMBERED = auto()
    """Begins with a number that is due."""
    LISTED = auto()
    """One of a list without numbers: a bullet, or an entry such as a normative reference."""
    HEADING = auto()
    """A heading without a number, which the format marks as one."""
    PARAGRAPH = auto()
    QUOTED = auto()
    """A further paragraph of a quotation, whose numbers open nothing."""
    INNER = auto()
    """The title of a further document in the file."""
    EXPLAINS = auto()
    """The heading of points that explain the document."""
    ANNEX = auto()
    """An entry of a list of annexes."""


@dataclass(frozen=True, slots=True)
class Read:
    """A block with its role."""

    role: Role
    block: Block
    """Its text is without the bullet, unless that stands before a number."""
    marker: Marker | None = None
    """Its number, where it is ``NUMBERED``."""
    counted_as: str = ""
    """What an ``ASIDE`` or one of a list is counted as, apart from the paragraphs."""


@dataclass(frozen=True, slots=True)
class Context:
    """What has been read before the block."""

    doctype: DocType
    sequence: Sequence
    heading: Heading
    """The last heading that was opened."""
    awaits_title: bool
    """Whether that heading's title may still come."""


def read(block: Block, raw: str, context: Context) -> Read:
    """The role of any block; ``raw`` is its first line as found, with its gaps."""
    if block.cells:
        return Read(Role.ROW, block)
    if block.insert:
        return Read(Role.BOX, block)
    if block.kind == ENTRY:
        return Read(Role.ANNEX, block)
    kind = _aside(block, context)
    return Read(Role.ASIDE, block, counted_as=kind) if kind else read_text(block, raw, context)


def read_text(block: Block, raw: str, context: Context) -> Read:
    """The role of a block of running text."""
    bullet = BULLET.match(block.text)
    text = bullet["rest"] if bullet else block.text
    marker = context.sequence.continues(text, raw)
    plain = replace(block, text=text)
    if context.awaits_title and is_title(context.heading, text, marker):
        return Read(Role.TITLE, plain)
    if marker:
        core = block.text[0] if bullet and block.text[0] in CORE_MARKS else ""
        return Read(Role.NUMBERED, block, replace(marker, rest=core + marker.rest))
    if _is_entry(text, context):
        return Read(Role.LISTED, block, counted_as="entry")
    if bullet:
        return Read(Role.LISTED, plain, counted_as="bullet")
    return Read(Role.HEADING if block.heading else Role.PARAGRAPH, plain)


def _aside(block: Block, context: Context) -> str:
    """The kind of a block that is no clause of substance, or ""; a due number makes it one."""
    if block.kind or context.sequence.continues(block.text):
        return block.kind
    preamble = context.doctype.preamble
    if preamble and not context.sequence.started and preamble.match(block.text):
        return "imprint"
    return line_kind(block.text) or ("imprint" if SALUTATION.match(block.text) else "")


def _is_entry(text: str, context: Context) -> bool:
    """Whether ``text`` is one of a list that the document type knows to have no numbers."""
    titles = context.heading.titles
    return any(entry.match(text) and any(map(title.search, titles)) for title, entry in context.doctype.entries)
