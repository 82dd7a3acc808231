"""Whole lists and pages of things, as the server makes them; what a browser does with them is in ``test_lists_web``."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from app.app_pages.browsing.listing import natural
from app.app_pages.browsing.shelves import SHELVES
from app.app_pages.parts import sheets
from app.app_pages.parts.facets import Facet, counted
from app.app_pages.parts.sheets import MOST, SIZE
from app.app_pages.parts.table import Column, ordered
from app.app_pages.parts.years import Series, years
from app.build import publish
from app.present.lists import LISTED
from tests.app.pages.conftest import shown, words
from tests.app.pages.test_rights_walk import APP


@pytest.fixture
def at(kb, monkeypatch):
    """A page of the app by its name, with an address."""
    monkeypatch.setenv("DUIBIAO_KB", str(kb))

    def _at(name, **address):
        app = AppTest.from_file(str(APP), default_timeout=60).run()
        for key, value in address.items():
            app.query_params[key] = value
        app.switch_page(f"app_pages/{name}.py").run()
        assert not app.exception
        return app

    return _at


@pytest.fixture
def address(monkeypatch):
    """The address of the page, by hand."""
    found = {}
    monkeypatch.setattr("app.app_pages.parts.address.values", lambda name: found.get(name, []))
    monkeypatch.setattr("app.app_pages.parts.address.value", lambda name, default="": next(iter(found.get(name, [])), default))
    return found


@pytest.mark.parametrize("kind", LISTED)
def test_every_list_names_all_its_things_and_leads_to_their_pages(at, opened, kind):
    shelf = SHELVES[kind]
    held = list(opened.documents) if kind == "document" else [one.id for one in opened.of_kind(kind)]
    page = at(shelf.page)
    assert f"共 {len(held)} {shelf.unit}" in words(page)
    assert shown(page).count("<tr>") == min(len(held), SIZE) + 1
    first = at(shelf.page, id=held[0])
    assert f"1 / {len(held)}" in words(first) and "按它提问" in words(first)


def test_the_list_is_searched_and_a_search_without_result_says_what_to_do(at):
    page = at("standards", find="静脉治疗")
    assert "共 1 项标准" in words(page) and "WS/T 433-2023" in words(page)
    page = at("standards", find="红烧肉")
    assert "标准库里没有“红烧肉”" in words(page)
    assert 'href="./?q=%E7%BA%A2%E7%83%A7%E8%82%89"' in shown(page)


def test_a_thing_that_is_not_there_says_what_to_do(at):
    page = at("standards", id="WS/T 99999-2099")
    assert "知识库里没有“WS/T 99999-2099”" in words(page) and "标准库" in words(page)


@pytest.mark.parametrize("standard", ["WS/T 433-2023", "GBZ 131-2017", "T/CHAS 10-2-24-2018"])
def test_a_standard_without_its_text_says_what_to_add(at, standard):
    assert f"请资料管理员加入 {standard} 的标准文本" in words(at("standards", id=standard))


@pytest.fixture
def nearly(tmp_path, monkeypatch):
    """A base of sheets that lack a column, and of one that is a catalogue."""
    sheets = {
        "院级指标.csv": "指标名称,责任科室\n转运单完整率,护理部\n标本退回率,检验科\n",
        "本院标准.csv": "号码,标准名称,发布单位\nYS 1,平车使用,后勤科\nYS 2,氧气袋,后勤科\n",
        "年度目标.csv": "序号,改进目标,措施\n1,提高转运单完整率,抽查\n2,降低标本退回率,培训\n",
        "科室指标.csv": "指标名称,目标值\n约束带评估率,≥95%\n导管标识率,100%\n",
    }
    for name, text in sheets.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    publish.build(tmp_path / "kb", [tmp_path / name for name in sheets])
    monkeypatch.setenv("DUIBIAO_KB", str(tmp_path / "kb"))


def test_a_list_says_which_sheets_are_not_in_it_for_want_of_a_column(at, nearly):
    for page, name, needed in (
        ("indicators", "院级指标.csv", "“指标值”中的一列"),
        ("standards", "本院标准.csv", "“标准号”"),
        ("targets", "年度目标.csv", "“核心策略”"),
    ):
        told = words(at(page))
        assert f"没有登记成目录，只按普通表格收录：{name}" in told and needed in told
        assert told.count("没有登记成目录") == 1
    assert "没有登记成目录" not in words(at("documents"))


def test_things_without_a_list_have_their_page_among_the_documents(at, opened):
    task = opened.of_kind("task")[0]
    for identity in (
        task.id,
        task.document,
        opened.of_kind("regulation")[0].id,
        "WS/T 433-2013",
        task.id.replace("#", "#没有"),
    ):
        page = at("documents", id=identity)
        assert ("知识库里没有" in words(page)) == ("没有" in identity)


def test_markup_in_an_address_is_text(at):
    for page in (at("standards", id="<img src=x onerror=alert(1)>"), at("standards", find="<b>粗</b>", sort="<i>")):
        assert "<img" not in shown(page) and "<b>粗" not in shown(page)


def test_values_are_counted_among_what_the_other_facets_let_through(address):
    facets = [Facet("色", lambda row: row[0]), Facet("形", lambda row: row[1])]
    rows = ["红方", "红圆", "蓝方", "蓝圆", "蓝圆"]
    address["色"] = ["蓝"]
    chosen, (colours, forms) = counted(rows, facets)
    assert chosen == ["蓝方", "蓝圆", "蓝圆"]
    assert colours == {"红": 2, "蓝": 3}, "the other colours can be chosen beside it"
    assert forms == {"方": 1, "圆": 2}
    address["形"] = ["方"]
    assert counted(rows, facets)[0] == ["蓝方"] and counted(rows, facets)[1][0] == {"红": 1, "蓝": 1}


@pytest.mark.parametrize(
    ("count", "wanted", "expected"),
    [
        (10, "", (0, 10)),
        (120, "", (0, SIZE)),
        (120, "3", (100, 120)),
        (120, "9", (100, 120)),
        (120, "0", (0, SIZE)),
        (120, "x", (0, SIZE)),
        (120, "all", (0, 120)),
        (MOST + 1, "all", (0, SIZE)),
        (0, "2", (0, 0)),
    ],
)
def test_the_address_names_a_sheet_and_what_is_no_sheet_counts_as_the_nearest(address, count, wanted, expected):
    address["sheet"] = [wanted] if wanted else []
    assert sheets.span(count) == expected


def test_numbers_are_sorted_by_their_size_chinese_by_its_sounds_and_nothing_comes_last(address):
    keys = ["", "WS/T 510-2016", "WS/T 66-2020", "GB 5-2001", "张", "安"]
    column = Column("号", str, natural)
    address["sort"] = ["号"]
    assert ordered(keys, [column]) == ["GB 5-2001", "WS/T 66-2020", "WS/T 510-2016", "安", "张", ""]
    address["sort"] = ["-号"]
    assert ordered(keys, [column]) == ["张", "安", "WS/T 510-2016", "WS/T 66-2020", "GB 5-2001", ""]
    assert ordered([3, 0, 2], [Column("数", str, int)]) == [3, 0, 2]
    address["sort"] = ["数"]
    assert ordered([3, 0, 2], [Column("数", str, int)]) == [0, 2, 3], "none at all is a number too"


def drawn(*counts):
    return years([Series(f"第{n}", of, lambda year, inner, told: f"[{year}]") for n, of in enumerate(counts)])


def test_years_stand_on_one_axis_with_a_gap_where_there_is_nothing():
    line = str(drawn({"2001": 1, "2004": 2}, {"2003": 1}))
    assert [line.index(f"[{year}]") for year in (2001, 2004)] == sorted(line.index(f"[{year}]") for year in (2001, 2004))
    assert line.count("db-no-bar") == 5
    assert not drawn({"2001": 1}), "one year is no line"


def test_a_misread_year_makes_no_endless_axis():
    line = str(drawn({"1": 1, "2004": 2, "9999": 1}))
    assert line.count("db-no-bar") == 0 and "[9999]" in line


@pytest.mark.parametrize(
    ("known", "labels"),
    [
        ((2012, 2025), ["2012", "2015", "2020", "2025"]),
        ((2014, 2026), ["2014", "2020", "2026"]),
        ((2023, 2026), ["2023", "2026"]),
        (
            (1995, 2000, *range(2031, 2090)),
            ["2000", "2035", "2040", "2045", "2050", "2055", "2060", "2065", "2070", "2075", "2080", "2089"],
        ),
    ],
)
def test_no_two_years_of_the_axis_touch(known, labels):
    axis = drawn(dict.fromkeys(map(str, known), 1)).partition("db-axis")[2]
    told = re.findall(r"<span>(\d+)</span>", axis)
    assert told == labels
