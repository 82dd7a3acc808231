"""Document types and line patterns as data: a new one is one more row. Numbering schemes: ``ingest.numbering.levels``."""

import re
from dataclasses import dataclass

from ingest.numbering.levels import FILE, PLAIN_LEVELS, SLIDE_LEVELS, STANDARD_LEVELS, STATUTE_LEVELS, TARGET_LEVELS, Level
from ingest.numerals import CHINESE, ROMAN_LETTER

TERMINAL = "。！？；：…”.!?;:"
SENTENCE_END = "。！？；!?;"


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
    paragraph: str = "第{n}段"
    """Label of a later paragraph under a heading."""
    entries: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = ()
    """Lists without numbers: the title of the heading over one, and how each entry reads."""
    one_sentence: bool = False
    """Most paragraphs are one sentence, so that a full line with a full stop at its end is more likely the last of one."""
    fields: bool = False
    """A line that names a field (填报单位：) is a place of its own."""
    items_run_on: bool = False
    """The items of a list may run on within one paragraph."""
    preamble: re.Pattern[str] | None = None
    """Lines before the first number that say when and by whom it was adopted; they are no clause of substance."""


_TASKS = re.compile(r"(?:工作|重点|主要|行动)(?:任务|举措|措施|内容)(?:及分工|和分工|安排)?(?:[（(].*[)）])?$")

_N = rf"(?:{CHINESE}|\d{{1,4}})"
_ARTICLES = re.compile(
    r"^[ \u3000\t#*>-]*第\s*[一1]\s*条(?!第|款|规定|的|所|[、，])(?s:.*?)^[ \u3000\t#*>-]*第\s*[二2]\s*条(?!第|规定|的|[、，])"
    rf"|(?:^[ \u3000\t#*>-]*第\s*{_N}\s*条(?!第|款|规定|的|所|[、，])(?s:.*?)){{3}}",
    re.MULTILINE,
)
"""Articles one and two, or three articles of an excerpt, each on a line of its own."""
_ADOPTED = re.compile(
    r"^(?:[（(]?\s*(?:根据|自)?\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[（(][^（）()。]{0,40}\d{4}\s*年(?:\s*\d{1,2}\s*月)?).{0,80}?"
    r"(?:通过|公布|发布|颁布|批准|修订|修正|施行|实施|生效)"
)
_MARKS = r"[^\w\n]*"
"""What may stand before the words of a line. Blank lines are never part of it: a long run of them costs nothing."""
_STANDARD = re.compile(
    rf"^{_MARKS}ICS\s*\d|^{_MARKS}中华人民共和国\S{{2,16}}标准\s*$|^{_MARKS}\S{{0,16}}(?:团体|地方|行业|企业)标准\s*$"
    rf"|GB/?T\s*1\.1|^{_MARKS}1\s*+[.．、]?\s*+(?:适用范围|范\s*围|总\s*则)\s*$",
    re.MULTILINE,
)
_NUMBERED_TITLE = (
    r"\A[^\w\n]*(?:DBJ?\s?\d{2,4}|[A-Z]{1,4})\s?(?:/\s?[A-Z]{1,8})?\s?\d[\d.]*(?:\s?[-—–－]{1,2}\s?\d{1,3})*\s?[-—–－]{1,2}\s?\d{4}"
    r"[ \t\u3000]+[\u4e00-\u9fff]"
)
_DAY = r"[\dX×x*＊]{2,4}\s*[-—–－年./]\s*[\dX×x*＊]{1,2}\s*[-—–－月./]\s*[\dX×x*＊]{1,2}\s*日?"
_DATED_COVER = (
    rf"\A(?s:.{{0,1500}}?)(?:{_DAY}\s*发\s*布|发布日期\s*[:：])(?s:.{{0,160}}?)(?:{_DAY}\s*(?:起\s*)?实\s*施|实施日期\s*[:：])"
)
"""A cover: when the standard is published and when it is in force, on a draft with gaps (GB/T 1.1-2020 clause 8.1)."""
_STRUCTURE = re.compile(
    rf"{_DATED_COVER}|^{_MARKS}(?:2\s*+[.．、]?\s*+)?规\s*范\s*性\s*引\s*用\s*文\s*件|^{_MARKS}(?:\d\s*+[.．、]?\s*+)?术\s*语\s*和\s*定\s*义\s*$"
    rf"|^{_MARKS}1\.0\.1\s|{_NUMBERED_TITLE}",
    re.MULTILINE,
)
"""The elements that every standard has (GB/T 1.1-2020 clause 8), or its number and title on the first line."""
_REFERENCES = (
    re.compile("规范性引用文件|参考文献"),
    re.compile(
        r"^(?:\[\d{1,3}\]\s*)?(?>(?:(?:GB|GBZ|WS|YY|HJ|JJG|JJF|MZ|GA|GY|JGJ|RB|SF|DBJ?\s?\d+|DBJ?|DG|T\s?/\s?[A-Z]+)(?:\s?/\s?[TZ])?|ISO|IEC|IEEE"
        r"|HL7|ICD)(?:\s?/\s?[A-Z]+)?[\s-]*\d[\d.]*(?:\s?[-—–－]+\s?[\dA-Z]+)*\s*)(?!和|及|与|或|、|中[的所规给]|的|规定|界定|给出)[^。]*$"
    ),
)
"""Normative references and the bibliography (GB/T 1.1-2020 clauses 8.6 and 8.11)."""
_INDEX = (re.compile("索引"), re.compile(r"^\S.{0,40}[\s.…]+[A-Z]{0,4}\d+(?:\.\d+)+$"))
"""An index: each line ends in the number of a clause or a data element (GB/T 1.1-2020 clause 8.12)."""

