"""What the pages of cases and training let a reader do."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.app_pages import person
from app.people.rights import Person, Role

PAGES = Path(__file__).parents[3] / "app" / "app_pages"


@pytest.fixture
def reader(kb, monkeypatch):
    monkeypatch.setenv("DUIBIAO_KB", str(kb))
    monkeypatch.setattr(person, "person", lambda: Person("王护士", Role.READER))


def run(name, **address):
    app = AppTest.from_file(str(PAGES / name), default_timeout=120)
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


def test_a_reader_works_on_no_case(reader):
    app = run("cases.py")
    assert "不能做案例对标和征集表" in app.warning[0].value
    assert not app.button and not app.text_area


def test_a_reader_takes_the_quiz_and_makes_no_material(reader):
    app = run("training.py", thing="会诊制度", view="handout")
    assert not app.exception and [b.label for b in app.button] == ["提交"]
    assert not app.get("download_button") and not app.get("file_uploader")
    offered = " ".join(one.proto.body for one in app.get("html")).split("课件和讲义由")[0]
    assert "做题" in offered and "课件、讲义" not in offered
