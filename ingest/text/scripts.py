"""Superscripts and subscripts → plain text that keeps their meaning: 10⁶, m², Ca²⁺, H₂O, x^(a/b)."""

import re

_LETTERS = dict(zip("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
_RAISED = str.maketrans({**_LETTERS, **dict(zip("0123456789+-−–=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾", strict=True))})
_LOWERED = str.maketrans(dict(zip("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎", strict=True)))
_FORMULA = re.compile(r"[0-9a-pr-z+\-−–=()]+")
_FIGURE = re.compile(r"[0-9+\-−–=()]+")
_SEVERAL = re.compile(r"\d{1,3}(?:[,，、;\-–—~]\s?\d{1,3})+")
"""Marks of several notes or references: 1,3-5."""
_DEGREE = re.compile(r"[oO]")
_WORD = re.compile(r"[A-Za-z0-9+\-−–=()./*·,αβγΔδμ ]+")
TAG = re.compile(r"</?su[bp]>", re.IGNORECASE)
"""The HTML tags of superscripts and subscripts, which Markdown also uses."""
_TAGGED = re.compile(r"<(su[bp])>([^<>]*)</\1>", re.IGNORECASE)
_POWER_ON_LINE = re.compile(
    r"(?<![\d.])10\d{1,2}\s*(?:CFU|PFU|EU|IU|TCID|[个株]|拷贝|copies|/\s?(?:m?[lL]|g|cm))", re.IGNORECASE
)
_NAMED = {"TM": "™", "SM": "℠"}


def raised(text: str) -> str:
    """``text`` as a superscript: in Unicode superscripts, else after ``^``; marks such as [1], ① or * stay as they are."""
    bare = text.strip()
    if not bare or not any(ch.isascii() and ch.isalnum() for ch in bare) or bare[0] in "[［〔":
        return text
    if _DEGREE.fullmatch(bare):
        said = "°"
    elif _SEVERAL.fullmatch(bare) and re.search(r"[,，、;—~]", bare):
        said = re.sub(r"\d+", lambda m: m[0].translate(_RAISED), bare)
    elif _FORMULA.fullmatch(bare):
        said = bare.translate(_RAISED)
    elif bare in _NAMED or not _WORD.fullmatch(bare):
        said = _NAMED.get(bare, bare)
    else:
        said = f"^{bare}" if len(bare) == 1 else f"^({bare})"
    return text.replace(bare, said, 1)


def lowered(text: str) -> str:
    """``text`` as a subscript: figures and signs in Unicode subscripts; words (max in T max) stay as they are."""
    bare = text.strip()
    return text.replace(bare, bare.translate(_LOWERED), 1) if _FIGURE.fullmatch(bare) else text


def may_lack_power(text: str) -> bool:
    """Whether recognition may have set the exponent of a power of ten on the line: 10⁵ CFU/ml reads 105CFU/ml."""
    return _POWER_ON_LINE.search(text) is not None


SCRIPTS = {"superscript": raised, "subscript": lowered}
"""Name of a vertical alignment in Office Open XML → the function that writes its text down."""


def tags_read(text: str) -> str:
    """``text`` with what stands between tags ``<sup>`` or ``<sub>`` written down, and without these tags."""
    written = _TAGGED.sub(lambda m: (raised if m[1].lower() == "sup" else lowered)(m[2]), text)
    return TAG.sub("", written)
