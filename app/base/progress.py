"""Work that takes long, done beside the page: how far it is, and what came out."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
Tell = Callable[[str, int, int], None]
"""Is told what is being done, how much of it, of how much."""


def quiet(told: str, done: int, total: int) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is."""

    told: str
    """What is being done."""
    done: int = 0
    total: int = 0
    """0 where nobody knows."""

    @property
    def share(self) -> float:
        """0 to 1."""
        return min(self.done / self.total, 1.0) if self.total else 0.0


class Job(Generic[T]):
    """Something that goes on though whoever began it looks elsewhere."""

    def __init__(self, act: Callable[[Tell], T], first: str = "正在准备") -> None:
        """Begin; ``act`` is given a function that tells what is being done, how much of it, of how much."""
        self.progress = Progress(first)
        self._future: Future[T] = Future()
        threading.Thread(target=self._run, args=(act,), daemon=True).start()

    def _run(self, act: Callable[[Tell], T]) -> None:
        try:
            self._future.set_result(act(self._tell))
        except BaseException as exc:  # it is raised where the result is asked for
            self._future.set_exception(exc)

    def _tell(self, told: str, done: int = 0, total: int = 0) -> None:
        self.progress = Progress(told, done, total)

    @property
    def done(self) -> bool:
        """Whether it is over."""
        return self._future.done()

    def over(self, seconds: float) -> bool:
        """Whether it is over by then; waits for it that long."""
        return bool(wait([self._future], seconds).done)

    def result(self) -> T:
        """What came out; waits for it, and raises what it ended with."""
        return self._future.result()
