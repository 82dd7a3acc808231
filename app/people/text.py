"""What people write, checked before it is kept: what is kept can always be read, shown and exported."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from ingest.errors import QuestionError
from ingest.text.unseen import unseen

MAX_NAME = 40
"""Characters of a person's name, and of the name of what is saved."""
MAX_WORDS = 200
"""Characters of what is written to find one thing: a name, a number, a few words of a clause."""
MAX_NOTE = 2_000
"""Characters of a reason or a comment."""
MAX_ID = 500
"""Characters of the id of a clause, a document or a thing."""
MAX_TEXT = 20_000
"""Characters of a text of several paragraphs."""
_SPACE = re.compile(r"[ \t\r\n\u00a0\u2002-\u200a\u3000]+")
_VISIBLE = "LNPS"
_DAY = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)")


def tidy(written: str) -> str:
    """One line: runs of blanks, tabs and line ends as one space."""
    return _SPACE.sub(" ", written).strip(" ")


def checked(written: str, what: str, limit: int, *, required: bool = True) -> str:
    """``written`` as one line; QuestionError when it holds characters that nobody can see, is too long, or is empty."""
    line = tidy(written)
    if odd := unseen(line):
        raise QuestionError(f"{what}里有不能保存的字符（U+{ord(odd):04X}）", todo="请删去这个看不见的字符，或重新输入")
    if len(line) > limit:
        raise QuestionError(f"{what}有 {len(line)} 个字，超过 {limit} 字", todo="请写短一些")
    if required and not any(unicodedata.category(ch)[0] in _VISIBLE for ch in line):
        raise QuestionError(f"没有写{what}", todo=f"请写上{what}")
    return line


def checked_lines(written: str, what: str, limit: int) -> str:
    """``written`` line by line as ``checked`` does, without lines that are empty; nothing at all is allowed."""
    if len(written) > limit:
        raise QuestionError(f"{what}有 {len(written)} 个字，超过 {limit} 字", todo="请写短一些")
    return "\n".join(filter(None, (checked(line, what, limit, required=False) for line in written.split("\n"))))


def cleaned(written: str, limit: int) -> str:
    """``written`` as one line without what ``checked`` refuses: for what no person typed and so none can put right."""
    return tidy("".join(ch for ch in tidy(written) if not unseen(ch)))[:limit].strip(" ")


def day(written: str) -> str:
    """A date or time with the day in ISO 8601, where a spreadsheet wrote 2026/1/31."""
    return _DAY.sub(lambda m: f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}", written, count=1)


def short_id(texts: Iterable[str], length: int = 8) -> str:
    """So many hexadecimal digits of the hash of several texts: the same texts have the same."""
    return hashlib.sha256("\t".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:length]
