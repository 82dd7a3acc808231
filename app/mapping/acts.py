"""What is done, whatever it is done about: a practice tells of it in concrete words, a rule asks for it in general ones."""

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_TABLE = Path(__file__).with_name("acts.csv")
"""A row an act that is asked of hospitals by whoever asks, on whatever matter: its name, and two regular expressions."""


@dataclass(frozen=True, slots=True)
class Act:
    """A way to act for quality, by the words of those who tell of it and of those who ask for it."""

    told: re.Pattern[str]
    asked: re.Pattern[str]


@cache
def acts() -> dict[str, Act]:
    """Name → act."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {row["act"]: Act(re.compile(row["told"]), re.compile(row["asked"])) for row in csv.DictReader(file)}


@lru_cache(4_000)
def told(text: str) -> frozenset[str]:
    """The acts that a practice tells of."""
    return frozenset(name for name, act in acts().items() if act.told.search(text))


@lru_cache(20_000)
def asked(text: str) -> frozenset[str]:
    """The acts that a rule asks for."""
    return frozenset(name for name, act in acts().items() if act.asked.search(text))
