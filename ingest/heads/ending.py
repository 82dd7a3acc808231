"""The end of a letter: who signed it and when (署名、成文日期, GB/T 9704-2012 §7.3.5), by where the lines stand."""

import re
from dataclasses import dataclass
from itertools import takewhile

from ingest.numbering.doctypes import BULLET, CONTACT, SENTENCE_END, DocType
from ingest.numbering.sequence import match
from ingest.numerals import chinese_to_int
from ingest.text.lines import Line, clean
from ingest.text.signing import FIGURE, OFFICES, ORGAN

_ORGAN = re.compile(rf"{ORGAN}$")
ORGAN_ALONE = re.compile(rf"^[\u4e00-\u9fff（）]{{3,30}}?{ORGAN}$")
"""A line that is nothing but the name of one."""
DATE = rf"(?:20\d{{2}}|二{FIGURE}{{3}})\s*[年./-]\s*{FIGURE}{{1,3}}\s*[月./-]\s*{FIGURE}{{1,3}}\s*日?"
"""A day as it is written, its figures Arabic or Chinese, without groups."""
_MONTH = rf"(?P<year>20\d{{2}}|二{FIGURE}{{3}})\s*[年./-]\s*(?P<month>{FIGURE}{{1,3}})"
_DATES = (
    re.compile(rf"{_MONTH}\s*[月./-]\s*(?P<day>{FIGURE}{{1,3}})\s*日?"),
    re.compile(rf"{_MONTH}(?!{FIGURE}|\s*[./-])\s*月?"),
)
"""A day; a month."""
_IN_MONTH = rf"(?:20\d{{2}}|二{FIGURE}{{3}})\s*年\s*{FIGURE}{{1,3}}\s*月"
"""The beginning of a day, or a month alone, with 年 and 月."""
_STAMP = re.compile(
    rf"^\s*(?:[（(]?\s*)?(?P<organ>[\u4e00-\u9fff（）]{{0,30}}\s*)?{_IN_MONTH}\s*{FIGURE}{{1,3}}\s*日\s*[)）]?\s*(?:印发)?$"
)
"""A line that holds nothing but a date, and perhaps an organ before it."""
_DATED = re.compile(
    rf"^\s*[（(]?\s*(?:{DATE}|{_IN_MONTH}|20\d{{2}}\s*[./-]\s*(?:0?[1-9]|1[0-2]))\s*(?:第\S{{1,2}}次)?"
    r"(?P<done>修订|修改|制定|制订|印发|发布|编制|编印|编)?\s*[)）]?$"
)
"""A line that says when a paper was made, and perhaps that it was: right below its title, below a signature or at its end."""
_DAY_OR_MONTH = rf"(?:{DATE}|{_IN_MONTH})"
_MAKER = rf"(?![本由自于经该此])[\u4e00-\u9fff（）]{{1,28}}{ORGAN}"
_MADE = re.compile(
    rf"^\s*[（(]?\s*(?:(?P<before>{_MAKER})\s*(?:(?:编[印发制辑]?|主办)\s*)?{_DAY_OR_MONTH}|{_DAY_OR_MONTH}\s*(?P<after>{_MAKER}))\s*"
    r"(?P<done>发布|公布|制定|制订|修订|编制|编印|印制|制表|制|编)?\s*[)）]?$"
)
"""Who made a paper, when, and that it was made, on one line: 护理部 2031年3月1日 发布."""
_HOUSE = re.compile(r"医院|卫生院|保健院|防治院|疗养院|中心|委员会|局|学院|大学|协会|学会|政府")
_SIGNED = re.compile(rf"^(?:工会|团委|党委|党办|院办|院长室)$|^[\u4e00-\u9fff（）()“”、\s]{{2,40}}(?:{ORGAN}|[)）]|[章印])$")
_OFFICE = rf"(?:{'|'.join(OFFICES)})"
_NAME = "[\u4e00-\u9fff·×]"
_SIGNER = re.compile(
    rf"^(?:[\u4e00-\u9fff]{{0,20}}{_OFFICE}(?:[ \t\u3000]+|\s*[:：]\s*){_NAME}{{1,12}}(?:[ \u3000]+{_NAME}{{1,3}})?"
    rf"|(?:[\u4e00-\u9fff]{{2,20}}{ORGAN})?[代副]?{_OFFICE}"
    rf"(?!医师|护师|药师|技师|委员|助理|代表|签[字名]|审[批核]|批准){_NAME}{{2,3}})$"
)
"""Who signs for an organ: an office and a name, mostly with a gap between them."""
_MADE_BY = re.compile(r"^(?:编制|编印|编写|编|制定|制订|发布|汇编|倡议|发起)(?:单位|部门|科室|机构|人)?\s*[:：]\s*")
"""What may stand before the name of who made a book of rules."""
_SEAL = re.compile(r"\s*[（(]\s*(?:代?章|盖章|公章|印章?)\s*[)）]")
_ANNEXES = re.compile(r"^附\s*[件表图录]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?\s*[:：]")
_ASKS = re.compile(r"(?:单位|部门|科室|机构|[者方:：])$")
"""Words at the end of a label, whose value is an organ."""
_MONTHS = 12
_HOUSE_AND_DEPARTMENT = 2
_SHORTEST = 2
"""No name of a department is as short; what is may be one character of a name that is set wide."""
_SIGNATURES = 4
"""Lines that the names of those who sign take at most."""
_COPIES = re.compile(
    r"^(?:抄\s*[送报]|分\s*[送发]|发\s*送|主\s*送|[报呈]\s*送|印\s*[发送制]|[报送发抄]|主\s*题\s*词)(?:单位|范围)?(?:\s*[:：]|\s+(?=\S))"
    r"|^[（(]此件[^。]{2,20}[)）]$|^[（(]?共\s*印\s*\d+\s*份[)）]?$"
)
"""Key words of a letter, who is sent it, who printed it, how often: the lines below one or minutes (GB/T 9704-2012 §7.4)."""


