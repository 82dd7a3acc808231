"""A lesson comes in; a handout of two pages goes out: what is required, and a checklist for the ward."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.training.lesson import Lesson, Point
from app.training.measuring import lines
from app.training.wording import DIGEST_NOTE, NOTHING
from app.training.writing import HEADING, LINE_SPACING, PAD, SMALL, TEXT, TITLE, WIDTH, Writer

_PAGE = 735.0
"""Points of a page between its margins, less a line for safety."""
_CM = 28.35
_CELL = 0.45
"""Centimetres that the margins of a cell take."""
_RULE = 0.8
_SIZES = (12, 11.5, 11, 10.5, 10, 9.5, 9, 8.5, 8)
_PLACE = 4.2
_CHECK = (("查什么", 9.6), ("是", 1.0), ("否", 1.0), ("问题与改进", 5.8))
_CHECK_SIZE = 10
_MOST_CHECKS, _FEWEST_CHECKS, _ITEM = 16, 4, 60
_WIDEST_PAD = 9.0
_MOST_LINES = 5
_NOTE_LINE, _FEWEST_NOTES = 26.0, 3
"""Points of a line to write on; fewer lines than this are not worth a heading."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with lines below it."""

    title: str
    lines: tuple[str, ...]
    of: int = 0
    """How many lines there would be, were there room."""

    @property
    def shown(self) -> tuple[str, ...]:
        """The lines, and below them how many are left out."""
        left = self.of - len(self.lines)
        return (*self.lines, f"还有 {left} 项，见课件。") if left > 0 else self.lines

    @property
    def high(self) -> float:
        """Points."""
        return _heading() + sum(_high(line, TEXT, WIDTH) + 2 for line in self.shown)


def handout(lessons: Sequence[Lesson]) -> bytes:
    """A .docx on A4, two pages for each lesson."""
    writer = Writer(" · ".join(lesson.name for lesson in lessons)[:60])
    for number, lesson in enumerate(lessons):
        blocks = _blocks(lesson)
        left = _first(writer, lesson, blocks, new_page=number > 0)
        _second(writer, lesson, left)
    return writer.saved()


def _blocks(lesson: Lesson) -> list[Block]:
    """What stands beside the requirements, the most needed first."""
    parts = (
        ("谁来做", lesson.who, 90),
        ("怎样衡量", lesson.measured, 90),
        ("我们医院要定下什么", lesson.decide, 90),
        ("相关的标准和制度", lesson.linked, 90),
        ("怎样记住", lesson.memory, 420),
    )
    found = ((title, _short(points, most)) for title, points, most in parts if points)
    return [Block(title, all_of_it[:_MOST_LINES], len(all_of_it)) for title, all_of_it in found]


