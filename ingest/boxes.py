"""Boxed inserts that interrupt the running text are lifted out of it.

A PDF reader writes a box where it stands on the page: between two tasks, or in the middle of a sentence.
The box ends where the outer numbering goes on, or, when it cut a sentence, where that sentence resumes:
at the page break after it, else after its first finished paragraph.
"""

from dataclasses import dataclass, field
from itertools import takewhile

from ingest.doctypes import BOX_TITLE, SENTENCE_END, DocType
from ingest.lines import Line, width
from ingest.numbering import Sequence


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


def lift(lines: list[Line], doctype: DocType, full_width: float) -> Lifted:
    """Part ``lines`` into running text and boxes; ``full_width`` is the printed width of a full line."""
    if not any(BOX_TITLE.match(line.text) for line in lines):
        return Lifted(lines, [], frozenset())
    main: list[Line] = []
    boxes: list[Box] = []
    resumed: set[int] = set()
    outer = Sequence(doctype.levels)
    current: Box | None = None
    open_sentence = False
    for i, line in enumerate(lines):
        title = BOX_TITLE.match(line.text)
        if title:
            open_sentence = _unfinished(main, full_width) if current is None else open_sentence
            current = Box(title["label"], [line], open_sentence)
            boxes.append(current)
        elif current is not None and not _goes_on(outer, line):
            if open_sentence and _resumes(lines[i:], current, full_width, outer):
                current = None
                resumed.add(line.span[0])
                main.append(line)
            else:
                current.lines.append(line)
        else:
            current = None
            outer.take(line.text)
            main.append(line)
    return Lifted(main, boxes, frozenset(resumed))


def _goes_on(outer: Sequence, line: Line) -> bool:
    """Whether ``line`` carries the next number of the running text."""
    marker = outer.continues(line.text)
    return marker is not None and not marker.level.leaf and (marker.number > 1 or marker.level.name != "item")


def _unfinished(main: list[Line], full_width: float) -> bool:
    if not main:
        return False
    last = main[-1].text
    return last[-1] not in SENTENCE_END and (last[-1] in "，、（《“" or width(last) >= full_width - 2)


def _resumes(rest: list[Line], box: Box, full_width: float, outer: Sequence) -> bool:
    """Whether the first line of ``rest`` takes up the sentence that ``box`` cut."""
    last = box.lines[-1]
    if len(box.lines) == 1 or last.text[-1] not in SENTENCE_END:
        return False
    if rest[0].after_break:
        return True
    break_ahead = any(line.after_break for line in takewhile(lambda ln: not _ends_box(outer, ln), rest))
    return last.width < full_width - 2 and not break_ahead


def _ends_box(outer: Sequence, line: Line) -> bool:
    return BOX_TITLE.match(line.text) is not None or _goes_on(outer, line)
