"""Numbering schemes as data: one row a level. A new way of numbering is one more row.

Statutes: 编、章、节、条、款、项、目. Standards: GB/T 1.1-2020 clause 7 (章、条、段、列项) and its annexes.
"""

import re
from dataclasses import dataclass, replace

from ingest.numerals import CHINESE, CIRCLED_NUMBER


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
    text: bool = False
    """What follows on the line is always text, and later paragraphs belong to it too (第三条 …)."""
    through: tuple[str, ...] = ()
    """Names of higher levels through which its numbers run on; any other higher level starts them anew."""
    decimal: bool = False
    """Its number names its parents (4.1.2): group ``stem`` is all but the last part."""
    caption: bool = False
    """Heads a table or a figure: any number may stand, and what is no row returns to the parent."""
    holds: bool = False
    """A division that holds articles: its number and title fill a line of their own."""
    firm: re.Pattern[str] | None = None
    """How a line begins whose number is surely set apart from what follows; such a number may skip many."""
    cited: re.Pattern[str] | None = None
    """How what follows begins when the number is only referred to; a firm line need not heed it."""
    apart: re.Pattern[str] | None = None
    """How a line begins whose number is set apart from what reads as a reference, so that it may be a heading all the same."""
    whole: bool = False
    """Its decimal number is one label and names no parents (第2.0.1条)."""
    never_over: tuple[str, ...] = ()
    """Names of lower levels that end it all the same: a preface holds no chapters."""
    roman: bool = False
    """Its numbers are Roman."""
    sure: frozenset[tuple[str, ...]] = frozenset()
    """Decimal numbers that the text surely has, however many are missing before: their child or sibling is next."""
    counted: bool = False
    """Where no number is printed, its place among its kind under the heading is its number (问：)."""


def _level(name: str, pattern: str, label: str, *, run_in: bool = False, leaf: bool = False, root: bool = False) -> Level:
    return Level(name, re.compile(pattern), label, run_in, leaf, root)