def _first(writer: Writer, lesson: Lesson, blocks: list[Block], *, new_page: bool) -> list[Block]:
    """Why, what is required, and the blocks that still fit; gives those that do not."""
    code = "" if "#" in lesson.id or lesson.id == lesson.name else f"　{lesson.id}"
    sources = "；".join(lesson.sources) + (f" {DIGEST_NOTE}" if lesson.digest else "")
    why = lesson.why[0].text if lesson.why else ""
    used = (
        _high(lesson.name, TITLE, WIDTH) + 4 + 9.5 * LINE_SPACING + 6 + _heading() + _high(sources, SMALL, WIDTH) + 6 + _note()
    )
    used += _high(why, TEXT, WIDTH - _CELL) + 8 if why else 0
    size, rows = _rows(lesson, _PAGE - used)
    used += _table(rows, size)
    below: list[Block] = []
    while blocks and used + blocks[0].high <= _PAGE and _second_is_full(lesson, blocks[1:]):
        below.append(blocks.pop(0))
        used += below[-1].high
    pad = min(_WIDEST_PAD, PAD + max(0.0, _PAGE - used) / (2 * max(1, len(rows))))
    notes = int((_PAGE - used - (pad - PAD) * 2 * len(rows) - _heading()) // _NOTE_LINE)
    writer.title(lesson.name, new_page=new_page)
    writer.centred(f"培训讲义　{lesson.kind}{code}", small=True)
    if why:
        writer.boxed(why)
    writer.heading("要求做到什么")
    writer.table(("要求", "出处"), rows, (WIDTH - _PLACE, _PLACE), size, pad)
    if more := max(0, len(lesson.required) - len(rows)) + lesson.left_out:
        writer.note(f"还有 {more} 条要求没有列在这里，请看原文。")
    _write(writer, below)
    if notes >= _FEWEST_NOTES:
        writer.heading("笔记")
        writer.table((), [("",)] * notes, (WIDTH,), TEXT, (_NOTE_LINE - TEXT * LINE_SPACING - _RULE) / 2)
    writer.note(sources)
    return blocks


def _second_is_full(lesson: Lesson, rest: list[Block]) -> bool:
    """Whether the second page has enough without a block: at least two thirds of it are written on."""
    return _checks_high(lesson) + sum(b.high for b in rest) + 8 * _check_high("") > _PAGE * 2 / 3


def _second(writer: Writer, lesson: Lesson, blocks: list[Block]) -> None:
    """The checklist, with lines left to write on, and the rest of the blocks."""
    used = TITLE * LINE_SPACING + 4 + TEXT * LINE_SPACING + 6 + _check_high("") + _note() + sum(b.high for b in blocks)
    while blocks and used > _PAGE * 2 / 3 and len(blocks[-1].lines) > 1:
        last = blocks.pop()
        blocks.append(Block(last.title, last.lines[:-1], last.of))
        used = used - last.high + blocks[-1].high
    wanted = _checks(lesson)
    checks = wanted[:_MOST_CHECKS]
    while len(checks) > _FEWEST_CHECKS and used + sum(map(_check_high, checks)) > _PAGE:
        checks.pop()
    spare = _PAGE - used - sum(map(_check_high, checks))
    blank = max(0, int((spare - 2 * _WIDEST_PAD * len(checks)) // (_check_high("") + 2 * _WIDEST_PAD)))
    rows = [(f"□ {text}", "□", "□", "") for text in checks] + [("□", "□", "□", "")] * blank
    pad = min(_WIDEST_PAD, PAD + max(0.0, spare - blank * _check_high("")) / (2 * max(1, len(rows))))
    writer.title("科室自查表", new_page=True)
    writer.centred("科室＿＿＿＿＿＿＿＿　　检查人＿＿＿＿＿＿＿＿　　日期＿＿＿＿＿＿＿＿")
    writer.table([name for name, _ in _CHECK], rows, [width for _, width in _CHECK], _CHECK_SIZE, pad)
    if more := len(wanted) - len(checks) + lesson.left_out:
        writer.note(f"还有 {more} 条要求没有列在自查表里，请看原文。")
    _write(writer, blocks)


def _write(writer: Writer, blocks: Sequence[Block]) -> None:
    for block in blocks:
        writer.heading(block.title)
        for line in block.shown:
            writer.text(line, 2)


def _rows(lesson: Lesson, room: float) -> tuple[float, list[tuple[str, str]]]:
    """The largest type in which all requirements fit, else those that fit in the smallest."""
    rows = [(p.text, p.place) for p in lesson.required] or [(NOTHING, "")]
    for size in _SIZES:
        if _table(rows, size) <= room:
            return size, rows
    taken = list(rows)
    while len(taken) > 1 and _table(taken, _SIZES[-1]) > room:
        taken.pop()
    return _SIZES[-1], taken


def _table(rows: Sequence[tuple[str, str]], size: float) -> float:
    return sum(_row_high(row, size) for row in [("要求", ""), *rows])


def _row_high(row: tuple[str, str], size: float) -> float:
    return max(_high(row[0], size, WIDTH - _PLACE - _CELL), _high(row[1], size, _PLACE - _CELL)) + 2 * PAD + _RULE


def _checks_high(lesson: Lesson) -> float:
    return sum(map(_check_high, _checks(lesson)[:_MOST_CHECKS]))


def _check_high(text: str) -> float:
    return _high(f"□ {text}", _CHECK_SIZE, _CHECK[0][1] - _CELL) + 2 * PAD + _RULE


def _heading() -> float:
    return HEADING * LINE_SPACING + 8 + 3


def _note() -> float:
    return SMALL * LINE_SPACING + 3


def _high(text: str, size: float, width: float) -> float:
    """Points that a paragraph is high; ``width`` in centimetres."""
    return lines(text, size, width * _CM) * size * LINE_SPACING


def _short(points: Sequence[Point], most: int) -> tuple[str, ...]:
    """Statements on one or two lines each, with their places."""
    found = (
        f"{f'{p.topic}：' if p.topic else ''}{_clipped(p.text, most)}{f'（{p.place}）' if p.place else ''}" for p in points
    )
    return tuple(dict.fromkeys(found))


def _checks(lesson: Lesson) -> list[str]:
    """What the ward looks at: the requirements, to their first full stop."""
    found = [_clipped(re.sub("^(?:要求)?(?:各级各类)?医疗机构(?:应当?|要|须)?", "", p.text), _ITEM) for p in lesson.required]
    return list(dict.fromkeys(found or [p.text for p in lesson.decide]))


def _clipped(text: str, most: int) -> str:
    """The first sentence, or as many of its parts as ``most`` characters hold."""
    if len(text) <= most and not text.endswith("。"):
        return text
    first = re.split("(?<=[。！？])", text)[0].rstrip("。")
    if len(first) <= most:
        return first
    place = max(first.rfind(stop, 0, most) for stop in "；，：、")
    return first[:place] if place > most // 3 else f"{first[: most - 1]}…"
