"""The same order every time, yet none that a person can guess."""

import zlib
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def drawn(seed: str, sides: int) -> int:
    """A number from 0 to ``sides`` - 1 that depends on ``seed`` alone."""
    return zlib.crc32(seed.encode()) % sides


def shuffled(seed: str, things: Iterable[T]) -> list[T]:
    """``things`` in an order that depends on ``seed`` and on what they are written as."""
    return sorted(things, key=lambda thing: zlib.crc32(f"{seed}|{thing}".encode()))
