"""A rule's sentence and a place in it come in; whether somebody in a hospital acts otherwise for knowing it goes out."""

import re

_OUTSIDE = (
    r"政府|主管部门|行政部门|监督管理部门|有关部门|医学会|协会|行业组织|委员会|调解员|鉴定机构|鉴定组|鉴定人员|尸检机构|血站|"
    r"公安机关|法院|国家|国务院|媒体|学校|质控中心|质控组织|集中处置单位|保险机构|城市|县级市|社会组织"
)
_INSIDE = (
    r"医疗机构|卫生机构|医院|医师|护士|药师|技师|医务人员|技术人员|卫生人员|科室|病区|患者|病人|近亲属|家属|双方|申请人|当事人|"
    r"护理部|医务部门|医务科|药学部|检验科"
)
_ANYBODY = rf"(?<![向对给])(?:{_OUTSIDE}|{_INSIDE})"
_ACTS = (
    r"应当|应|须|必须|不得|可以|负责|有权|自受理|自收到|自接到|要|责令|给予|准予|不予|予以|受理|组织|指定|作出|做出|"
    r"制定|规定|鼓励|支持"
)
_ACTOR = re.compile(
    rf"(?:^|由|经)[^，。；]{{0,30}}?(?P<who>{_OUTSIDE}|{_INSIDE})(?:及其工作人员)?(?=[^，。；]{{0,12}}?(?:{_ACTS}))"
)
"""Who acts in a part of a sentence between commas: of several the last before the verb."""
_SUBJECT = re.compile(rf"[^，。；]{{0,10}}?(?P<who>{_ANYBODY})")
"""Whom a part begins with that has no such verb."""
_OWN_SUBJECT = re.compile(r"(?!最)[^，。；应当可以]{2,14}(?:为|不得超过|不超过|不少于)$")
"""A part of a sentence that says how long or how many something is, whoever sees to it: 考核周期为."""
_TITLE = re.compile("《[^》]*》")
_PENALTY = re.compile(r"罚款|没收|责令|依法给予|给予[^，。；]{0,12}处分|行政处分|追究|处罚|撤销|不予退还|构成犯罪")
_BY_GONE = re.compile(r"施行前|施行之日|施行后|实施前|实施后|实施之日|发布之日|条例实施")
_CAREER = re.compile(r"资格考试|资格证书|考试|晋升|职称")
_REPORTING = re.compile(r"分析|反馈|采集|验证|激励|挂钩|绩效|数据")
"""How figures are collected and fed back, which is much the same for every target and rules no act at a bedside."""


def penal(text: str) -> bool:
    """Whether a text says what is done to those who break a rule."""
    return bool(_PENALTY.search(text))


def worth_listing(lead: str) -> bool:
    """Whether the items below a sentence are rules of work: neither what is punished nor who may sit an examination."""
    return not (penal(lead) or _CAREER.search(lead))


def worth_asking(text: str, start: int, end: int) -> bool:
    """Whether the words at [start, end) of a sentence tell somebody in a hospital what to do."""
    if penal(text) or _BY_GONE.search(text) or _CAREER.search(text):
        return False
    text = _TITLE.sub(lambda found: "题" * len(found[0]), text)
    first, last = part_around(text, start, end)
    return not _REPORTING.search(text[first:last]) and not _of_outsiders(_parts(text, end), start)


def worth_telling(text: str) -> bool:
    """Whether a sentence binds somebody in a hospital, so that it can stand beside those that are asked for."""
    first = next((who for _, part in _parts(text, len(text)) if (who := _actor(part))), "")
    return bool(re.fullmatch(_INSIDE, first)) and worth_asking(text, 0, len(text))


def _parts(text: str, end: int) -> list[tuple[int, str]]:
    """Start and words of each part between commas, from the sentence's beginning to the one that ends after ``end``."""
    return [(found.start(), found[0]) for found in re.finditer(r"[^，。；：]+", text) if found.start() < end]


def part_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The part between commas, as [start, end), in which the words at [start, end) stand."""
    first = max(text.rfind(stop, 0, start) for stop in "，。；：") + 1
    return first, min((at for stop in "，。；" if (at := text.find(stop, end)) >= 0), default=len(text))


def _of_outsiders(parts: list[tuple[int, str]], start: int) -> bool:
    """Whether the last who acts, up to the part with the words, is none of a hospital's people."""
    if parts and _OWN_SUBJECT.fullmatch(parts[-1][1][: start - parts[-1][0]]):
        return False
    who = next((who for _, part in reversed(parts) if (who := _actor(part))), "")
    return bool(re.fullmatch(_OUTSIDE, who))


def _actor(part: str) -> str:
    """The last who acts in a part between commas, else whom it begins with; "" where there is neither."""
    if acting := [found["who"] for found in _ACTOR.finditer(part)]:
        return acting[-1]
    subject = _SUBJECT.match(part)
    return subject["who"] if subject else ""
