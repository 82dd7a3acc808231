"""How many requests somebody may make: some at once, then so many a minute."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable

BURST, A_MINUTE = 30, 120
"""Requests of a token at once, and each minute in the long run: ten people who type, or a program that asks in a loop."""
_KEPT = 10_000
"""Names that are kept: whoever comes under many names fills no memory."""


class Rate:
    """A bucket a name, filled evenly; one for the process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, burst: int = BURST, a_minute: int = A_MINUTE) -> None:
        """Every bucket is full."""
        self._clock, self._burst, self._a_second = clock, burst, a_minute / 60
        self._left = OrderedDict[str, tuple[float, float]]()

    def take(self, name: str, cost: int = 1) -> int:
        """Let a request of a name pass, which takes 0, or tell the seconds after which it may."""
        now = self._clock()
        left, last = self._left.get(name, (float(self._burst), now))
        left = min(self._burst, left + (now - last) * self._a_second)
        if left < cost:
            return math.ceil((cost - left) / self._a_second)
        self._left[name] = (left - cost, now)
        self._left.move_to_end(name)
        if len(self._left) > _KEPT:
            self._left.popitem(last=False)
        return 0
