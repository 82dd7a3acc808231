"""The page on which suggestions are accepted or not."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.base.knowledge import Knowledge
from app.build import publish
from app.people.database import FILE
from app.people.decisions import ACCEPTED, link_id
from app.relations import links
from kg.predicates import PREDICATES

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


def sentences(page):
    """Subject, relation and object of each suggestion shown, in their order."""
    return [m.value for m in page.markdown if re.search("　\\*\\*.+\\*\\*　", m.value)]


@pytest.mark.parametrize("predicate", ["", "applies_to", "supports", "requires", "measures", "implements"])
def test_a_kind_of_link_shows_the_surest_of_that_kind_alone(folder, predicate):
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    page.selectbox(key="kind").set_value(predicate).run()
    assert not page.exception
    waiting = links.suggestions(Knowledge.open(folder), predicate)
    shown = sentences(page)
    assert [re.search(r"\*\*(.+)\*\*", s)[1] for s in shown] == [PREDICATES[x.predicate] for x in waiting[:20]]
    assert any(f"后面的 {len(waiting) - 20} 条" in c.value for c in page.caption) == (len(waiting) > 20)
    assert any("没有待审核的关联" in i.value for i in page.info) == (not waiting)


def test_a_decision_made_elsewhere_is_seen_by_an_open_page(folder):
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    opened = Knowledge.open(folder)
    waiting = links.suggestions(opened)
    links.decide(opened, [link_id(waiting[0])], ACCEPTED, "李强")
    page.run()
    assert [t.label for t in page.tabs] == [f"待审核（{len(waiting) - 1}）", "已审核（1）"]


def test_a_name_that_cannot_be_kept_is_one_line_on_the_page(folder):
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    page.text_input(key="reviewer").set_value("王\x00敏").run()
    first(page, "接受").click().run()
    assert not page.exception and "审核人姓名里有不能保存的字符" in page.error[0].value
    assert links.decided(Knowledge.open(folder)) == []


def test_damaged_data_of_people_are_told_on_the_page(folder):
    (folder / FILE).write_text("乱写的", encoding="utf-8")
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    assert not page.exception and "people repair" in page.warning[0].value and "people repair" in page.error[0].value
