"""The same order every time, yet none that a person can guess."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


def drawn(seed: str, sides: int) -> int:
    """A number from 0 to ``sides`` - 1 that depends on ``seed`` alone."""
    return _hashed(seed) % sides


def shuffled(seed: str, things: Iterable[T]) -> list[T]:
    """``things`` in an order that depends on ``seed`` and on what they are written as."""
    return sorted(things, key=lambda thing: _hashed(f"{seed}|{thing}"))


def _hashed(text: str) -> int:
    """No checksum: of two things as long as each other it would put the same one first, whatever the seed."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())