FILE = r"\.(?:docx?|wps|rtf|xlsx?|et|pptx?|pdf|ofd|zip|rar|7z|jpe?g|png)"
"""How the name of a file ends: a web page lists what may be downloaded."""
ANNEX = _level(
    "annex",
    rf"^附\s*件\s*(?:(?P<n>\d{{1,2}}|{CHINESE})(?:\s*[:：]\s*|\s+|$)(?P<rest>(?!.*{FILE}$)[^。；，]{{0,44}}))?$",
    "附件{n}",
)
ANNEX_LIST = _level(
    "annex_list", r"^附\s*(?:件(?:清单|目录)?\s*[:：]|[:：](?=\s*1\s*[.．、]))\s*(?P<n>)(?P<rest>.*)$", "附件清单", run_in=True
)
SLIDE = _level("slide", r"^第\s*(?P<n>\d{1,3})\s*页(?P<rest>)$", "第{n}页")
TARGET = _level("target", rf"^目标\s*(?P<n>{CHINESE}|\d{{1,2}})\s*[:：]?\s*(?P<rest>\D.*)$", "目标{n}", root=True)
_GRADES = rf"(?!{CHINESE}(?:、|级[\u4e00-\u9fff]{{0,6}}(?:医院|医疗|机构|医师|公立|综合|专科|甲等|乙等|以上|及)))"
"""Not the beginning of 二、三级医院, which names two grades of hospitals."""
CHAPTER = _level("chapter", rf"^(?P<n>{CHINESE})(?:[、．.]|。(?=\S)){_GRADES}\s*(?P<rest>.*)$", "{n}")
SPACED = Level(
    "spaced",
    re.compile(rf"^(?P<n>{CHINESE})\s*(?P<rest>[\u4e00-\u9fff“《][^，。；：]{{1,24}})$"),
    "{n}",
    cited=re.compile(""),
    apart=re.compile(rf"^[^\w\n]*{CHINESE}[ \t\u3000]+\S"),
)
"""一 and a title, parted by a gap alone; it is a number only where it is next."""
SECTION = _level("section", rf"^[（(]\s*(?P<n>{CHINESE})\s*[)）]\s*[.．、。]?\s*(?P<rest>.*)$", "（{n}）", run_in=True)
_STOP = r"(?:[.．、]|。(?=\s*\S))"
"""What follows a number; recognition and copying leave the full stop of a sentence for a dot (1。)."""
_SPAN = (
    r"(?=\d{2,4}\s*(?:小时|分钟|天|日|个月|年|岁|[hd](?![a-z]))|\d{1,2}\s*月\s*(?:\d{1,2}\s*日|[上中下]旬|[底末份])|\d{1,3}\s*(?:例|名|人|位|台|份|件|张|间|家|支)"
    r"(?:[及或]?以[上下内]|[\u4e00-\u9fff]))"
)
"""A length of time, a day or a count: behind the number of an item there may be one without a gap (4.24小时内上报)."""
ITEM = replace(
    _level("item", rf"^(?P<n>\d{{1,3}})\s*{_STOP}\s*(?:(?![\d%])|{_SPAN})(?P<rest>.*)$", "{n}", run_in=True),
    through=("section",),
)
SLIDE_ITEM = replace(ITEM, leaf=True)
SUBITEM = _level("subitem", r"^[（(]\s*(?P<n>\d{1,2})\s*[)）]\s*[.．、。]?\s*(?P<rest>.*)$", "（{n}）", run_in=True)
CIRCLED = _level("circled", rf"^(?P<n>{CIRCLED_NUMBER})\s*(?P<rest>\S.*)$", "{circled}", run_in=True)
LETTER = _level("letter", r"^(?P<n>[a-z])\s*[)）]\s*(?P<rest>.*)$", "{n}）", run_in=True)
HALF_BRACKETED = _level("figure_item", r"^(?P<n>\d{1,2})\s*[)）]\s*(?P<rest>.*)$", "{n}）", run_in=True)
_LETTERED = r"\s*(?:[、．]|\.(?!\d|[a-zA-Z]\.))\s*(?P<rest>\S.*)$"
LISTS = (
    HALF_BRACKETED,
    LETTER,
    _level("round_letter", r"^[（(]\s*(?P<n>[a-z])\s*[)）]\s*(?P<rest>.*)$", "（{n}）", run_in=True),
    _level("small", rf"^(?P<n>[a-z]){_LETTERED}", "{n}", run_in=True),
    _level("capital", rf"^(?P<n>[A-Z]){_LETTERED}", "{n}", run_in=True),
)
"""Lists that only some documents have, the highest first: 1） a） （a） a. A."""
BRACKETED = _level(
    "bracketed", r"^(?P<n>)[【〖［\[](?P<rest>[\u4e00-\u9fff][\u4e00-\u9fff、和与及（）()]{1,15})[】〗］\]]$", "{rest}"
)
"""A heading that brackets take the place of a number for: 【护理评估】."""
GRADE = _level("grade", r"^(?P<n>)【\s*(?P<name>[A-E])\s*】\s*(?P<rest>.*)$", "{name}", run_in=True)
"""What is asked for a grade (【C】, 【B】符合“C”，并), as standards for the assessment of hospitals have it."""
_STEP = rf"(?P<n>{CHINESE}|\d{{1,2}})"
COUNTED_WORDS = "专题 模块 目标 任务 行动 阶段 环节 情形 问题 案例 场景 措施 策略 要点 指标".split()
"""What is counted in words, the highest first; each is a level of its own. A new word is one more."""
STEPS = (
    _level("step", rf"^步\s*骤\s*{_STEP}\s*[:：、.．\s]\s*(?P<rest>.*)$", "步骤{n}", run_in=True),
    _level("nth_step", rf"^第\s*{_STEP}\s*步\s*[:：、，\s]\s*(?P<rest>.*)$", "第{n}步", run_in=True),
    *(
        replace(
            _level(word, rf"^{word}\s*{_STEP}\s*[:：、.．]?\s*(?P<rest>.*)$", word + "{n}", run_in=True),
            cited=re.compile(""),
            apart=re.compile(rf"^[^\w\n]*{word}\s*{_STEP}(?:\s*[:：、.．](?!\s*\d)|\s+\S|$)"),
        )
        for word in COUNTED_WORDS
    ),
)
"""Steps of a procedure; targets, problems, cases, stages that are counted."""
LEAD = _level("lead", rf"^(?P<n>{CHINESE})是(?!否)(?P<rest>.*)$", "{n}是", run_in=True, leaf=True)

