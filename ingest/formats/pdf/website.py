"""A web page printed to PDF: navigation, links and buttons around the document are left out, with a note on each line."""

import re
from collections.abc import Sequence

from ingest.finding_kinds import FindingKind, Note
from ingest.heads import labels, site
from ingest.identifiers import DocumentNumber
from ingest.text.elements import Grid, Paragraph
from ingest.text.lines import width

Elements = list[Paragraph | Grid]

_SEARCH = re.compile(r"(?:请输入|站内搜索|搜索|检索|热搜).{0,16}$")
_ADDRESS = re.compile(r"(?:https?|file|about):\S+(?:\s+\d{1,4}\s*/\s*\d{1,4})?")
_PRINTED_ON = re.compile(r"\d{2,4}/\d{1,2}/\d{1,2}[,，]?\s+(?:[上下]午)?\d{1,2}:\d{2}.*")
"""What a browser prints below and above each page."""
_WORDS = re.compile(r"[\s|｜>＞»›·\u3000]+")
_LONGEST_WORD, _ALONE = 8.0, 4.0
"""Full-width characters of an entry in a row of links, and of one that stands alone."""
_HEAD, _TAIL = 40, 12
"""Elements at the beginning and at the end among which the site's lines stand."""
_FEWEST_LABELS = 3


def without_site(elements: Elements) -> tuple[Elements, list[Note]]:
    """The elements of a document without what belongs to the site it was printed from, and notes on that."""
    addresses = {e.page for e in elements if isinstance(e, Paragraph) and _ADDRESS.fullmatch(e.text.strip())}
    gone = {i for i, e in enumerate(elements) if isinstance(e, Paragraph) and e.page in addresses and _of_browser(e.text)}
    end = _end_of_head(elements)
    if end:
        gone |= {i for i in range(end) if _is_site(elements[i])}
        gone |= _tail(elements, end)
    notes = [
        Note(FindingKind.SITE_FURNITURE, e.text.strip(), page=e.page)
        for i in sorted(gone)
        if isinstance(e := elements[i], Paragraph)
    ]
    return [e for i, e in enumerate(elements) if i not in gone], notes


def _of_browser(text: str) -> bool:
    return bool(_ADDRESS.fullmatch(text.strip()) or _PRINTED_ON.fullmatch(text.strip()))


def _end_of_head(elements: Sequence[Paragraph | Grid]) -> int:
    """Number of elements up to the last line of the site above the document; 0 when no site printed it."""
    head = [e.text.strip() if isinstance(e, Paragraph) else "" for e in elements[:_HEAD]]
    entries = [i for i, text in enumerate(head) if labels.in_register(text)]
    paths = [i for i, text in enumerate(head) if site.is_path(text)]
    end = max(entries[-1:] + paths[-1:], default=-1) + 1
    told = len(entries) >= _FEWEST_LABELS or (bool(paths) and bool(_tail(elements, end)))
    return end if told else 0


def _tail(elements: Sequence[Paragraph | Grid], end: int) -> set[int]:
    """The lines from the first of the site on, below the document; ``end``: number of elements above it."""
    start = max(len(elements) - _TAIL, end)
    first = next((i for i in range(start, len(elements)) if _is_foot(elements[i])), len(elements))
    return {i for i in range(first, len(elements)) if isinstance(elements[i], Paragraph)}


def _is_foot(element: Paragraph | Grid) -> bool:
    return isinstance(element, Paragraph) and site.is_foot(element.text)


def _is_site(element: Paragraph | Grid) -> bool:
    """Whether a line above the document is the site's: a path, a row of short links, no entry and no number."""
    if not isinstance(element, Paragraph) or not (text := element.text.strip()):
        return False
    if labels.in_register(text) or next(DocumentNumber.find(text), None):
        return False
    words = [word for word in _WORDS.split(text) if word]
    short = all(width(word) <= _LONGEST_WORD and not re.search(r"[。，；：、《（]", word) for word in words)
    linked = short and (len(words) > 1 or width(text) <= _ALONE)
    return site.is_site_line(text) or _SEARCH.match(text) is not None or linked