@dataclass(frozen=True, slots=True)
class Ending:
    """Who signed and when (ISO 8601; "" each where it is not there), and the offsets of all such lines."""

    issuer: str
    date: str
    lines: frozenset[int]


def read(lines: list[Line], doctype: DocType) -> Ending:
    """The signatures of ``lines``: names directly above a date that stands alone; issuer and date are those of the first.

    Without one the date is the first that stands alone.

    ``lines`` begin below the title, where a date and the name of a house with its department stand alone as well.
    """
    issuer, date, found = _top(lines, doctype)
    foot = _foot(lines)
    listed, made_on, bare = _listed(lines), [""], ""
    for at, line in enumerate(lines):
        short = _DATED.match(line.raw) and at not in listed and _signatures(lines[max(0, at - 1) : at], doctype)
        printed = at > 0 and _COPIES.match(lines[at - 1].raw) is not None
        if not line.cells and (made := made_by(line.raw, alone=at in (0, len(lines) - 1) and not printed)):
            issuer = issuer or made[0]
            made_on.append(made[1])
            found.add(line.span[0])
            continue
        if line.cells or not (short or _STAMP.match(line.raw)):
            if at >= foot and _closes(line):
                found.add(line.span[0])
                made_on.append(date_in(line.raw))
            if (at >= foot or (at and lines[at - 1].span[0] in found)) and _COPIES.match(line.raw):
                found.add(line.span[0])
                bare = bare or date_in(line.raw)
            continue
        above = _signatures(lines[max(0, at - _SIGNATURES) : at], doctype)
        found |= {signed.span[0] for signed in above} | {line.span[0]}
        beside = "" if printed else _beside(line)
        issuer = issuer or _names(above) or beside
        date, bare = (date or (date_in(line.raw) if above or beside else "")), bare or date_in(line.raw)
    date = date or bare or max(made_on)
    if not issuer and (signed := _undated(lines, foot, doctype)):
        return Ending(_names(signed), date, frozenset(found | {line.span[0] for line in signed}))
    return Ending(issuer, date, frozenset(found))


