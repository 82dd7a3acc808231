"""A manuscript as a web page, fit to be printed by a browser too."""

from html import escape
from itertools import groupby

from tests.render.model import Cell, Element, Manuscript, Table, Text, column_widths

_STYLE = """
@page {{ size: {wide}pt {high}pt; margin: {top:.1f}pt {side:.1f}pt; {foot} }}
body {{ font: {size:.2f}pt/{pitch} "Noto Serif CJK SC", "SimSun", serif; margin: 0; text-align: justify; text-autospace: no-autospace; }}
p {{ margin: 0; line-break: auto; orphans: 1; widows: 1; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; font-size: {small:.2f}pt; line-height: 1.4;
        text-align: left; }}
td {{ border: 0.7pt solid black; padding: 2pt 4pt; vertical-align: middle; }}
td p {{ text-indent: 0; }}
"""
_FOOT = '@bottom-center { content: "- " counter(page) " -"; font: 10pt "Noto Serif CJK SC"; }'
_PITCH = 1.7
SIDE, TOP = 72.0, 76.0
"""Margins of a page, in points."""


def page_size(manuscript: Manuscript) -> tuple[float, float]:
    """Width and height in points: A4, or a slide."""
    return (960.0, 540.0) if manuscript.slides else (595.28, 841.89)


def font_size(manuscript: Manuscript) -> float:
    """Points; so that ``measure`` characters fill a line, and none is larger than 16 points."""
    return min(16.0, (page_size(manuscript)[0] - 2 * SIDE) / (manuscript.measure + 0.05))


def html(manuscript: Manuscript) -> str:
    """The page; frames are tables of one cell, empty lines are empty paragraphs."""
    size = font_size(manuscript)
    wide, high = page_size(manuscript)
    side = (wide - (manuscript.measure + 0.05) * size) / 2
    foot = _FOOT if manuscript.numbered else ""
    style = _STYLE.format(wide=wide, high=high, pitch=_PITCH, top=TOP, side=side, foot=foot, size=size, small=min(size, 12.0))
    body = "\n".join(_parts(manuscript.elements))
    return f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><style>{style}</style></head>\n<body>\n{body}\n</body></html>\n'


def _parts(elements: tuple[Element, ...]) -> list[str]:
    parts: list[str] = []
    for box, run in groupby(elements, key=lambda e: e.box if isinstance(e, Text) else 0):
        inner = [_paragraph(e) if isinstance(e, Text) else _table(e) for e in run]
        parts += [f"<table><tr><td>{''.join(inner)}</td></tr></table>"] if box else inner
    return parts


def _paragraph(text: Text) -> str:
    rules = [f"text-indent: {text.indent:g}em"] if text.indent else []
    rules += [f"font-size: {text.scale:.3f}em"] if text.scale != 1 else []
    rules += ["text-align: center"] if text.centred else []
    rules += ["break-before: page"] if text.new_page else []
    style = f' style="{"; ".join(rules)}"' if rules else ""
    blank = f'<p style="font-size: {text.scale:.3f}em">&nbsp;</p>' if text.scale != 1 else "<p>&nbsp;</p>"
    return blank * text.blanks + f"<p{style}>{escape(text.text)}</p>"


def _table(one: Table) -> str:
    columns = "".join(f'<col style="width: {width:.1f}%">' for width in column_widths(one, 100.0))
    rows = "".join(f"<tr>{''.join(_cell(cell) for cell in row if cell)}</tr>" for row in one.rows)
    style = ' style="break-before: page"' if one.continued else ""
    return f"<table{style}><colgroup>{columns}</colgroup>{rows}</table>"


def _cell(cell: Cell) -> str:
    span = (f' rowspan="{cell.rows}"' if cell.rows > 1 else "") + (f' colspan="{cell.columns}"' if cell.columns > 1 else "")
    lines = cell.text.split("\n")
    inner = escape(lines[0]) if len(lines) == 1 else "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f"<td{span}>{inner}</td>"
