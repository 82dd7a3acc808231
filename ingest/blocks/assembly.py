"""Lines → blocks: tables are found, boxes taken out, lines joined. Every format but Markdown and CSV goes this way."""

from ingest.blocks import boxes, joining, slides
from ingest.blocks.setting import full_width
from ingest.draft import Draft, Job
from ingest.finding_kinds import FindingKind, Note
from ingest.heads.metadata import read_head
from ingest.model import Block
from ingest.numbering.doctypes import BOX_TITLE, BY_NAME, DocType, recognise
from ingest.numerals import chinese_to_int
from ingest.tables import detect
from ingest.text.lines import Line, without_furniture
from ingest.text.transcript import Transcript


def draft(transcript: Transcript, job: Job, findings: list[Note] | None = None) -> Draft:
    """The draft of a transcript; ``findings`` are those of its format."""
    lines, dropped = without_furniture(transcript.lines)
    doctype = BY_NAME[job.doctype] if job.doctype else recognise(transcript.text)
    head = read_head([line for line in lines if not line.insert], doctype)
    body = [line for line in lines if line.span[0] not in head.used]
    blocks, notes = (slides.join(body), []) if doctype.name == "slides" else assemble(body, doctype)
    return Draft(transcript.text, doctype, blocks, head, findings=[*(findings or []), *dropped, *notes])


def assemble(lines: list[Line], doctype: DocType) -> tuple[list[Block], list[Note]]:
    """Blocks of all lines in order of reading, and what was guessed about boxes."""
    regions = detect.find(lines)
    in_table = {line.span[0] for r in regions for line in lines[r.start : r.stop]}
    running = [line for line in lines if line.span[0] not in in_table]
    full = full_width(running)
    framed = boxes.framed(running, full)
    lifted = boxes.lift(framed.lines, doctype, full)
    blocks = [row for region in regions for row in region.rows]
    for part in _between(lifted.lines, {lines[r.start].span[0] for r in regions}):
        blocks += joining.join(part, doctype, full, lifted.resumed | framed.resumed)
    findings: list[Note] = []
    for box in framed.boxes + lifted.boxes:
        title, *body = joining.join(box.lines, doctype, full)
        places = tuple(place for b in (title, *body) for place in b.places)
        notes = tuple(n for b in (title, *body) for n in b.findings)
        cut = (Note(FindingKind.BOX_IN_SENTENCE, title.text),) if box.cut_sentence else ()
        content = "".join(b.text for b in body) or title.text
        sure = min(b.confidence for b in (title, *body))
        blocks.append(Block(content, places, insert=title.text, findings=notes + cut, confidence=sure))
    labels = [b.insert for b in sorted(blocks, key=lambda b: b.spans[0][0]) if b.insert]
    findings += [Note(FindingKind.BOXES_OUT_OF_ORDER, label) for label in _out_of_order(labels)]
    return sorted(blocks, key=lambda b: b.spans[0][0]), findings


def _between(lines: list[Line], starts: set[int]) -> list[list[Line]]:
    """Runs of lines without a table between them."""
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
