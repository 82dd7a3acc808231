"""Parser of PowerPoint presentations (PPTX): one page for each slide, shapes in reading order, bullets and numbers as shown."""

from collections.abc import Iterator
from dataclasses import replace

from ingest.blocks.assembly import draft
from ingest.draft import Draft, Job
from ingest.errors import SourceError
from ingest.finding_kinds import FindingKind, Note
from ingest.formats import charts
from ingest.formats.pptx.deck import Deck, Slide, is_title
from ingest.formats.pptx.frames import diagram, table
from ingest.formats.pptx.left_out import left_out
from ingest.formats.pptx.shapes import in_order
from ingest.formats.pptx.text import paragraphs
from ingest.packages.bounds import check_length
from ingest.packages.ooxml import Element, OfficePackage, child, local, relation_id
from ingest.text.elements import Grid, Paragraph
from ingest.text.transcript import transcribe

_APART = 2
"""Empty lines between two complete paragraphs. After one empty line, the next line may still continue a sentence."""
_OPEN = ("、", "，", "（")


def parse(data: bytes, name: str, job: Job) -> Draft:
    """Blocks of a presentation; SourceError when it is encrypted, broken, a bomb, or without text."""
    notes: list[Note] = []
    elements = list(_elements(Deck(OfficePackage(data, name)), job, notes))
    if not elements:
        raise SourceError("课件里没有文字", name, "内容也许都是图片，请导出为 PDF 后加入")
    check_length(elements, name)
    return draft(transcribe(elements), replace(job, doctype=job.doctype or "slides"), list(dict.fromkeys(notes)))


def _elements(deck: Deck, job: Job, notes: list[Note]) -> Iterator[Paragraph | Grid]:
    """The elements of all visible slides; pages are numbered without the hidden ones. ``notes`` get what is left out."""
    page = 0
    for done, slide in enumerate(deck.slides(), 1):
        job.pages(done, len(deck))
        if slide is None:
            notes.append(Note(FindingKind.HIDDEN_PAGE, f"第{done}张幻灯片"))
            continue
        page += 1
        notes += left_out(slide, deck, page)
        yield from _slide(slide, deck, page)


def _slide(slide: Slide, deck: Deck, page: int) -> Iterator[Paragraph | Grid]:
    """The elements of one slide. The title of the first slide is the title of the document, not a heading."""
    blanks = _APART
    for shape in in_order(slide):
        title = is_title(shape)
        if local(shape) == "graphicFrame":
            rows = table(shape, deck.where)
            if rows:
                yield Grid(tuple(rows), page)
            yield from _chart(shape, slide, deck, page)
            texts = diagram(shape, lambda key: _part(key, slide, deck))
        else:
            texts = _shape(shape, slide)
        for text in texts:
            for at, line in enumerate(text.split("\n")):
                if line.strip():
                    yield Paragraph(line, page, blanks=0 if at else blanks, heading=int(title and page > 1))
                    blanks = 1 if title or line.endswith(_OPEN) else _APART
        blanks = _APART


def _chart(frame: Element, slide: Slide, deck: Deck, page: int) -> Iterator[Paragraph | Grid]:
    for drawn in frame.iter("{*}chart"):
        if (chart := _part(relation_id(drawn), slide, deck)) is not None:
            yield from charts.elements(chart, page)


def _part(key: str, slide: Slide, deck: Deck) -> Element | None:
    """The root element of the part to which the slide refers by the id ``key``."""
    return deck.part(slide.related[key].target) if key in slide.related else None


def _shape(shape: Element, slide: Slide) -> Iterator[str]:
    body = child(shape, "txBody")
    if body is None:
        return
    above = [child(child(source, "txBody"), "lstStyle") for source in slide.inherited(shape)]
    styles = [style for style in (*above, slide.style(shape)) if style is not None]
    yield from paragraphs(body, styles)
