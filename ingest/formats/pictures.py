"""Pictures on pages whose text is read: what is written in them is not, so each page with some leaves a finding."""

from collections.abc import Iterable, Sequence
from itertools import islice

from ingest.finding_kinds import FindingKind, Note
from ingest.layout.page import Word
from ingest.model import Box

LEAST_EMU = 540_000
"""English metric units (914,400 to an inch), 1.5 cm: a picture narrower or lower is an icon."""
_LEAST_POINTS = LEAST_EMU / 12_700
_MOST_DIGITS = 12
"""Digits of a length; no true one in a file is longer."""
_PRINTED_OVER = 5
"""Glyphs: a picture with as many on it is a background, a seal, or a scan whose text layer is read."""
_MOST, _TOUCHING = 500, 1.0
"""Pictures of a page that are looked at; points between two strips of one picture at most."""


def note(count: int, page: int | None) -> list[Note]:
    """A note on ``count`` pictures on a page; None where the format has no pages."""
    where = f"第{page}页：" if page else ""
    return [Note(FindingKind.PICTURE, f"{where}{count} 幅", page=page)] if count else []


def large(width: str | None, height: str | None) -> bool:
    """Whether a picture with these sides in English metric units can hold text; one whose sides are not stated can."""
    sides = [side for side in (width, height) if side and side.isascii() and side.isdecimal() and len(side) <= _MOST_DIGITS]
    return all(int(side) >= LEAST_EMU or side == "0" for side in sides)


def without_text(boxes: Iterable[Box], chars: Sequence[Word]) -> int:
    """How many pictures of a page are large enough to hold text and have none printed over them; lengths in points.

    Programs cut a large picture into strips: those that touch count as one.
    """
    free = [box for box in _joined(boxes) if min(box[2] - box[0], box[3] - box[1]) >= _LEAST_POINTS]
    return sum(sum(_within(char, box) for char in chars) < _PRINTED_OVER for box in free)


def _joined(boxes: Iterable[Box]) -> list[Box]:
    out: list[Box] = []
    for x0, y0, x1, y1 in sorted(islice(boxes, _MOST), key=lambda box: (box[1], box[0])):
        last = out[-1] if out else (0.0, 0.0, 0.0, -1e9)
        if abs(last[0] - x0) <= _TOUCHING and abs(last[2] - x1) <= _TOUCHING and y0 - last[3] <= _TOUCHING:
            out[-1] = (last[0], last[1], last[2], max(last[3], y1))
        else:
            out.append((x0, y0, x1, y1))
    return out


def _within(char: Word, box: Box) -> bool:
    return box[0] <= (char.x0 + char.x1) / 2 <= box[2] and box[1] <= char.middle <= box[3]
