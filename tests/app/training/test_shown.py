"""What stands on the slides of a deck."""

from app.training.pack import PARTS, Order, Pack
from app.training.shown import slides


def test_each_slide_with_its_title_its_words_and_its_notes(opened):
    deck, _ = PARTS[".pptx"](Pack.of(opened, Order(("NIT-2026-III",))))
    found = slides(deck)
    assert found[0].title == "提高静脉血栓栓塞症规范预防率"
    why = next(slide for slide in found if slide.title == "为什么要做")
    assert why.lines and "出处：" in why.notes
