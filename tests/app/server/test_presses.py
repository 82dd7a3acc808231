"""What a press asked for is done to its end, though something else is pressed meanwhile."""

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.testing.v1 import AppTest

from app.server import presses
from app.server.presses import keep_presses


@pytest.fixture(autouse=True)
def kept(monkeypatch):
    """As in the server, and only for this test."""
    monkeypatch.setattr(
        ScriptRunner, "_maybe_handle_execution_control_request", ScriptRunner._maybe_handle_execution_control_request
    )
    forget = MediaFileManager._remove_orphaned_deferred_callables
    monkeypatch.setattr(MediaFileManager, "_remove_orphaned_deferred_callables", forget)
    keep_presses()


def by_button():
    import streamlit as st
    from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx

    def pressed():
        get_script_run_ctx().script_requests.request_rerun(RerunData())  # somebody presses something else right now
        st.session_state["done"] = True

    st.button("改名", on_click=pressed)
    st.write("改好了" if st.session_state.get("done") else "没有改")


def test_the_function_of_a_button_is_not_ended_by_the_next_press():
    page = AppTest.from_function(by_button).run()
    page.button[0].click().run()
    assert page.markdown[0].value == "改好了"


def by_page():
    import streamlit as st
    from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx

    from app.server.presses import whole

    if st.session_state.pop("asked", False):
        with whole():
            get_script_run_ctx().script_requests.request_rerun(RerunData())
            st.progress(0.5)
            st.session_state["done"] = True
    st.button("发布", on_click=lambda: st.session_state.update(asked=True))
    st.write("发布了" if st.session_state.get("done") else "没有发布")


def test_something_long_is_not_ended_by_the_next_press_and_the_press_comes_after_it():
    page = AppTest.from_function(by_page).run()
    page.button[0].click().run()
    assert page.markdown[0].value == "发布了"
    assert not page.get("progress"), "the page ran again for the press that came meanwhile"


def test_a_file_that_was_pressed_for_while_the_page_is_made_anew_is_had_for_a_minute(monkeypatch):
    now = 1000.0
    monkeypatch.setattr(presses.time, "monotonic", lambda: now)
    files = MediaFileManager(MemoryMediaFileStorage("/media"))
    old = files.add_deferred(lambda: b"the form", "text/plain", "left")
    for later in (0, 59):
        files.clear_session_refs()
        new = files.add_deferred(lambda: b"the form", "text/plain", "left")
        now = 1000.0 + later
        files.remove_orphaned_files()
        assert files.execute_deferred(old)
    for later in (61, 130):
        now = 1000.0 + later
        files.remove_orphaned_files()
    with pytest.raises(MediaFileStorageError):
        files.execute_deferred(old)
    assert files.execute_deferred(new), "what the page offers now stays"
