"""Failed tries slow down: the next one on the same account, and from the same address, has to wait."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

_FORGOTTEN = 900.0
"""Seconds after which tries no longer count."""
_KEPT = 10_000
"""Keys that are kept: an attacker with many names fills no memory."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How many tries are free, and the longest wait in seconds after those: each further one doubles it."""

    free: int
    longest: float


ACCOUNT = Limit(5, 60)
"""A minute at most: whoever guesses at an account must not keep its owner out for long."""
ADDRESS = Limit(20, 900)
"""More are free: the people of a ward may share one address."""


class Throttle:
    """Counts tries by key; one for the process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tries: OrderedDict[tuple[Limit, str], tuple[int, float]] = OrderedDict()

    def begin(self, account: str, address: str) -> float:
        """Count a try, as failed until ``forgive`` takes it back; seconds to wait when it must not be made now, else 0.

        It counts before the password is looked at, so that many tries at once are slowed too.
        """
        now, keys = self._clock(), ((ACCOUNT, account), (ADDRESS, address))
        if wait := max(self._wait(key, now) for key in keys):
            return wait
        for key in keys:
            count, last = self._tries.pop(key, (0, now))
            self._tries[key] = (count + 1 if now - last < _FORGOTTEN else 1, now)
        while len(self._tries) > _KEPT:
            self._tries.popitem(last=False)
        return 0

    def forgive(self, account: str, address: str) -> None:
        """The try was good: the account starts anew, the address gets back this one only."""
        self._tries.pop((ACCOUNT, account), None)
        count, last = self._tries.get((ADDRESS, address), (0, 0.0))
        if count > 1:
            self._tries[ADDRESS, address] = (count - 1, last)
        else:
            self._tries.pop((ADDRESS, address), None)

    def _wait(self, key: tuple[Limit, str], now: float) -> float:
        count, last = self._tries.get(key, (0, now))
        over = count - key[0].free
        if over < 0 or now - last >= _FORGOTTEN:
            return 0
        return max(0.0, last + min(2.0**over, key[0].longest) - now)
