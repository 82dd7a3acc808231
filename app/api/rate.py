"""How many requests a token may make: some at once, then so many a minute."""

import math
import time
from collections.abc import Callable

BURST, A_MINUTE = 30, 120
"""Requests at once, and each minute in the long run: ten people who type, or a program that asks in a loop."""


class Rate:
    """A bucket a token, filled evenly; one for the process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Every bucket is full."""
        self._clock, self._left = clock, dict[str, tuple[float, float]]()

    def take(self, name: str, cost: int = 1) -> int:
        """Let a request of a token pass, which takes 0, or tell the seconds after which it may."""
        now = self._clock()
        left, last = self._left.get(name, (float(BURST), now))
        left = min(BURST, left + (now - last) * A_MINUTE / 60)
        if left < cost:
            return math.ceil((cost - left) * 60 / A_MINUTE)
        self._left[name] = (left - cost, now)
        return 0
