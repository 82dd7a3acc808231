"""What a question asks for, recognised by its words: told as a step of understanding, and never adds a result.

Which kind of result leads an answer is learned from questions (``app.answer.wanted``).
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Intent:
    """One way of asking."""

    name: str
    """In Chinese, as ``--explain`` says it."""
    pattern: re.Pattern[str]
    """Matches somewhere in such a question."""
    kinds: tuple[str, ...] = ()
    """Kinds of results that it asks for outright."""
    outright: bool = False
    """Whether it asks for a thing itself, whatever detail is told beside it."""
    which: bool = False
    """Whether it asks which standard it is, not what stands in it."""


INTENTS = (
    Intent("核心制度", re.compile(r"核心制度|[哪什][些项个条么]{0,2}制度|制度依据"), ("core_system",), outright=True),
    Intent("制度", re.compile(r"制度")),
    Intent(
        "期限",
        re.compile(
            r"多久|多长时间|几(?:天|日|小时|分钟|个月|年|号|点)|时限|期限|什么时候|何时|截止|哪[天年月]|几月|最[晚迟早]|之前"
        ),
        ("clause", "indicator"),
    ),
    Intent(
        "数值",
        re.compile(
            r"阈值|目标值|百分之|千分之|几成|多高|比例|比率|率.{0,6}(?:多少|几)|(?:高于|低于|超过|达到)几|达到|升.{0,3}降|降.{0,3}升"
        ),
        ("indicator", "clause"),
    ),
    Intent("数量", re.compile(r"多少|几次|几[名位人个条项页]|多大|多重|多[长远宽]"), ("indicator", "clause")),
    Intent("指标", re.compile(r"指标|监测|怎么算|计算公式|考不考"), ("indicator",), outright=True),
    Intent("标准", re.compile(r"标准|国标|行标|团标|规程|[哪什][些个份项么]?规范"), ("standard",), outright=True, which=True),
    Intent("编号", re.compile(r"标准号|什么号|[多哪][少个]号|号[是多]|编号"), outright=True, which=True),
    Intent("依据", re.compile(r"依据|引用|对照|对标|引[哪什]|参考|[照按靠][哪什]|挂"), outright=True, which=True),
    Intent(
        "归属", re.compile(r"属于|归[哪什]|违反|违背|没落实|没做到|该扣|算[哪什]|[是这]哪[项个条]"), outright=True, which=True
    ),
    Intent("目标", re.compile(r"目标"), ("target",), outright=True),
    Intent("定义", re.compile(r"是什么|什么是|定义|含义|指什么|什么意思|是指"), ("core_system", "clause")),
    Intent("措施", re.compile(r"怎么|如何|怎样|措施|办法|策略|做法|咋"), ("target", "clause")),
    Intent(
        "可否",
        re.compile(
            r"[要能可行得让用须准许算]不[要能可行得让用须准许算]|行吗|可以吗|能.{1,12}吗|吗[？?。]?$|是不是|有没有|需不需|必须"
        ),
    ),
    Intent("何人", re.compile(r"谁|哪个?(?:部门|科室|人)|哪些人|什么人")),
    Intent("何处", re.compile(r"哪里|哪儿|在哪|邮箱|电话|网站")),
    Intent("要求", re.compile(r"什么要求|有什么|有啥|准备什么|讲些什么|做什么|干什么|哪些|都有")),
    Intent("国家", re.compile(r"今年|国家")),
    Intent("地方", re.compile(r"市|省|我们[医院]|本院")),
    Intent("经过", re.compile(r".{31}|。.|，.*，")),
)
"""Every way of asking, the one whose words are least ambiguous first; the last is a question that tells what happened."""


def intents(text: str) -> tuple[Intent, ...]:
    """The intents of ``text``, the least ambiguous first."""
    return tuple(intent for intent in INTENTS if intent.pattern.search(text))
