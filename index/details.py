"""Details that a question asks for and that only a text with such a figure answers: how much money, how long, how many people.

A clause may treat the very matter that is asked about and not say how much or how long. The rows of ``DETAILS`` tell so: how
people ask for a kind of detail, and how a text that has it is written.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_DIGITS = r"(?:\d[\d.,，]*|[一二三四五六七八九十百千万两半零〇]+)"
_N = rf"{_DIGITS}(?:[\-—–~～至到]{_DIGITS})?[余多]?\s*"
_HOW = r"(?:多少|几|好几|几十|几百)"


@dataclass(frozen=True, slots=True)
class Detail:
    """One kind of detail."""

    name: str
    """How a refusal calls it, in Chinese."""
    asked: re.Pattern[str]
    written: re.Pattern[str]


def _detail(name: str, asked: str, written: str) -> Detail:
    return Detail(name, re.compile(asked), re.compile(written))


DETAILS = (
    _detail(
        "占多大比例",
        r"(?:率|比例|比重)[^，。？?]{0,6}(?:多高|多少|多大|几)|百分之(?:几|多少)|[千万]分之几|几成",
        rf"{_N}[%％‰]|[百千万]分之|[一二三四五六七八九]成|升高|降低|提高",
    ),
    _detail(
        "多少钱",
        rf"{_HOW}[万千百]?(?:钱|元|块|毛|分钱)|多[少大]的?(?:费|价|罚款|补[助贴]|保费|工资|津贴)|(?:补[助贴]|津贴|工资|奖金|赔偿|损失)(?:是|有|能)?多少|(?:赔|罚|补|交|发|掏|付|花|收|给|退|补助|补贴)(?:我们?|他|她|人)?多少(?!天|日|小时|分|人|个|次|年|月|度)|什么价|啥价|贵不贵",
        rf"{_N}[万千百]?(?:元|角)|[双三数五十\d一二两]+倍|免费|免单|不计费|不收|照发|全额|{_N}[%％]|百分之",
    ),
    _detail(
        "多大面积",
        r"多少(?:平|㎡)|几(?:平米|平方|个平方)|多大(?:面积|地方)|面积(?:要|得|是)?(?:多大|多少)",
        rf"{_N}(?:平方|㎡|m2|m²)",
    ),
    _detail("几份、什么颜色的单据", r"一式几份|几[份联张页]", rf"{_N}[份联张页]|[一二三四五]式"),
    _detail(
        "多大容量、多重",
        r"(?:多少|几)(?:毫升|升|公?斤|千?克|两(?:$|[？?]))|多重(?:$|[？?])|容量(?:是)?多",
        rf"{_N}(?:毫?升|公?斤|千克|克|m?[lL]|k?g)|倍",
    ),
    _detail("多长、多远", r"(?:多少|几)(?:厘?米|公里|公分)|多[远高宽]", rf"{_N}(?:厘米|毫米|米|公里|公分|[ckm]?m)"),
    _detail("扣几分", r"扣(?:多少|几)分|(?:多少|几)分(?:$|[？?，,])", rf"{_N}分(?!钟)"),
    _detail("多少度", r"(?:多少|几)度(?:$|[？?，,才])|温度(?:要|是|得)?(?:多少|几)", rf"{_N}(?:℃|度|°)"),
    _detail(
        "多久、什么时候",
        rf"{_HOW}(?:个)?(?:天|日|小时|钟头|分钟|秒|月|年|周|星期|工作日)|多久|多长时间|多长日子|(?:几|多少)点(?:钟|前|之|开|关|下|$)",
        rf"{_N}(?:个)?(?:工作日|小时|分钟|秒|天|日|周|月|年|星期|时|点)|\d:\d\d|[:：]\d\d|立即|立刻|及时|即时|[当次即每]日|当[天班场]|次晨|每[天周月年季班次]|随时|终身|永久|长期",
    ),
    _detail("几个人", r"(?:多少|几)(?:个人|名|位|人)", rf"{_N}(?:名|人|位|个)|[专双]人|班"),
)
"""Every kind of detail that is looked for: a share before a height, as “比例要多高” asks for a share; money before time, as
“一个月多少钱” asks for money."""


def asked(question: str) -> Detail | None:
    """The detail that ``question`` asks for; None where it asks for none of them."""
    return next((detail for detail in DETAILS if detail.asked.search(question)), None)


def missing(question: str, texts: Iterable[str]) -> Detail | None:
    """The detail that ``question`` asks for and none of ``texts`` has."""
    detail = asked(question)
    return detail if detail and not any(map(detail.written.search, texts)) else None
