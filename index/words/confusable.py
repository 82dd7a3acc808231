"""Characters that are taken for one another: those read the same, read nearly the same, or drawn alike.

The data lie beside this module (``make_alike.py`` wrote them) and are read when the first slip is looked at.
"""

import re
from functools import cache
from pathlib import Path

SAME_SOUND, NEAR_SOUND, SAME_SHAPE = "同音字", "近音字", "形近字"
_SIBILANT, _NASAL = re.compile(r"^([zcs])h"), re.compile(r"(?<=[aei])ng$")


def how_alike(a: str, b: str) -> str:
    """Why one character may stand for another: one of the three names above, or ""."""
    here, there = _readings().get(a, set()), _readings().get(b, set())
    if here & there:
        return SAME_SOUND
    if {a, b} in _shapes():
        return SAME_SHAPE
    return NEAR_SOUND if {_blurred(r) for r in here} & {_blurred(r) for r in there} else ""


def _blurred(syllable: str) -> str:
    """A syllable without what many speakers do not tell apart: zh and z, ch and c, sh and s, -ng and -n."""
    return _NASAL.sub("n", _SIBILANT.sub(r"\1", syllable))


@cache
def _readings() -> dict[str, set[str]]:
    of: dict[str, set[str]] = {}
    for line in _lines("sounds.txt"):
        syllable, chars = line.split()
        for char in chars:
            of.setdefault(char, set()).add(syllable)
    return of


@cache
def _shapes() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in _lines("shapes.txt"))


def readings(char: str) -> set[str]:
    """How a character is read, without tone; nothing for any other character."""
    return _readings().get(char, set())


def initials(text: str) -> list[str]:
    """First letters of the readings of each character: 查对 → ``["cz", "d"]``; other characters as they are."""
    return [_first_letters(ch) for ch in text]


@cache
def _first_letters(char: str) -> str:
    return "".join(sorted({r[0] for r in _readings().get(char, {char})}))


def _lines(name: str) -> list[str]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
