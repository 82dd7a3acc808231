"""How values and matrices are rounded to 8 bits, so that products are of whole numbers: a third faster, and in half the memory.

Some channels of the values are a hundred times as large as others. Each is divided by a factor of its own and the matrix
multiplied by it, so that both round well (SmoothQuant, Xiao et al. 2023). Steps of the values are fixed beforehand, from what a
sample of texts gives: a text has the same vector in every batch. A matrix has 7 of the 8 bits: with all of them processors
without VNNI instructions would overflow, and vectors differ from one computer to another.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]

_TO_MATRIX = 0.75
"""The share of the unevenness of channels that goes to the matrix, 0 to 1."""
_OF_VALUE, _OF_MATRIX = 255, 63
"""The highest whole number of a value, from 0, and of a matrix, in either direction."""
_LEAST = 1e-6
"""Keeps a channel that is always 0, and a row of zeros, from dividing by 0."""


@dataclass(slots=True)
class Level:
    """How large the ``width`` channels of the values are that some matrices are multiplied with, in a sample of texts."""

    low: Doubles
    """``(width,)``."""
    high: Doubles
    """``(width,)``."""
    total: Doubles
    """``(width,)``: the sum over all tokens."""
    tokens: int

    @classmethod
    def of(cls, values: Doubles) -> "Level":
        """That of ``(tokens, width)`` values."""
        return cls(values.min(0), values.max(0), values.sum(0), len(values))

    def with_more(self, other: "Level") -> "Level":
        """That of both samples together."""
        low, high = np.minimum(self.low, other.low), np.maximum(self.high, other.high)
        return Level(low, high, self.total + other.total, self.tokens + other.tokens)


@dataclass(frozen=True, slots=True)
class Rounded:
    """How values, ``(tokens, width)``, are rounded, and each matrix that they are multiplied with."""

    factors: Doubles
    """``(width,)``: values are divided by them, columns of a matrix multiplied."""
    step: float
    zero: int
    """The whole number that stands for 0."""
    steps: Sequence[Doubles]
    """Of each matrix, ``(out,)``: those of its rows."""
    offsets: Sequence[Doubles]
    """Of each matrix, ``(out,)``: what rounding it takes away from the product of a mean token."""


def rounded(level: Level, matrices: Sequence[Doubles]) -> Rounded:
    """How values of ``level`` and the ``(out, width)`` ``matrices`` are rounded."""
    largest = np.maximum(np.abs(level.low), np.abs(level.high)) + _LEAST
    columns = np.max([np.abs(matrix).max(0) for matrix in matrices], axis=0) + _LEAST
    factors = largest**_TO_MATRIX / columns ** (1 - _TO_MATRIX)
    factors /= factors.mean()
    low, high = float((level.low / factors).min()), float((level.high / factors).max())
    step = (high - low + _LEAST) / _OF_VALUE
    mean, steps, offsets = level.total / level.tokens / factors, [], []
    for matrix in (matrix * factors for matrix in matrices):
        steps.append((np.abs(matrix).max(1) + _LEAST) / _OF_MATRIX)
        offsets.append((matrix - np.round(matrix / steps[-1][:, None]) * steps[-1][:, None]) @ mean)
    return Rounded(factors, step, min(max(round(-low / step), 0), _OF_VALUE), steps, offsets)