PLAIN_LEVELS = (ANNEX, ANNEX_LIST, CHAPTER, SECTION, ITEM, SUBITEM, CIRCLED, LEAD)
TARGET_LEVELS = (ANNEX, ANNEX_LIST, TARGET, CHAPTER, SECTION, ITEM, SUBITEM, CIRCLED, LEAD)
SLIDE_LEVELS = (SLIDE, SLIDE_ITEM, LEAD)

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LETTERS += _LETTERS.upper()
_UNITS = str.maketrans(
    dict(zip("條編節項總則罰導", "条编节项总则罚导", strict=True)) | {chr(ord(letter) + 0xFEE0): letter for letter in _LETTERS}
)
"""Characters of numbers and their units as documents from Hong Kong and Taiwan write them; full-width letters."""


def in_simplified(text: str) -> str:
    """``text``, as long as before, its letters narrow, the units of its numbers in simplified characters (第一條 → 第一条)."""
    return text.translate(_UNITS)


_NUMBER = rf"(?:{CHINESE}|\d{{1,4}})"
TITLE = (
    rf"\s*[:：]?\s*(?P<rest>(?!规定|的|所[列称]|[、，。；）)]|(?:和|或|至|及)?第\s*{_NUMBER}\s*(?:[编章节条款项]|部分))"
    r"[^。；;]{0,44}。?)$"
)


def _division(name: str, unit: str, through: tuple[str, ...] = (), spoken_of: str = "") -> Level:
    """A division that holds articles: 部分, 编, 章, 节."""
    pattern = rf"^第\s*(?P<n>{_NUMBER})\s*{unit}{spoken_of}{TITLE}"
    return replace(_level(name, pattern, "第{n}" + unit), through=through, holds=True)


def _named(name: str, words: str, never_over: tuple[str, ...]) -> Level:
    """A heading without a number, which ends where one of ``never_over`` begins."""
    return replace(_level(name, rf"^(?P<n>)(?P<rest>{words})$", "{rest}"), never_over=never_over)


