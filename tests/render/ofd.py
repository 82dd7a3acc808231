"""Typeset pages → OFD (GB/T 33190-2016): a text object for each printed line, a path for each ruling line."""

import io
from collections.abc import Mapping
from html import escape
from itertools import groupby
from zipfile import ZIP_DEFLATED, ZipFile

from tests.render.typeset import Run, Sheet, Stroke

_MM = 25.4 / 72
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd(sheets: list[Sheet], title: str = "") -> bytes:
    """The package."""
    parts = {"OFD.xml": _root(title), "Doc_0/Document.xml": _document(sheets), "Doc_0/PublicRes.xml": _resources()}
    for number, sheet in enumerate(sheets):
        objects = [_stroke(s, f"{i + 1}") for i, s in enumerate(sheet.strokes)]
        objects += [text_object(run) for run in sheet.runs]
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = content("".join(objects))
    return package(parts)


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of the parts."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as zipped:
        for name, body in parts.items():
            zipped.writestr(name, body)
    return out.getvalue()


def content(objects: str, area: str = "") -> str:
    """A page's content with one layer."""
    return (
        f'{_HEAD}<ofd:Page {_SPACE}>{area}<ofd:Content><ofd:Layer Type="Body" ID="1">{objects}</ofd:Layer>'
        "</ofd:Content></ofd:Page>"
    )


def text_object(run: Run, attributes: str = "") -> str:
    """One printed line."""
    size, steps = run.size * _MM, [f"{advance * _MM:.4f}" for advance in run.advances]
    wide = sum(run.advances) * _MM + size
    deltas = f' DeltaX="{deltas_of(steps)}"' if steps else ""
    return (
        f'<ofd:TextObject ID="9" Boundary="{run.x * _MM:.4f} {run.baseline * _MM - size:.4f} {wide:.4f} {1.2 * size:.4f}" '
        f'Font="2" Size="{size:.4f}" {attributes}><ofd:FillColor Value="0 0 0"/>'
        f'<ofd:TextCode X="0" Y="{size:.4f}"{deltas}>{escape(run.text, quote=False)}</ofd:TextCode></ofd:TextObject>'
    )


def deltas_of(steps: list[str]) -> str:
    """Equal steps in a row are written ``g count step``."""
    out = []
    for step, same in groupby(steps):
        count = len(list(same))
        out += ["g", str(count), step] if count > 2 else [step] * count
    return " ".join(out)


def _stroke(stroke: Stroke, number: str) -> str:
    x0, top, x1, bottom = (value * _MM for value in stroke)
    return (
        f'<ofd:PathObject ID="{number}" Boundary="{x0:.4f} {top:.4f} {max(x1 - x0, 0.25):.4f} {max(bottom - top, 0.25):.4f}" '
        f'LineWidth="0.25"><ofd:AbbreviatedData>M 0 0 L {x1 - x0:.4f} {bottom - top:.4f}</ofd:AbbreviatedData></ofd:PathObject>'
    )


def _root(title: str) -> str:
    info = f"<ofd:Title>{escape(title)}</ofd:Title>" if title else ""
    return (
        f'{_HEAD}<ofd:OFD {_SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID>{info}'
        "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )


def _document(sheets: list[Sheet]) -> str:
    listed = "".join(f'<ofd:Page ID="{n + 10}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(sheets)))
    return (
        f"{_HEAD}<ofd:Document {_SPACE}><ofd:CommonData><ofd:MaxUnitID>9</ofd:MaxUnitID><ofd:PageArea>"
        f"<ofd:PhysicalBox>0 0 {sheets[0].width * _MM:.4f} {sheets[0].height * _MM:.4f}</ofd:PhysicalBox></ofd:PageArea>"
        f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )


def _resources() -> str:
    fonts = '<ofd:Fonts><ofd:Font ID="2" FontName="宋体"/></ofd:Fonts>'
    return f'{_HEAD}<ofd:Res {_SPACE} BaseLoc="Res">{fonts}</ofd:Res>'
