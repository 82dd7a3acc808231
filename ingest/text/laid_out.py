"""What is laid out as a table but is running text → paragraphs: a rule (题目 | …, 内容 | …), provisions (3.1.1 | 【C】)."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from ingest.text.elements import Grid, Paragraph

_TITLES = frozenset("题目 标题 主题 名称 文件名称 文件标题 文件题目 制度名称 流程名称 预案名称 项目名称".split())
_BODIES = frozenset("内容 正文 条文 主要内容 具体内容 详细内容 制度内容 规定内容 文件内容 流程内容 工作内容".split())
"""What the cell beside the title is called, and the one beside the text. A new name is one more word."""
_FEWEST_LINES = 2
"""Lines of a text; one line is an entry of a form."""
_LABEL = re.compile(r"^[\u4e00-\u9fff]{2,8}$")


_CODE, _GRADE = re.compile(r"^\d{1,2}(?:\.\d{1,2})+(?![.\d])"), re.compile(r"^【\s*[A-E]\s*】")
"""How a provision of a standard for the assessment of hospitals begins, and what is asked for a grade of it."""


def as_text(grid: Grid) -> Iterator[Paragraph | Grid]:
    """The paragraphs of a grid that is running text; any other grid as it is."""
    paragraphs = None if grid.outlines else _rule(grid) or _provisions(grid)
    yield from paragraphs or (grid,)


def _rule(grid: Grid) -> list[Paragraph]:
    """The paragraphs of a rule: its title, its entries as 依据：…, its text; none where the grid is no rule.

    Behind the text an entry is a heading, so that it is none of the text's last item.
    """
    pairs = list(_pairs(grid))
    text = next((at for at, (label, lines) in enumerate(pairs) if label in _BODIES and len(lines) >= _FEWEST_LINES), None)
    if text is None or not all(_LABEL.match(label) for label, _ in pairs):
        return []
    out: list[Paragraph] = []
    for at, (label, lines) in enumerate(pairs):
        if label in _BODIES or label in _TITLES:
            out += _lines(grid, lines)
        elif at > text and lines:
            out += [Paragraph(label, grid.page, heading=1, confidence=grid.confidence), *_lines(grid, lines)]
        elif lines:
            out += _lines(grid, [f"{label}：{lines[0]}", *lines[1:]])
    return out


def _provisions(grid: Grid) -> list[Paragraph]:
    """The paragraphs of numbered provisions, each beside what is asked for its grades; none where the grid has other rows."""
    rows = [tuple(cell for cell, _ in groupby(row)) for row in grid.rows]
    body = rows if rows and _CODE.match(rows[0][0]) else rows[1:]
    coded = body and all(len(row) == 2 and _CODE.match(row[0]) for row in body)  # noqa: PLR2004 - a provision, its grades
    if not coded or not any(_GRADE.match(line) for row in body for line in row[1].split("\n")):
        return []
    return [part for row in body for part in _lines(grid, ["".join(row[0].split("\n")), *row[1].split("\n")])]


def _lines(grid: Grid, lines: Iterable[str]) -> list[Paragraph]:
    return [Paragraph(line, grid.page, confidence=grid.confidence) for line in lines if line.strip()]


def _pairs(grid: Grid) -> Iterator[tuple[str, list[str]]]:
    """The labels of a grid with the lines of the cell beside each; "" for a label where a row does not go in pairs."""
    for row in grid.rows:
        cells = [cell for cell, _ in groupby(row)]
        for label, value in zip(cells[::2], [*cells[1::2], *[""] * (len(cells) % 2)], strict=True):
            name = re.sub(r"[\s:：]+", "", label)
            yield ("" if len(cells) % 2 else name), [line for line in value.split("\n") if line.strip()]
