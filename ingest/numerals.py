"""Chinese and Roman numerals as documents write them."""

import re

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_ROMAN = (("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))

CHINESE = "[零〇一二两三四五六七八九十百千]+"


def chinese_to_int(text: str) -> int:
    """Read ``十八``, ``一千零一``, ``一〇一`` or ``23`` as a number; ValueError when it is none."""
    if text.isdecimal():
        return int(text)
    if not re.fullmatch(CHINESE, text):
        raise ValueError(f"not a Chinese numeral: {text!r}")
    if not _UNITS.keys() & set(text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total = digit = 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def int_to_chinese(number: int) -> str:
    """Write 1…99 as ``一`` … ``九十九``."""
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    head = ("" if tens == 1 else digits[tens]) + "十" if tens else ""
    return head + (digits[ones] if ones or not tens else "")


def int_to_roman(number: int) -> str:
    """Write 1…39 in Roman numerals."""
    out = ""
    for letters, value in _ROMAN:
        while number >= value:
            out, number = out + letters, number - value
    return out


def roman_to_int(text: str) -> int:
    """Read a Roman numeral up to 39; ValueError when it is none."""
    for number in range(1, 40):
        if int_to_roman(number) == text:
            return number
    raise ValueError(f"not a Roman numeral: {text!r}")
