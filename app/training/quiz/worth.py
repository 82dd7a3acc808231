"""A rule's sentence and a place in it come in; whether somebody in a hospital acts otherwise for knowing it goes out."""

import re

_OUTSIDE = (
    r"政府|主管部门|行政部门|监督管理部门|有关部门|医学会|协会|行业组织|委员会|调解员|鉴定机构|鉴定组|鉴定人员|尸检机构|血站|"
    r"公安机关|法院|国家|国务院|媒体|学校|质控中心|质控组织|集中处置单位|保险机构|城市|县级市|社会组织|企业|公司|生产单位|经营单位|研制单位|申办人|申办者|"
    r"单采血浆站|经办机构|评估机构|质控部|行业协会|用人单位|建设单位|供应商|进口单位|检验单位|认证机构|研究者|保健品|疾病预防控制机构"
    r"|邮电部门|邮政|铁路|民航|财政|解放军|军队|工会|居民委员会|村民委员会|施工|网信部门|信息处理者|消防救援机构|监狱|海关|价格|审计|"
    r"批准机关|审核机关|参保人员|街道|居民|村民|家庭接生|新闻|社会力量|监督管理机关|发证机关|上级机关|审批机构|审批部门|发布部门|监督检查|监督管理机构|登记部门|核发部门|申报者|药品检验机构|当事人对处罚|鉴定专家|专家鉴定组|检疫机关|生产者|销售者|经营者|药品上市"
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
_SUBJECT = re.compile(rf"[^，。；向报对给由经]{{0,16}}?(?P<who>{_ANYBODY})")
"""Whom a part begins with that has no such verb."""
_SUFFERING, _NEAR = ("患者", "病人"), 3
"""Who far behind the beginning is whom something is done for."""
_OWN_SUBJECT = re.compile(r"(?!最)[^，。；应当可以]{2,14}(?:为|不得超过|不超过|不少于)$")
"""A part of a sentence that says how long or how many something is, whoever sees to it: 考核周期为."""
_TITLE = re.compile("《[^》]*》")
_PENALTY = re.compile(r"罚款|没收|责令|依法给予|给予[^，。；]{0,12}处分|行政处分|追究|处罚|撤销|吊销|注销|不予退还|构成犯罪")
_TRADE = re.compile("生产|经营|广告|批发|零售|进口|出口|民族自治|制定本|具体办法|复议|行政诉讼|处罚不服|审批检验")
"""What those do who make and sell, and who rules in their stead: of a hospital only where the sentence names one."""
_BY_GONE = re.compile(r"施行前|施行之日|施行后|实施前|实施后|实施之日|发布之日|条例实施")
_CAREER = re.compile(r"资格考试|资格证书|考试|晋升|职称|考核周期|考核程序")
_REPORTING = re.compile(r"分析|反馈|采集|验证|激励|挂钩|绩效|数据")
"""How figures are collected and fed back, which is much the same for every target and rules no act at a bedside."""

_FOUNDING = re.compile("设置医疗机构|设立医疗机构|举办|执业登记|申办|申请设置")
"""What is asked of those who open a hospital, not of those who work in one."""
_ELSEWHERE = re.compile("烟草|食品|公共场所|交通工具|水源|粉尘|母乳代用品|施工|农村|家庭成员|工资|福利|税|经费")
"""What a statute on health also rules, and no ward."""
_NO_WARD = re.compile(
    "乡村医生|村医疗卫生|接生|卫生防疫|丧葬|误工费|停业|歇业|医师协会|粉尘作业|复验|消费者|监护人应|周岁|全市|全省|到20\\d\\d年|20\\d\\d年末"
    "|与[^，。；]{1,8}无关|进行审查；符合条件"
)
"""What no ward does, bodies that are no more, what a city is to reach by a year, and what everybody knows."""
_OF_STATE = re.compile("(?:(?:^|；)国家|由国家)[^；]*$")
"""What the state sees to."""
_SLOGAN = re.compile("亲自抓|亲自部署|提前谋划|逐级压实|高度重视|加强领导|负总责|统一思想")
_NO_RULE = re.compile("组织领导|组织保障|指导思想|总体要求|宣传引导|组织管理|监管|监督|乡村医生|医师协会")
"""Titles under which nothing rules the work of a ward."""
_DUTIES = re.compile("权利|义务|职责|职权|申请[^，。；]*注册")
_PRINCIPLE = re.compile(
    r"精神|理念|弘扬|坚持|原则|事业|积极性|意识|满意|全社会|鼓励|支持|人格尊严|合法权益|依法|有关规定|遵守|恪守|职业道德|积极配合"
)
"""Words of what everybody agrees to."""


def penal(text: str) -> bool:
    """Whether a text says what is done to those who break a rule."""
    return bool(_PENALTY.search(text))


def worth_listing(lead: str) -> bool:
    """Whether the items below a sentence are rules of work: not punished, owed by everybody nor asked of candidates."""
    return not (
        penal(lead)
        or outside(lead[: lead.find("，")])
        or _CAREER.search(lead)
        or _FOUNDING.search(lead)
        or _DUTIES.search(lead)
    )


def worth_reading(cited: str) -> bool:
    """Whether the titles in a citation are those of rules for somebody in a hospital."""
    return not _NO_RULE.search(cited)


def bound(text: str) -> str:
    """Whom of a hospital a sentence is about; "" where it is about others."""
    subject = re.match(rf"(?:违反[^，]*，)?[^，。；]{{0,10}}?(?P<who>{_INSIDE}|{_OUTSIDE})", text)
    return subject["who"] if subject and re.fullmatch(_INSIDE, subject["who"]) else ""


def worth_asking(text: str, start: int, end: int) -> bool:
    """Whether the words at [start, end) of a sentence tell somebody in a hospital what to do."""
    if _TRADE.search(text) and not re.search(_INSIDE, text):
        return False
    if (
        penal(text)
        or _NO_WARD.search(text)
        or _OF_STATE.search(text[:end])
        or _BY_GONE.search(text)
        or _CAREER.search(text)
        or _FOUNDING.search(text)
    ):
        return False
    text = _TITLE.sub(lambda found: "题" * len(found[0]), text)
    first, last = part_around(text, start, end)
    idle = _REPORTING.search(text[first:last]) or _SLOGAN.search(text[first:last])
    return not idle and not _of_outsiders(_parts(text, end), start)


def outside(case: str) -> bool:
    """Whether a case is one of those who are none of a hospital's people."""
    return bool(re.search(_OUTSIDE, case)) and not re.search(_INSIDE, case)


def rules_work(text: str, start: int, end: int) -> bool:
    """Whether the words at [start, end) rule somebody's work in a hospital, and are no praise or principle."""
    words = text[slice(*part_around(text, start, end))]
    return worth_asking(text, start, end) and not (_PRINCIPLE.search(words) or _ELSEWHERE.search(text))


def worth_telling(text: str) -> bool:
    """Whether a sentence binds somebody in a hospital to more than all agree to: it can stand beside what is asked for."""
    first = next((who for _, part in _parts(text, len(text)) if (who := _actor(part))), "")
    return bool(re.fullmatch(_INSIDE, first)) and worth_asking(text, 0, len(text)) and not _PRINCIPLE.search(text)


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
    far = subject and subject["who"] in _SUFFERING and subject.start("who") > _NEAR
    return subject["who"] if subject and not far else ""
