"""案例对标 as an author sees it: a draft goes in, citations are mended, bases chosen, and the form comes out."""

import io
import re
from pathlib import Path

import pytest
from docx import Document

from app.present.office_pages import can_draw
from tests.app.case_work.conftest import DRAFT
from tests.app.pages.conftest import PHONE, SCREENS, SLOW, at_rest, barriers, shot


@pytest.fixture
def page(tab, rules):
    page = tab("cases", at=rules, slow=True)
    page.set_default_timeout(SLOW)
    page.get_by_text("我的案例（").first.wait_for()
    return page


@pytest.fixture
def opened(page, write):
    """The page with the draft open."""
    page.set_input_files("input[type=file]", write("陪护管理.md", DRAFT))
    page.get_by_text("引用 3 处 · 2 处有问题").wait_for()
    page.get_by_text("没有写进征集表的和要核对的").wait_for()
    return page


def downloaded(page):
    with page.expect_download() as getting:
        page.get_by_role("button", name="下载征集表（.docx）").click()
    table = Document(io.BytesIO(Path(getting.value.path()).read_bytes())).tables[0]
    return "\n".join(cell.text for row in table.rows for cell in row.cells)


def test_from_a_draft_to_the_form(opened):
    page = opened
    shot(page, "case")
    page.get_by_role("button", name="改为 WS/T 433-2023《静脉治疗护理技术操作标准》").click()
    page.get_by_text("引用 3 处 · 1 处有问题").wait_for()
    page.get_by_role("button", name="改成原文").click()
    page.get_by_text("引用 3 处 · 都没有问题").wait_for()
    for number, state in enumerate(("还有 2 条没核对", "还有 1 条没核对"), 1):
        page.get_by_text(f"做法 {number} / 3").wait_for()
        page.get_by_role("button", name="采用", exact=True).first.click()
        page.get_by_text(state).wait_for()
    page.get_by_text("做法 3 / 3").wait_for()
    page.get_by_role("button", name="都不合适，没有对应条款").click()
    page.get_by_text("都核对过了").wait_for()
    page.get_by_label("单位名称", exact=True).fill("示例县人民医院")
    page.keyboard.press("Tab")
    page.get_by_text("撤销：填征集表").wait_for()
    form = downloaded(page)
    assert "示例县人民医院" in form
    assert "《静脉治疗护理技术操作标准》（WS/T 433-2023）" in form and "433-2013" not in form
    assert "每日二十二时以后不得离开病区" in form and "二十一时" not in form
    assert "《病区陪护管理办法》第三条" in form
    page.reload()
    page.get_by_text("都核对过了").wait_for()
    page.get_by_role("cell", name="示例县人民医院").wait_for()


def test_every_step_is_undone_and_the_list_finds_the_work_again(opened):
    page = opened
    page.get_by_role("button", name="改成原文").or_(page.get_by_role("button", name="改为")).first.click()
    page.get_by_text("1 处有问题").wait_for()
    page.get_by_role("button", name="撤销：改草稿").click()
    page.get_by_text("2 处有问题").wait_for()
    page.get_by_role("button", name="我的案例").click()
    page.get_by_role("button", name="加强病区陪护管理的实践").first.click()
    page.get_by_text("2 处有问题").wait_for()
    page.go_back()
    page.get_by_text("我的案例（").first.wait_for()


def test_what_is_pressed_while_the_page_is_still_coming_changes_nothing_else(opened):
    """A field that the press before filled anew still shows its old words then; they are not what a person wrote."""
    page = opened
    page.line.keep_after("引用 3 处 · 1 处有问题")
    page.get_by_role("button", name="改为 WS/T 433-2023《静脉治疗护理技术操作标准》").click()
    page.get_by_text("引用 3 处 · 1 处有问题").wait_for()
    page.get_by_role("button", name="撤销：改草稿").click()
    page.line.go_on()
    page.get_by_text("引用 3 处 · 2 处有问题").wait_for()
    page.get_by_role("button", name="撤销", exact=True).wait_for()


