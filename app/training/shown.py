"""A deck comes in; what stands on each slide and in its speaker notes goes out, as text."""

from dataclasses import dataclass
from io import BytesIO

from pptx import Presentation


@dataclass(frozen=True, slots=True)
class SlideText:
    """A slide in words."""

    title: str
    lines: tuple[str, ...]
    notes: str


def slides(deck: bytes) -> tuple[SlideText, ...]:
    """The slides of a .pptx that ``deck.deck`` made, in order."""
    found = []
    for slide in Presentation(BytesIO(deck)).slides:
        title = slide.shapes.title
        texts = [shape for shape in slide.placeholders if shape.has_text_frame and shape.placeholder_format.idx != 0]
        lines = [p.text for shape in texts for p in shape.text_frame.paragraphs if p.text.strip()]
        notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
        found.append(SlideText(title.text_frame.text if title else "", tuple(lines), notes.text if notes else ""))
    return tuple(found)
