"""Lines → blocks: tables are found, boxes taken out, lines joined. Every format but Markdown and CSV goes this way."""

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.blocks import boxes, joining, run_on, slides
from ingest.blocks.labels import mended
from ingest.blocks.setting import full_width
from ingest.draft import Draft, Job
from ingest.finding_kinds import FindingKind, Note
from ingest.heads import margins
from ingest.heads.annexes import with_whole_titles
from ingest.heads.head import Head
from ingest.heads.metadata import read_head
from ingest.model import REPEATED, Block
from ingest.numbering.doctypes import BOX_TITLE, DocType
from ingest.numbering.scheme import recognise
from ingest.numerals import chinese_to_int
from ingest.tables import detect
from ingest.text.lines import Line, without_furniture
from ingest.text.transcript import Transcript


def draft(transcript: Transcript, job: Job, findings: list[Note] | None = None) -> Draft:
    """The draft of a transcript; ``findings`` are those of its format."""
    lines, dropped = without_furniture(mended(transcript.lines))
    doctype = recognise(transcript.text, job.doctype)
    told = [*transcript.notes, *(findings or []), *dropped]
    head = margins.completed(read_head(lines, doctype), told)
    body = with_whole_titles([_set_apart(line, head) for line in lines if line.span[0] not in head.used], doctype)
    used = (Block(line.text, line.places) for line in lines if line.span[0] in head.used)
    again = repeated_titles(used, min((line.span[0] for line in body), default=0), head.title, transcript.text)
    blocks, notes = (slides.join(body), []) if doctype.name == "slides" else assemble(body, doctype, again)
    return Draft(transcript.text, doctype, blocks, head, findings=[*told, *head.notes, *notes])


def _set_apart(line: Line, head: Head) -> Line:
    """The line, marked where the head or the end of the document says that it is no clause of substance."""
    return replace(line, aside="imprint", insert=0) if line.span[0] in head.asides else line


def repeated_titles(used: Iterable[Block], start: int, title: str, source: str) -> list[Block]:
    """Those blocks of the head that come after the body has begun at ``start``: the title of what is sent, above its text.

    Such a block becomes no clause; it ends what stands above it, and the list of annexes. Those that are one title together,
    with nothing between them in ``source``, are one.
    """
    inner, found = _squeezed(title), list[Block]()
    for block in used:
        if block.spans[0][0] <= start or _squeezed(block.text) not in inner:
            continue
        last = found[-1] if found else None
        if last and not source[last.spans[-1][1] : block.spans[0][0]].strip() and _squeezed(last.text + block.text) in inner:
            found[-1] = replace(last, text=last.text + block.text, places=(*last.places, *block.places))
        else:
            found.append(replace(block, kind=REPEATED))
    return found


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def assemble(lines: list[Line], doctype: DocType, titles: list[Block] | None = None) -> tuple[list[Block], list[Note]]:
    """Blocks of all lines and ``titles`` in order of reading, and what was guessed about boxes."""
    regions = detect.find(lines)
    in_table = {line.span[0] for r in regions for line in lines[r.start : r.stop]}
    running = [line for line in lines if line.span[0] not in in_table]
    full = full_width(running)
    running = run_on.split(running, doctype)
    framed = boxes.framed(running, full)
    lifted = boxes.lift(framed.lines, doctype, full)
    blocks = [row for region in regions for row in region.rows]
    blocks += titles or []
    borders = {lines[r.start].span[0] for r in regions} | {title.spans[0][0] for title in titles or []}
    for part in _between(lifted.lines, borders):
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
    """Runs of lines without a table or a title between them."""
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
