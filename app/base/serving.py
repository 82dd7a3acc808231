"""The opened base that a long-running process serves to everyone: always the one that ``CURRENT`` names now."""

import gc
import threading
from dataclasses import dataclass
from pathlib import Path

from app.base import decided, snapshots
from app.base.knowledge import Knowledge

_LEFT_BEHIND = 30.0
"""Seconds after which nobody works with a base any more that another one has replaced."""


@dataclass(frozen=True, slots=True)
class _Held:
    folder: Path
    decisions: str
    kb: Knowledge


class Serving:
    """One base for all threads. It is only read, so that whoever got it goes on with it when another one is published."""

    def __init__(self) -> None:
        """Nothing is open yet."""
        self._opening, self._held = threading.Lock(), dict[Path, _Held]()

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
            del held, same
            _sweep()
        return opened


SERVING = Serving()
"""Of this process."""


def _open(folder: Path) -> Knowledge:
    """A snapshot with all that the first question would wait for."""
    opened = Knowledge.at(snapshots.load(folder))
    opened.searcher.understand("预热")
    return opened


def _sweep() -> None:
    """Free replaced bases, now and once those who still work with them are done.

    Parts of a base refer to each other, which only the collector of cycles frees; by itself it comes rarely (``app.cli.main``).
    """
    gc.collect()
    later = threading.Timer(_LEFT_BEHIND, gc.collect)
    later.daemon = True
    later.start()
