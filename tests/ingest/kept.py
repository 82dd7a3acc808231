"""Whether all of a source's text stands somewhere in what it became."""

import re
from dataclasses import fields
from itertools import accumulate

from ingest.model import Clause, Parsed
from ingest.numbering.levels import in_simplified

_LEAST = 3


def squeeze(text: str) -> str:
    """Letters, figures and characters only, without markup, the units of numbers as labels have them."""
    return re.sub(r"[\W_]+", "", re.sub(r"<[^<>]{0,200}>", "", in_simplified(text)))


def lost(parsed: Parsed, source: str) -> list[str]:
    """Lines of ``source`` of which a part is in no clause, title, field of document or entity, or finding."""
    places = [place for clause in parsed.clauses for place in _places(clause)]
    places += [f.text for f in parsed.findings]
    for thing in (parsed.document, *parsed.entities):
        places += [v for f in fields(thing) if isinstance(v := getattr(thing, f.name), str)]
    pool = "\n".join(dict.fromkeys(map(squeeze, places)))
    return [line for line in map(squeeze, source.split("\n")) if line and not _kept(line, pool)]


def _places(clause: Clause) -> list[str]:
    """The text under its label, and every heading above it."""
    headings = [label + title for label, title in zip(clause.path, clause.titles, strict=True)]
    return [*accumulate(clause.path), *headings, clause.path[-1] + clause.text, clause.text]


def _kept(line: str, pool: str) -> bool:
    while line:
        size = next((n for n in range(len(line), 0, -1) if line[:n] in pool), 0)
        if size < min(_LEAST, len(line)):
            return False
        line = line[size:]
    return True
