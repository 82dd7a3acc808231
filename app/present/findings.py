"""The parsing report: one page a librarian works through, what needs a person first."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.base.files import write_output
from ingest.finding_kinds import Weight
from ingest.model import Document, Finding

_WHOLE = Document("", "术语、关联和标准目录", "")
"""Stands for the documents as a whole, in findings that belong to no single one."""


@dataclass(frozen=True, slots=True)
class Section:
    """The findings of one document, by weight, the most urgent first; a weight without findings is left out."""

    document: Document
    groups: tuple[tuple[Weight, tuple[Finding, ...]], ...]

    @property
    def waiting(self) -> int:
        """How many findings a person has to look at."""
        return sum(len(found) for weight, found in self.groups if weight.asks)


def sections(documents: Sequence[Document], findings: Sequence[Finding]) -> list[Section]:
    """One section a document, in the order of ``documents``, then one for the base as a whole where it has findings.

    The report and the page both show these, so that they count alike.
    """
    by_document: dict[str, list[Finding]] = {document.id: [] for document in documents}
    rest: list[Finding] = []
    for finding in findings:
        by_document.get(finding.document, rest).append(finding)
    parts = [Section(document, _by_weight(by_document[document.id])) for document in documents]
    return [*parts, Section(_WHOLE, _by_weight(rest))] if rest else parts


def waiting(parts: Sequence[Section]) -> int:
    """How many findings of all sections a person has to look at."""
    return sum(section.waiting for section in parts)


def _by_weight(findings: Sequence[Finding]) -> tuple[tuple[Weight, tuple[Finding, ...]], ...]:
    groups = ((weight, tuple(f for f in findings if f.code.weight is weight)) for weight in Weight)
    return tuple((weight, found) for weight, found in groups if found)


_STYLE = """
body{font:16px/1.7 "Microsoft YaHei","PingFang SC","Noto Sans CJK SC",sans-serif;margin:2rem auto;max-width:66rem;
padding:0 1rem;color:#1d2733}h1{font-size:1.6rem}h2{font-size:1.15rem;margin:2rem 0 .3rem;border-top:1px solid #d6dde4;
padding-top:1.2rem}h3{font-size:1rem;margin:1rem 0 .3rem}.small{color:#5b6875;font-size:.88rem}table{border-collapse:collapse;
width:100%;font-size:.92rem}td,th{border-bottom:1px solid #e3e8ed;padding:.3rem .5rem;text-align:left;vertical-align:top}
td.n{white-space:nowrap;color:#5b6875}.tag{display:inline-block;padding:0 .5em;border-radius:.6em;background:#fde9c8}
.ok{background:#dff2e3}summary{cursor:pointer;color:#5b6875}@media print{details{display:none}}
"""


def write(documents: Sequence[Document], findings: Sequence[Finding], path: Path) -> int:
    """Write the report to ``path``; how many findings a person has to look at. BaseError when it cannot be written."""
    parts = sections(documents, findings)
    count = waiting(parts)
    head = f"{len(documents)} 份文件，{count} 处需要人核对" if documents else "知识库里还没有文件"
    page = (
        f'<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>解析报告</title><style>{_STYLE}</style></head>'
        f"<body><h1>解析报告</h1><p>{head}</p>{''.join(map(_section, parts))}</body></html>\n"
    )
    write_output(path, page)
    return count


def _section(section: Section) -> str:
    count, document = section.waiting, section.document
    tag = f'<span class="tag">{count} 处需要核对</span>' if count else '<span class="tag ok">没有需要核对的</span>'
    place = html.escape(f"{document.source}　编号 {document.id}")
    groups = "".join(_group(weight, found) for weight, found in section.groups)
    return f'<h2>{html.escape(document.title)} {tag}</h2><p class="small">{place}</p>{groups}'


def _group(weight: Weight, findings: Sequence[Finding]) -> str:
    """A table that is open where a person has to look, and folded where not."""
    table = _table(weight, findings)
    if weight.asks:
        return table
    return f"<details><summary>{weight.label} {len(findings)} 处</summary>{table}</details>"


def _table(weight: Weight, findings: Sequence[Finding]) -> str:
    rows = "".join(
        f'<tr><td class="n">{f"第{f.page}页" if f.page else ""}</td><td>{html.escape(f.message)}</td>'
        f'<td>{html.escape(f.text)}</td><td class="small">{html.escape(f.clause.partition("#")[2])}</td></tr>'
        for f in findings
    )
    head = "<tr><th>页</th><th>说明</th><th>原文</th><th>条款</th></tr>"
    return f'<h3>{weight.label}（{len(findings)}）</h3><p class="small">{weight.advice}</p><table>{head}{rows}</table>'
