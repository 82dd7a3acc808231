"""Characters that people confuse: same pronunciation, nearly the same pronunciation, or a similar shape.

The data are ``sounds.txt`` and ``shapes.txt`` beside this module, written by ``make_confusable.py``. They are read once, when
first needed.
"""

import re
from functools import cache
from pathlib import Path

SAME_SOUND, NEAR_SOUND, SAME_SHAPE = "同音字", "近音字", "形近字"
"""Reasons to confuse two characters, as the user reads them."""
_SIBILANT, _NASAL = re.compile(r"^([zcs])h"), re.compile(r"(?<=[aei])ng$")


def confusion(a: str, b: str) -> str:
    """The reason why people confuse the characters ``a`` and ``b``: one of the three above; "" when there is none."""
    here, there = _readings().get(a, set()), _readings().get(b, set())
    if here & there:
        return SAME_SOUND
    if {a, b} in _shapes():
        return SAME_SHAPE
    return NEAR_SOUND if {_blurred(r) for r in here} & {_blurred(r) for r in there} else ""


def _blurred(syllable: str) -> str:
    """The syllable with zh, ch, sh as z, c, s and final -ng as -n: many speakers pronounce these the same."""
    return _NASAL.sub("n", _SIBILANT.sub(r"\1", syllable))


@cache
def _readings() -> dict[str, set[str]]:
    """Character → its readings in pinyin without tones."""
    of: dict[str, set[str]] = {}
    for line in _lines("sounds.txt"):
        syllable, chars = line.split()
        for char in chars:
            of.setdefault(char, set()).add(syllable)
    return of


@cache
def _shapes() -> frozenset[frozenset[str]]:
    """All pairs of characters with a similar shape."""
    return frozenset(frozenset(pair) for pair in _lines("shapes.txt"))


def readings(char: str) -> set[str]:
    """Readings of a Chinese character in pinyin without tones; empty for any other character."""
    return _readings().get(char, set())


def initials(text: str) -> list[str]:
    """For each character the first letters of its readings: 查对 → ``["cz", "d"]``; other characters stay as they are."""
    return [_first_letters(ch) for ch in text]


@cache
def _first_letters(char: str) -> str:
    return "".join(sorted({r[0] for r in _readings().get(char, {char})}))


def _lines(name: str) -> list[str]:
    """The lines of a data file without comments and empty lines."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
