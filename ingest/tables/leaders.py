"""Lines of a table of contents in which a tab leads to the page: no rows of a table."""

import re
from collections.abc import Sequence

from ingest.model import Span
from ingest.numerals import ROMAN_LETTER
from ingest.text.lines import Line

_LEADS_TO_PAGE = re.compile(rf"^(.*[^\W\d].*?)[.．…·\s]*\t[.．…·\s]*(?:\d{{1,3}}|{ROMAN_LETTER}{{1,5}})$")


def listed(lines: Sequence[Line]) -> frozenset[Span]:
    """The spans of those of ``lines`` that lead to a page from a heading which is a line of its own, too."""
    whole = {_key(line.raw) for line in lines if "\t" not in line.raw}
    tabbed = ((line, _LEADS_TO_PAGE.match(line.raw)) for line in lines if "\t" in line.raw and not line.cells)
    return frozenset(line.span for line, found in tabbed if found and _key(found[1]) in whole)


def _key(text: str) -> str:
    return re.sub(r"\s+", "", text)