def _listed(lines: list[Line]) -> frozenset[int]:
    """Places of days and months between which names stand in turn, as in a schedule: these sign nothing."""
    days = {at: date_in(line.raw) for at, line in enumerate(lines) if _DATED.match(line.raw)}
    pairs = [(at, at + 2) for at in days if days.get(at + 2, days[at]) != days[at] and signs(lines[at + 1])]
    return frozenset(at for pair in pairs for at in pair)


def made_by(text: str, *, alone: bool = False) -> tuple[str, str] | None:
    """(who, when) of a line that says who made a paper and when; ``alone``: the word for it need not be there."""
    found = _MADE.match(text)
    return (clean(found["before"] or found["after"]), date_in(text)) if found and (found["done"] or alone) else None


def _top(lines: list[Line], doctype: DocType) -> tuple[str, str, set[int]]:
    """Issuer and date as they stand alone right below the title, and the offsets of their lines; a list of houses is none."""
    lead = list(takewhile(lambda line: _dated(line) or _names_house(line, doctype), lines))
    houses = [line for line in lead if not _dated(line)]
    if len(houses) > 1:
        lead, houses = list(takewhile(_dated, lead)), []
    days = (date_in(line.raw) for line in lead if line not in houses)
    return next(map(_bare_name, houses), ""), next(days, ""), {line.span[0] for line in lead}


def _dated(line: Line) -> bool:
    return not line.cells and _DATED.match(line.raw) is not None


def _names_house(line: Line, doctype: DocType) -> bool:
    """Whether a line is the name of a house or a department of it, and no number stands before it."""
    name = _bare_name(line)
    return ORGAN_ALONE.match(name) is not None and _HOUSE.search(name) is not None and not match(line.text, doctype.levels)


def _bare_name(line: Line) -> str:
    """The name on a line; departments that gaps part are parted by 、, a house is one with its department."""
    several = line.raw.split()
    if len(several) > 1 and all(len(name) > _SHORTEST and _ORGAN.search(name) and not _is_house(name) for name in several):
        return "、".join(several)
    return _MADE_BY.sub("", _SEAL.sub("", line.text))


def _is_house(name: str) -> bool:
    """Whether a name is that of a house, or of a department that names its house first; 医院感染管理科 is neither."""
    return (found := _HOUSE.search(name)) is not None and found.start() > 0


def _undated(lines: list[Line], foot: int, doctype: DocType) -> list[Line]:
    """Who signs without a day: the last lines above an annex, or above ``foot``."""
    annexes = (at for at, line in enumerate(lines[:foot]) if line.text.startswith("附") and _level(line, doctype) == "annex")
    return next(filter(None, (_closing(lines[:at], doctype) for at in (*annexes, foot))), [])


def _closing(lines: list[Line], doctype: DocType) -> list[Line]:
    """The one house or department, or a house and its department, and perhaps who signs for it, that ``lines`` end in.

    A department stands below a sentence, the annexes or a bullet; a house also below a table, or items that have no text.
    """
    signed = _signatures(lines[-_SIGNATURES:], doctype)
    organs = [line for line in signed if not _is_person(line)]
    houses = [line for line in organs if _names_house(line, doctype)]
    named = all(_ORGAN.search(_bare_name(line)) and not line.list for line in organs)
    one = len(organs) == 1 or (len(organs) == _HOUSE_AND_DEPARTMENT and houses == organs[:1])
    if not (one and named) or doctype.name == "slides" or len(lines) == len(signed):
        return []
    body = lines[: -len(signed)]
    last = body[-1]
    ended = last.text[-1] in SENTENCE_END or last.list or BULLET.match(last.raw) or _lists_annexes(body, doctype)
    return signed if ended or (houses and (last.cells or _is_bare_item(body, doctype))) else []