_FORM_TITLE = re.compile(
    r"\A\W*(?:附\s*件\s*+\d{0,2}\s*+[:：]?\s*+)?[^\n。，；]{2,40}"
    r"(?:表|申报书|申请书|推荐书|登记卡|报告单|记录单)(?:[（(][^\n]*[)）])?[ \u3000]*\n"
)
_BLANK = r"[ \u3000]*(?:[:：|\t]|$)"
_FIELDS = re.compile(
    r"(?:^|[|\t\u3000 ])(?:(?:填报|申报|报送|申请|推荐|所在|负责)?(?:单\s*位|科\s*室|部\s*门)(?:名称|[（(]盖章[)）])?"
    rf"|(?:项目|案例|课题|患者|申请人|负责人)(?:名称|姓名)?){_BLANK}",
    re.MULTILINE,
)
"""A form: its title, and fields to fill in."""

_NO_ARTICLE = re.compile(
    r"\A(?!(?s:.*)\n[^\w\n]*(?:(?:摘[ \t]*要|关[ \t]*键[ \t]*词)[ \t]*[】\]〕：:]"
    r"|中图分类号|文献标[识志]码|通[信讯]作者|本文引用格式|引用本文))"
)
"""A text without what only articles in journals have (GB/T 7713.2-2022 clause 5.2): their short lines are no slides."""

DOCTYPES = (
    DocType(
        "targets",
        "改进目标",
        (re.compile(r"\b[NP]IT\s*-\s*20\d{2}\s*-"), re.compile(r"改进目标")),
        TARGET_LEVELS,
    ),
    DocType(
        "statute",
        "法规制度",
        (_ARTICLES,),
        STATUTE_LEVELS,
        paragraph="第{n}款",
        preamble=_ADOPTED,
        one_sentence=True,
        items_run_on=True,
    ),
    DocType("standard", "标准", (_STANDARD, _STRUCTURE), STANDARD_LEVELS, entries=(_REFERENCES, _INDEX), one_sentence=True),
    DocType("form", "表单", (_FORM_TITLE, _FIELDS), PLAIN_LEVELS, fields=True),
    DocType(
        "slides",
        "课件",
        (
            re.compile(r"(?m)^[^\S\n]*[p·•●■◆▪◇★►⚫➢✓\uf000-\uf0ff]\s*\S(?![^\n]{0,20}[·•●]$)"),
            _NO_ARTICLE,
            re.compile(r"(?m)^[^。]{0,12}\n\n[^。]{0,12}\n\n[^。]{0,12}\n\n[^。]{0,12}$"),
        ),
        SLIDE_LEVELS,
        suffix="-课件",
    ),
    DocType(
        "plan",
        "行动计划",
        (
            re.compile(r"(行动|实施|工作)\s*(方\s*案|计\s*划)"),
            re.compile(r"(?m)^[^\S\n]*[一二三四五六七八九十]+[、．.]\s*\S{0,4}(工作|重点|主要|行动)(任务|举措|措施|内容)"),
        ),
        PLAIN_LEVELS,
        tasks_under=_TASKS,
    ),
    DocType(
        "notice",
        "通知",
        (re.compile(r"通\s*知|公\s*告|意\s*见|函"), re.compile(r"(?m)^[^\S\n]*[一二三四五六七八九十]+[、．.]")),
        PLAIN_LEVELS,
    ),
    DocType("catalogue", "目录", (), PLAIN_LEVELS),
    DocType("general", "一般文件", (), PLAIN_LEVELS),
)
BY_NAME = {doctype.name: doctype for doctype in DOCTYPES}

