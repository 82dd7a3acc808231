"""The page on which suggestions are accepted or not."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.base.knowledge import Knowledge
from app.build import publish
from app.relations import links

PAGE = Path(__file__).parents[3] / "app" / "app_pages" / "review.py"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    publish.build(tmp_path / "kb")
    monkeypatch.setenv("DUIBIAO_KB", str(tmp_path / "kb"))
    return tmp_path / "kb"


def first(page, label):
    return next(b for b in page.button if b.label == label)


def test_a_name_is_needed_then_accepting_and_undoing_work(folder):
    waiting = len(links.suggestions(Knowledge.open(folder)))
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    assert not page.exception
    assert f"待审核（{waiting}）" in [t.label for t in page.tabs]
    assert all(b.disabled for b in page.button)
    page.text_input(key="reviewer").set_value("王敏").run()
    first(page, "接受").click().run()
    first(page, "不接受").click().run()
    assert not page.exception
    assert [t.label for t in page.tabs] == [f"待审核（{waiting - 2}）", "已审核（2）"]
    assert {x.author for x in links.decided(Knowledge.open(folder))} == {"王敏"}
    first(page, "撤销").click().run()
    assert [t.label for t in page.tabs] == [f"待审核（{waiting - 1}）", "已审核（1）"]


def test_filter_by_kind(folder):
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    page.selectbox[0].set_value("requires").run()
    assert not page.exception
    assert all("有赖于" in m.value for m in page.markdown if "**有赖于**" in m.value or "**落实**" in m.value)
