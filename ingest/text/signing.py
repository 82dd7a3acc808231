"""How papers are signed off under labels (编制：…　审核：…　日期：…), as data: the labels, and what may stand behind one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

ORGAN = (
    r"(?:委员会|工作组|专家组|领导小组|课题组|局|协会|学会|商会|联合会|部|厅|院|办公室|办|中心|健康委|卫健委|中医药局|总站|医务科"
    r"|科|室|处|所|站|组|委|政府|大学|学院|公司|集团|病区|党支部|党总支|工会|团委)"
)
"""How the names of organs and departments end."""
OFFICES = (
    "主席 总理 部长 省长 市长 州长 盟长 区长 县长 旗长 局长 厅长 署长 委员长 秘书长 主任 院长 书记 会长 理事长 校长 "
    "所长 站长 科长 处长 护士长"
).split()
"""Who may sign for an organ. A new office is one more word."""
_MAKING = "编制 编写 起草 拟稿 拟定 制定 制订 修订 校对 审核 复核 审定 审阅 审批 批准 核准 签发 会签 制表 填表".split()
"""What is done to a paper; who did it stands behind the word alone."""
_DOING = (
    "检查 督查 督导 巡查 抽查 自查 考核 评估 评价 质控 统计 汇总 核对 核查 核实 验收 交班 接班 填报 填写 调查 报告 登记 整理 "
    "保管 责任 记录 反馈 整改 受检 被检查 被考核 巡检 巡视 维护 保养 消毒 清点 交接 值班 测量 采样 操作 执行 质检"
).split()
"""What else people do who sign; only with a word for them (检查者, 记录人)."""
_BY, _DAYS = "人员 人 者 员 部门 科室 单位 机构".split(), "日期 时间".split()
_PLAIN = (
    ("who", "签名 签字 签章 负责人 护士长 科主任 主任 院长 主管院长 质控员 科护士长 病区护士长"),
    ("organ", "科室 部门 单位 病区"),
    ("day", "日期 时间 发布日期 印发日期 公布日期 成文日期 生效日期"),
    ("version", "版本 版本号 版次 实施日期 施行日期"),
)
"""Labels that are no act, and by themselves sign nothing off."""


def _any(words: Sequence[str]) -> str:
    return "|".join(r" ?".join(word) for word in sorted(words, key=len, reverse=True))


_SIGN = r"(?: ?(?:签名|签字|签章|签收|签认|盖章)| ?[（(](?:签[名字章]|盖章|公章)[)）])?"
_ACT = rf"(?:{_any(_MAKING)})|(?:{_any((*_MAKING, *_DOING))}) ?(?:{_any((*_BY, *_DAYS))}|(?=[ （(]?签))"
_LABEL = re.compile(
    rf"(?:(?P<act>{_ACT})|" + "|".join(rf"(?P<{kind}>{_any(words.split())})" for kind, words in _PLAIN) + rf"){_SIGN} ?[:：]"
    r"|(?P<signed>[\u4e00-\u9fff]{2,12}(?:签名|签字|签章)) ?[:：]"
)
_MADE = re.compile(_any(_MAKING))
_MAKES = re.compile("编制|编写|起草|拟|制[定订表]|填[表报]")
"""Acts of who issues a paper, and not of who checks it."""
FIGURE = r"[〇零○Ｏ一二三四五六七八九十\d]"
"""A figure of a day, Arabic or Chinese."""
_DAY = (
    rf"(?:(?:20\d\d|二{FIGURE}{{3}})? ?[年./-] ?{FIGURE}{{0,3}} ?(?:[月./-] ?{FIGURE}{{0,3}} ?日?)?"
    r"(?: ?\d{1,2}[:：]\d\d)?)"
)
"""A day or a month, or the place where one is filled in."""
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石"
    "姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦"
    "柳邢路岳齐梅莫庄辛管祝左涂谷祁舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲游阳裴席卫查屈鲍覃霍翁隋甘景单包柏宁柯阮桂闵司"
    "肖付闫代尚芮母邝卞缪鄢蔺佘冼眭麦郗逯晏敖蒙戚巫褚娄仇楚党巩寇冉宿饶晁蒲邬屠雍邸荀储晋阙佟奚漆岑滕廉冷訾匡商竺桑郎冀浦虞郁亓逄仝仉辜楼帅揭蔚佀狄米贝臧娜萨乌苟粟尧窦沙焉扈锺郜郏郐鄂鄞苑葆蓝藏"
)
_COMPOUND = (
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 夏侯 司徒 司空 端木 呼延 南宫 轩辕 澹台 宇文 长孙 独孤 赫连 万俟 申屠 "
    "钟离 闻人 鲜于 淳于 单于 太史 公冶 濮阳 宗政 拓跋 完颜 叶赫 西门 东郭 百里"
).split()
_NAME = (
    rf"(?:(?:{'|'.join(_COMPOUND)}|[{_SURNAMES}])(?:[\u4e00-\u9fff·]{{1,2}}|[某×Xx*]{{1,2}})"
    r"|[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8}){1,3})"
)
_ANY_NAME = re.compile("[\u4e00-\u9fff]{2,3}")
_ORGAN = rf"[\u4e00-\u9fff（）]{{1,20}}{ORGAN}"
_SIGNATORY = re.compile(
    rf"(?:{_ORGAN})?(?:{_NAME})?|[\u4e00-\u9fff]{{0,8}}(?:{'|'.join(OFFICES)})(?:{_NAME})?|{_DAY}|[A-Za-z.]{{2,20}}"
)
_WIDEST, _LONGEST = 30, 200
"""Characters of a value at most, and of a line."""
_DAYS_ONLY = re.compile(_DAY)
_EDGES = " _＿—…/\\|;；,，。、（）()"
_SIGNATURE = re.compile("(?:签名|签字|签收|签认)$")
_GAPS = re.compile(r"[\s_＿|]+")
_FEWEST = 2
"""Labels that together sign a paper off."""
_TELLING = ("修订", "批准|核准|签发|审批", "")
"""Whose day is the document's: that of its revision, else of its approval, else any."""


