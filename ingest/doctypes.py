"""Document types, numbering schemes and line patterns as data: a new one is one more row."""

import re
from dataclasses import dataclass, replace

from ingest.numerals import CHINESE

TERMINAL = "。！？；：…”.!?;:"
SENTENCE_END = "。！？；!?;"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbering scheme; group ``n`` is its number, ``rest`` what follows on the line."""

    name: str
    pattern: re.Pattern[str]
    label: str
    run_in: bool = False
    """Text on the marker's own line may be the clause itself (条款 text), not only a heading."""
    leaf: bool = False
    """What follows on the line is always text, and a plain paragraph after it belongs to the parent (一是 …)."""
    root: bool = False
    """Its label is unique in the document, so the path starts anew with it (目标三)."""


def _level(name: str, pattern: str, label: str, *, run_in: bool = False, leaf: bool = False, root: bool = False) -> Level:
    return Level(name, re.compile(pattern), label, run_in, leaf, root)


ANNEX = _level(
    "annex", rf"^附\s*件\s*(?:(?P<n>\d{{1,2}}|{CHINESE})(?:\s*[:：]\s*|\s+|$)(?P<rest>[^。；，]{{0,44}}))?$", "附件{n}"
)
ANNEX_LIST = _level("annex_list", r"^附\s*件\s*[:：]\s*(?P<n>)(?P<rest>.*)$", "附件清单", run_in=True)
SLIDE = _level("slide", r"^第\s*(?P<n>\d{1,3})\s*页(?P<rest>)$", "第{n}页")
TARGET = _level("target", rf"^目标\s*(?P<n>{CHINESE}|\d{{1,2}})\s*[:：]?\s*(?P<rest>\D.*)$", "目标{n}", root=True)
CHAPTER = _level("chapter", rf"^(?P<n>{CHINESE})[、．.](?!{CHINESE}[、级])\s*(?P<rest>.*)$", "{n}")
SECTION = _level("section", rf"^[（(]\s*(?P<n>{CHINESE})\s*[)）]\s*(?P<rest>.*)$", "（{n}）", run_in=True)
ITEM = _level("item", r"^(?P<n>\d{1,3})\s*[.．、]\s*(?![\d%])(?P<rest>.*)$", "{n}", run_in=True)
SLIDE_ITEM = replace(ITEM, leaf=True)
SUBITEM = _level("subitem", r"^[（(]\s*(?P<n>\d{1,2})\s*[)）]\s*(?P<rest>.*)$", "（{n}）", run_in=True)
LEAD = _level("lead", rf"^(?P<n>{CHINESE})是(?!否)(?P<rest>.*)$", "{n}是", run_in=True, leaf=True)

PLAIN_LEVELS = (ANNEX, ANNEX_LIST, CHAPTER, SECTION, ITEM, SUBITEM, LEAD)


@dataclass(frozen=True, slots=True)
class DocType:
    """How one kind of document is recognised and numbered."""

    name: str
    label: str
    recognise: tuple[re.Pattern[str], ...]
    levels: tuple[Level, ...]
    tasks_under: re.Pattern[str] | None = None
    """Items numbered 1… below a chapter with this title are tasks of the plan."""
    suffix: str = ""
    """Added to the document id, so that slides on a regulation are not the regulation."""


_TASKS = re.compile(r"(?:工作|重点|主要|行动)(?:任务|举措|措施|内容)(?:及分工|和分工|安排)?(?:[（(].*[)）])?$")

DOCTYPES = (
    DocType(
        "targets",
        "改进目标",
        (re.compile(r"\b[NP]IT\s*-\s*20\d{2}\s*-"), re.compile(r"改进目标")),
        (ANNEX, ANNEX_LIST, TARGET, CHAPTER, SECTION, ITEM, SUBITEM, LEAD),
    ),
    DocType(
        "slides",
        "课件",
        (
            re.compile(r"(?m)^\s*[p•●■◆▪◇★►⚫➢✓\uf000-\uf0ff]\s*\S"),
            re.compile(r"(?m)^[^。]{0,12}\n\n[^。]{0,12}\n\n[^。]{0,12}\n\n[^。]{0,12}$"),
        ),
        (SLIDE, SLIDE_ITEM, LEAD),
        suffix="-课件",
    ),
    DocType(
        "plan",
        "行动计划",
        (
            re.compile(r"(行动|实施|工作)\s*(方\s*案|计\s*划)"),
            re.compile(r"(?m)^\s*[一二三四五六七八九十]+[、．.]\s*\S{0,4}(工作|重点|主要|行动)(任务|举措|措施|内容)"),
        ),
        PLAIN_LEVELS,
        tasks_under=_TASKS,
    ),
    DocType(
        "notice",
        "通知",
        (re.compile(r"通\s*知|公\s*告|意\s*见|函"), re.compile(r"(?m)^\s*[一二三四五六七八九十]+[、．.]")),
        PLAIN_LEVELS,
    ),
    DocType("catalogue", "目录", (), PLAIN_LEVELS),
    DocType("general", "一般文件", (), PLAIN_LEVELS),
)
BY_NAME = {doctype.name: doctype for doctype in DOCTYPES}


