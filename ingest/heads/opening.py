"""The first lines of a letter, a rule or a plan: what stands above its title, the title, and what stands below it.

Above: letterhead, number, urgency. Below: number, note on its adoption, addressee (GB/T 9704-2012 §7.2, §7.3).
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from ingest.heads import labels, repeats
from ingest.heads.ending import ORGAN_ALONE, date_in, made_by
from ingest.heads.genres import ends_title, goes_on
from ingest.heads.head import Head
from ingest.heads.numbers import number_beside, number_of
from ingest.numbering.doctypes import FIELD, LEADER, SALUTATION, SENTENCE_END, DocType, line_kind
from ingest.numbering.sequence import match
from ingest.numerals import chinese_to_int
from ingest.text.lines import Line, clean, unclosed
from ingest.text.signing import ORGAN

_LINES = 24
"""Lines within which title, number and issuer stand."""
_LONGEST = 60
"""Characters of the longest titles."""
_LETTERHEAD = re.compile(
    rf"^([\u4e00-\u9fff（）]{{3,30}}?{ORGAN})(?:文件|[（(](?:函|通知|公告|通报|批复|纪要)[)）])$"
    r"|^(?!关于|相关|受控)([\u4e00-\u9fff（）]{4,30})文件$"
)
"""What stands in red over an official letter: who issued it."""
_ISSUER = re.compile(rf"^([^《]{{2,30}}?{ORGAN}(?:[（(][^（）()]{{2,24}}[)）])?)\s*(?:关于|转发|印发|批转)")
_ORDER = re.compile(
    rf"^([\u4e00-\u9fff（）]{{3,30}}?{ORGAN})(?:命令|令)(?:[（(]?第(?P<n>[〇零一二三四五六七八九十百千]+|\d{{1,4}})号[)）]?)?$"
)
"""What stands in red over an order, and its number; where no other title follows, it is the title."""
_MARK = re.compile(
    r"^(?:特急|加急|特提|平急|急件|急|(?:绝密|机密|秘密|内部)(?:资料|文件)?(?:\s*[★☆]?\s*\S{0,6})?|\d{6}|签\s*发\s*人\s*[:：].{0,12}"
    r"|(?:附|副)本|备\s*案\s*号\s*[:：].{0,20}|\W*\w{0,4}发至\w{2,12}\W*|类\s*别\s*[:：]\s*\S{1,8}|[A-D]\s*类)$"
)
"""Copy number, secrecy, urgency, who approved (GB/T 9704-2012 §7.2.1 to §7.2.3, §7.2.6); the class of an answer to a motion."""
_MASTHEAD = re.compile(
    rf"^(?:([\u4e00-\u9fff（）]{{3,30}}?{ORGAN}))?(?!.*关于)[\u4e00-\u9fff]{{0,8}}"
    r"(?:公告|通报|通告|简报|专报|快报|纪要|简讯|信息|动态|通讯|月报|季报|周报|工作提示)$"
)
"""The name of a series of papers, above the number of this one and its title."""
_SIGNER = re.compile(r"签\s*发\s*人\s*[:：]\s*\S")
"""Who approved the letter, beside its number."""
_COLUMN = re.compile(r"^[·•●【\[［].{2,12}[·•●】\]］]$")
"""The column of a journal or of a paper: ·专家共识·."""
_RULE = re.compile(r"^[\W_]+$")
_ELEMENT = re.compile(
    r"^(?:编制)?(?:目的|依据|背景|(?:适用)?范围|职责|总则|概述|前\s*言|引\s*言|(?:术语|名词)?[和与及]?定义|目的[和与及](?:适用)?范围)[:：]?$"
)
"""The first heading of a text that prints its title elsewhere."""
_CONTENTS = re.compile(r"^目\s*[录次]$")
_ADOPTED = re.compile(
    r"^[（(].*(?:\d{1,2}\s*月\s*\d{1,2}|20\d{2}\s*[.-]\s*\d{1,2}\s*[.-]\s*\d{1,2}|通过|印发|发布|公布|修订|修正|批准|试行|生效|20\d{2}年.{0,8}制定).*[)）]$"
)
"""The note below a title: when and by whom it was adopted."""
_REVISED_BY = re.compile(
    rf"^[（(]\s*([\u4e00-\u9fff]{{1,20}}{ORGAN})\s*20\d{{2}}\s*年(?:\s*\d{{1,2}}\s*月)?(?:\s*\d{{1,2}}\s*日)?\s*[修制印订]"
)
"""The same where it begins with who made it: （护理部 2024年5月修订）."""
_ADDRESSEE = re.compile(
    r"^[^。；！？“”]{1,160}(?:单位|部门|机构|科室|病区|医院|院|委|局|厅|部|科|室|处|办|区|组|站|所|会|校|司|企业|政府|府|中心|人员|同志|同仁|员工?|团|队|镇|乡|街道|村|社区|学生|同学|病友|家长"
    r"|朋友|们|护士|医师|医生|代表|患者|家属|职工|长|先生|女士|组织|(?<!组织)(?<!加强)领导)[)）]?[:：]$"
)
_LIST, _LISTED = re.compile(r"^附\s*件"), re.compile(r"^(?:[（(]?\s*\d{1,2}\s*[.．、)）]|[①-⑳])")
"""How a list of annexes begins that stands above the addressee, and each of its entries."""
_PROSE = re.compile(r"[，；。]")
_QUOTED = re.compile(r"《[^《》]*》?|“[^“”]*”?|[（(][^（）()]*[)）]?")
_SEVERAL = re.compile(r"等\s*[\d一二三四五六七八九十两]+\s*[项个份部种]")
"""How a title names one of several documents that the letter sends."""
_SENT = re.compile(r"(?<=《).+(?=》)|(?<=印发|发布|转发|下发|公布)[^《》]{4,40}(?=的(?:通知|函|公告)$)")
"""What a letter sends, named in its title."""
_SMALLER = 0.85
"""A line this much lower than the title is set in smaller type, and so no part of it."""


@dataclass(slots=True)
class _Opening:
    """What has been read so far."""

    named: str = ""
    """The title, where a label has named it."""
    number: str = ""
    issuer: str = ""
    date: str = ""
    revised_by: str = ""
    title: list[Line] = field(default_factory=list)
    whole: bool = False
    """The title is complete."""
    lists: bool = False
    """A list of annexes stands below the title."""
    annex: bool = False
    """The document is an annex: its title is the heading of its clauses, too."""
    used: set[int] = field(default_factory=set)
    asides: set[int] = field(default_factory=set)

    @property
    def text(self) -> str:
        """The title so far."""
        return self.named or _joined([clean(labels.before(line.raw)) for line in self.title])

    def untitle(self, issuer: str) -> None:
        """Take what was read for the title for what stands above it, and names ``issuer``."""
        self.issuer = issuer
        self.used |= {part.span[0] for part in self.title}
        self.title.clear()


def _joined(title: list[str]) -> str:
    """The lines of a title as one, with a space between the names of several organs that issue together."""
    organs = _organs(title)
    return " ".join([*organs[:-1], clean("".join([*organs[-1:], *title[len(organs) :]]))])


def _organs(title: list[str]) -> list[str]:
    """The organs that the first lines of a title name, each on a line of its own but the last, which 关于 may follow."""
    alone = list(takewhile(ORGAN_ALONE.match, title))
    after = title[len(alone)] if alone and len(alone) < len(title) else ""
    return [*alone, after] if _ISSUER.match(after) else alone


def read(lines: list[Line], doctype: DocType, title: str = "") -> Head:
    """Title, number, issuer and addressee from the lines before the first clause; ``title`` where a label has named it."""
    opening = _Opening(named=title)
    printed = _printed(lines, title, doctype)
    first = [line for line in lines[:_LINES] if line.span[0] not in printed]
    for line, after in zip(first, [*first[1:], None], strict=False):
        if not _take(opening, line, after, doctype):
            break
    used = opening.used | printed
    if not opening.annex:
        used |= {line.span[0] for line in opening.title}
        used |= _printed(lines, opening.text, doctype)
        used |= repeats.lines_of(lines, [] if _SEVERAL.search(opening.text) else _SENT.findall(opening.text))
        used |= repeats.letter_of(first, opening.text)
    return Head(opening.text, opening.number, _issuer(opening), opening.date, frozenset(used), asides=frozenset(opening.asides))


def _printed(lines: list[Line], title: str, doctype: DocType) -> set[int]:
    """Offsets of the lines that print ``title``, but for those that are content: the heading of a slide or of an annex."""
    if doctype.name == "slides":
        return set()
    below_annex = {after.span[0] for line, after in pairwise(lines) if _is_annex(line, doctype)}
    return repeats.lines_of([line for line in lines if line.span[0] not in below_annex], [title])


def _take(opening: _Opening, line: Line, after: Line | None, doctype: DocType) -> bool:
    """Read one line; whether the next may still belong to the opening."""
    if not line.cells and (number := number_of(line.text)):
        _number(opening, line, number)
        return True
    if (order := _ORDER.match(opening.text + line.text)) and order["n"]:
        opening.number = f"{order[1]}令第{chinese_to_int(order['n'])}号"
        opening.title.append(line)
        return True
    if (order := _ORDER.match(opening.text)) and ends_title(line.text) and _may_begin(line, doctype):
        opening.untitle(order[1])
    if (series := _MASTHEAD.match(opening.text)) and opening.number and line.text.startswith("关于"):
        opening.untitle(opening.issuer or series[1] or "")
    if not opening.text:
        return _above(opening, line, doctype) if _is_above(line, doctype) else _begin(opening, line, after, doctype)
    if opening.title and not opening.whole and _belongs(opening.title, line, doctype):
        return _begin(opening, line, after, doctype)
    return _below(opening, line, doctype)


def _number(opening: _Opening, line: Line, number: str) -> None:
    """Take the number; an organ alone above it was no title, but a letterhead."""
    opening.number = opening.number or number
    (opening.asides if _SIGNER.search(line.text) else opening.used).add(line.span[0])
    if opening.title and not opening.whole and ORGAN_ALONE.match(opening.text):
        opening.untitle(opening.text)
    opening.whole = bool(opening.text)


def _is_above(line: Line, doctype: DocType) -> bool:
    patterns = (_LETTERHEAD, _MARK, _COLUMN, _RULE)
    dateline = made_by(line.raw, alone=True) is not None
    return _is_annex(line, doctype) or dateline or any(pattern.match(line.text) for pattern in patterns)


def _is_annex(line: Line, doctype: DocType) -> bool:
    marker = match(line.text, doctype.levels, line.raw)
    return marker is not None and marker.level.name == "annex"


def _above(opening: _Opening, line: Line, doctype: DocType) -> bool:
    if letterhead := _LETTERHEAD.match(line.text):
        opening.issuer = letterhead[1] or letterhead[2]
        opening.used.add(line.span[0])
    elif match(line.text, doctype.levels, line.raw):
        opening.annex = True
    else:
        _made(opening, line)
    return True


def _made(opening: _Opening, line: Line) -> None:
    """Take a line beside number and title, which may say who made the paper and when."""
    who, when = made_by(line.raw, alone=True) or ("", "")
    opening.issuer, opening.date = opening.issuer or who, opening.date or when
    opening.asides.add(line.span[0])


def _begin(opening: _Opening, line: Line, after: Line | None, doctype: DocType) -> bool:
    """Add a line to the title, if it may be one."""
    if not opening.title and not _may_begin(line, doctype):
        return False
    opening.title.append(line)
    ended = ends_title("".join(part.text for part in opening.title))
    opening.whole = ended and not (after is not None and _rest_of_title(after))
    return True


def _may_begin(line: Line, doctype: DocType) -> bool:
    sentence = line.text[-1] in SENTENCE_END or len(line.text) > _LONGEST * 2
    apart = (
        SALUTATION.match(line.text)
        or _ELEMENT.match(line.text)
        or _CONTENTS.match(line.text)
        or match(line.text, doctype.levels, line.raw)
        or "\t" in line.raw
        or LEADER.search(line.text)
        or line_kind(line.raw) == "contact"
    )
    return not sentence and not apart


def _rest_of_title(line: Line) -> bool:
    """Whether a line goes on with a title that could end here: 的通知, or a subtitle such as （2023-2025 年）."""
    subtitle = line.text[0] in "（(" and line.text[-1] in "）)" and not _ADOPTED.match(line.text)
    return subtitle or (goes_on(line.text) and len(line.text) < _LONGEST and line.text[-1] not in SENTENCE_END)


def _belongs(title: list[Line], line: Line, doctype: DocType) -> bool:
    """Whether a title that is not complete goes on in ``line``."""
    text = "".join(part.text for part in title)
    last = title[-1]
    if line.after_break or line.heading != last.heading or (line.blanks and doctype.name == "slides") or "\t" in line.raw:
        return False
    if (
        SALUTATION.match(line.text)
        or LEADER.search(line.text)
        or match(line.text, doctype.levels, line.raw)
        or len(text) >= _LONGEST
        or _is_smaller(line, last)
    ):
        return False
    if line.text[0] in "（(" or unclosed(text):
        return not _ADOPTED.match(line.text)
    if ORGAN_ALONE.match(line.text) and not line.blanks and all(ORGAN_ALONE.match(part.text) for part in title):
        return True
    prose = _PROSE.search(_QUOTED.sub("", line.text)) and not _PROSE.search(text) and not ends_title(text + line.text)
    apart = line.text[-1] in SENTENCE_END + "：:" or line_kind(line.raw) or FIELD.match(line.text) or line.blanks > 1
    return not prose and not apart


def _is_smaller(line: Line, title: Line) -> bool:
    """Whether the line is set in visibly smaller type than the title, where the format knows how high lines are."""
    if line.bounds is None or title.bounds is None:
        return False
    return line.bounds[3] - line.bounds[1] < _SMALLER * (title.bounds[3] - title.bounds[1])


def _below(opening: _Opening, line: Line, doctype: DocType) -> bool:
    """Read a line below the title; the addressee is the last."""
    opening.whole = True
    if opening.number and _MASTHEAD.match(opening.text) and made_by(line.raw, alone=True):
        _made(opening, line)
        return True
    if _ADOPTED.match(line.text) or _RULE.match(line.text):
        opening.date = opening.date or date_in(line.text)
        opening.number = opening.number or number_beside(line.raw)
        opening.revised_by = opening.revised_by or next(iter(_REVISED_BY.findall(line.text)), "")
        opening.asides.add(line.span[0])
        return True
    if _LIST.match(line.text) or (opening.lists and _LISTED.match(line.text)):
        opening.lists = True
        return True
    if (
        (SALUTATION.match(line.text) or _ADDRESSEE.match(line.text))
        and not match(line.text, doctype.levels, line.raw)
        and not line.cells
    ):
        opening.asides.add(line.span[0])
    return False


def _issuer(opening: _Opening) -> str:
    """Who issued it: the organs that the title begins with, or the letterhead."""
    organs = _organs([line.text for line in opening.title])
    if len(organs) > 1:
        return "、".join(found[1] if (found := _ISSUER.match(organ)) else organ for organ in organs)
    if named := _ISSUER.match(opening.text) or _ORDER.match(opening.text):
        return named[1]
    first = opening.title[0].text if len(opening.title) > 1 else ""
    return opening.issuer or (first if ORGAN_ALONE.match(first) else opening.revised_by)
