"""A chart in a Word document or a presentation → its titles as paragraphs, and its series as rows of a grid."""

from collections.abc import Iterator
from itertools import islice

from ingest.formats.xlsx.number_formats import GENERAL, shown
from ingest.packages.ooxml import Element, child, local, whole
from ingest.text.elements import Grid, Paragraph

_MOST_SERIES, _MOST_POINTS = 200, 2_000
_DATA = (("cat", "val"), ("xVal", "yVal"))
"""Where a series has its categories and its values: in most charts, and in scatter charts."""
_APART = 2
"""Empty lines above a title."""


def elements(root: Element, page: int | None) -> Iterator[Paragraph | Grid]:
    """The titles of the chart and of its axes, then a grid with a row a series: ``内科 | 一季度 0.12；二季度 0.15``."""
    for title in root.iter("{*}title"):
        if text := "".join(t.text or "" for t in title.iter("{*}t", "{*}v")).strip():
            yield Paragraph(text, page, _APART)
    rows = [row for series in islice(root.iter("{*}ser"), _MOST_SERIES) if any(row := _row(series))]
    if rows:
        yield Grid(tuple(rows), page)


def _row(series: Element) -> tuple[str, str]:
    """The name of a series, and its points: category and value of each."""
    points = []
    for names, values in _DATA:
        named, measured = _points(child(series, names)), _points(child(series, values))
        points += [f"{named.get(i, '')} {measured.get(i, '')}".strip() for i in sorted(named.keys() | measured.keys())]
    return "".join(_points(child(series, "tx")).values()), "；".join(points)


def _points(holder: Element | None) -> dict[int, str]:
    """Index → text of each point in ``holder``, as shown."""
    if holder is None:
        return {}
    code = next((el.text for el in holder.iter("{*}formatCode") if el.text), GENERAL)
    found = islice((el for el in holder.iter("{*}pt")), _MOST_POINTS)
    points = {whole(point.get("idx")): shown(_written(point), point.get("formatCode") or code) for point in found}
    direct = child(holder, "v")
    return points or ({0: direct.text} if direct is not None and direct.text else {})


def _written(point: Element) -> str:
    return next((el.text or "" for el in point if local(el) == "v"), "").strip()
