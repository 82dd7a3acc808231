"""What the parser repaired, guessed or found contradictory, in words a librarian acts on."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from ingest.identifiers import StandardNumber
from ingest.model import Clause, CoreSystem, Document, Entity, Finding, Indicator, SpecialAction, Standard

MESSAGES = {
    "page_number": "去掉了页码",
    "running_head": "去掉了页眉",
    "stray_mark": "去掉了孤立的标点",
    "joined_over_page": "把被分页断开的句子接上了，请核对",
    "joined_at_full_stop": "整行末尾正好是句号，按同一段接上了，请核对是否另起一段",
    "split_at_full_stop": "整行末尾正好是句号，按另起一段处理了，请核对是否同一段",
    "cut_by_box": "专栏打断的句子已接上，请核对",
    "box_in_sentence": "专栏插在句子中间，已移出",
    "boxes_out_of_order": "专栏的先后次序与编号不一致，已按编号列出",
    "row_over_page": "跨页的表格行已合并，请核对",
    "cells_shifted": "这一行少了单元格，已按右对齐补齐，请核对",
    "row_without_key": "这一行缺少编号或名称，只作为条款收录，没有登记",
    "list_guess": "条目序号是推断的，请核对",
    "number_gap": "编号不连续，可能漏了一条",
    "contents_dropped": "目录行已略去",
    "path_twice": "同一位置出现两次，后一处加了 ·2 以示区别",
    "misprint": "标准号年份印得不全",
    "unlisted_system": "口诀所列与十八项核心制度不一致",
    "figure_conflict": "同一指标在文件内有两个数值",
    "unsure": "扫描件上的字认得没有把握，请对照原件确认",
    "unreadable": "这一页读不出文字，没有收录",
    "garbled": "这一页的文字层是乱码，已改用文字识别",
    "recognised": "这一页是图像，文字由识别得来",
    "doubled": "去掉了重复印出的字（加粗效果）",
    "watermark": "去掉了水印",
    "missing_date": "发布或实施日期读不出来",
    "site_furniture": "去掉了网站的栏目、链接或按钮",
    "hidden_cells": "隐藏的行和列没有收录，请核对",
    "broken_data": "术语或关联的一行有错，没有采用",
    "standards_conflict": "标准之间的代替关系或日期有矛盾",
    "no_value": "公式没有保存计算结果，没有收录；请用电子表格软件打开后另存",
}
_AIDE = re.compile(r"[（(](\d{1,2})\s*([\u4e00-\u9fff、]{2,16}制度?)[)）]")
_SAME = 0.8
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}$")


def from_notes(document: Document, notes: list[tuple[str, str, str]]) -> Iterator[Finding]:
    """Findings for what the steps noted as (code, text, clause id)."""
    for code, text, clause in dict.fromkeys(notes):
        yield Finding(document.id, code, MESSAGES[code], text, clause=clause)


def check(document: Document, clauses: list[Clause], entities: list[Entity]) -> Iterator[Finding]:
    """Findings that only the finished clauses and entities show."""
    for entity in entities:
        if isinstance(entity, Standard):
            yield from _standard(document, entity)
    yield from _mnemonics(document, clauses, [e for e in entities if isinstance(e, CoreSystem)])
    yield from _figures(document, entities)


def _standard(document: Document, standard: Standard) -> Iterator[Finding]:
    number = next(StandardNumber.find(standard.written), None)
    if number and number.cut_short:
        advice = f"原文印作 {standard.written}，按发布日期 {standard.published} 推断应为 {standard.id}"
        yield Finding(document.id, "misprint", f"{MESSAGES['misprint']}：{advice}", standard.written, clause=standard.clause)
    for date in (standard.published, standard.effective):
        if date and not _ISO.match(date):
            yield Finding(
                document.id, "missing_date", MESSAGES["missing_date"], f"{standard.written} {date}", clause=standard.clause
            )


def _mnemonics(document: Document, clauses: list[Clause], systems: list[CoreSystem]) -> Iterator[Finding]:
    """A memory aid that counts the core systems is held against their list."""
    if not systems:
        return
    for clause in clauses:
        counted = _AIDE.findall(clause.orig.replace("\n", ""))
        if len(counted) < len(systems) / 2:
            continue
        left = {s.id for s in systems}
        for number, written in counted:
            best = max(systems, key=lambda s: _shared(s.id, written))
            if _shared(best.id, written) >= _SAME * len(best.id):
                left.discard(best.id)
                continue
            message = f"口诀第 {number} 项“{written}”不在十八项核心制度之内"
            yield Finding(document.id, "unlisted_system", message, written, clause=clause.id)
        for name in sorted(left):
            yield Finding(document.id, "unlisted_system", f"口诀没有列入“{name}”", name, clause=clause.id)


def _shared(name: str, written: str) -> int:
    """How many characters of ``name`` stand in ``written`` in the same order."""
    blocks = SequenceMatcher(None, name, written, autojunk=False).get_matching_blocks()
    return sum(b.size for b in blocks)


_FIGURE = re.compile(r"(大于|不低于|不少于|达到|提升至|≥|≤|＞|>|<)\s*(\d+(?:\.\d+)?)\s*(%|‰|例次)?")


def _figures(document: Document, entities: list[Entity]) -> Iterator[Finding]:
    """An indicator whose threshold differs from the figure that a special action sets for it."""
    actions = [e for e in entities if isinstance(e, SpecialAction)]
    for indicator in (e for e in entities if isinstance(e, Indicator) and re.search(r"\d", e.threshold)):
        stem = re.sub(r"(例次|情况|率)$", "", indicator.name)
        for action in actions:
            at = action.text.find(stem)
            if at < 0:
                continue
            figure = _FIGURE.search(action.text[at : at + len(stem) + 24])
            if figure and float(figure[2]) not in [float(n) for n in re.findall(r"\d+(?:\.\d+)?", indicator.threshold)]:
                there = f"{action.title}写{figure[0]}"
                message = f"“{indicator.name}”：{there}，指标表写 {indicator.threshold}"
                yield Finding(document.id, "figure_conflict", message, figure[0], clause=indicator.id)
