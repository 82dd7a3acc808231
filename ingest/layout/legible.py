"""Whether a page's text layer can be read as it is, or its image has to be recognised."""

from ingest.finding_kinds import FindingKind
from ingest.layout.page import Page

_FEW = 25
_COVERED = 0.5
_STRANGE = 0.15
_COMMON = 0.6
"""In running Chinese some 98 % of the characters stand in level 1 of GB 2312; in a wrong mapping about half do."""
_ENOUGH = 40


def worthless(page: Page, image_share: float) -> FindingKind | None:
    """Why the page needs recognising, or None when its text is good."""
    if len(page.chars) < _FEW:
        return FindingKind.RECOGNISED if image_share >= _COVERED else None
    return FindingKind.GARBLED if garbled("".join(char.text for char in page.chars)) else None


def garbled(text: str) -> bool:
    """Whether glyphs are mapped to wrong characters: private or unknown ones, or Chinese that nobody writes."""
    strange = sum(ch == "\ufffd" or "\ue000" <= ch <= "\uf8ff" or ch < " " or "\u0080" <= ch <= "\u009f" for ch in text)
    if strange > _STRANGE * len(text):
        return True
    han = [ch for ch in text if "\u4e00" <= ch <= "\u9fff"]
    return len(han) >= _ENOUGH and sum(map(_level_one, han)) < _COMMON * len(han)


def _level_one(ch: str) -> bool:
    """Whether a character is among the 3,755 common ones of GB 2312 (rows 16 to 55), or a traditional form."""
    try:
        code = ch.encode("gb2312")
    except UnicodeEncodeError:
        return ch.encode("big5", "ignore")[:1] < b"\xc9" and bool(ch.encode("big5", "ignore"))
    return code[0] <= 0xD7  # noqa: PLR2004 - the last lead byte of level 1
