"""The parsing report: one page a librarian works through, what needs a person first."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from app.base.files import write_output
from ingest.findings import MESSAGES
from ingest.model import Document, Finding


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one weight; ``confirm`` when a person has to look."""

    label: str
    advice: str
    codes: frozenset[str]
    confirm: bool = True


GROUPS = (
    Group("读不出或没有把握", "请对照原件补录或改正", frozenset({"unreadable", "unsure", "garbled"})),
    Group(
        "前后矛盾",
        "请核实以哪一处为准，引用时注明",
        frozenset({"figure_conflict", "unlisted_system", "misprint", "missing_date", "broken_data", "standards_conflict"}),
    ),
    Group(
        "推断的",
        "多数推断是对的；请抽查，尤其是要引用的条款",
        frozenset(
            {
                "joined_over_page",
                "joined_at_full_stop",
                "cut_by_box",
                "box_in_sentence",
                "boxes_out_of_order",
                "row_over_page",
                "cells_shifted",
                "row_without_key",
                "list_guess",
                "number_gap",
                "path_twice",
            }
        ),
    ),
)
REPAIRED = Group(
    "已修补", "无须处理，供查验", frozenset(MESSAGES) - frozenset().union(*(g.codes for g in GROUPS)), confirm=False
)

_STYLE = """
body{font:16px/1.7 "Microsoft YaHei","PingFang SC","Noto Sans CJK SC",sans-serif;margin:2rem auto;max-width:66rem;
padding:0 1rem;color:#1d2733}h1{font-size:1.6rem}h2{font-size:1.15rem;margin:2rem 0 .3rem;border-top:1px solid #d6dde4;
padding-top:1.2rem}h3{font-size:1rem;margin:1rem 0 .3rem}.small{color:#5b6875;font-size:.88rem}table{border-collapse:collapse;
width:100%;font-size:.92rem}td,th{border-bottom:1px solid #e3e8ed;padding:.3rem .5rem;text-align:left;vertical-align:top}
td.n{white-space:nowrap;color:#5b6875}.tag{display:inline-block;padding:0 .5em;border-radius:.6em;background:#fde9c8}
.ok{background:#dff2e3}summary{cursor:pointer;color:#5b6875}@media print{details{display:none}}
"""


def write(documents: Sequence[Document], findings: Sequence[Finding], path: Path) -> int:
    """Write the report to ``path``; how many findings a person has to confirm. BaseError when it cannot be written."""
    by_document = {key: list(group) for key, group in groupby(sorted(findings, key=lambda f: f.document), lambda f: f.document)}
    sections = [_section(document, by_document.get(document.id, [])) for document in documents]
    if whole := by_document.get("", []):
        sections.append(_section(Document("", "术语、关联和标准目录", ""), whole))
    waiting = sum(_confirm(finding) for finding in findings)
    head = f"{len(documents)} 份文件，{waiting} 处需要人核对" if documents else "知识库里还没有文件"
    page = (
        f'<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>解析报告</title><style>{_STYLE}</style></head>'
        f"<body><h1>解析报告</h1><p>{head}</p>{''.join(sections)}</body></html>\n"
    )
    write_output(path, page)
    return waiting


def _confirm(finding: Finding) -> bool:
    return finding.code not in REPAIRED.codes


def _section(document: Document, findings: list[Finding]) -> str:
    waiting = sum(map(_confirm, findings))
    tag = f'<span class="tag">{waiting} 处需要核对</span>' if waiting else '<span class="tag ok">没有需要核对的</span>'
    parts = [_table(group, [f for f in findings if f.code in group.codes]) for group in GROUPS]
    repaired = [f for f in findings if f.code in REPAIRED.codes]
    if repaired:
        parts.append(f"<details><summary>{REPAIRED.label} {len(repaired)} 处</summary>{_table(REPAIRED, repaired)}</details>")
    place = html.escape(f"{document.source}　编号 {document.id}")
    return f'<h2>{html.escape(document.title)} {tag}</h2><p class="small">{place}</p>{"".join(parts)}'


def _table(group: Group, findings: list[Finding]) -> str:
    if not findings:
        return ""
    rows = "".join(
        f'<tr><td class="n">{f"第{f.page}页" if f.page else ""}</td><td>{html.escape(f.message)}</td>'
        f'<td>{html.escape(f.text)}</td><td class="small">{html.escape(f.clause.partition("#")[2])}</td></tr>'
        for f in findings
    )
    head = "<tr><th>页</th><th>说明</th><th>原文</th><th>条款</th></tr>"
    return f'<h3>{group.label}（{len(findings)}）</h3><p class="small">{group.advice}</p><table>{head}{rows}</table>'
