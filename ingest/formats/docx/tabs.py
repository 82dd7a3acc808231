"""Tabs in paragraphs: kept between columns of text, replaced by a space elsewhere."""

import re
from dataclasses import replace
from itertools import pairwise

from ingest.numerals import CIRCLED_NUMBER
from ingest.text.elements import Grid, Paragraph

_AFTER_NUMBER = re.compile(
    rf"^\s*([（(]?[\dA-Za-z一二三四五六七八九十]{{1,4}}[)）.．、]|[•●■◆▪◇★]|{CIRCLED_NUMBER})[ \u3000]*\t\s*"
)

_MOST_COLUMNS = 63


def only_between_columns(elements: list[Paragraph | Grid]) -> list[Paragraph | Grid]:
    """``elements`` with tabs kept only in columns: a line with several cells, and another such line above or below."""
    texts = [_numbered(e.text) if isinstance(e, Paragraph) else "" for e in elements]
    filled = [i for i, e in enumerate(elements) if isinstance(e, Grid) or texts[i].strip()]
    rows: set[int] = set()
    for above, below in pairwise(filled):
        if _in_columns(texts[above]) and _in_columns(texts[below]):
            rows |= {above, below}
    return [
        replace(
            e,
            text=texts[i].rstrip()
            if i in rows
            else " ".join(cell.strip(" ") for cell in texts[i].strip().split("\t") if cell.strip()),
        )
        if isinstance(e, Paragraph) and "\t" in e.text
        else e
        for i, e in enumerate(elements)
    ]


def _numbered(text: str) -> str:
    """``text`` with a space in place of the tab after its list number."""
    return _AFTER_NUMBER.sub(r"\1 ", text)


def _in_columns(text: str) -> bool:
    cells = text.split("\t")
    return len(cells) <= _MOST_COLUMNS and sum(bool(cell.strip()) for cell in cells) > 1
