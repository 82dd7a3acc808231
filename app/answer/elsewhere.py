"""A question about targets of another year, or a document of another place, than the base holds → the sentence that says so."""

import re
from collections.abc import Callable, Iterator

from app.answer.understanding import Understood
from app.base.knowledge import Knowledge

_TARGETS = re.compile(
    r"(?<![率比数量值间长度])(?P<year>20\d\d)年?度?版?的?(?:国家|全国|各|专业|医疗|质量|安全|改进|质控|卫健委|卫生健康委|十大|十项|年度|工作|的)*目标(?!值|日期)"
)
"""The targets of a year; a year behind a measure (使用率2025目标) is that of the value to be reached."""
_PERIOD = re.compile(r"行动|计划|方案|[到至前底]20\d\d|20\d\d年?[底末前]")
"""What else a year beside 目标 may be: the end of a plan."""
_PLACE = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{2})(?P<unit>[省市])的?(?:卫健委|卫生健康委|卫健局)?的?[^，。？?和跟与]{0,6}?"
    r"(?:方案|计划|文件|通知|指标|考核表|规定)"
)


def find(kb: Knowledge, asked: Understood) -> str:
    """The sentence; "" where the question names nothing of another year or place."""
    text = asked.compact
    return next((said for look in _LOOKS for said in look(kb, text)), "")


def _years(kb: Knowledge, text: str) -> Iterator[str]:
    held = kb.target_years
    for found in () if _PERIOD.search(text) else _TARGETS.finditer(text):
        if held and int(found["year"]) not in held:
            yield f"知识库里的改进目标是 {'、'.join(map(str, held))} 年的，没有 {found['year']} 年的，不能作依据。"


def _places(kb: Knowledge, text: str) -> Iterator[str]:
    held = kb.document_names.regions
    for found in _PLACE.finditer(text):
        place = f"{found['place']}{found['unit']}"
        if held and found["place"] not in held and place in kb.searcher.in_words(text):
            yield f"知识库里没有{place}的文件，地方文件只有{'、'.join(held)}的，不能作{place}的依据。"


_LOOKS: tuple[Callable[[Knowledge, str], Iterator[str]], ...] = (_years, _places)
