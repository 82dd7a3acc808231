"""The parts that pages are made of, each by itself: what it shows for what it is given."""

import re
import shutil
from dataclasses import replace

import pytest
from markupsafe import Markup
from streamlit.testing.v1 import AppTest

from app.app_pages.asking import lines as asking_lines
from app.app_pages.parts import beside
from app.app_pages.parts.citation import citation
from app.app_pages.parts.clause_line import clause_line, words
from app.app_pages.parts.facets import Facet, counted
from app.app_pages.parts.line import folded, lines
from app.app_pages.parts.markup import NONE, element
from app.app_pages.parts.table import Column, ordered
from app.people import baskets, database, rights
from app.people.rights import Person, Role
from app.present import asked as present
from app.present import entities
from tests.app.pages.conftest import shown
from tests.app.pages.conftest import words as words_of

ROWS = (("平车", "后勤", 2), ("轮椅", "护理", 1), ("担架", "后勤", 3))
COLUMNS = (Column("名称", lambda row: row[0]), Column("数", lambda row: str(row[2]), lambda row: row[2]))
FACETS = (Facet("部门", lambda row: row[1]), Facet("名称", lambda row: row[0]))


@pytest.fixture
def at(monkeypatch):
    """Sets the address of a page that is not run."""

    def _at(**values):
        of = {name: [value] if isinstance(value, str) else value for name, value in values.items()}
        monkeypatch.setattr("app.app_pages.parts.address.values", lambda name: of.get(name, []))
        monkeypatch.setattr("app.app_pages.parts.address.value", lambda name, default="": of.get(name, [default])[0])

    return _at


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        ({}, ["平车", "轮椅", "担架"]),
        ({"部门": "后勤"}, ["平车", "担架"]),
        ({"部门": ["后勤", "护理"]}, ["平车", "轮椅", "担架"]),
        ({"部门": "后勤", "名称": ["担架", "轮椅"]}, ["担架"]),
        ({"部门": "院感"}, []),
    ],
)
def test_values_of_one_facet_widen_and_facets_narrow(at, chosen, left):
    at(**chosen)
    assert [name for name, *_ in counted(ROWS, FACETS)[0]] == left


@pytest.mark.parametrize(
    ("sort", "wanted"),
    [("", "平车 轮椅 担架"), ("数", "轮椅 平车 担架"), ("-数", "担架 平车 轮椅"), ("名称", "平车 轮椅 担架")],
)
def test_a_list_is_sorted_by_a_column_that_has_an_order(at, sort, wanted):
    at(sort=sort)
    assert [name for name, *_ in ordered(ROWS, COLUMNS)] == wanted.split()


def listed():
    from app.app_pages.parts.table import table
    from tests.app.pages.test_parts import COLUMNS, FACETS, ROWS

    table("library", ROWS, COLUMNS, FACETS, unit="样")


def test_a_facet_counts_its_values_and_a_press_chooses_or_lets_go():
    page = AppTest.from_function(listed).run()
    assert re.findall(r"部门</span><a[^>]*>(后勤 2)</a><a[^>]*>(护理 1)</a>", shown(page)) == [("后勤 2", "护理 1")]
    assert "共 3 样" in words_of(page) and "全部显示" not in words_of(page)
    page = AppTest.from_function(listed)
    page.query_params["部门"] = "后勤"
    page.run()
    pills = dict(re.findall(r'<a href="([^"]*)"[^>]*>(后勤 2|护理 1)</a>', shown(page)))
    assert {address.count("%E9%83%A8%E9%97%A8"): label for address, label in pills.items()} == {0: "后勤 2", 2: "护理 1"}
    assert "2 样，共 3 样" in words_of(page) and "全部显示" in words_of(page)


def test_nothing_that_has_nothing_to_show_leaves_an_empty_box(at):
    at()
    assert lines([]) == NONE and citation("") == NONE and citation("", more=Markup("<a>x</a>")) == Markup("<a>x</a>")
    assert citation("《办法》[Z]", "《办法》").count("data-copy") == 2 and citation("《办法》[Z]").count("data-copy") == 1


def test_what_is_folded_is_opened_by_the_address_where_it_has_a_name(at):
    at(open="why")
    assert folded("为什么", NONE, identity="why").startswith('<details class="db-folded" data-open="why" open>')
    at()
    assert folded("为什么", NONE, identity="why").startswith('<details class="db-folded" data-open="why">')
    assert "data-open" not in folded("为什么", NONE)


def test_attributes_that_are_true_are_bare_and_those_that_are_not_are_left_out():
    told = element("button", "<存>", disabled=True, title=None, hidden=False, data_n="1")
    assert told == '<button disabled data-n="1">&lt;存&gt;</button>'


