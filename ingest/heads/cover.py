"""The cover of a standard and the lines that repeat it: number, names, dates, issuer (GB/T 1.1-2020 clause 8.1)."""

import re
from dataclasses import dataclass, field

from ingest.finding_kinds import FindingKind, Note
from ingest.heads import repeats
from ingest.heads.head import Head
from ingest.identifiers import StandardNumber
from ingest.model import Standard
from ingest.numbering.doctypes import LEADER, DocType
from ingest.numbering.sequence import match
from ingest.text.lines import Line

_COVER_LINES = 48
"""Lines within which the cover of a standard ends."""
_DAY = r"((?:19|20)\d{2})\s*[-—–年./]\s*(\d{1,2})\s*[-—–月./]\s*(\d{1,2})\s*日?\s*"
_ORGAN = r"[\u4e00-\u9fff（）]{2,40}?(?:委员会|部|局|协会|学会|厅|中心|医院|办公室)"
_NUMBER = (
    r"(?:DBJ?\s?\d{2,4}(?!\d)(?:[（(]J[)）])?\s?(?:/\s?T?)?|[A-Z]{1,4}\s?(?:/\s?[A-Z]{1,8})?)\s?\d[\d.]*(?:\s?[-—–－]+\s?\d+)*"
)
_GAP = "[X×xＸ*＊□_]"
"""What stands in a draft for a figure that is not known yet."""
_UNNUMBERED = (
    r"(?:^|(?<=\s))(?:代\s*替\s*)?[A-Z]{1,4}\s?\d{0,4}\s?(?:/\s?[A-Z]{1,8})?\s{0,3}"
    rf"(?:[\d.]*{_GAP}{{2,}}[\d.]*{_GAP}*(?:\s?[-—–－]+\s?(?:\d|{_GAP}){{2,4}})?|\d[\d.]*\s?[-—–－]+\s?\d{{0,3}}{_GAP}{{1,4}})(?!\w)"
)
"""The number of a draft: WS/T XXXXX—XXXX, GB 15982—202X."""
_STAGE = r"(?:征求意见|送审|报批|讨论|公示|草案)"
_TEMPLATE = re.compile(r"点击此处(?:添加|输入)?.*|在提交反馈意见时.*|[（(]?与国际标准一致性程度.*|^备\s*案\s*号\s*[:：]?.*")
"""What the template of a standard has where nothing was filled in, and the number under which it was registered."""
_PARTS = (
    ("drafted", re.compile(r"[（(]?\s*本?(?:稿|草案)\s*完成(?:日期|时间)\s*[:：]\s*(?:" + _DAY + r")?[^（）()]*[)）]?")),
    ("template", _TEMPLATE),
    (
        "undated",
        re.compile(
            rf"(?:(?:20\d\d|(?:20)?\d?{_GAP}{{1,4}})\s*[-—–年./]\s*{_GAP}{{1,2}}\s*[-—–月./]\s*{_GAP}{{1,2}}\s*日?\s*(?:发\s*布|实\s*施)?\s*)+"
        ),
    ),
    ("unnumbered", re.compile(_UNNUMBERED)),
    ("stage", re.compile(rf"[（(【\[]\s*\S{{0,6}}{_STAGE}稿?\s*[)）】\]]|^\S{{0,4}}{_STAGE}稿$")),
    ("ics", re.compile(r"ICS\s*(\d{2}(?:[.\s]+\d{2,3})*)")),
    ("published", re.compile(r"发布日期\s*[:：]\s*" + _DAY)),
    ("effective", re.compile(r"(?:实施|施行|生效)日期\s*[:：]\s*" + _DAY)),
    ("issuer", re.compile(r"^(?:发布|批准|归口)(?:单位|机构|部门|机关)\s*[:：]\s*(\S{2,40})$")),
    ("published", re.compile(_DAY + r"(?:发\s*布|批\s*准)")),
    ("effective", re.compile(_DAY + r"(?:起\s*)?实\s*施")),
    ("replaces", re.compile(rf"(?:部分)?代\s*替\s*({_NUMBER}).*$")),
    ("ccs", re.compile(r"^(?:CCS\s*)?([A-Z]\s?\d{2})$|CCS\s*([A-Z]\s?\d{2})")),
    ("category", re.compile(r"^(?:中华人民共和国)?([\u4e00-\u9fff]{0,10}(?:国家(?:职业卫生)?|行业|团体|地方|企业)标准)$")),
    ("issuer", re.compile(rf"^({_ORGAN})\s*发\s*布$")),
    (
        "mark",
        re.compile(r"^([A-Z]{1,3}(?:\s*/\s*[A-Z]{1,5})?|DBJ?\s?\d{2,4}(?:\s*/\s*T)?|发\s*布|[（(].{0,12}(?:稿|版)[)）])$"),
    ),
)
"""What a line of the cover may hold; each is looked for in what the ones before left of the line."""
_LABEL = re.compile(r"^(?:标准(?:编号|号|名称)|[中英]文名称|[中英]文译名)\s*[:：]\s*")
"""What a cover that is typed as a list has before number and names."""
_FILED = re.compile(r"备\s*案\s*号\s*[:：]?\s*\S*\d")
_ISSUER_ALONE = re.compile(rf"^{_ORGAN}$")
_CJK = re.compile(r"[\u4e00-\u9fff]")