@dataclass(frozen=True, slots=True)
class Field:
    """A label and what stands behind it; ``kind`` is act, who, organ, day or version."""

    label: str
    kind: str
    value: str

    @property
    def parts(self) -> list[str]:
        """Names, organs and days in the value, one by one."""
        return re.split(r"[ 、/,，]+", self.value)

    @property
    def maker(self) -> str:
        """The organ that made the paper; "" where the field names none."""
        made = self.kind == "act" and _MAKES.match(self.label)
        return next((part for part in self.parts if made and re.search(rf"{ORGAN}$", part)), "")


def fields(text: str) -> list[Field]:
    """The fields of a line that holds nothing else; none where a value is no name, organ or day, but may be left empty.

    Where several made, checked or approved a paper, what stands behind such a word is a name, whatever its surname.
    """
    found = _fields(text)
    named = makes_paper(found) and all(_fits(one) or (one.kind == "act" and _ANY_NAME.fullmatch(one.value)) for one in found)
    return found if named else _sure(found)


def _sure(found: list[Field]) -> list[Field]:
    """The fields, if each value is a name, an organ or a day by itself."""
    return found if all(map(_fits, found)) else []


def _fields(text: str) -> list[Field]:
    plain = _GAPS.sub(" ", text).strip(_EDGES)
    if len(plain) > _LONGEST or not _LABEL.match(plain):
        return []
    found = list(_LABEL.finditer(plain))
    ends = [*(label.start() for label in found[1:]), len(plain)]
    return [_field(label, plain[label.end() : end].strip(_EDGES)) for label, end in zip(found, ends, strict=True)]


def _field(found: re.Match[str], value: str) -> Field:
    kind = "who" if found.lastgroup == "signed" else found.lastgroup or ""
    return Field(re.sub(r"[ :：]", "", found[0]), kind, value)


def _fits(one: Field) -> bool:
    if not one.value or one.kind == "version" or len(one.value) > _WIDEST:
        return len(one.value) <= _WIDEST
    if one.kind == "day":
        return _DAYS_ONLY.fullmatch(one.value) is not None
    return all(map(_SIGNATORY.fullmatch, one.parts))


def in_row(cells: Sequence[str]) -> list[Field]:
    """The fields of a row of a table; what is filled in may stand in the cell behind its label, which then needs no colon."""
    filled = [cell for cell, _ in groupby(" ".join(cell.split()) for cell in cells) if cell]
    alone = len(filled) == 1 and _SIGNATURE.search(filled[0])
    return fields(" ".join(filled) + ("：" if alone else "")) or fields(in_pairs(filled))


def in_pairs(filled: Sequence[str]) -> str:
    """A row that goes in pairs of label and value, without colons, as a line with them; "" for any other row.

    Of several values each is a name, an organ or a day: else the row may as well name columns (科室 | 内容), or be a record.
    """
    pairs = list(zip(filled[::2], filled[1::2], strict=False))
    text = " ".join(f"{label}：{value}" for label, value in pairs)
    found = _sure(_fields(text))
    return text if 2 * len(found) == len(filled) and heads_table(found) else ""


def in_columns(labels: Sequence[str], values: Sequence[str]) -> list[Field]:
    """The same of two rows, the labels in the upper one, without colons."""
    return _sure(_fields(" ".join(f"{label}：{value}" for label, value in zip(labels, values, strict=False))))


def signs_off(found: Sequence[Field]) -> bool:
    """Whether fields that stand together sign a paper off: several, one of them for what somebody did; or who made it."""
    acts = [one for one in found if one.kind == "act"]
    return bool(acts) and (len(found) >= _FEWEST or bool(acts[0].maker))


def makes_paper(found: Sequence[Field]) -> bool:
    """Whether they name two or more who made, checked or approved a paper, so that nothing else can be meant."""
    return sum(one.kind == "act" and _MADE.match(one.label) is not None for one in found) >= _FEWEST


def signs_row(found: Sequence[Field]) -> bool:
    """Whether the fields of a row below records sign them off: one that somebody did or signs is enough."""
    return any(one.kind == "act" or "签" in one.label for one in found)


def heads_table(found: Sequence[Field]) -> bool:
    """Whether filled-in fields above the names of columns say whose, when and by whom: several, one of them a day or an act."""
    told = any(one.kind == "act" or (one.kind == "day" and re.search(r"\d", one.value)) for one in found)
    return len(found) >= _FEWEST and told and all(one.value for one in found)


def days_of(found: Sequence[Field]) -> list[str]:
    """The values in which a day may stand, the document's own first."""
    return [one.value for telling in _TELLING for one in found if re.search(telling, one.label)]