def recognise(text: str) -> DocType:
    """The first type of which every pattern occurs in ``text``; ``general`` when none fits."""
    for doctype in DOCTYPES:
        if doctype.recognise and all(pattern.search(text) for pattern in doctype.recognise):
            return doctype
    return BY_NAME["general"]


BOX_TITLE = re.compile(
    rf"^【?(?P<label>专项行动(?:之\s*)?(?P<n>{CHINESE}|\d{{1,2}})|专栏\s*(?:\d{{1,2}}|{CHINESE}))"
    r"(?:】\s*|\s*[:：、—－]+\s*|\s+|$)(?P<title>.*)$"
)
"""The first line of a boxed insert."""

BULLET = re.compile(r"^(?:[•●■◆▪◇★►⚫➢✓\uf000-\uf0ff]\s*|[-–·*]\s+|[pØü§]\s+(?=[\u4e00-\u9fff]))(?P<rest>\S.*)$")
"""A list bullet; p, Ø, ü and § are what symbol fonts leave behind in text."""

CONTACT = re.compile(
    r"^(?:(?:联\s*系\s*人|联系电话|联系方式|电\s*话|手\s*机|邮\s*箱|电子邮箱|传\s*真)\s*[:：]"
    r"|[\u4e00-\u9fff]{2,4}\s*[，,、]\s*(?:0\d{2,3}-?\d{7,8}|1\d{10}))"
)
ROSTER = re.compile(
    r"^(?:(?:组\s*长|副\s*组\s*长|成\s*员)\s*[:：]\s*\S"
    r"|[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){1,3}(?:\s+|(?=[省市县区州驻]))[^，。；：（）]{3,24}"
    r"(?:主任|科长|组长|会长|调研员|院长|处长|局长|书记|委员|负责人)$)"
)
IMPRINT = re.compile(
    r"(?:^[（(]信息公开形式|^\S{4,30}\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日印发$|^\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$"
    r"|^[^，。：:《》（）“”、的]{4,24}(?:委员会|局|协会|厅|办公室)(?:文件)?$|^年\s*月\s*日$|^报送单位)"
)
SALUTATION = re.compile(r"^(?:各|你).{0,50}(?:单位|部门|机构|医院|委|局|中心|厅|组织|学校|企业|会员)[:：]$")
NOTE = re.compile(r"^(?:注|备注|说明|填写说明)\s*[:：]")

LINE_KINDS = (("contact", CONTACT), ("contact", ROSTER), ("imprint", IMPRINT))
"""Lines that stand alone and are no clause of substance, with the kind they get."""

LEVELS_OF_GOVERNMENT = (
    ("association", re.compile(r"T/[A-Z]{2,8}\b|协会|学会")),
    ("city", re.compile(r"[\u4e00-\u9fff]{2,8}市(?!场|委)")),
    ("provincial", re.compile(r"[\u4e00-\u9fff]{2,6}(?:省|自治区)(?!级|份)")),
    ("national", re.compile(r"国家|全国|中国")),
)
"""Tried in order on title, issuer and number."""

SPEAKS_OF = (
    ("national", re.compile(r"全国|国家卫生健康委|国家卫健委")),
    ("provincial", re.compile(r"全省|我省|本省|全区")),
    ("city", re.compile(r"全市|我市|本市")),
    ("association", re.compile(r"协会|学会")),
)
"""When the title names no level: whose affairs the text speaks of most."""


def line_kind(text: str) -> str:
    """The kind of a line that stands alone, or "" for ordinary text."""
    for kind, pattern in LINE_KINDS:
        if pattern.search(text):
            return kind
    return ""
