"""Numbers that an application writes before list items by itself: 3 → ``3.``, ``三、``, ``(3)``, ``③``, and so on."""

from ingest.numbering.counter_formats import written

_CSS = {
    "decimal-leading-zero": ("decimalZero", "."),
    "a": ("lowerLetter", "."),
    "lower-alpha": ("lowerLetter", "."),
    "lower-latin": ("lowerLetter", "."),
    "A": ("upperLetter", "."),
    "upper-alpha": ("upperLetter", "."),
    "upper-latin": ("upperLetter", "."),
    "i": ("lowerRoman", "."),
    "lower-roman": ("lowerRoman", "."),
    "I": ("upperRoman", "."),
    "upper-roman": ("upperRoman", "."),
    "cjk-ideographic": ("chineseCounting", "、"),
    "simp-chinese-informal": ("chineseCounting", "、"),
    "trad-chinese-informal": ("chineseCounting", "、"),
    "simp-chinese-formal": ("chineseLegalSimplified", "、"),
    "trad-chinese-formal": ("ideographLegalTraditional", "、"),
    "cjk-decimal": ("ideographDigital", "、"),
    "cjk-heavenly-stem": ("ideographTraditional", "、"),
    "cjk-earthly-branch": ("ideographZodiac", "、"),
}
"""``list-style-type``, or ``type`` of a list → number format and what follows it (CSS Counter Styles 3 §6 and §7)."""
_BARE = frozenset({"none", "disc", "circle", "square"})

_SCHEMES = (
    ("alphaLc", "lowerLetter"),
    ("alphaUc", "upperLetter"),
    ("romanLc", "lowerRoman"),
    ("romanUc", "upperRoman"),
    ("ea1Chs", "chineseCounting"),
    ("ea1Cht", "chineseCounting"),
    ("ea1JpnChs", "chineseCounting"),
    ("circleNum", "decimalEnclosedCircle"),
    ("", "decimal"),
)
_ENDINGS = (("ParenBoth", "({})"), ("ParenR", "{})"), ("Period", "{}."), ("", "{}"))


def css_marker(style: str, number: int) -> str:
    """What a browser writes before item ``number``; "" for a style without numbers; an unknown style counts 1, 2, 3."""
    if style in _BARE:
        return ""
    form, suffix = _CSS.get(style, ("decimal", "."))
    return written(number, form) + suffix


def slide_marker(scheme: str, number: int) -> str:
    """What a slide shows before item ``number`` under ``a:buAutoNum/@type`` (ECMA-376 part 1, 20.1.10.61)."""
    form = next(form for name, form in _SCHEMES if scheme.startswith(name))
    ending = next(ending for name, ending in _ENDINGS if scheme.endswith(name))
    return ending.format(written(number, form))