_HOLDING = ("portion", "volume", "part", "subpart", "division", "subdivision")
DIVISIONS = (
    _division("portion", "部分", spoken_of=r"(?!\s*(?:[是为由的]|中[的，、规]|主要|包括|内容))"),
    _division("volume", "篇", spoken_of=r"(?!\s*(?:[是为由的]|中[的，、规]|文[章献]|论文|报道))"),
    _named("preface", r"(?:序|前|导)\s*言", (*_HOLDING, "unnumbered", "closing", "heading", "article", "coded", "chapter")),
    _named("unnumbered", r"[总分]\s*则", ("portion", "volume", "part", "closing")),
    _named("closing", r"[附罚]\s*则", _HOLDING),
    _division("part", "编", through=("portion", "preface")),
    _division("subpart", "分编"),
    _division("division", "章", through=("preface", "unnumbered", "part", "subpart")),
    _division("subdivision", "节"),
)
"""From 部分 to 节, and the headings without numbers among them."""
ARTICLE = Level(
    "article",
    re.compile(
        rf"^第\s*(?P<n>{_NUMBER})\s*条(?:\s*之\s*(?P<sub>{CHINESE}))?(?!款|项(?!目)|例(?!如|外)|文(?=[的中，]))\s*(?:[:：]\s*)?(?P<rest>.*)$"
    ),
    "第{n}条",
    run_in=True,
    text=True,
    through=(*(level.name for level in DIVISIONS), "heading"),
    firm=re.compile(
        rf"^[^\w\n]*第\s*(?:(?:[零〇一二两三四五六七八九十百千]\s*)+|\d+\s*)条(?:\s*之\s*{CHINESE})?[\s*【]"
        rf"(?!\s*第\s*{_NUMBER}\s*[款项]|[、，。]|规定的|所列)"
    ),
    cited=re.compile(
        rf"^(?:第\s*{_NUMBER}\s*[款项目]|[、,，；;。）)”》]|之?规定|所[列述指称规]|的|(?:和|或|或者|及|至|到|以及|与)(?:本\S{{1,4}})?第"
        r"|中[的所规]|情形)"
    ),
    apart=re.compile(rf"^[^\w\n]*第\s*{_NUMBER}\s*条(?:\s*之\s*{CHINESE})?[ \t\u3000]+第"),
)
SUFFIX = re.compile(rf"^之\s*{CHINESE}$")
"""The lower half of the number of an article that is printed over two lines (第二条, below it 之一)."""
STATUTE_LEVELS = (
    ANNEX,
    ANNEX_LIST,
    *DIVISIONS,
    _level("heading", rf"^(?P<n>{CHINESE})[、．.]{_GRADES}\s*(?P<rest>[^。；：，]{{1,30}})$", "{n}"),
    ARTICLE,
    replace(CHAPTER, name="point", run_in=True, leaf=True),
    replace(SECTION, name="subparagraph", leaf=True),
    replace(ITEM, leaf=True, through=()),
    replace(SUBITEM, leaf=True),
    replace(CIRCLED, leaf=True),
)

_COUNTED = (
    r"(?:年|月|日)\s*(?:\d|$|[，。至起前后])|(?:小时|分钟|名|个|例|次|人|天)(?=[^\u4e00-\u9fff]|$|以[上下内]|患|护|医|病|月)"
)
_UNIT = (
    r"(?:[kmcdnuµμ]?(?:g|L|l|m|mol|Pa|Hz|V|A|W|Bq|Gy|Sv|s)|mmHg|cmH2O|IU|min|h|d)(?![A-Za-z])(?=\s*(?:[/·，。、；）)的]|以|$))"
)
_CITED_DECIMAL = re.compile(
    rf"^(?:[、,，;；。.）)%％‰℃°×~～—–/*+=<>≤≥±:：-]|(?:和|或|及|与|至|到)\s*(?:\d|[A-Z]\.|附录|第|表|图)|的|规定[的，。]|所[列述规给]"
    rf"|给出|中[的所规给应，。、]|{_COUNTED}|{_UNIT})"
)


def _decimal(depth: int) -> Level:
    """Clauses numbered 4, 4.1, 4.1.1 … or A.1, A.1.1 in an annex; a title is not always there, nor the space before it."""
    if depth == 1:
        title = r"(?P<rest>[^\d.。；，\t][^。；，\t]{0,43})$"
        pattern = r"^(?P<stem>)(?P<n>\d{1,2})(?:(?P<dot>\s?[.．、]\s?)|\s+|(?=[\u4e00-\u9fff]))" + title
    else:
        inner = rf"(?:\s?[.．]\s?\d{{1,2}}){{{depth - 2}}}"
        pattern = rf"^(?P<stem>(?:\d{{1,2}}|[A-Z]){inner})\s?[.．]\s?(?P<n>\d{{1,3}})(?![\d.．])\s*(?P<rest>.*)$"
    return Level(
        f"clause{depth}", re.compile(pattern), "{number}", run_in=depth > 1, root=depth == 1, decimal=True, cited=_CITED_DECIMAL
    )


SPOKEN_OF = (
    r"(?!中[的所规给应、，。]|中$|给出|规定|所[列示述规]|的"
    r"|[和或及至](?:表|图|附录|\d)|列出|应[当按符为]|是|[、，。；：）)]|[（(][见图表])"
)
"""What follows the number of a table, figure or annex that a sentence speaks of."""


