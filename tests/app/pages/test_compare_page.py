"""政策对照 in a real Chromium: two documents and two versions side by side, their figures, and the files."""

import io
import shutil
from pathlib import Path
from urllib.parse import quote

import pytest
from docx import Document
from openpyxl import load_workbook

from app.build import publish
from tests.app.pages.conftest import SCREENS, at_rest, barriers, cut_off, serving, shot
from tests.app.relations.test_versions import ARTICLES, LATER, statute

STRANGE = '<img src=x onerror="window.broken = 1">'


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    """A base with two versions of a document, one of another hospital, and markup in titles and texts."""
    folder = tmp_path_factory.mktemp("compare")
    other = statute("他院办法", [*LATER[:2], "雨伞由总务科购置并登记造册，每周清点一次，完好率达95%。", "另附=1+1的说明。"])
    files = {
        "甲.md": statute("雨伞办法", ARTICLES),
        "乙.md": other.replace("便民雨伞借用办法", f"他院{STRANGE}办法").replace("，并张贴", "，\\" + STRANGE + "并张贴"),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    publish.build(folder / "kb", [folder / name for name in files])
    (folder / "新.md").write_text(statute("雨伞办法", LATER), encoding="utf-8")
    publish.add(folder / "kb", [folder / "新.md"])
    with serving(folder / "kb") as url:
        yield url
    shutil.rmtree(folder)


BOTH = f"compare?a={quote('雨伞办法')}&b={quote('他院办法')}"
OLD_AND_NEW = f"compare?of=versions&doc={quote('雨伞办法')}"


def choose(page, label, typed):
    box = page.get_by_role("combobox", name=label, exact=True)
    box.click()
    box.fill(typed)
    page.get_by_role("option").first.click()


def test_two_documents_are_typed_and_their_differences_are_marked_on_both_sides(tab, rules):
    page = tab("compare", at=rules)
    page.get_by_text("还没有选好两份文件").wait_for()
    choose(page, "甲", "便民")
    choose(page, "乙", "他院")
    page.locator(".cp-side").first.wait_for()
    row = page.locator(".st-key-pairs tr", has_text="每周清点")
    assert "季度" not in row.locator("ins").all_inner_texts()
    assert row.locator("ins").all_inner_texts()[0].startswith("周") or "每周" in row.locator("ins").all_inner_texts()[0]
    assert row.locator("del").count() == 1
    figures = page.locator("table", has_text="所在文字").inner_text()
    assert "每周清点一次" in figures and "95%" in figures
    assert "仅甲有" in page.locator("section").first.inner_text()
    url = page.url
    page.reload()
    page.locator(".cp-side").first.wait_for()
    assert page.url == url
    page.go_back()
    page.get_by_text("还没有选好两份文件").wait_for()


def test_two_versions_of_a_document_and_what_has_not_changed(tab, rules):
    page = tab("compare", at=rules)
    page.get_by_role("radio", name="一份文件的两版").click()
    page.get_by_text("还没有选文件").wait_for()
    choose(page, "哪份文件", "便民")
    page.locator(".cp-side").first.wait_for()
    told = page.locator("section").first.inner_text()
    assert "第 1 版" in told and "新增 1 条" in told and "删去 1 条" in told
    row = page.locator(".st-key-pairs tr", has_text="改写")
    assert (row.locator("del").all_inner_texts(), row.locator("ins").all_inner_texts()) == (["每季度"], ["每月"])
    before = page.locator(".st-key-pairs tbody tr").count()
    page.get_by_role("link", name="连同没有变化的").click()
    page.wait_for_function(f"document.querySelectorAll('.st-key-pairs tbody tr').length > {before}")
    page.go_back()
    page.wait_for_function(f"document.querySelectorAll('.st-key-pairs tbody tr').length === {before}")
    page.get_by_role("link", name="删去 1").click()
    page.wait_for_function("document.querySelectorAll('.st-key-pairs tbody tr').length === 1")
    assert "没有" in page.locator(".st-key-pairs tbody").inner_text()


def test_the_place_of_a_clause_opens_over_the_page(tab, rules):
    page = tab(BOTH, at=rules)
    page.locator(".st-key-pairs").get_by_role("link", name="看原页").first.click()
    page.get_by_role("dialog").locator("mark").wait_for()
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "place" not in url)


def test_the_comparison_is_taken_along_as_word_and_excel(tab, rules):
    page = tab(BOTH, at=rules)
    page.locator(".cp-side").first.wait_for()
    with page.expect_download() as getting:
        page.get_by_role("button", name="下载 Word").click()
    made = Document(io.BytesIO(Path(getting.value.path()).read_bytes()))
    assert any("每周" in cell.text for table in made.tables for row in table.rows for cell in row.cells)
    with page.expect_download() as getting:
        page.get_by_role("button", name="下载 Excel").click()
    book = load_workbook(io.BytesIO(Path(getting.value.path()).read_bytes()))
    assert {cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line if cell.value} == {"s"}


def test_markup_in_titles_and_texts_is_text(tab, rules):
    page = tab(BOTH, at=rules)
    page.locator(".cp-side").first.wait_for()
    assert STRANGE in page.locator("section").first.inner_text() and STRANGE in page.locator(".st-key-pairs").inner_text()
    assert page.locator("img[src=x]").count() == 0 and not page.evaluate("window.broken")


def test_an_address_that_names_nothing_asks_for_a_choice(tab, rules):
    page = tab("compare?a=没有&b=也没有", at=rules)
    page.get_by_text("还没有选好两份文件").wait_for()
    page = tab(f"{OLD_AND_NEW}&from=99&to=x", at=rules)
    page.locator(".cp-side").first.wait_for()
    page = tab(f"compare?a={quote('雨伞办法')}&b={quote('雨伞办法')}", at=rules)
    page.get_by_text("两边是同一份文件").wait_for()


@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", [BOTH, OLD_AND_NEW, "compare"])
def test_nothing_keeps_a_person_out_who_cannot_see_or_hold_a_mouse(tab, rules, path, dark):
    page = tab(path, dark=dark, at=rules)
    page.locator(".cp-side, .db-empty").first.wait_for()
    assert barriers(page) == []


@pytest.mark.parametrize(("size", "dark"), SCREENS)
def test_nothing_is_cut_off_on_any_screen(tab, rules, size, dark):
    page = tab(BOTH, size, dark=dark, at=rules)
    page.locator(".cp-side").first.wait_for()
    at_rest(page)
    assert not page.get_by_text("排序：").is_visible(), "nothing of it can be sorted"
    shot(page, f"compare_{size[0]}_{'dark' if dark else 'light'}")
    assert cut_off(page) == []
