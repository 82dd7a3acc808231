"""Numerals as documents write them: Chinese, Roman, circled and full-width ones, letters; written and read.

A number that a system of numerals cannot write is written in figures, as word processors do.
"""

import re
import unicodedata

_DIGITS = "零一二三四五六七八九"
_WORTH = {c: i for i, c in enumerate(_DIGITS)} | {"〇": 0, "两": 2}
_UNITS = {"千": 1000, "百": 100, "十": 10}
_FORMAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = (
    {"M": 1000, "CM": 900, "D": 500, "CD": 400}
    | {"C": 100, "XC": 90, "L": 50, "XL": 40}
    | {"X": 10, "IX": 9, "V": 5, "IV": 4, "I": 1}
)
_LETTERS = 26
_MOST_LETTERS, _MOST_ROMAN, _MOST_CHINESE = 780, 3999, 9999

CHINESE = "[零〇一二两三四五六七八九十百千]+"
"""Pattern of a numeral that ``chinese_to_int`` reads."""
CIRCLED_NUMBER = "[①-⑳]"
"""Pattern of a circled number."""
ROMAN_LETTER = "[IVXivxⅠ-Ⅻ]"
"""Pattern of one letter of the Roman numbers that pages of a preface have."""


def chinese_to_int(text: str) -> int:
    """Read ``十八``, ``一千零一``, ``一〇一`` or ``23`` as a number; ValueError when it is none."""
    if text.isdecimal():
        return int(text)
    if not re.fullmatch(CHINESE, text):
        raise ValueError(f"not a Chinese numeral: {text!r}")
    if not _UNITS.keys() & set(text):
        return int("".join(str(_WORTH[char]) for char in text))
    total = digit = 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _WORTH[char]
    return total + digit


MINUTES = {"分钟": 1, "小时": 60, "日": 1440, "天": 1440, "周": 10080, "个月": 43200, "年": 525600}
"""Unit of time → minutes, a month of thirty days."""


def to_number(text: str) -> float:
    """Read ``半``, ``1.5``, ``十八`` or ``两`` as a number; ValueError when it is none."""
    if text == "半":
        return 0.5
    return float(text) if re.fullmatch(r"[\d.]+", text) else chinese_to_int(text)


def int_to_chinese(number: int) -> str:
    """Write 0…9999 as ``零``, ``十二``, ``一百零一``."""
    if not 0 <= number <= _MOST_CHINESE:
        return str(number)
    out, rest, gap = "", number, False
    for unit, worth in _UNITS.items():
        digit, rest = divmod(rest, worth)
        if digit:
            out += ("零" if gap and out else "") + _DIGITS[digit] + unit
        gap = not digit
    out += ("零" if gap and out else "") + _DIGITS[rest] if rest or not out else ""
    return out.removeprefix("一") if number in range(10, 20) else out


def int_to_formal(number: int) -> str:
    """Write 0…9999 as on cheques: ``壹拾贰``."""
    text = int_to_chinese(number)
    return (("一" if text.startswith("十") else "") + text).translate(_FORMAL)


def int_to_digits(number: int) -> str:
    """Write a number digit by digit: ``一〇一``."""
    return "".join("〇一二三四五六七八九"[int(d)] if d.isdecimal() else d for d in str(number))


def int_to_roman(number: int) -> str:
    """Write 1…3999 in Roman numerals."""
    if not 1 <= number <= _MOST_ROMAN:
        return str(number)
    out = ""
    for letters, value in _ROMAN.items():
        times, number = divmod(number, value)
        out += letters * times
    return out


def roman_to_int(text: str) -> int:
    """Read a Roman numeral of capitals; ValueError when it is none or not the usual form (``IIII``)."""
    number, rest = 0, text
    for letters, value in _ROMAN.items():
        while rest.startswith(letters):
            number, rest = number + value, rest.removeprefix(letters)
    if rest or int_to_roman(number) != text:
        raise ValueError(f"not a Roman numeral: {text!r}")
    return number


def int_to_letters(number: int) -> str:
    """Write 1…780 in small letters, repeated past ``z``: ``aa``, ``bb``."""
    if not 1 <= number <= _MOST_LETTERS:
        return str(number)
    return chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)


def letter_to_int(letter: str) -> int:
    """Read ``a`` or ``A`` as 1."""
    return ord(letter.lower()) - ord("a") + 1


def int_to_circled(number: int) -> str:
    """Write 1…20 as ``①`` … ``⑳``."""
    return int_to_sign(number, "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")


def int_to_sign(number: int, signs: str) -> str:
    """Write a number as the sign at its place in ``signs``, counted from 1."""
    return signs[number - 1] if 1 <= number <= len(signs) else str(number)


def int_to_full_width(number: int) -> str:
    """Write a number in figures as wide as Chinese characters: ``１２``."""
    return str(number).translate(_FULL_WIDTH)


def figures_to_int(text: str) -> int:
    """Read figures, full-width (``１２``) or circled ones (``⑫``) as a number; ValueError when they are none."""
    return int(unicodedata.normalize("NFKC", text))
