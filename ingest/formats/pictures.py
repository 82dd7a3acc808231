"""Pictures on pages whose text is read: what is written in them is not, so each page with some leaves a finding."""

from ingest.finding_kinds import FindingKind, Note

LEAST_EMU = 540_000
"""English metric units (914,400 to an inch), 1.5 cm: a picture narrower or lower is an icon."""
_MOST_DIGITS = 12
"""Digits of a length; no true one in a file is longer."""


def note(count: int, page: int | None) -> list[Note]:
    """A note on ``count`` pictures on a page; None where the format has no pages."""
    where = f"第{page}页：" if page else ""
    return [Note(FindingKind.PICTURE, f"{where}{count} 幅", page=page)] if count else []


def large(width: str | None, height: str | None) -> bool:
    """Whether a picture with these sides in English metric units can hold text; one whose sides are not stated can."""
    sides = [side for side in (width, height) if side and side.isascii() and side.isdecimal() and len(side) <= _MOST_DIGITS]
    return all(int(side) >= LEAST_EMU or side == "0" for side in sides)
