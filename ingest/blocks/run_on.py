"""Items that run on within one paragraph (…应当：（一）……；（二）……。) → a line for each, in types that have such."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.numbering.doctypes import DocType
from ingest.numbering.sequence import match
from ingest.numerals import CHINESE, CIRCLED_NUMBER, chinese_to_int, figures_to_int
from ingest.text.lines import Line

_MARKS = (
    rf"[（(]\s*({CHINESE})\s*[)）]",
    r"[（(]\s*(\d{1,2})\s*[)）]",
    r"(?<![\d.])(\d{1,2})\s*[.．、](?!\d)",
    rf"({CIRCLED_NUMBER})",
)
_MARK = re.compile("|".join(_MARKS))
_OPENS, _ENDS = re.compile(r"[:：]\s*$"), re.compile(r"[；;。]\s*$")
"""What stands before the first item, and before each of the others."""
_LOOK_BACK = 8
"""Characters before a number in which that is looked for."""
_FEWEST = 2
"""Items of a list."""


@dataclass(slots=True)
class _Run:
    """A list that is being read: the way in which it is numbered, and where its items begin (line, character)."""

    style: int
    starts: list[tuple[int, int]] = field(default_factory=list)


def split(lines: Sequence[Line], doctype: DocType) -> list[Line]:
    """``lines``, each cut where an item of a list begins within it; as they are for types without such lists."""
    if not doctype.items_run_on:
        return list(lines)
    cuts: dict[int, list[int]] = {}
    for at, where in sorted(set(_starts(lines, doctype))):
        cuts.setdefault(at, []).append(where)
    return [part for at, line in enumerate(lines) for part in _parts(line, [0, *(x for x in cuts.get(at, []) if x)])]


def _starts(lines: Sequence[Line], doctype: DocType) -> Iterator[tuple[int, int]]:
    """Where the items of all lists begin, those within others, too."""
    runs: list[_Run] = []
    for at, line in enumerate(lines):
        marker = match(line.text, doctype.levels)
        if line.cells or (marker and not marker.level.run_in):
            yield from _ended(runs, 0)
        for found in () if line.cells else _MARK.finditer(line.raw):
            before = line.raw[max(0, found.start() - _LOOK_BACK) : found.start()]
            style = found.lastindex or 0
            number = (chinese_to_int if style == 1 else figures_to_int)(found[style])
            level = next((n for n, run in enumerate(runs) if run.style == style and len(run.starts) + 1 == number), None)
            if level is not None and (not before or _ENDS.search(before)):
                yield from _ended(runs, level + 1)
                runs[level].starts.append((at, found.start()))
            elif number == 1 and (_OPENS.search(before) or (not before and at and _OPENS.search(lines[at - 1].raw))):
                yield from _ended(runs, next((n for n, run in enumerate(runs) if run.style == style), len(runs)))
                runs.append(_Run(style, [(at, found.start())]))
    yield from _ended(runs, 0)


def _ended(runs: list[_Run], count: int) -> Iterator[tuple[int, int]]:
    """The items of all runs but the first ``count``, which stay open."""
    for run in runs[count:]:
        if len(run.starts) >= _FEWEST:
            yield from run.starts
    del runs[count:]


def _parts(line: Line, starts: list[int]) -> Iterator[Line]:
    """The line from each of ``starts`` to the next; the last is as far right as the whole line was."""
    for begin, stop in zip(starts, [*starts[1:], len(line.raw)], strict=True):
        raw = line.raw[begin:stop].rstrip()
        span = (line.span[0] + begin, line.span[0] + begin + len(raw))
        if len(starts) == 1:
            yield line
        elif begin == 0:
            yield replace(line, raw=raw, span=span, measured=0.0, parts=())
        else:
            right = line.width if stop == len(line.raw) else 0.0
            yield replace(line, raw=raw, span=span, measured=right, parts=(), indent=0.0, blanks=0, after_break=False)