def _caption(name: str, word: str) -> Level:
    """表 1, 表A.1, 续表1, 表1（续）; a sentence that speaks of a table is none."""
    number = r"(?P<n>(?:[A-Z]\s?[.．]\s?)?\d{1,3}(?:[-－]\d{1,2})?)"
    pattern = rf"^(?:续\s*)?{word}\s*{number}\s*(?:[（(]\s*续\s*[)）])?\s*(?P<rest>{SPOKEN_OF}[^。；]{{0,60}})$"
    return Level(name, re.compile(pattern), word + "{n}", caption=True)


ANNEXES = (ANNEX.name, "standard_annex", "appendix", "coded_appendix")
"""Names of the levels that open an annex."""
_MAX_DEPTH = 6
"""A chapter and five levels of clauses below it (GB/T 1.1-2020 clause 7)."""
BACK = _level("back", r"^(?P<n>)(?P<rest>参\s*考\s*文\s*献|索\s*引)$", "{rest}", root=True)
"""What stands behind the last chapter."""
STANDARD_LEVELS = (
    _level("front", r"^(?P<n>)(?P<rest>前\s*言|引\s*言|目\s*次|目\s*录)$", "{rest}", root=True),
    BACK,
    ANNEX,
    _level(
        "standard_annex",
        rf"^附\s*录\s*(?P<n>[A-Z])(?![a-zA-Z.])\s*(?P<rest>{SPOKEN_OF}[^。；]{{0,60}})$",
        "附录{n}",
        root=True,
    ),
    *(_decimal(depth) for depth in range(1, _MAX_DEPTH + 1)),
    replace(LETTER, leaf=True),
    replace(HALF_BRACKETED, leaf=True),
    replace(SUBITEM, leaf=True),
    replace(ITEM, leaf=True, through=()),
    _caption("table", "表"),
    _caption("figure", "图"),
)

CODED = replace(
    ARTICLE,
    name="coded",
    pattern=re.compile(
        r"^第\s*(?P<stem>\d{1,2}(?:\s?[.．]\s?\d{1,2})*)\s?[.．]\s?(?P<n>\d{1,3})\s*条"
        rf"(?:\s*之\s*(?P<sub>{CHINESE}))?\s*(?P<rest>.*)$"
    ),
    label="第{number}条",
    decimal=True,
    whole=True,
    firm=None,
    apart=None,
)
"""第2.0.1条, as codes of construction number their articles."""
ABOVE_CODED = (replace(_decimal(1), root=False), CHAPTER, SECTION)
"""What may stand above 第1.1条 besides 第一章: 1, 一、 or （一） and a title."""
SUBHEADING = replace(_decimal(2), run_in=False)
"""3.1 and a title above 第3.1.1条."""
POINT = replace(_level("coded_point", r"^(?P<n>\d{1,2})\s+(?P<rest>[\u4e00-\u9fff《“].*[；。：:;])$", "{n}"), leaf=True)
"""The points of such an article: 1 and a sentence, a gap alone between them."""
_BARE = r"\s+(?=[^\d.．。；，\t\s])|(?=[\u4e00-\u9fff][^。；，\t]{0,43}$)"
DECIMALS = (
    replace(
        _decimal(2),
        name="clause1",
        pattern=re.compile(rf"^(?P<stem>)(?P<n>\d{{1,3}})(?:(?P<dot>\s*{_STOP}\s*)(?![\d%])|{_BARE})(?P<rest>.*)$"),
    ),
    *(
        replace(
            _decimal(depth),
            pattern=re.compile(
                rf"^(?P<stem>\d{{1,2}}(?:\s?[.．]\s?\d{{1,2}}){{{depth - 2}}})\s?[.．]\s?(?P<n>\d{{1,3}})"
                r"(?:\s*[.．、](?!\s*\d)|(?![\d.．]))\s*(?P<rest>.*)$"
            ),
        )
        for depth in range(2, _MAX_DEPTH + 1)
    ),
)
"""1, 1.1, 1.1.1 in a document that is no standard: a first number may have a dot, and text behind it."""
