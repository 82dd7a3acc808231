"""A sentence comes in; whom a thing is reported to, who approves it and who does it goes out, with those of other sentences."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_WHO = (
    "机构|部门|机关|单位|组织|学会|协会|中心|委员会|医师|医生|护士|护士长|药师|技师|主任|院长|人员|负责人|代表人|专家|双方|近亲属|监护人|"
    "本人|政府|小组|团队|专人|护理部|医务[部科处]|质控[科办]|[院感]控?科|检验科|输血科|药学部|药剂科|信息科|设备科|病案[室科]|总务科|保卫科"
)
_NAME = rf"(?P<name>[\u4e00-\u9fff（）()]{{0,22}}?(?:{_WHO}))"
_PLACES: tuple[tuple[str, str], ...] = (
    ("to", rf"(?<!面)[向报](?P<at>){_NAME}(?=提出|报告|通报|备案|申请|登记|上报|审批|批准|核发|申报|反映|移交|送检)"),
    ("by", rf"经(?P<at>){_NAME}(?=批准|同意|审核|审批|审查|确认|签字|授权|考核合格|鉴定|评估|认证)"),
    (
        "who",
        rf"由(?P<at>){_NAME}(?=负责|承担|主持|牵头|组织|指定|委托|出具|签发|保管|执行|完成|签字|签名|审核|确认|复核|担任|实施|通知|处理)",
    ),
    ("under", rf"在(?P<at>){_NAME}(?=的?(?:指导|监督|监护|见证|陪同|主持)下)"),
)
"""Places of a sentence of which one filler takes the place of another."""
_ANYBODY = frozenset(
    "医师 医生 护士 药师 技师 患者 医务人员 卫生人员 工作人员 近亲属 负责人 医疗卫生人员 卫生技术人员 护理人员 "
    "医疗机构 医疗卫生机构 专业技术人员 从业人员 本人 单位 组织 部门 机构 人员 监护人 乡村医生 医患双方".split()
)
"""Whole groups: that they do it tells nobody who does it on a ward."""
_NO_NAME = re.compile(
    r"应当|可以|不得|必须|[，。；：]|[向报经由]|有关部门|其他|情况|各级|任何|[和及与或对在将]|批准|协会|中国|^(?:其|该|本|此|上述|前款)"
)


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills such a place."""

    place: str
    start: int
    end: int
    name: str


def fillers(text: str) -> Iterator[Filler]:
    """Every filler of a sentence that stands in it once and is the only one of its place there."""
    for place, pattern in _PLACES:
        found = list(re.finditer(pattern, text))
        name = found[0]["name"] if len(found) == 1 else ""
        if name and name not in _ANYBODY and not _NO_NAME.search(name) and text.count(name) == 1:
            yield Filler(place, *found[0].span("name"), found[0]["name"])


def unlike(own: Filler, text: str, others: Iterable[str], most: int) -> tuple[str, ...]:
    """The first names that do not stand in the sentence, end otherwise and take in neither the right one nor each other."""
    taken: list[str] = []
    for name in others:
        if len(taken) == most:
            break
        if name not in text and not any(_kin(name, other) for other in (own.name, *taken)):
            taken.append(name)
    return tuple(taken)


def _kin(one: str, other: str) -> bool:
    """Whether two names could mean the same: they end alike, or share more than every third character."""
    shared, shorter = len(set(one) & set(other)), min(len(set(one)), len(set(other)))
    return one[-2:] == other[-2:] or shared > shorter / 3
