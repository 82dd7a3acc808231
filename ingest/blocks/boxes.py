"""Boxed inserts that interrupt the running text are taken out of it.

A PDF reader writes a box where it stands on the page: between two tasks, or in the middle of a sentence.
The box ends where the outer numbering goes on, or, when it cut a sentence, where that sentence resumes; where
that is must often be guessed, and every cut sentence leaves a finding.
"""

from dataclasses import dataclass, field
from itertools import groupby, pairwise

from ingest.blocks.setting import INDENT
from ingest.numbering.doctypes import BOX_TITLE, BULLET, SENTENCE_END, DocType
from ingest.numbering.levels import PLAIN_LEVELS
from ingest.numbering.sequence import Sequence, match
from ingest.text.lines import Line, width


@dataclass(slots=True)
class Box:
    """One boxed insert: its lines, title first."""

    label: str
    lines: list[Line] = field(default_factory=list)
    cut_sentence: bool = False


@dataclass(frozen=True, slots=True)
class Lifted:
    """The running text without its boxes; ``resumed`` are the lines that continue a cut sentence."""

    lines: list[Line]
    boxes: list[Box]
    resumed: frozenset[int]
    """Start offsets of the lines that must be joined to the line before them."""


def framed(lines: list[Line], full_width: float) -> Lifted:
    """Take out the boxes that the format itself marks (a text box, a framed cell), if they have the title of a box."""
    main: list[Line] = []
    boxes: list[Box] = []
    resumed: set[int] = set()
    for number, run in groupby(lines, key=lambda line: line.insert):
        part = list(run)
        titles = [i for i, line in enumerate(part) if number and BOX_TITLE.match(line.raw)]
        for begin, end in pairwise([*titles, len(part)]):
            title = BOX_TITLE.match(part[begin].raw)
            boxes.append(Box(title["label"] if title else "", part[begin:end], _unfinished(main, full_width)))
        if titles:
            main += part[: titles[0]]
            continue
        if boxes and boxes[-1].cut_sentence and not number and match(part[0].text, PLAIN_LEVELS) is None:
            resumed.add(part[0].span[0])
        main += part
    return Lifted(main, boxes, frozenset(resumed))


def lift(lines: list[Line], doctype: DocType, full_width: float) -> Lifted:
    """Part ``lines`` into running text and boxes; ``full_width`` is the printed width of a full line."""
    main: list[Line] = []
    boxes: list[Box] = []
    resumed: set[int] = set()
    outer = Sequence(doctype.levels)
    i = 0
    while i < len(lines):
        title = BOX_TITLE.match(lines[i].raw)
        if not title:
            outer.take(lines[i].text)
            main.append(lines[i])
            i += 1
            continue
        stop = _end(lines, i, outer)
        cut = _unfinished(main, full_width)
        until = i + _resumption(lines[i:stop], full_width, doctype) if cut and _last_of_run(lines, stop) else stop
        boxes.append(Box(title["label"], lines[i:until], cut))
        if until < stop:
            resumed.add(lines[until].span[0])
            main += lines[until:stop]
        i = stop
    return Lifted(main, boxes, frozenset(resumed))


def _end(lines: list[Line], start: int, outer: Sequence) -> int:
    """Where the box that begins at ``start`` must have ended: at the next box, or where the outer numbering goes on."""
    inner = 0
    for i in range(start + 1, len(lines)):
        if BOX_TITLE.match(lines[i].raw):
            return i
        marker = outer.reads(lines[i].text)
        if marker and marker.level.name == "item" and marker.number == inner + 1:
            inner += 1
        elif _goes_on(outer, lines[i]):
            return i
    return len(lines)


def _last_of_run(lines: list[Line], stop: int) -> bool:
    """Whether no other box follows at once: a cut sentence resumes after the last of several boxes."""
    return stop >= len(lines) or not BOX_TITLE.match(lines[stop].raw)


def _goes_on(outer: Sequence, line: Line) -> bool:
    """Whether ``line`` carries the next number of the running text."""
    marker = outer.continues(line.text)
    if marker is None or marker.level.leaf:
        return False
    return marker.number > 1 or marker.level.name in ("annex", "annex_list", "target", "chapter")


def _unfinished(main: list[Line], full_width: float) -> bool:
    if not main:
        return False
    last = main[-1].text
    return last[-1] not in SENTENCE_END and (last[-1] in "，、（《“" or width(last) >= full_width - 2)


def _resumption(lines: list[Line], full_width: float, doctype: DocType) -> int:
    """Where in a box's lines (title first) the cut sentence is taken up again; their number when nowhere.

    Best evidence first: a page break after a full stop; a line without indent where paragraphs are indented;
    a paragraph's short last line, the last one that leaves a rest; any full stop at a line's end.
    """
    ends = [i for i in range(2, len(lines)) if lines[i - 1].text[-1] in SENTENCE_END and not _list_line(lines[i], doctype)]
    indented = sum(line.indent >= INDENT for line in lines[1:]) > 1 or (lines[1:2] and lines[1].indent >= INDENT)
    tests = (
        [i for i in ends if lines[i].after_break],
        [i for i in ends if indented and lines[i].indent < INDENT],
        [i for i in ends if lines[i - 1].width < full_width - 2][-1:],
        ends,
    )
    return next((found[0] for found in tests if found), len(lines))


def _list_line(line: Line, doctype: DocType) -> bool:
    """Whether the line begins an item of a list (一是 …, a bullet), and so cannot continue a sentence."""
    return BULLET.match(line.raw) is not None or match(line.text, doctype.levels) is not None
