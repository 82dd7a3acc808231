"""Whose document it is: of the nation, a province, a city, an association or a hospital of its own, as rows of data."""

import re

_HOSPITAL = r"(?:医院|卫生院|保健院|防治院|疗养院|卫生服务中心|血液中心|血站|急救中心)"
_CLASS = r"[级各类]|公立|民营|社会办|互联网|综合医院|专科|定点|试点|基层"
"""What hospitals in general are called by, not one of them."""
_MATTER = r"(?:感染|建筑|评审|评价|等级|管理(?:中心|局|条例)|污水|洁净|信息化)"
"""What hospitals have in common: 医院感染 behind the name of a city names no hospital of that city."""
_AUTHORITY = r"(?:人民代表大会|人大常委会|政府|卫生健康|卫健|管理局|监督局|厅)"

_BY_HEAD = (
    (
        "national",
        re.compile(r"^中华人民共和国|全国人民代表大会|主席令|国务院令|(?:^|\s)(?:GB|GBZ|WS|YY)(?:/T)? \d[\d.]*-\d{4}$"),
    ),
    ("association", re.compile(r"T/[A-Z]{2,8}\b|协会|学会")),
    (
        "hospital",
        re.compile(
            rf"\n[^\n]{{2,24}}{_HOSPITAL}[\u4e00-\u9fff]{{0,10}}\n|\n(?![^\n]*(?:国务院|法院|检察院|科学院))[\u4e00-\u9fff]{{0,8}}院[\u4e00-\u9fff]{{0,6}}〔"
            rf"|^(?!关于)(?!.{{0,20}}(?:{_CLASS}))(?![^\n]*\n[^\n]*{_AUTHORITY})[^\n关]{{0,16}}(?:某|本|我|第[一二三四五六七八九十]+|附属\S{{0,8}}|人民|中心|中医|妇幼|儿童|协和)\S{{0,4}}{_HOSPITAL}(?!{_MATTER})"
        ),
    ),
    ("city", re.compile(r"[\u4e00-\u9fff]{2,8}市(?!场|委)")),
    ("provincial", re.compile(r"[\u4e00-\u9fff]{2,6}(?:省|自治区)(?!级|份)")),
    ("national", re.compile(r"国家|全国|中国|卫生部|国务院")),
)
"""Tried in order on title, issuer and number, each on a line."""
_BY_TEXT = (
    ("national", re.compile(r"全国|国家卫生健康委|国家卫健委")),
    ("provincial", re.compile(r"全省|我省|本省|全区")),
    ("city", re.compile(r"全市|我市|本市")),
    ("association", re.compile(r"协会|学会")),
    ("hospital", re.compile(r"我院|本院|全院")),
)
"""When the head names no level: whose affairs the text speaks of most."""

_PLACE = r"[\u4e00-\u9fff]{2,9}(?:省|市|县|区|州|旗|盟|大学|学院|集团|公司)"
_NAMED = re.compile(
    rf"^(?!关于|.{{0,20}}(?:{_CLASS}))({_PLACE}(?:第[一二三四五六七八九十]+)?[\u4e00-\u9fff]{{0,10}}?{_HOSPITAL})(?!{_MATTER})(?=[^的]{{2}})"
)
"""A title that begins with the name of one hospital, behind its place or the house that it belongs to."""


def hospital_in(title: str) -> str:
    """The hospital with whose name a title begins, whose rule it is then; "" for none."""
    found = _NAMED.match(title)
    return found[1] if found else ""


def level_of(title: str, issuer: str, number: str, text: str) -> str:
    """The level of the issuer: by title, issuer and number, else by the one that the text names most often; "" for none."""
    head = f"{title}\n{issuer}\n{number}"
    for level, pattern in _BY_HEAD:
        if pattern.search(head):
            return level
    counts = {level: len(pattern.findall(text)) for level, pattern in _BY_TEXT}
    best = max(counts, key=lambda level: counts[level])
    return best if counts[best] else ""
