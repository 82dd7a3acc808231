"""Characters of symbol fonts, which stand at U+F020–U+F0FF or under the codes of letters → what they look like."""

_CODES = range(0x20, 0x100)
_PRIVATE = range(0xF020, 0xF100)
_SYMBOL = {
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    **dict(zip((0x22, 0x24, 0x27, 0x2A, 0x2D, 0x40, 0x5C, 0x5E, 0x7E), "∀∃∋∗−≅∴⊥∼", strict=True)),
    **dict(zip(range(0xA1, 0xBD), "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…", strict=True)),
    **dict(zip(range(0xC4, 0xE0), "⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓", strict=True)),
    0xE5: "∑",
    0xF2: "∫",
}
"""The Symbol font (Adobe Symbol encoding); other codes are ASCII."""
_BOXES = {
    "wingdings": {0x6F: "☐", 0x70: "☐", 0x71: "☐", 0x72: "☐", 0xA8: "☐", 0xFC: "✓", 0xFB: "✗", 0xFD: "☒", 0xFE: "☑", 0xE0: "→"},
    "wingdings 2": {0xA3: "☐", 0x50: "✓", 0x52: "☑", 0x4F: "✗", 0x53: "☒", 0x54: "☒", 0x30: "☐"},
}
_ORNAMENTAL = ("wingdings", "webdings", "marlett", "zapf dingbats", "monotype sorts")
BULLET = "•"


def is_symbolic(font: str) -> bool:
    """Whether letters in that font are no letters."""
    return font.lower() == "symbol" or font.lower().startswith(_ORNAMENTAL)


def sign(code: int, font: str) -> str:
    """What the character ``code`` of ``font`` shows; ornaments are bullets."""
    if code not in _PRIVATE and not (is_symbolic(font) and code in _CODES):
        return chr(code) if code in range(0x20, 0xD800) or code in range(0xE000, 0x110000) else ""
    place = code & 0xFF
    if font.lower() == "symbol":
        return _SYMBOL.get(place, chr(place))
    return " " if place == _CODES.start else _BOXES.get(font.lower(), {}).get(place, BULLET)


def plain(text: str, font: str) -> str:
    """``text`` set in ``font`` with its symbols made out."""
    symbolic = is_symbolic(font)
    if not symbolic and not any(ord(ch) in _PRIVATE for ch in text):
        return text
    return "".join(sign(ord(ch), font) for ch in text)
