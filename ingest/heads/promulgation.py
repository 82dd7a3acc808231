"""The head of a statute: its title, and who adopted or issued it, when, under which order (立法技术规范: 题注)."""

import re
from itertools import pairwise

from ingest.heads import ending
from ingest.heads.genres import is_stage, names_collection
from ingest.heads.head import Head
from ingest.identifiers import DocumentNumber, OrderNumber
from ingest.numbering.doctypes import DocType
from ingest.numbering.sequence import match
from ingest.text.lines import Line, clean

_HEAD_LINES = 40
"""Lines within which the head of a statute stands; its history of amendments may take many."""
_LONGEST = 60
"""Characters of the longest names of statutes."""
_CONTENTS = re.compile(r"^目\s*[录次]$")
_NAME = re.compile(
    r"(?:法|条例|办法|规定|细则|规则|制度|规范|章程|解释|决定|准则|守则|职责|公约|规程|规划|修正案|意见|批复|纪要|标准|指引|指南|要求)"
    r"(?:\s*[（(][^（）()]{1,24}[)）])*$"
)
_NOTICE = re.compile(r"(?:通知|公告|函)$")
_ANNEXES = ("annex", "annex_list")
_DAY = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_DONE = re.compile(r"通过|公布|发布|颁布|批准|修订|修正|令")
_ISSUERS = (
    re.compile(r"(全国人民代表大会(?:常务委员会)?)(?:第|.{0,4}通过|公布)|第\S{1,6}届(全国人民代表大会(?:常务委员会)?)"),
    re.compile(r"([\u4e00-\u9fff]{2,8}(?:省|市|自治区|自治州|县)(?:第\S{1,6}届)?人民代表大会(?:常务委员会)?)"),
    re.compile(r"(?:中华人民共和国)?(国务院)令|(国务院)第\S{1,6}次常务会议"),
)
"""Tried in order on the head."""
_ORDER = re.compile(
    r"^(?:[\u4e00-\u9fff（）]{4,40}(?:命令|令)\s*)?"
    r"(?:[（(]?\s*(?:\d{4}\s*年\s*)?第\s*[〇零一二三四五六七八九十百千\d]+\s*号\s*[)）]?)?$"
)
"""A line that is the order, or its number, and nothing else."""


def read(lines: list[Line], doctype: DocType) -> Head | None:
    """What stands above the first chapter or article; None when it is sent with a notice or in a book."""
    head: list[Line] = []
    for line in lines[:_HEAD_LINES]:
        marker = match(line.text, doctype.levels)
        if _CONTENTS.match(line.text) or (marker and marker.level.name not in _ANNEXES):
            break
        head.append(line)
    title = _title(head, doctype)
    text = " ".join(line.raw for line in head)
    if (
        not title
        or any(_NOTICE.search(line.text) or names_collection(line.text) for line in head)
        or any(DocumentNumber.find(text))
    ):
        return None
    orders = list(OrderNumber.find(text))
    order = orders[-1] if orders else None
    return Head(
        title=clean("".join(line.text for line in title)),
        number=str(order) if order else "",
        issuer=_issuer(text) or (order.organ if order else ""),
        date=max(_date(text), _signed(head)),
        used=frozenset(line.span[0] for line in title),
        asides=frozenset(line.span[0] for line in head if order and _ORDER.match(line.text)),
    )


def _title(head: list[Line], doctype: DocType) -> list[Line]:
    """The last lines of the head that read as a statute's name; a name may take several lines."""
    plain = [line for line in _outside_brackets(head) if _is_name_part(line, doctype)]
    ends = [i for i, line in enumerate(plain) if _NAME.search(line.text)]
    if not ends:
        return plain[:1]
    stop = ends[-1]
    start = stop
    stop += stop + 1 < len(plain) and is_stage(plain[stop + 1].text)
    while start > 0 and _goes_before(plain[start - 1], plain[start]):
        start -= 1
    return plain[start : stop + 1]


def _outside_brackets(head: list[Line]) -> list[Line]:
    """Lines that do not stand in a bracket over several lines, such as the history of amendments."""
    out, depth = [], 0
    for line in head:
        before = depth
        depth = max(0, depth + len(re.findall(r"[（(]", line.text)) - len(re.findall(r"[）)]", line.text)))
        if not before and not depth:
            out.append(line)
    return out


def _is_name_part(line: Line, doctype: DocType) -> bool:
    apart = match(line.text, doctype.levels) or (doctype.preamble is not None and doctype.preamble.match(line.text))
    return len(line.text) <= _LONGEST and not re.search(r"[。；：，]|号$|令$", line.text) and not apart


def _goes_before(upper: Line, lower: Line) -> bool:
    """Whether ``upper`` is the first part of a name that goes on in ``lower``."""
    whole = _NAME.search(upper.text) or _NOTICE.search(upper.text)
    return not whole and lower.blanks <= 1 and not _DAY.search(upper.text)


def _issuer(text: str) -> str:
    found = next((m for pattern in _ISSUERS if (m := pattern.search(text))), None)
    return re.sub(r"^[年月日由经]|第\S{1,6}届", "", next(g for g in found.groups() if g)) if found else ""


def _signed(head: list[Line]) -> str:
    """The day under which the order is signed that publishes the statute; "" where none is."""
    below = (line for above, line in pairwise(head) if ending.signs(above) and ending.is_day(line))
    return max((ending.date_in(line.raw) for line in below), default="")


def _date(text: str) -> str:
    """The latest day on which it was adopted, published or amended; the day of its coming into force is none."""
    days = list(_DAY.finditer(text))
    ends = [*(day.start() for day in days[1:]), len(text)]
    done = [day for day, end in zip(days, ends, strict=False) if _DONE.search("".join(text[day.end() : end].split()))]
    return max((f"{d[1]}-{int(d[2]):02d}-{int(d[3]):02d}" for d in done), default="")
