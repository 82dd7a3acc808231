"""A clause comes in; what a class is told of it goes out: its words, or the cells of a table row under their heads."""

import re

from ingest.model import Clause
from ingest.tables.catalogues import kind_of

_RULE = "(?:制度|办法|规定|规范|标准|规程|流程|预案|方案|细则|条例|法|指南|指引|要求|准则|章程|通知|意见|计划)"
_PURPOSE = re.compile(
    rf"(?:为(?!主|辅|期)|根据|依据|按照).{{4,}}?(?:制定|制订|编制|修订|特制定)(?:了)?(?:本|此|以下)[\u4e00-\u9fff]{{0,10}}?{_RULE}"
)
_SCOPE = re.compile(rf"(?:本[\u4e00-\u9fff]{{0,10}}?{_RULE}.{{0,8}}?(?:适用于|适用范围)|适用范围|适用于)")
_FORCE = re.compile(
    rf"(?:本[\u4e00-\u9fff]{{0,10}}?{_RULE}|原|此前|以前).{{0,60}}?(?:起(?:施行|实施|执行|生效|试行)|(?:负责)?解释|同时?废止|为准)"
    r"|(?:自.{2,20}起(?:施行|实施|执行|生效|试行))|未尽事宜"
)
"""How a sentence begins that tells what a rule is for, for whom it is, and from when on: nothing to do or to check."""


def is_reason(clause: Clause) -> bool:
    """Whether a whole clause tells what its rule is for, or for whom it is."""
    return _all(clause, _PURPOSE, _SCOPE)


def is_formal(clause: Clause) -> bool:
    """Whether a whole clause tells what its rule is for, for whom it is, from when on it holds or who explains it."""
    return _all(clause, _PURPOSE, _SCOPE, _FORCE)


def _all(clause: Clause, *kinds: re.Pattern[str]) -> bool:
    sentences = [one.strip() for one in re.split("[。；]", clause.text) if one.strip()]
    return bool(sentences) and all(any(kind.match(one) for kind in kinds) for one in sentences)


def is_row(clause: Clause) -> bool:
    """Whether it is a row under the heads of a table that sets something: none of a catalogue, whose rows are things."""
    return len(_told(clause)) > 1 and kind_of(clause.columns) is None


def said(clause: Clause) -> str:
    """Its words on one line; of a row the cells, each after the head of its column: 高风险：评分 45分以上；措施 专人陪护."""
    if clause.kind != "row" or not is_row(clause):
        return re.sub(r"\s+", " ", clause.text).strip()
    (_, first), *rest = _told(clause)
    return f"{first}：{'；'.join(f'{head} {cell}'.strip() for head, cell in rest)}"


def _told(clause: Clause) -> list[tuple[str, str]]:
    """Head and cell of each column of a row that says something; a number of the row says nothing."""
    pairs = ((head.strip(), cell.strip()) for head, cell in zip(clause.columns, clause.cells, strict=False))
    return [(head, cell) for head, cell in pairs if cell and head not in ("序号", "编号", "No.")]
