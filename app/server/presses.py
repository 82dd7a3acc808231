"""What a press asked for is done to its end, whatever is pressed while it is done.

Streamlit ends the run of a page at its next step when something else is pressed, and counts the functions that buttons run
among what may be ended: half of such a function, or none of it, would be done, and nobody would be told.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_run_context import RunLocation, ThreadState

_WHOLE: ContextVar[bool] = ContextVar("whole", default=False)
_stop_if_asked = ScriptRunner._maybe_handle_execution_control_request


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


def keep_presses() -> None:
    """Have it so in this process."""
    ScriptRunner._maybe_handle_execution_control_request = _between_presses  # type: ignore[method-assign, assignment]
