"""When that took place of which a record tells: minutes, reviews and checks that bear no date but that of their meeting."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ingest.heads.ending import DATE, date_in
from ingest.text.lines import Line

_RECORDS = (
    "纪要 记录 会议 例会 决议 简报 简讯 讨论 查房 签到表 日志 检查表 查检表 核查表 检查结果 检查情况 "
    "审查意见 评审意见 审核意见 鉴定意见 评估意见 整改意见 反馈 总结 小结"
).split()
"""How titles of records end. A new kind of record is one more word."""
_RECORD = re.compile(rf"(?:{'|'.join(_RECORDS)})(?:\s*[（(〔][^（）()]*[)）〕])*$")
_OCCASION = r"(?:会议|开会|召开|例会|讨论|查房|检查|督查|督导|抽查|巡查|审查|评审|审核|评估|培训|演练|活动|记录|填表)"
_LABEL = re.compile(rf"^{_OCCASION}?(?:时\s*间|日\s*期)\s*[:：]?$")
_LABELLED = re.compile(rf"^\W*{_OCCASION}?(?:时\s*间|日\s*期)\s*[:：]\s*(?={DATE})")
_TOLD = re.compile(
    rf"^(?:[^。；]{{0,16}}[于在，,])?\s*{DATE}[^。；]{{0,60}}?(?:召开|召集|举行|主持|组织|开展|进行|对.{{2,20}}检查)"
)
"""A first sentence that tells it: 2025年5月9日下午，院长主持召开例会。"""
_LINES, _FIRST = 40, 8
"""Lines within which a label stands, and the first sentence."""


def day_of(title: str, lines: list[Line]) -> str:
    """The day that a record titled so is of, as ISO 8601; "" where it tells none, and for all that is no record."""
    if not _RECORD.search(title):
        return ""
    first = lines[:_LINES]
    told = [
        *(day for line in first for day in _labelled(line)),
        *(line.text for line in first[:_FIRST] if _TOLD.match(line.text)),
    ]
    return next((day for text in told if (day := date_in(text))), "")


def _labelled(line: Line) -> Iterator[str]:
    """What stands behind such a label, on the line or in the next cell of its row."""
    if found := _LABELLED.match(line.text):
        yield line.text[found.end() :]
    for cell, after in pairwise("".join(cell.split()) for cell in dict.fromkeys(line.cells)):
        if _LABEL.match(cell):
            yield after
