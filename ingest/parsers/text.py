"""Plain text as a PDF reader or a person wrote it."""

from ingest import boxes, joining, slides, tables
from ingest.doctypes import BOX_TITLE, DocType, recognise
from ingest.lines import Line, split, without_furniture
from ingest.metadata import read_head
from ingest.model import Block
from ingest.numerals import chinese_to_int
from ingest.parsers.draft import Draft
from ingest.reading import decode


def parse(data: bytes, name: str) -> Draft:
    """Blocks of a text file."""
    text = decode(data, name)
    lines, dropped = without_furniture(split(text))
    doctype = recognise(text)
    head = read_head(lines, doctype)
    body = [line for line in lines if line.span[0] not in head.used]
    blocks, findings = (slides.join(body), []) if doctype.name == "slides" else assemble(body, doctype)
    return Draft(text, doctype, blocks, head, findings=dropped + findings)


def assemble(lines: list[Line], doctype: DocType) -> tuple[list[Block], list[tuple[str, str]]]:
    """Blocks of running text: tables taken out, boxes lifted, lines joined; all back in reading order."""
    regions = tables.find(lines)
    in_table = {line.span[0] for r in regions for line in lines[r.start : r.stop]}
    running = [line for line in lines if line.span[0] not in in_table]
    full = joining.full_width(running)
    lifted = boxes.lift(running, doctype, full)
    blocks = [row for region in regions for row in region.rows]
    for part in _between(lifted.lines, {lines[r.start].span[0] for r in regions}):
        blocks += joining.join(part, doctype, full, lifted.resumed)
    findings: list[tuple[str, str]] = []
    for box in lifted.boxes:
        title, *body = joining.join(box.lines, doctype, full)
        spans = tuple(span for b in (title, *body) for span in b.spans)
        notes = tuple(n for b in (title, *body) for n in b.findings)
        cut = (("box_in_sentence", title.text),) if box.cut_sentence else ()
        content = "".join(b.text for b in body) or title.text
        blocks.append(Block(content, spans, box=title.text, page=title.page, findings=notes + cut))
    labels = [b.box for b in blocks if b.box]
    findings += [("boxes_out_of_order", label) for label in _out_of_order(labels)]
    return sorted(blocks, key=lambda b: b.spans[0][0]), findings


def _between(lines: list[Line], starts: set[int]) -> list[list[Line]]:
    """Runs of lines that no table parts."""
    runs: list[list[Line]] = [[]]
    borders = sorted(starts)
    for line in lines:
        while borders and line.span[0] > borders[0]:
            borders.pop(0)
            runs.append([])
        runs[-1].append(line)
    return [run for run in runs if run]


def _out_of_order(titles: list[str]) -> list[str]:
    numbers = [(chinese_to_int(m["n"]), t) for t in titles if (m := BOX_TITLE.match(t)) and m["n"]]
    return [title for (n, title), (before, _) in zip(numbers[1:], numbers, strict=False) if n < before]
