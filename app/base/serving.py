"""The opened base that a long-running process serves to everyone: always the one that ``CURRENT`` names now."""

import ctypes
import gc
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.base import decided, snapshots
from app.base.knowledge import Knowledge

_LEFT_BEHIND = 20.0
"""Seconds after which nobody works any more with a base that another one has replaced."""


@dataclass(frozen=True, slots=True)
class _Held:
    folder: Path
    decisions: str
    kb: Knowledge


class Serving:
    """One base for all threads. It is only read, so that whoever got it goes on with it when another one is published."""

    def __init__(self) -> None:
        """Nothing is open yet."""
        self._opening, self._held, self._before = threading.Lock(), dict[Path, _Held](), dict[Path, Knowledge]()

    def opened(self, kb: Path) -> Knowledge:
        """The base of a folder, opened anew when it or the decisions on its links changed; BaseError when it cannot be.

        Call it once for what belongs together: a page, an answer.
        """
        with self._opening:
            folder, decisions = snapshots.current(kb).folder, decided.version(kb)
            held = self._held.get(kb)
            if held and (held.folder, held.decisions) == (folder, decisions):
                return held.kb
            same = held if held and held.folder == folder else None
            opened = same.kb.decided_anew() if same else _open(folder)
            self._held[kb] = _Held(folder, decisions, opened)
            if held:
                self._replaced(kb, held.kb)
        return opened

    def _replaced(self, folder: Path, old: Knowledge) -> None:
        """Let go of a replaced base after a while, and of the one before it now: sessions may keep both for hours.

        Who still works with one reads again from disk what it needs, where it lies for two more publishes.
        """
        if before := self._before.get(folder):
            _let_go(before)
        self._before[folder] = old
        later = threading.Timer(_LEFT_BEHIND, _let_go, [old])
        later.daemon = True
        later.start()


SERVING = Serving()
"""Of this process."""


def _open(folder: Path) -> Knowledge:
    """A snapshot with all that the first question would wait for."""
    opened = Knowledge.at(snapshots.load(folder))
    opened.searcher.understand("预热")
    return opened


def _let_go(old: Knowledge) -> None:
    """Free the memory of a base; its parts refer to each other, and the collector of cycles comes rarely by itself."""
    old.let_go()
    gc.collect()
    with suppress(OSError, TypeError, AttributeError):  # glibc alone has it; it keeps a third of what was freed otherwise
        ctypes.CDLL(None).malloc_trim(0)
