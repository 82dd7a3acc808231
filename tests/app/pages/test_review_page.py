"""The tab on which suggestions are accepted or not."""

import re
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.base.knowledge import Knowledge
from app.people import rights
from app.people.database import FILE
from app.people.decisions import ACCEPTED, link_id
from app.people.rights import Person, Role
from app.relations import links
from kg.predicates import PREDICATES

PAGE = Path(__file__).parents[3] / "app" / "app_pages" / "library.py"


@pytest.fixture
def folder(kb, tmp_path, monkeypatch):
    shutil.copytree(kb, tmp_path / "kb")
    monkeypatch.setenv("DUIBIAO_KB", str(tmp_path / "kb"))
    monkeypatch.setattr(rights, "local", lambda: Person("王敏", Role.LIBRARIAN))
    return tmp_path / "kb"


def opened():
    page = AppTest.from_file(str(PAGE), default_timeout=120)
    page.query_params["tab"] = "links"
    return page.run()


def parts(page):
    """What can be looked at: what waits, and what was decided."""
    return list(page.button_group[0].options)


def first(page, label):
    return next(b for b in page.button if b.label == label)


def test_accepting_and_undoing_are_written_under_the_persons_name(folder):
    waiting = len(links.suggestions(Knowledge.open(folder)))
    page = opened()
    assert not page.exception
    assert f"待审核（{waiting}）" in parts(page)
    first(page, "接受").click().run()
    first(page, "不接受").click().run()
    assert not page.exception
    assert parts(page) == [f"待审核（{waiting - 2}）", "已审核（2）"]
    assert {x.author for x in links.decided(Knowledge.open(folder))} == {"王敏"}
    page.query_params["decided"] = "decided"  # as a reload or a shared address has it
    page.run()
    first(page, "撤销").click().run()
    assert parts(page) == [f"待审核（{waiting - 1}）", "已审核（1）"]


def sentences(page):
    """Subject, relation and object of each suggestion shown, in their order."""
    return [m.value for m in page.markdown if re.search("　\\*\\*.+\\*\\*　", m.value)]


@pytest.mark.parametrize("predicate", ["", "applies_to", "supports", "requires", "measures", "implements"])
def test_a_kind_of_link_shows_the_surest_of_that_kind_alone(folder, predicate):
    page = opened()
    page.selectbox(key="kind").set_value(predicate).run()
    assert not page.exception
    waiting = links.suggestions(Knowledge.open(folder), predicate)
    shown = sentences(page)
    assert [re.search(r"\*\*(.+)\*\*", s)[1] for s in shown] == [PREDICATES[x.predicate] for x in waiting[:20]]
    assert any(f"后面的 {len(waiting) - 20} 条" in c.value for c in page.caption) == (len(waiting) > 20)
    assert any("没有待审核的关联" in i.value for i in page.info) == (not waiting)


def test_a_decision_made_elsewhere_is_seen_by_an_open_page(folder):
    page = opened()
    kb = Knowledge.open(folder)
    waiting = links.suggestions(kb)
    links.decide(kb, [link_id(waiting[0])], ACCEPTED, "李强")
    page.run()
    assert parts(page) == [f"待审核（{len(waiting) - 1}）", "已审核（1）"]


def test_damaged_data_of_people_are_told_on_the_page(folder):
    (folder / FILE).write_text("乱写的", encoding="utf-8")
    page = opened()
    assert not page.exception and "people repair" in page.warning[0].value and "people repair" in page.error[0].value


def test_who_may_not_decide_does_not_see_the_tab(folder, monkeypatch):
    monkeypatch.setattr(rights, "local", lambda: Person("李梅", Role.READER))
    page = opened()
    assert page.tabs == [] and "不能上传和校对资料" in page.warning[0].value
