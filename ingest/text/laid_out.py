"""A rule that is laid out as a table (题目 | …, 内容 | …) → the paragraphs that it is."""

import re
from collections.abc import Iterator
from itertools import groupby

from ingest.text.elements import Grid, Paragraph

_TITLES = frozenset("题目 标题 主题 名称 文件名称 文件标题 文件题目 制度名称 流程名称 预案名称 项目名称".split())
_BODIES = frozenset("内容 正文 条文 主要内容 具体内容 详细内容 制度内容 规定内容 文件内容 流程内容 工作内容".split())
"""What the cell beside the title is called, and the one beside the text. A new name is one more word."""
_FEWEST_LINES = 2
"""Lines of a text; one line is an entry of a form."""
_LABEL = re.compile(r"^[\u4e00-\u9fff]{2,8}$")


def as_text(grid: Grid) -> Iterator[Paragraph | Grid]:
    """The paragraphs of a grid that is a rule: its title, its entries as 依据：…, its text; any other grid as it is.

    Behind the text an entry is a heading, so that it is none of the text's last item.
    """
    pairs = list(_pairs(grid))
    text = next((at for at, (label, lines) in enumerate(pairs) if label in _BODIES and len(lines) >= _FEWEST_LINES), None)
    if text is None or not all(_LABEL.match(label) for label, _ in pairs) or grid.outlines:
        yield grid
        return
    for at, (label, lines) in enumerate(pairs):
        if label in _BODIES or label in _TITLES:
            yield from (Paragraph(line, grid.page, confidence=grid.confidence) for line in lines)
        elif at > text and lines:
            yield Paragraph(label, grid.page, heading=1, confidence=grid.confidence)
            yield from (Paragraph(line, grid.page, confidence=grid.confidence) for line in lines)
        elif lines:
            yield Paragraph(f"{label}：{lines[0]}", grid.page, confidence=grid.confidence)
            yield from (Paragraph(line, grid.page, confidence=grid.confidence) for line in lines[1:])


def _pairs(grid: Grid) -> Iterator[tuple[str, list[str]]]:
    """The labels of a grid with the lines of the cell beside each; "" for a label where a row does not go in pairs."""
    for row in grid.rows:
        cells = [cell for cell, _ in groupby(row)]
        for label, value in zip(cells[::2], [*cells[1::2], *[""] * (len(cells) % 2)], strict=True):
            name = re.sub(r"[\s:：]+", "", label)
            yield ("" if len(cells) % 2 else name), [line for line in value.split("\n") if line.strip()]
