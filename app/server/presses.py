"""What a press asked for is done to its end, whatever is pressed while it is done.

Streamlit ends the run of a page at its next step when something else is pressed, and counts the functions that buttons run
among what may be ended: half of such a function, or none of it, would be done, and nobody would be told. And it forgets the
files that a page offered once any page is made anew: who pressed to have one a moment before would get none.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from weakref import WeakKeyDictionary

from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_run_context import RunLocation, ThreadState

_GRACE_S = 60
"""For so long at least a file that a page offered can be had after the page was made anew."""
_WHOLE: ContextVar[bool] = ContextVar("whole", default=False)
_stop_if_asked = ScriptRunner._maybe_handle_execution_control_request
_given_up: WeakKeyDictionary[MediaFileManager, dict[str, float]] = WeakKeyDictionary()
"""The files that pages offered and do not offer any more → since when."""


@contextmanager
def whole() -> Iterator[None]:
    """What a page does within is not ended by a press; the press comes right after it."""
    token = _WHOLE.set(True)
    try:
        yield
    finally:
        _WHOLE.reset(token)


def _between_presses(runner: ScriptRunner) -> None:
    if not _WHOLE.get() and ThreadState.get().run_location is not RunLocation.CALLBACK:
        _stop_if_asked(runner)


def _forget_after_a_while(files: MediaFileManager) -> None:
    """Its caller holds the lock of ``files``."""
    now, offered = time.monotonic(), {file for page in files._files_by_session_and_coord.values() for file in page.values()}
    before = _given_up.get(files, {})
    since = {file: before.get(file, now) for file in files._deferred_callables if file not in offered}
    _given_up[files] = since
    for file in (file for file, then in since.items() if now - then > _GRACE_S):
        files._drop_deferred_id(file)


def keep_presses() -> None:
    """Have it so in this process."""
    MediaFileManager._remove_orphaned_deferred_callables = _forget_after_a_while  # type: ignore[method-assign, assignment]
    ScriptRunner._maybe_handle_execution_control_request = _between_presses  # type: ignore[method-assign, assignment]
