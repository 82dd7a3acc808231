"""Numbers that an application writes before list items by itself: 3 → ``3.``, ``三、``, ``(3)``, ``③``, and so on."""

from collections.abc import Callable
from functools import partial

from ingest.numerals import (
    int_to_chinese,
    int_to_circled,
    int_to_digits,
    int_to_formal,
    int_to_full_width,
    int_to_letters,
    int_to_roman,
    int_to_sign,
)

_MOST_ZEROS = 9
_MOST_CIRCLED = 20
_FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda _count: "",
    "decimalZero": lambda count: f"{count:02d}",
    "decimalFullWidth": int_to_full_width,
    "decimalFullWidth2": int_to_full_width,
    "numberInDash": lambda count: f"- {count} -",
    "decimalEnclosedCircle": int_to_circled,
    "decimalEnclosedCircleChinese": int_to_circled,
    "decimalEnclosedFullstop": partial(int_to_sign, signs="⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "decimalEnclosedParen": partial(int_to_sign, signs="⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "ideographEnclosedCircle": partial(int_to_sign, signs="㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "ideographTraditional": partial(int_to_sign, signs="甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": partial(int_to_sign, signs="子丑寅卯辰巳午未申酉戌亥"),
    "ideographDigital": int_to_digits,
    "taiwaneseDigital": int_to_digits,
    "japaneseDigitalTenThousand": int_to_digits,
    "lowerLetter": int_to_letters,
    "upperLetter": lambda count: int_to_letters(count).upper(),
    "lowerRoman": lambda count: int_to_roman(count).lower(),
    "upperRoman": int_to_roman,
    "chineseCounting": int_to_chinese,
    "chineseCountingThousand": int_to_chinese,
    "taiwaneseCounting": int_to_chinese,
    "taiwaneseCountingThousand": int_to_chinese,
    "japaneseCounting": int_to_chinese,
    "koreanCounting": int_to_chinese,
    "chineseLegalSimplified": int_to_formal,
    "ideographLegalTraditional": int_to_formal,
    "japaneseLegal": int_to_formal,
}
"""``w:numFmt`` of Word (ECMA-376 part 1, 17.18.59) → how it writes a number; what is missing here is decimal."""

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


def written(count: int, form: str) -> str:
    """``count`` in Word's number format ``form``; an unknown one is decimal, ``001`` pads with zeros."""
    if form.isdecimal():
        return str(count).zfill(min(len(form), _MOST_ZEROS))
    return _FORMS.get(form, str)(count)


def css_marker(style: str, number: int) -> str:
    """What a browser writes before item ``number``; "" for a style without numbers; an unknown style counts 1, 2, 3."""
    if style in _BARE:
        return ""
    form, suffix = _CSS.get(style, ("decimal", "."))
    return written(number, form) + suffix


def nested_marker(number: int, depth: int) -> str:
    """What tells item ``number`` of a list from those around it that are numbered alike; ``depth`` is its place among them.

    A page shows 1. below 1. by its indent alone; written down, such lists are 1. （1） ① from the outermost on.
    """
    forms = ("{}.", "（{}）", int_to_circled(number) if number <= _MOST_CIRCLED else "{}）")
    return forms[min(depth, len(forms)) - 1].format(number)


def slide_marker(scheme: str, number: int) -> str:
    """What a slide shows before item ``number`` under ``a:buAutoNum/@type`` (ECMA-376 part 1, 20.1.10.61)."""
    form = next(form for name, form in _SCHEMES if scheme.startswith(name))
    ending = next(ending for name, ending in _ENDINGS if scheme.endswith(name))
    return ending.format(written(number, form))
