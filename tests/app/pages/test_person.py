"""Who is at a page, and what a page lets that person do."""

import pytest
from streamlit.testing.v1 import AppTest

from app.base import snapshots
from app.people import access, baskets, database, rights
from app.people.rights import Person, Right, Role
from ingest.errors import BaseError


def page():
    import streamlit as st

    from app.app_pages.person import changing, may, person, require
    from app.people.rights import Right

    @changing(Right.PUBLISH)
    def publish(what):
        st.session_state.done = what

    st.write(f"{person().name} {may(Right.PUBLISH)}")
    st.button("发布", on_click=publish, args=("第二版",))
    require(Right.AUDIT)
    st.write("操作记录")


@pytest.fixture
def reader(monkeypatch):
    monkeypatch.setattr(rights, "local", lambda: Person("王护士", Role.READER))


def told(app):
    return [m.value for m in app.markdown], [e.value for e in app.error], [w.value for w in app.warning]


def test_the_user_of_this_computer_may_do_everything():
    app = AppTest.from_function(page).run()
    app.button[0].click().run()
    assert app.session_state.done == "第二版"
    assert told(app) == ([f"{rights.local_name()} True", "操作记录"], [], [])


def test_what_is_not_allowed_is_neither_shown_nor_done(reader):
    app = AppTest.from_function(page).run()
    app.button[0].click().run()
    assert "done" not in app.session_state
    shown, errors, warnings = told(app)
    assert shown == ["王护士 False"] and "不能发布资料" in errors[0] and "不能查看操作记录" in warnings[0]


def test_every_right_can_be_refused_in_words(reader):
    assert {right for right in Right if not rights.local().may(right)} >= {Right.PUBLISH, Right.MAP}


def test_an_error_of_a_button_is_one_line_without_the_folder_of_the_base(tmp_path, monkeypatch):
    def page():
        import streamlit as st

        from app.app_pages.person import changing
        from app.base import snapshots
        from app.people.rights import Right
        from ingest.errors import SourceError

        @changing(Right.PUBLISH)
        def publish():
            raise SourceError("打不开", str(snapshots.default_folder() / "通知.pdf"), "请再试一次")

        st.button("发布", on_click=publish)

    monkeypatch.setattr(snapshots, "default_folder", lambda: tmp_path)
    app = AppTest.from_function(page).run()
    app.button[0].click().run()
    assert len(app.error) == 1 and "打不开" in app.error[0].value and not app.exception
    assert tmp_path.name not in app.error[0].value.replace("\\", "")


def test_a_computer_that_names_nobody_teaches_from_the_same_basket(tmp_path, monkeypatch):
    def page():
        from app.app_pages.person import owner
        from app.app_pages.teaching import choosing

        assert owner() == "本机"
        choosing._basket()

    monkeypatch.setattr(snapshots, "default_folder", lambda: tmp_path)
    monkeypatch.setattr(rights, "local", lambda: Person("", Role.LIBRARIAN))
    with database.writing(tmp_path) as db:
        baskets.add(db, "本机", "WS/T 433-2013")
    app = AppTest.from_function(page).run()
    assert not app.exception and [one.label for one in app.button] == ["用引用篮里的 1 项"]


def test_a_page_ends_in_one_line_for_who_is_logged_in_no_more_and_where_people_cannot_be_read(monkeypatch):
    monkeypatch.setattr(access, "person", lambda *_: None)
    app = AppTest.from_function(page).run()
    assert told(app) == ([], [], ["您已退出，或登录过期了。[重新登录](/login)"]) and not app.exception

    def unreadable(*_):
        raise BaseError("读不出来", "people.sqlite", "请运行 duibiao people repair")

    monkeypatch.setattr(access, "person", unreadable)
    app = AppTest.from_function(page).run()
    assert told(app) == ([], ["人员数据读不出来。请运行 duibiao people repair"], []) and not app.exception
