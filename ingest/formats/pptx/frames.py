"""The contents of graphic frames on a slide: tables, and the texts of diagrams (SmartArt)."""

from collections.abc import Callable, Iterator

from ingest.formats.pptx.text import paragraphs
from ingest.packages.bounds import too_long
from ingest.packages.ooxml import Element, child, local, whole

MAX_CELLS = 20_000
_MOST_POINTS = 5_000
_SILENT = frozenset({"pres", "parTrans", "sibTrans"})


def table(frame: Element, where: str) -> list[tuple[str, ...]]:
    """The rows of a table, with a merged cell's text in every place that it covers; [] when the frame has no table.

    SourceError when it has more cells than a slide can show.
    """
    found = next(frame.iter("{*}tbl"), None)
    if found is None:
        return []
    rows: list[list[str]] = []
    size = 0
    for tr in (el for el in found if local(el) == "tr"):
        cells: list[str] = []
        for x, tc in enumerate(el for el in tr if local(el) == "tc"):
            above = rows[-1][x] if rows and x < len(rows[-1]) else ""
            left = cells[-1] if cells else ""
            cells.append(left if _on(tc, "hMerge") else above if _on(tc, "vMerge") else _cell(tc))
        rows.append(cells)
        size += len(cells)
        if size > MAX_CELLS:
            raise too_long(where)
    wide = max(map(len, rows), default=0)
    return [tuple(row + [""] * (wide - len(row))) for row in rows if any(row)]


def _on(cell: Element, name: str) -> bool:
    return cell.get(name) in ("1", "true")


def _cell(cell: Element) -> str:
    body = child(cell, "txBody")
    return "" if body is None else "\n".join(text for text in paragraphs(body, []) if text)


def _listed(model: Element, name: str) -> list[Element]:
    found = child(model, name)
    return [] if found is None else list(found)


def diagram(frame: Element, related: Callable[[str], Element | None]) -> Iterator[str]:
    """The texts of a diagram, each after the one above it in the hierarchy; none when the frame has no diagram.

    ``related`` gives the root element of a part by the id of its relation.
    """
    ids = next(frame.iter("{*}relIds"), None)
    if ids is not None:
        yield from diagram_of(ids, related)


def diagram_of(ids: Element, related: Callable[[str], Element | None]) -> Iterator[str]:
    """The same, for the element that names the parts of a diagram."""
    name = next((str(value) for key, value in ids.attrib.items() if str(key).endswith("}dm")), "")
    model = related(name) if name else None
    if model is None:
        return
    points = {el.get("modelId") or "": el for el in _listed(model, "ptLst")}
    below: dict[str, list[tuple[int, str]]] = {}
    for link in _listed(model, "cxnLst"):
        if link.get("type", "parOf") == "parOf":
            below.setdefault(link.get("srcId") or "", []).append((whole(link.get("srcOrd")), link.get("destId") or ""))
    todo = [key for key, el in reversed(points.items()) if el.get("type") == "doc"]
    seen: set[str] = set()
    while todo and len(seen) < _MOST_POINTS:
        key = todo.pop()
        if key in seen or key not in points:
            continue
        seen.add(key)
        body = child(points[key], "t")
        if body is not None and points[key].get("type", "node") not in _SILENT:
            yield from (text for text in paragraphs(body, []) if text)
        todo += [inner for _, inner in sorted(below.get(key, []), reverse=True)]