BOX_TITLE = re.compile(
    rf"^【?(?P<label>专项行动(?:之\s*)?(?P<n>{CHINESE}|\d{{1,2}})|专栏\s*(?:\d{{1,2}}|{CHINESE}))"
    r"(?:】\s*|\s*[:：、—－]+\s*|\s+|$)(?P<title>.*)$"
)
"""The first line of a boxed insert."""

NAME_END = re.compile(
    r"(?:法|条例|办法|规定|细则|规则|制度|规范|章程|准则|守则|职责|公约|规程|流程|预案|方案|计划|标准|指引|指南|手册|程序|须知|要求|要点"
    r"|通知|公告|决定|意见|通报)(?:[（(][^（）()]{1,24}[)）])*$"
)
"""How the name of a document ends."""

BULLET = re.compile(
    r"^(?:[•●■◆▪◇★►⚫➢✓\uf000-\uf0ff]\s*|[▲△☆※]\s*(?=\d{1,2}\s*[.．、]|第|[（(])|[-–·*]\s+|·(?=[A-Za-z\u4e00-\u9fff《“])|[-–·](?=\d{1,2}\s*[.．、]|目标|第|[（(])|[—–]{1,2}\s*(?=[\u4e00-\u9fff《“])|一(?=第\d{1,2}部分)|[pØü§](?:\s+|(?!值\s*(?:[<>=＜＞＝≤≥为是小大、，。]|$)))(?=[\u4e00-\u9fff]))(?P<rest>\S.*)$"
)
"""A list bullet; p, Ø, ü and § are what symbol fonts leave behind in text, and 一 what is read in scans for a dash."""

CORE_MARKS = "★▲△☆※"
"""Bullets that say something of an item (★为核心条款), and so stay with its text where they stand before its number."""

CONTACT = re.compile(
    r"^[（(]?(?:(?:联\s*系\s*人|联系电话|联系方式|电\s*话|手\s*机|邮\s*箱|电子邮箱|传\s*真)\s*[:：]"
    r"|[\u4e00-\u9fff]{2,4}\s*[，,、]\s*(?:0\d{2,3}-?\d{7,8}|1\d{10}))"
)
ROSTER = re.compile(
    r"^(?:(?:副?\s*(?:组\s*长|主\s*任\s*委\s*员)|(?:成|委)\s*员|秘\s*书(?:\s*长)?|顾\s*问)\s*[:：]\s*\S"
    r"|[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){1,3}(?:\s+|(?=[省市县区州驻]))[^，。；：（）]{3,24}"
    r"(?:主任|科长|组长|会长|调研员|院长|所长|处长|局长|护士长|书记|委员|助理|负责人)$)"
)
IMPRINT = re.compile(
    r"(?:^[（(](?:信息公开形式|此件\S{0,12}[)）]$)|^(?:信息)?公开(?:形式|方式|属性|类型)\s*[:：]\s*\S{2,8}$|^\S{4,30}\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日印发$|^\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$"
    r"|^[^，。：:《》（）“”、的]{4,24}(?:委员会|局|协会|厅|办公室)(?:文件)?$|^年\s*月\s*日$|^报送单位"
    rf"|^附\s*件(?:[^。；]{{0,80}}{FILE}|\s*(?:列\s*表|下\s*载)\s*[:：]?)$)"
)
FIELD = re.compile(r"^([\u4e00-\u9fff]{2,8})\s*(?:[（(][^（）()]{1,8}[)）])?\s*[：:]")
"""The name of a field in a form, before its blank."""
LATIN = re.compile(r"^[\x20-\x7e‐-―；]*[a-z]{3}[\x20-\x7e‐-―；]*$")
"""The English of a term on a line of its own."""
LEADER = re.compile(rf"(?:(?:[.．·。*＊★☆]\s?){{3,}}|…{{2,}})\s*(?:[-—]?\s*\d{{1,3}}\s*[-—]?|{ROMAN_LETTER}{{1,5}})$")
"""A line of a table of contents: dots or other marks that lead to the number of a page."""
SALUTATION = re.compile(r"^(?:各|你).{0,50}(?:单位|部门|机构|医院|委|局|中心|厅|组织|学校|企业|会员)[:：]$")
NOTE = re.compile(r"^(?:注|备注|说明|填写说明|(?:注|示例|例)\s*\d{0,2})\s*[:：]")

LINE_KINDS = (("contact", CONTACT), ("contact", ROSTER), ("imprint", IMPRINT))
"""Lines that stand alone and are no clause of substance, with the kind they get."""

LEVELS = {"national": "国家", "provincial": "省级", "city": "市级", "association": "协会", "hospital": "院级", "": "未注明"}
"""Whose document it is, with what people call it."""


def line_kind(text: str) -> str:
    """The kind of a line that stands alone, or "" for ordinary text."""
    for kind, pattern in LINE_KINDS:
        if pattern.search(text):
            return kind
    return ""