@dataclass(slots=True)
class _Cover:
    """What has been read so far."""

    written: str = ""
    values: dict[str, str] = field(default_factory=dict)
    issuers: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    english: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    """Its lines that are more than the name."""

    @property
    def draft(self) -> bool:
        """Whether number, stage or dates say that the standard is not published yet."""
        return not {"unnumbered", "stage", "undated"}.isdisjoint(self.values)


def read(lines: list[Line], doctype: DocType) -> Head | None:
    """What the cover says; None where there is neither the number of a standard nor, on a draft, the form that will hold it."""
    cover, used = _Cover(), set()
    for line in lines[:_COVER_LINES]:
        sentence = cover.names and line.text[-1] in "。；：" and not _TEMPLATE.search(line.text)
        if match(line.text, doctype.levels) or line.cells or sentence or LEADER.search(line.text):
            break
        _take(cover, line)
        used.add(line.span[0])
    written = cover.written or next((line.text for line in lines if re.fullmatch(_NUMBER, line.text)), "")
    number = next(StandardNumber.find(written), None)
    if not cover.names or (number is None and not cover.draft):
        return None
    again = frozenset(used | _repeated(lines, cover, number))
    if number is None:
        return _draft(cover, again)
    standard = _standard(cover, written, number)
    filed = [line for line in cover.beside if _FILED.match(line)]
    notes = [Note(FindingKind.DRAFT, _called(cover))] if cover.draft else [Note(FindingKind.COVER_LINE, line) for line in filed]
    return Head(
        standard.name,
        standard.id,
        standard.issuer,
        standard.published,
        again,
        slug=number.slug,
        standard=standard,
        notes=tuple(notes),
    )


def is_listed(lines: list[Line]) -> bool:
    """Whether the cover is typed as a list with labels, so that these are no metadata of a page around the standard."""
    return any(line.text.startswith("标准") and _LABEL.match(line.text) for line in lines[:_COVER_LINES])


def _draft(cover: _Cover, used: frozenset[int]) -> Head:
    """The head of a standard whose number has gaps, or that has none yet; its date is the draft's."""
    value = cover.values.get
    notes = (Note(FindingKind.DRAFT, _called(cover)),)
    date = value("drafted") or value("published", "")
    return Head(joined(cover.names), value("unnumbered", ""), _issuers(cover), date, used, notes=notes)


def _called(cover: _Cover) -> str:
    """The name of a draft, and all else that its cover says: no field is kept of most of it."""
    return " ".join((joined(cover.names), *cover.beside))


