"""The same order every time, yet none that a person can guess."""

import zlib
from collections.abc import Iterable
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


def drawn(seed: str, sides: int) -> int:
    """A number from 0 to ``sides`` - 1 that depends on ``seed`` alone."""
    return int.from_bytes(blake2b(seed.encode(), digest_size=8).digest()) % sides


def shuffled(seed: str, things: Iterable[T]) -> list[T]:
    """``things`` in an order that depends on ``seed`` and on what they are written as."""
    return sorted(things, key=lambda thing: zlib.crc32(f"{seed}|{thing}".encode()))
