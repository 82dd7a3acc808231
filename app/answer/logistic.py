"""Logistic regression as it is applied: weights of named features, fitted by the scripts in ``benchmarks``."""

import math
from collections.abc import Sequence


def logistic(weights: Sequence[float], features: Sequence[float], bias: float) -> float:
    """The probability, 0 to 1: ``weights`` and ``features`` are of one length."""
    total = sum(weight * value for weight, value in zip(weights, features, strict=True)) + bias
    return 1.0 / (1.0 + math.exp(-total)) if total > _LEAST else 0.0


_LEAST = -700.0
"""Below it the exponential overflows and the probability is nothing."""
