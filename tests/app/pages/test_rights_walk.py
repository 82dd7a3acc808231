"""The table of rights, walked over every page by every role."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.people import access
from app.people.rights import ALLOWED, GUEST, Person, Right, Role

APP = Path(__file__).parents[3] / "app" / "streamlit_app.py"
PEOPLE = {role: GUEST if role == Role.GUEST else Person(f"某{role.value}", role) for role in Role}
PAGES = {
    "ask": Right.READ,
    "standards": Right.READ,
    "targets": Right.READ,
    "core_systems": Right.READ,
    "indicators": Right.READ,
    "documents": Right.READ,
    "graph": Right.READ,
    "compare": Right.READ,
    "cases": Right.MAP,
    "training": Right.READ,
    "library": Right.UPLOAD,
    "people": Right.ACCOUNTS,
}
"""What it takes to see each page; a page that is not here is a mistake."""


@pytest.fixture
def at(kb, monkeypatch):
    """The page of this name, as a person sees it."""
    monkeypatch.setenv("DUIBIAO_KB", str(kb))

    def _at(name, role):
        monkeypatch.setattr(access, "person", lambda *_: PEOPLE[role])
        app = AppTest.from_file(str(APP), default_timeout=60).run()
        app.switch_page(f"app_pages/{name}.py").run()
        assert not app.exception
        return app

    return _at


def refused(app):
    return any("您的账号不能" in warning.value for warning in app.warning)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", Role)
def test_a_page_is_seen_by_those_whom_the_table_lets_in(at, name, role):
    app = at(name, role)
    assert refused(app) != (role in ALLOWED[PAGES[name]])
    if refused(app):
        assert not app.button and not app.text_input and not app.title


def test_every_page_of_the_app_is_in_the_walk():
    listed = {line.split('"')[1] for line in APP.read_text(encoding="utf-8").splitlines() if line.strip().startswith('Page("')}
    assert listed == set(PAGES)
