"""The table of rights, walked over every page by every role."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.app_pages.browsing.shelves import SHELVES
from app.people import access
from app.people.rights import ALLOWED, GUEST, Person, Right, Role
from tests.app.pages.conftest import shown, words

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


TOUR = {
    "ask": "查医院质量安全标准和政策文件里的依据",
    "graph": "选一项内容，看哪些标准、目标、制度和条款与它有关",
    "compare": "逐条对照，标出不同的字和数",
    "cases": "逐条对照标准条款，核对引用，最后填成征集表",
    "training": "选要学的内容，在这里做题",
    "library": "改动先进草稿，发布以后才查得到",
    "people": "谁可以登录网页，能做什么",
} | {shelf.page: shelf.told for shelf in SHELVES.values()}
"""What each page says of itself to who opens it for the first time."""
MAKERS = "会做出课件、讲义和试题"
"""What the page of training says to who may make its files as well."""


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
    said = ("您的账号不能", "这一页要登录以后才能用")
    return any(words in warning.value for warning in app.warning for words in said)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", Role)
def test_a_page_is_seen_by_those_whom_the_table_lets_in(at, name, role):
    app = at(name, role)
    assert refused(app) != (role in ALLOWED[PAGES[name]])
    said = words(app) + "".join(one.value for one in app.caption)
    told = MAKERS if name == "training" and role in ALLOWED[Right.TRAIN] else TOUR[name]
    assert (told in said.replace("\\", "")) == (role in ALLOWED[PAGES[name]])
    if refused(app):
        assert not app.button and not app.text_input and not app.title


def test_every_page_of_the_app_is_in_the_walk():
    listed = {line.split('"')[1] for line in APP.read_text(encoding="utf-8").splitlines() if line.strip().startswith('Page("')}
    assert listed == set(PAGES)


def test_who_is_at_a_page_is_not_asked_anew_for_every_result(kb, monkeypatch):
    """Each time is a look into the file of people."""
    monkeypatch.setenv("DUIBIAO_KB", str(kb))
    asked = []
    monkeypatch.setattr(access, "person", lambda *_: asked.append(1) or PEOPLE[Role.READER])
    app = AppTest.from_file(str(APP), default_timeout=60)
    counts = []
    for question in ("", "十八项核心制度有哪些"):
        asked.clear()
        app.query_params["q"] = question
        assert not app.run().exception
        counts.append(len(asked))
    assert shown(app).count("加入引用篮") >= 18 and counts[1] <= counts[0] + 8