def _standard(cover: _Cover, written: str, number: StandardNumber) -> Standard:
    value = cover.values.get
    return Standard(
        id=str(number),
        written=written,
        name=joined(cover.names),
        category=value("category", ""),
        issuer=_issuers(cover),
        published=value("published", ""),
        effective=value("effective", ""),
        replaces=value("replaces", ""),
        english=re.sub(r"(?<=[—–-]) ", "", " ".join(cover.english)),
        ics=value("ics", ""),
        ccs=value("ccs", ""),
    )


def _issuers(cover: _Cover) -> str:
    return "、".join(re.sub(r"^中华人民共和国(?=国家)", "", name) for name in cover.issuers)


def _take(cover: _Cover, line: Line) -> None:
    """Read one line of the cover."""
    text, names = _LABEL.sub("", line.text), len(cover.names)
    for name, pattern in _PARTS:
        found = pattern.search(text)
        if not found:
            continue
        groups = [group for group in found.groups() if group]
        if name == "issuer":
            cover.issuers += _organs(groups[0], line)
        else:
            cover.values.setdefault(name, _value(name, groups or [found[0]]))
        text = f"{text[: found.start()]} {text[found.end() :]}".strip()
    if number := re.search(_NUMBER, text):
        if any(StandardNumber.find(number[0])):
            cover.written = cover.written or number[0]
            text = f"{text[: number.start()]} {text[number.end() :]}".strip()
    if not {"published", "undated"}.isdisjoint(cover.values) and _ISSUER_ALONE.match(text):
        cover.issuers += _organs(text, line)
    elif _CJK.search(text):
        cover.names.append(text)
    elif re.search(r"[A-Za-z]{3}", text):
        cover.english.append(text)
    cover.beside += [line.text] if cover.names[names:] != [line.text] else []


def _organs(name: str, line: Line) -> list[str]:
    """The organs that issue together, where gaps part them on their line; else the one ``name``."""
    parts = re.sub(r"\s*发\s*布$", "", line.raw).split()
    return parts if "".join(parts) == name and all(map(_ISSUER_ALONE.match, parts)) else [name]


def _value(name: str, groups: list[str]) -> str:
    """A date as ISO 8601, a number in its canonical form, anything else without gaps."""
    if name in ("published", "effective", "drafted"):
        return "-".join(group.zfill(2) for group in groups) if len(groups) > 1 else ""
    if name == "unnumbered":
        return re.sub(r"\s*[-—–－]+\s*", "-", " ".join(groups[0].split()))
    if name == "replaces":
        return next((str(number) for number in StandardNumber.find(groups[0])), "")
    return re.sub(r"^([A-Z])(?=\d)", r"\1 ", re.sub(r"\s+", "", groups[0]))


def joined(names: list[str]) -> str:
    """The lines of a name as one; an element such as 第17部分：… is parted by a space."""
    out = ""
    for name in names:
        out += (" " if out and re.match(r"^第\s*\S{1,3}\s*部分", name) else "") + name
    return re.sub(r"第\s*(\S{1,3}?)\s*部分", r"第\1部分", out)


def _bears(text: str, number: StandardNumber | None) -> bool:
    """Whether a line holds nothing but the number, or that of a draft, and perhaps the page's."""
    written = _NUMBER if number else _UNNUMBERED
    alone = re.fullmatch(rf"(?:\d+\s+)?{written}(?:\s+\d+)?", text) is not None
    return alone and (number is None or any(found.key == number.key for found in StandardNumber.find(text)))


def _repeated(lines: list[Line], cover: _Cover, number: StandardNumber | None) -> set[int]:
    """Lines further on that hold only the number (a running head, beside the page's), or print the name again."""
    bare = {line.span[0] for line in lines if _bears(line.text, number)}
    return bare | repeats.lines_of(lines, (*cover.names, joined(cover.names)))
