"""One small valid file of every format, for parsers to be tried on."""

import io
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook
from pptx import Presentation

from tests.render import canvas, docx, ofd
from tests.render.html import html
from tests.render.model import Cell, Manuscript, Text, table
from tests.render.typeset import typeset

_ROWS: list[list[str | Cell | None]] = [
    ["序号", "分类", "标准号", "标准名称", "发布日期"],
    ["1", Cell("护理", rows=2), "WS/T 900-2024", "病区查对技术规范", "2024/5/1"],
    ["2", None, "WS/T 901-2024", "病区交接技术规范", "2024/6/1"],
]
_LINES = (
    "示范医院质量提升工作方案",
    "一、总体要求",
    "坚持以患者为中心，把质量管理落实到每一个诊疗环节，逐步建立覆盖全院的控制体系。",
    "二、工作任务",
    "（一）加强基础管理",
    "1.完善查对流程。各病区在给药、输血和采集标本之前核对患者身份，记录在案备查。",
    "2.规范交接记录。班次交接时逐项说明病情变化、用药调整和未完成的检查，复述确认。",
)


def manuscript() -> Manuscript:
    """Headings, paragraphs, a frame and a table with a merged cell."""
    boxed = (Text("专项行动之一：手卫生提升行动", box=1), Text("每季度观察一次依从性。", box=1))
    return Manuscript((*(Text(line, 2.0) for line in _LINES), *boxed, table(_ROWS)), measure=24.0)


def _csv() -> bytes:
    lines = ("标准号,标准名称,发布日期", "WS/T 900-2024,病区查对技术规范,2024/5/1", 'WS/T 901-2024,"病区,交接",2024/6/1')
    return "\n".join(lines).encode()


def _markdown() -> bytes:
    head = "---\ntitle: 示范方案\ntype: plan\n---\n# 示范方案\n\n## 一、总体要求\n\n"
    return (head + "\n\n".join(_LINES[2:]) + "\n\n| 标准号 | 名称 |\n|---|---|\n| WS/T 900-2024 | 查对 |\n").encode()


def _xlsx() -> bytes:
    book = Workbook()
    sheet: Any = book.active
    for row in _ROWS:
        sheet.append([cell.text if isinstance(cell, Cell) else cell for cell in row])
    sheet.merge_cells("B2:B3")
    return _saved(book)


def _pptx() -> bytes:
    deck = Presentation()
    for heading, text in (("核心制度", "首诊负责制度\n三级查房制度"), ("质量工具", "鱼骨图\n品管圈")):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = heading
        slide.placeholders[1].text = text
    return _saved(deck)


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


SMALL: dict[str, Callable[[], bytes]] = {
    "txt": lambda: "\n\n".join(_LINES).encode(),
    "md": _markdown,
    "csv": _csv,
    "pdf": lambda: canvas.pdf(typeset(manuscript())),
    "docx": lambda: docx.docx(manuscript()),
    "xlsx": _xlsx,
    "pptx": _pptx,
    "html": lambda: html(manuscript()).encode(),
    "ofd": lambda: ofd.ofd(typeset(manuscript())),
}
"""File name extension → a file of that format."""