def _level(line: Line, doctype: DocType) -> str:
    """The name of the level of the number that a line begins with; "" without one."""
    marker = match(line.text, doctype.levels)
    return marker.level.name if marker else ""


def _lists_annexes(lines: list[Line], doctype: DocType) -> bool:
    """Whether the last of ``lines`` is 附件：…, or one of the numbered ones right below it."""
    entries = len(list(takewhile(lambda line: not _ANNEXES.match(line.text) and _level(line, doctype), reversed(lines))))
    return entries < len(lines) and _ANNEXES.match(lines[-entries - 1].text) is not None


def _is_bare_item(lines: list[Line], doctype: DocType) -> bool:
    """Whether the last of ``lines`` is one of several items, each followed by the next number, and asks for no name."""
    level = _level(lines[-1], doctype)
    items = [at for at, line in enumerate(lines) if level and _level(line, doctype) == level]
    alone = all(_level(lines[at + 1], doctype) for at in items[:-1])
    return len(items) > 1 and alone and not _ASKS.search(lines[-1].text)


def _foot(lines: list[Line]) -> int:
    """From which of ``lines`` on there are only copies, days, who signed above one, and whom to turn to."""
    at = len(lines)
    while at and not lines[at - 1].cells:
        line, below = lines[at - 1], at < len(lines) and _closes(lines[at])
        if not (_COPIES.match(line.raw) or CONTACT.match(line.raw) or _closes(line) or (below and signs(line))):
            break
        at -= 1
    return at


def _closes(line: Line) -> bool:
    """Whether a line holds nothing but a day, or says when the paper was made."""
    made = _DATED.match(line.raw)
    return _STAMP.match(line.raw) is not None or (made is not None and made["done"] is not None)


def is_day(line: Line) -> bool:
    """Whether a line holds nothing but a date, as below a signature."""
    return not line.cells and _STAMP.match(line.raw) is not None


def _beside(line: Line) -> str:
    """The organ that stands before the date on the same line; "" for other words and for who printed the letter."""
    found = _STAMP.match(line.raw)
    organ = clean(found["organ"] or "") if found and not line.raw.endswith("印发") else ""
    return organ if _ORGAN.search(organ) else ""


def date_in(text: str) -> str:
    """The first day in ``text``, else the first month (2031-03), as ISO 8601, its figures Arabic or Chinese; "" without one."""
    found = next((date for pattern in _DATES for date in pattern.finditer(text) if _number(date["month"]) <= _MONTHS), None)
    if not found:
        return ""
    year, *rest = map(_number, found.groups())
    return "-".join([str(year), *(f"{part:02d}" for part in rest)])


def _number(written: str) -> int:
    return chinese_to_int(re.sub("[○Ｏ]", "〇", written))


def _signatures(above: list[Line], doctype: DocType) -> list[Line]:
    """The last of the lines ``above`` a date that are names of organs, or of who signs for one, in order."""
    signed: list[Line] = []
    for line in reversed(above):
        if line.cells or line.heading or not signs(line) or match(line.text, doctype.levels):
            break
        signed.insert(0, line)
    return signed


def signs(line: Line) -> bool:
    """Whether a line is the name of an organ, or of who signs for one."""
    if _COPIES.match(line.raw):
        return False
    return _SIGNED.match(_MADE_BY.sub("", line.text)) is not None or _is_person(line)


def _is_person(line: Line) -> bool:
    return any(_SIGNER.match(text) for text in (line.raw, line.text))


def _names(signed: list[Line]) -> str:
    """The organs' names as one: a line in brackets belongs to the one above, others are parted by 、."""
    out = ""
    for line in (line for line in signed if not _is_person(line)):
        text = _bare_name(line)
        out += ("" if not out or text[:1] in ("（", "(", "") else "、") + text
    return out
