"""Numbers as Word prints them in lists: the values of ``w:numFmt`` (ECMA-376 part 1, 17.18.59)."""

from collections.abc import Callable

_DIGITS = "零一二三四五六七八九"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"))
_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_LETTERS = 26
_MOST_LETTERS, _MOST_ROMAN, _MOST_CHINESE = 780, 3999, 9999
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def chinese(count: int) -> str:
    """Write 0…9999 as 一百零一; what lies beyond, in figures."""
    if not 0 <= count <= _MOST_CHINESE:
        return str(count)
    out, rest, gap = "", count, False
    for worth, unit in _UNITS:
        digit, rest = divmod(rest, worth)
        if digit:
            out += ("零" if gap and out else "") + _DIGITS[digit] + unit
        gap = not digit
    out += ("零" if gap and out else "") + _DIGITS[rest] if rest or not out else ""
    return out.removeprefix("一") if count in range(10, 20) else out


def _legal(count: int) -> str:
    text = chinese(count)
    return (("一" if text.startswith("十") else "") + text).translate(_LEGAL)


def _letters(count: int) -> str:
    """Word repeats the letter: z, aa, bb."""
    if not 1 <= count <= _MOST_LETTERS:
        return str(count)
    return chr(ord("a") + (count - 1) % _LETTERS) * ((count - 1) // _LETTERS + 1)


def _roman(count: int) -> str:
    if not 1 <= count <= _MOST_ROMAN:
        return str(count)
    out = ""
    for worth, letters in _ROMAN:
        times, count = divmod(count, worth)
        out += letters * times
    return out


def _row(signs: str) -> Callable[[int], str]:
    """Signs in a row from 1; what lies beyond, in figures."""
    return lambda count: signs[count - 1] if 1 <= count <= len(signs) else str(count)


def _digit_by_digit(count: int) -> str:
    return "".join("〇一二三四五六七八九"[int(d)] if d.isdecimal() else d for d in str(count))


_BY_NAME: dict[str, Callable[[int], str]] = {
    "none": lambda _count: "",
    "decimalZero": lambda count: f"{count:02d}",
    "decimalFullWidth": lambda count: str(count).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda count: str(count).translate(_FULL_WIDTH),
    "numberInDash": lambda count: f"- {count} -",
    "decimalEnclosedCircle": _row("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "decimalEnclosedCircleChinese": _row("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "decimalEnclosedFullstop": _row("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "decimalEnclosedParen": _row("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "ideographEnclosedCircle": _row("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "ideographTraditional": _row("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _row("子丑寅卯辰巳午未申酉戌亥"),
    "ideographDigital": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperRoman": _roman,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "japaneseLegal": _legal,
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
            "japaneseCounting",
            "koreanCounting",
        ),
        chinese,
    ),
}


def written(count: int, form: str) -> str:
    """``count`` in the number format ``form``; an unknown one is decimal, ``001`` pads with zeros."""
    if form.isdecimal():
        return str(count).zfill(min(len(form), 9))
    return _BY_NAME.get(form, str)(count)