def test_another_clause_is_found_and_chosen(opened):
    page = opened
    page.get_by_text("在护士站设置共享轮椅架，陪护人员凭陪护证扫码借还。").first.click()
    page.get_by_text("做法 3 / 3").wait_for()
    page.get_by_text("另找条款").click()
    page.get_by_label("写几个字、条款的意思或标准号").fill("微波炉多久擦一次")
    page.keyboard.press("Enter")
    found = page.locator("[class*='st-key-match']", has_text="病区物品管理要点")
    found.get_by_role("button", name="采用").click()
    page.locator("[class*='st-key-match-taken']").wait_for()
    assert "病区物品管理要点》第二条" in page.locator("[class*='st-key-match-taken']").inner_text()
    assert re.search("at=p[0-9a-f]{8}", page.url), "what is in focus stands in the address"


def test_on_a_phone_what_was_pressed_in_the_draft_is_brought_into_sight(opened):
    page = opened
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.get_by_text("在护士站设置共享轮椅架，陪护人员凭陪护证扫码借还。").first.click()
    told = page.get_by_text("做法 3 / 3")
    told.wait_for()
    at_rest(page)
    shot(page, "case_focus_390")
    assert 0 < told.bounding_box()["y"] < PHONE[1] / 3
    around = page.locator(".st-key-case_focus").bounding_box()
    assert page.get_by_role("button", name="都不合适，没有对应条款").bounding_box()["y"] < around["y"] + around["height"]


def test_a_bad_file_is_one_line_in_chinese_and_another_one_can_be_given(page, write):
    page.set_input_files("input[type=file]", write("坏的.docx", b"PK\x03\x04 no package"))
    page.get_by_text("坏的.docx：").wait_for()
    page.get_by_role("button", name="换一份草稿").click()
    page.get_by_text("我的案例（").first.wait_for()
    assert "encountered" not in page.inner_text("body")


def test_pasted_text_is_a_draft_too_and_markup_in_it_stays_text(page):
    page.get_by_role("tab", name="粘贴文字").click()
    page.get_by_label("把案例正文粘贴在这里").fill(
        DRAFT.replace("#", "").replace("共享轮椅架", "<img src=x onerror=alert(1)>轮椅架")
    )
    page.get_by_role("button", name="开始对照").click()
    page.get_by_text("引用 3 处 · 2 处有问题").wait_for()
    assert "<img src=x onerror=alert(1)>轮椅架" in page.locator(".cw-draft").inner_text()
    assert page.locator(".cw-draft img").count() == 0


def test_delete_and_have_back(opened):
    page = opened
    page.get_by_role("button", name="我的案例").click()
    page.get_by_text("更多").first.click()
    page.get_by_role("button", name="删除").click()
    page.get_by_text("最近删除（1）").click()
    page.get_by_role("button", name="恢复").click()
    page.get_by_text("最近删除（1）").wait_for(state="detached")


@pytest.mark.slow
def test_the_form_is_seen_as_pages(opened):
    if not can_draw():
        pytest.skip("LibreOffice is not installed")
    opened.get_by_role("button", name="排成页面").click()
    opened.get_by_text("第 1 页", exact=True).wait_for()
    assert opened.locator("[data-testid=stMain] img").count() >= 1
    opened.get_by_text("报送前核对").click()
    assert "LibreOffice 排版" in opened.locator("[data-testid=stMain]").inner_text()


@pytest.mark.slow
@pytest.mark.parametrize(("size", "dark"), SCREENS)
def test_nothing_is_cut_off(tab, rules, opened, size, dark):
    page = tab(opened.url.removeprefix(f"{rules}/"), size, dark=dark, at=rules)
    page.get_by_text("引用 3 处 · 2 处有问题").wait_for()
    at_rest(page)
    shot(page, f"case-{size[0]}-{'dark' if dark else 'light'}")
    wide = (
        "[...document.querySelectorAll('[data-testid=stMain] *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
    )
    assert page.evaluate(f"{wide}.map(e => e.outerHTML.slice(0, 80))") == []
    assert barriers(page) == []
