"""Characters that nobody sees and with which a text passes for another: of control, of direction, or none at all."""

import unicodedata

from ingest.text.turning import TURNING

_REFUSED = ("Cc", "Cs", "Cn", "Zl", "Zp")
_BLANK = "\t\r\n"


def unseen(text: str) -> str:
    """The first such character, "" where there is none; tabs and line ends are none."""
    return "" if text.isprintable() else next(filter(_is_unseen, text), "")


def _is_unseen(ch: str) -> bool:
    return ch not in _BLANK and (unicodedata.category(ch) in _REFUSED or TURNING.match(ch) is not None)
