"""Decides whether the text layer of a page can be used, or its image must be recognised."""

from ingest.finding_kinds import FindingKind
from ingest.layout.page import Page

_FEW = 25
"""Glyphs: a page with fewer may be a scan."""
_COVERED = 0.5
"""Share of the page that the image of a scan covers at least."""
_STRANGE = 0.15
"""Share of private or unknown characters above which text is garbled."""
_COMMON = 0.6
"""Least share of common characters (GB/T 2312 level 1): in Chinese text it is about 98 %, with a wrong mapping about half."""
_ENOUGH = 40
"""Chinese characters; of fewer, the share says nothing."""


def reason_to_recognise(page: Page, image_share: float) -> FindingKind | None:
    """Why the text of the page must be recognised from its image: it is a scan, or garbled; None when its text is good."""
    if len(page.chars) < _FEW:
        return FindingKind.RECOGNISED if image_share >= _COVERED else None
    return FindingKind.GARBLED if garbled("".join(char.text for char in page.chars)) else None


def garbled(text: str) -> bool:
    """Whether the glyphs are mapped to wrong characters: to private or unknown ones, or to rare Chinese ones."""
    strange = sum(ch == "\ufffd" or "\ue000" <= ch <= "\uf8ff" or ch < " " or "\u0080" <= ch <= "\u009f" for ch in text)
    if strange > _STRANGE * len(text):
        return True
    han = [ch for ch in text if "\u4e00" <= ch <= "\u9fff"]
    return len(han) >= _ENOUGH and sum(map(_level_one, han)) < _COMMON * len(han)


def _level_one(ch: str) -> bool:
    """Whether ``ch`` is one of the 3,755 common characters of GB/T 2312 (rows 16 to 55), or a common traditional one (Big5)."""
    try:
        code = ch.encode("gb2312")
    except UnicodeEncodeError:
        return ch.encode("big5", "ignore")[:1] < b"\xc9" and bool(ch.encode("big5", "ignore"))
    return code[0] <= 0xD7  # noqa: PLR2004 - the last lead byte of level 1
