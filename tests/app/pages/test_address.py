"""A widget whose value the page changes, in a browser that has not heard of it yet."""

from streamlit.testing.v1 import AppTest


def page():
    import streamlit as st

    from app.app_pages.parts import address

    words = st.session_state.get("words", "旧的")
    st.text_input("字段", **address.showing("field", words, st.session_state.setdefault("chosen", []).append))
    st.button("改写", on_click=lambda: st.session_state.update(words="新的"))
    st.button("别的")


def late(app, states, label):
    """Press a button in a browser that still shows what it showed when its widgets had these ``states``."""
    pressed = next(one for one in app.button if one.label == label)
    states.widgets.add(id=pressed.id, trigger_value=True)
    return app._run(states)


def test_what_a_person_writes_is_taken_once():
    app = AppTest.from_function(page).run()
    app.text_input[0].set_value("我写的").run()
    app.button[1].click().run()
    assert app.session_state["chosen"] == ["我写的"]


def test_old_words_that_come_with_a_press_are_not_taken_for_written():
    app = AppTest.from_function(page).run()
    before = app._tree.get_widget_states()
    late(app, before, "改写")
    assert app.text_input[0].value == "新的"
    before = app._tree.get_widget_states()
    app.session_state["words"] = "再改"
    app.run()
    late(app, before, "别的")
    assert app.text_input[0].value == "再改" and app.session_state["chosen"] == []


def test_the_first_press_after_a_change_still_tells_the_old_words():
    app = AppTest.from_function(page).run()
    before = app._tree.get_widget_states()
    app.button[0].click().run()
    late(app, before, "别的")
    assert app.text_input[0].value == "新的" and app.session_state["chosen"] == []


def refusing():
    import streamlit as st

    from app.app_pages.parts import address

    words = st.session_state.get("words", "旧的")

    def chosen(written):
        if len(written) > 9:
            return "太长。"
        st.session_state.words = written
        return ""

    st.text_area("字段", **address.showing("field", words, chosen))
    st.caption(address.refused("field", words))
    st.button("改写", on_click=lambda: st.session_state.update(words="新的"))
    st.button("别的")


def test_what_is_refused_stays_in_its_box_with_the_reason_until_it_is_mended():
    app = AppTest.from_function(refusing).run()
    long = "很长的一段话写了半天"
    app.text_area[0].set_value(long).run()
    assert (app.text_area[0].value, app.caption[0].value) == (long, "太长。")
    app.button[1].click().run()
    assert (app.text_area[0].value, app.caption[0].value) == (long, "太长。")
    app.text_area[0].set_value("短一点").run()
    assert (app.text_area[0].value, app.caption[0].value) == ("短一点", "")


def test_what_was_refused_gives_way_to_the_old_words_and_to_new_ones():
    app = AppTest.from_function(refusing).run()
    app.text_area[0].set_value("很长的一段话写了半天").run()
    app.text_area[0].set_value("旧的").run()
    assert (app.text_area[0].value, app.caption[0].value) == ("旧的", "")
    app.text_area[0].set_value("很长的一段话又写半天").run()
    app.button[0].click().run()
    assert (app.text_area[0].value, app.caption[0].value) == ("新的", "")