def test_a_row_of_a_table_is_told_by_its_cells_and_a_sentence_by_its_words(opened, at):
    at()
    found = list(opened.store.clauses())
    row = entities.clause(opened, next(c for c in found if c.cells))
    text = entities.clause(opened, next(c for c in found if c.text and not c.cells))
    assert "<dl" in words(row) and all(str(Markup.escape(cell.text)) in words(row) for cell in row.cells)
    assert "<dl" not in words(text) and "db-words" in words(text)
    for one in (row, text):
        in_line = re.search(r'class="db-text">(.*?)</span>', clause_line(one))[1]
        assert in_line == str(Markup.escape(one.text)) if one.text else row.cells[0].text in in_line
    assert text.document_title in words(text) and text.document_title not in words(text, document=False)


def test_of_what_is_done_beside_the_page_only_the_latest_is_kept(monkeypatch):
    kept = {}
    monkeypatch.setattr(beside, "jobs", lambda: kept)
    for n in range(40):
        beside.begin(f"job {n}", lambda tell, n=n: n)
        kept[f"job {n}"].result()
    assert len(kept) <= 26 and kept["job 39"].result() == 39
    beside.begin("job 39", lambda tell: "again")
    assert kept["job 39"].result() == 39, "what goes on or is done is not begun again"


@pytest.fixture
def holder(kb, tmp_path, monkeypatch):
    shutil.copytree(kb, tmp_path / "kb")
    monkeypatch.setenv("DUIBIAO_KB", str(tmp_path / "kb"))
    monkeypatch.setattr(rights, "local", lambda: Person("王敏", Role.READER))
    return tmp_path / "kb"


def drawer():
    from app.app_pages.parts.basket import basket_drawer

    basket_drawer()


def test_the_basket_is_shown_where_the_address_says_that_it_is_open(holder, opened):
    standard = opened.of_kind("standard")[0].id
    with database.writing(holder) as db:
        baskets.add(db, "王敏", standard)
    assert shown(AppTest.from_function(drawer, default_timeout=60).run()) == ""
    page = AppTest.from_function(drawer, default_timeout=60)
    page.query_params["basket"] = "1"
    page.run()
    assert not page.exception and 'class="db-basket"' in shown(page) and "移出" in words_of(page)
    assert [one.label for one in page.get("download_button")] == ["存成文本文件"]


def test_what_we_wrote_about_a_core_system_is_called_ours_and_nothing_is_said_where_there_is_nothing(opened, at, monkeypatch):
    at()
    monkeypatch.setattr(asking_lines, "basket_button", lambda *_: NONE)
    found = present.asked(opened, "危急值报告属于哪项核心制度", kind="", level="", correct=True)
    system = found.answer.groups["core_systems"][0]
    assert f"{system.definition}（释义由本系统编写，不是原文）" in asking_lines.result(asking_lines.Shown(found), system)
    without = system.model_copy(update={"definition": ""})
    assert "释义由本系统编写" not in asking_lines.result(asking_lines.Shown(found), without)


def chosen():
    import streamlit as st

    from app.app_pages.parts import address

    st.selectbox("部门", ["后勤", "护理"], placeholder="全部", **address.bound("of", ["后勤", "护理"]))
    st.selectbox("层级", ["", "国家"], **address.bound("level", ["", "国家"]))
    st.multiselect("月份", ["1", "2"], **address.bound("month", ["1", "2"], many=True))


@pytest.mark.parametrize(
    ("given", "values"),
    [
        ({}, [None, "", []]),
        ({"of": "护理", "level": "国家", "month": ["2", "1", "9"]}, ["护理", "国家", ["2", "1"]]),
        ({"of": "院感", "level": "省", "month": "9"}, [None, "", []]),
    ],
)
def test_a_widget_shows_what_the_address_says_as_far_as_it_can_be_chosen(given, values):
    page = AppTest.from_function(chosen)
    for name, value in given.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception and [page.selectbox[0].value, page.selectbox[1].value, page.multiselect[0].value] == values


def test_a_standard_whose_text_is_held_is_not_said_to_be_known_by_its_title_alone(opened, at, monkeypatch):
    at()
    monkeypatch.setattr(asking_lines, "basket_button", lambda *_: NONE)
    found = present.asked(opened, "WS/T 433-2023", kind="", level="", correct=True)
    standard = found.answer.groups["standards"][0]
    assert "仅题录" in asking_lines.result(asking_lines.Shown(found), standard)
    held = asking_lines.result(asking_lines.Shown(replace(found, title_only=frozenset())), standard)
    assert "仅题录" not in held and "标准文本" not in held
