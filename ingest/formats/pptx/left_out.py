"""What a slide shows, or holds beside it, that does not become text of the document: a note on each."""

from collections.abc import Iterator

from ingest.finding_kinds import FindingKind, Note
from ingest.formats.pictures import large, note
from ingest.formats.pptx.deck import FURNITURE, Deck, Slide, placeholder
from ingest.formats.pptx.text import paragraphs
from ingest.packages.ooxml import Element, child, local

_SLIDE_NUMBER = "sldNum"


def left_out(slide: Slide, deck: Deck, page: int) -> Iterator[Note]:
    """Notes on pictures, on footers and dates, on comments, and on the notes of the speaker."""
    shapes = list(slide.tree.iter("{*}sp", "{*}pic"))
    pictures = sum(local(shape) == "pic" and _large(shape) for shape in shapes)
    yield from note(pictures, page)
    for shape in shapes:
        key = placeholder(shape)
        if key and key[0] in FURNITURE and key[0] != _SLIDE_NUMBER and (text := _text(shape)):
            yield Note(FindingKind.RUNNING_HEAD, text)
    for relation in slide.related.values():
        if relation.kind == "notesSlide" and (root := deck.part(relation.target)) is not None:
            bodies = (shape for shape in root.iter("{*}sp") if (placeholder(shape) or ("",))[0] == "body")
            if text := " ".join(filter(None, map(_text, bodies))):
                yield Note(FindingKind.SPEAKER_NOTES, text, page=page)
        elif relation.kind == "comments" and (root := deck.part(relation.target)) is not None:
            for comment in root.iter("{*}cm"):
                if text := "".join(t.text or "" for t in comment.iter("{*}text", "{*}t")).strip():
                    yield Note(FindingKind.ANNOTATION, f"第{page}页：{text}", page=page)


def _text(shape: Element) -> str:
    body = child(shape, "txBody")
    return "" if body is None else " ".join(text for text in paragraphs(body, []) if text.strip())


def _large(picture: Element) -> bool:
    """Whether a picture is large enough to hold text; one whose size the slide does not state is."""
    extent = child(child(child(picture, "spPr"), "xfrm"), "ext")
    return extent is None or large(extent.get("cx"), extent.get("cy"))
