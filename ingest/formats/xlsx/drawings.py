"""What lies over the cells of a sheet: charts, pictures, boxes of text, comments. It is not read: charts repeat cells."""

from ingest.formats.pictures import large
from ingest.packages.ooxml import Element, OfficePackage, local

_MOST = 200
"""Characters of the texts of boxes that are told; comments of a sheet."""


def drawn_on(parts: OfficePackage, sheet: str) -> str:
    """What is drawn on the sheet in the part ``sheet``, in words; "" for nothing."""
    drawings = [r.target for r in parts.relations(sheet).values() if r.kind == "drawing" and r.target in parts]
    anchors = [anchor for name in drawings for anchor in parts.xml(name) if local(anchor).endswith("Anchor")]
    charts = sum(next(anchor.iter("{*}chart"), None) is not None for anchor in anchors)
    pictures = sum(_large(picture) for anchor in anchors for picture in anchor.iter("{*}pic"))
    texts = " ".join(text for anchor in anchors for t in anchor.iter("{*}t") if (text := (t.text or "").strip()))
    told = ((charts, f"图表 {charts} 个"), (pictures, f"图片 {pictures} 幅"), (texts, f"文本框“{texts[:_MOST]}”"))
    return "，".join(words for some, words in told if some)


def comments_on(parts: OfficePackage, sheet: str) -> list[str]:
    """Cell and text of each comment on the sheet in the part ``sheet``."""
    names = [r.target for r in parts.relations(sheet).values() if r.kind == "comments" and r.target in parts]
    every = [comment for name in names for comment in parts.xml(name).iter("{*}comment")]
    texts = [(one.get("ref", ""), "".join(t.text or "" for t in one.iter("{*}t")).strip()) for one in every[:_MOST]]
    return [f"{cell} {text}" for cell, text in texts if text]


def _large(picture: Element) -> bool:
    extent = next((el for el in picture.iter("{*}ext") if el.get("cx")), None)
    return extent is None or large(extent.get("cx"), extent.get("cy"))
