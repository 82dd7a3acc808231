"""The search page in a real Chromium: what a nurse sees and what she can do."""

import io
import re
import shutil

import numpy as np
import pytest
from PIL import Image

from app.build import publish
from app.present.page_image import _TINT
from tests.app.pages.conftest import LAPTOP, PHONE, WIDE, at_rest, barriers, serving, shot
from tests.render import canvas
from tests.render.model import Manuscript, Text
from tests.render.typeset import typeset

QUESTION = "哪些标准适用于提高 VTE 规范预防率"
COPIED = (
    "document.addEventListener('copy', () => { window.copied = String(document.activeElement.value ?? getSelection()); }, true)"
)


_ARTICLES = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三")
"""As many articles as one page has room for."""


def asked(page):
    page.locator(".db-conclusion").wait_for()
    return page


def ask(page, question):
    box = page.get_by_label("您要查什么？", exact=True)
    box.fill(question)
    box.press("Enter")
    page.wait_for_function("q => new URL(location).searchParams.get('q') === q", arg=question)
    return asked(page)


def test_the_main_question_by_typing_ends_in_a_citation_on_the_clipboard(tab):
    page = tab()
    page.evaluate(COPIED)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    ask(page, QUESTION)
    assert "T/CHAS 10-2-24-2018" in page.locator(".db-conclusion").inner_text()
    copy = page.locator(".db-conclusion").get_by_role("button", name="复制引用")
    copy.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="已复制").wait_for()
    assert page.evaluate("window.copied").startswith("[发布单位不详]") or "T/CHAS 10-2-24-2018[S]" in page.evaluate(
        "window.copied"
    )
    page.locator(".db-conclusion").get_by_role("button", name="复制引用").wait_for()


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_conclusion_and_first_result_are_on_the_first_screen_and_nothing_is_cut_off(tab, size, dark):
    page = asked(tab(f"?q={QUESTION}", size, dark=dark))
    page.get_by_role("button", name="全部引用").wait_for()
    first = page.locator(".db-line").first.bounding_box()
    assert first["y"] + first["height"] <= size[1], first
    wide = "[...document.querySelectorAll('[data-testid=stMain] *')].filter(e => !e.matches('.db-text *') && e.getBoundingClientRect().right > innerWidth + 1)"
    assert page.evaluate(f"{wide}.length") == 0
    shot(page, f"ask_{size[0]}_{'dark' if dark else 'light'}")


def test_a_question_asked_again_is_found_with_the_back_button_after_a_reload_and_by_its_address(tab):
    page = ask(tab(), "手卫生")
    first = page.url
    ask(page, "VTE防治")
    page.go_back()
    page.wait_for_function("document.querySelector('[aria-label=\"您要查什么？\"]')?.value === '手卫生'")
    page.wait_for_url(first)
    page.go_forward()
    page.wait_for_function("document.querySelector('[aria-label=\"您要查什么？\"]')?.value === 'VTE防治'")
    page.reload()
    asked(page)
    page.wait_for_function("document.querySelector('[aria-label=\"您要查什么？\"]')?.value === 'VTE防治'")
    other = asked(tab(page.url.rpartition("/")[2]))
    assert other.locator(".db-conclusion").inner_text() == page.locator(".db-conclusion").inner_text()


def test_what_is_open_stays_open_when_something_is_done_and_after_a_reload(tab):
    page = asked(tab("?q=手卫生"))
    line = page.locator("details.db-line").first
    line.locator("summary").first.click()
    line.get_by_role("button", name="加入引用篮").click()
    page.get_by_role("link", name="引用篮 1").wait_for()
    assert page.locator("details.db-line").first.get_attribute("open") is not None
    line.get_by_role("link", name="相关与相似").click()
    page.locator(".db-near").wait_for()
    page.reload()
    page.locator(".db-near").wait_for()
    page.locator("details.db-line").first.get_by_role("button", name="移出引用篮").click()
    page.get_by_role("link", name="引用篮 0").wait_for()


def test_the_basket_opens_beside_the_page_is_emptied_and_filled_again(tab):
    page = asked(tab("?q=手卫生"))
    page.locator(".db-conclusion").get_by_role("button", name="加入引用篮").click()
    page.get_by_role("link", name="引用篮 1").click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_role("button", name="复制全部引用").wait_for()
    shot(page, "basket")
    drawer.get_by_role("button", name="清空").click()
    drawer.get_by_text("引用篮是空的").wait_for()
    drawer.get_by_role("button", name="撤销").click()
    drawer.locator(".db-basket li").first.wait_for()
    drawer.get_by_role("button", name="移出").click()
    drawer.get_by_text("引用篮是空的").wait_for()
    page.keyboard.press("Escape")
    drawer.wait_for(state="detached")
    page.wait_for_url(lambda url: "basket" not in url)


def test_a_level_leaves_nothing_of_another_level(tab):
    page = asked(tab("?q=VTE防治&level=city"))
    page.get_by_role("button", name="筛选：市级").wait_for()
    text = page.locator("[data-testid=stMain]").inner_text()
    assert not re.search(r"(WS/T|T/CHAS|GB) ?[\d-]+|NIT-\d{4}", text)


def test_the_filter_is_chosen_by_hand_and_stands_in_the_address(tab):
    page = asked(tab("?q=手卫生"))
    page.get_by_role("button", name="筛选：全部").click()
    page.get_by_role("combobox", name="层级").click()
    page.get_by_role("option", name="市级").click()
    page.get_by_role("button", name="筛选：市级").wait_for()
    assert "level=city" in page.url
    page.go_back()
    page.get_by_role("button", name="筛选：全部").wait_for()


def test_two_presses_that_reach_the_server_at_once_both_count(tab):
    page = asked(tab("?q=十八项核心制度有哪些", slow=True))
    page.get_by_role("link", name="引用篮 0").wait_for()
    page.get_by_role("button", name="全部引用").wait_for()
    page.line.keep_presses()
    for line in (0, 1):
        page.locator("details.db-line").nth(line).locator("summary").first.click()
        page.locator("details.db-line").nth(line).get_by_role("button", name="加入引用篮").click()
        page.wait_for_timeout(100)  # each press is sent by itself
    page.line.go_on()
    page.get_by_role("link", name="引用篮 2").wait_for()
    for line in (0, 1):
        page.locator("details.db-line").nth(line).get_by_role("button", name="移出引用篮").click()
        page.get_by_role("link", name=f"引用篮 {1 - line}").wait_for()


def test_a_refusal_says_what_to_do(tab):
    page = asked(tab("?q=红烧肉怎么做&level=city"))
    assert "没有找到" in page.locator(".db-conclusion").inner_text()
    assert page.get_by_role("button", name="复制引用").count() == 0
    page.get_by_role("link", name="去掉筛选").click()
    page.wait_for_url(lambda url: "level" not in url)
    page.get_by_text("换个说法再查").wait_for()


def test_the_page_is_chinese_and_follows_the_computers_colours(tab):
    page = tab(dark=True)
    page.locator(".db-examples").wait_for()
    page.wait_for_function("document.documentElement.dataset.theme === 'dark'")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    empty = page.request.get(f"{page.url}standards", headers={"Accept": "text/html"}).text()
    assert '<html lang="zh-CN">' in empty and "<title>对标</title>" in empty, "before any script has run"


@pytest.mark.parametrize("path", ["", "targets", "compare"])
def test_words_never_stand_in_the_colours_of_light_on_a_dark_ground(tab, path):
    """Not even while the page is still being put together, which takes seconds on an old computer."""
    page = tab("favicon.png", dark=True)
    page.add_init_script(
        """const seen = window.colours = new Set();
        const look = () => {
            const app = document.querySelector(".stApp");
            if (app) seen.add(getComputedStyle(app).getPropertyValue("--db-quiet"));
            requestAnimationFrame(look);
        };
        look();"""
    )
    page.goto(page.url.replace("favicon.png", path))
    at_rest(page)
    assert page.evaluate("[...colours].filter(c => c)") == ["#a9babc"]


@pytest.mark.parametrize(
    "meanwhile",
    [
        "one.animate([{ opacity: .1 }, { opacity: .1 }], 3000)",
        "one.style.opacity = .1, one.dataset.stale = true, setTimeout(() => (one.style.opacity = 1, one.dataset.stale = false), 3000)",
        "one.style.opacity = .1, getComputedStyle(one).opacity, one.style.transition = 'opacity 3s steps(1, end)', one.style.opacity = 1",
    ],
)
def test_contrast_is_measured_when_nothing_fades_any_more(tab, meanwhile):
    page = tab("compare")
    page.locator(".db-empty").wait_for()
    at_rest(page)
    page.evaluate(f"() => {{ const one = document.querySelector('.db-empty'); {meanwhile}; }}")
    assert barriers(page) == []


def test_what_streamlit_says_in_english_is_said_in_chinese(tab):
    page = tab("nothere", PHONE)
    page.get_by_text("没有这个页面").wait_for()
    english = "[...document.querySelectorAll('[aria-label]')].map(e => e.ariaLabel).filter(l => /[A-Za-z]{3}/.test(l))"
    page.wait_for_function(f"{english}.length === 0")
    page.get_by_role("button", name="关闭").first.click()
    page.get_by_role("button", name="打开页面菜单").click()
    page.get_by_role("link", name="案例").wait_for()
    shot(page, "menu_390")


def test_examples_are_offered_before_something_is_asked_and_not_beside_an_answer(tab):
    page = tab()
    page.locator(".db-examples a").first.click()
    asked(page)
    assert page.locator(".db-examples").count() == 0


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    """A base with a rule that two pages share, and with markup in its text."""
    folder = tmp_path_factory.mktemp("rules")
    text = "病区每周检查急救车，联系 help@example.org 或见 [这里](https://example.org/x)，不得写<b>粗</b>体。" * 9
    articles = [f"第{n}条　{text}" for n in "一二三四五六"]
    file = folder / "规定.pdf"
    file.write_bytes(
        canvas.pdf(typeset(Manuscript((Text("关于病区急救车检查的规定", centred=True), *(Text(a, 2.0) for a in articles)))))
    )
    keys = [f"第{n}条　科室钥匙由值班护士保管，每班清点，交接时两人签名，遗失的立即报告护士长。" for n in _ARTICLES]
    lines = (Text("关于科室钥匙管理的规定", centred=True), *(Text(one, 2.0) for one in keys))
    (folder / "钥匙.pdf").write_bytes(canvas.pdf(typeset(Manuscript(lines))))
    (folder / "办法.txt").write_text(f"病区轮椅管理办法\n\n第一条　{text}\n\n第二条　轮椅每周消毒一次。\n", encoding="utf-8")
    publish.build(folder / "kb", [file, folder / "钥匙.pdf", folder / "办法.txt"])
    with serving(folder / "kb") as url:
        yield url
    shutil.rmtree(folder)


def test_the_place_is_the_page_with_the_clause_framed_every_page_of_it(tab, rules):
    page = asked(tab("?q=关于病区急救车检查的规定第一条", at=rules))
    page.locator("details.db-line summary").first.click()
    page.locator("details.db-line").first.get_by_role("link", name="看原页").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("img").first.wait_for()
    assert dialog.locator(".db-where").inner_text().startswith("第一条")
    dialog.get_by_role("link", name="下一条").click()
    dialog.locator(".db-where", has_text="第二条").wait_for()  # the old words may come once more before it
    dialog.locator("img").nth(1).wait_for()
    dialog.get_by_role("button", name="复制引用", exact=True).wait_for()
    shot(page, "place")
    assert barriers(page) == []
    page.reload()
    dialog.locator("img").nth(1).wait_for()
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    page.wait_for_url(lambda url: "place" not in url)


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_a_frame_at_the_foot_of_a_page_is_seen_at_once(tab, rules, size):
    page = tab("documents?id=关于科室钥匙管理的规定&place=关于科室钥匙管理的规定%23第十三条", size, at=rules)
    dialog = page.get_by_role("dialog")
    dialog.locator("img").wait_for()
    at_rest(page)
    shot(page, f"place_low_{size[0]}")
    seen = np.array(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
    assert (seen == _TINT).all(axis=2).sum() > 1000
    assert dialog.get_by_role("link", name="上一条").is_visible()


def test_a_place_that_was_closed_stays_closed_though_a_link_is_pressed_before_the_page_has_come_anew(tab, rules):
    page = asked(tab("?q=轮椅消毒", at=rules, slow=True))
    page.locator("details.db-line summary").first.click()
    page.locator("details.db-line").first.get_by_role("link", name="看原页").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("mark").wait_for()
    at_rest(page)
    page.line.keep_after("q=")
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "place" not in url)
    dialog.wait_for(state="detached")
    near = page.locator("details.db-line").first.get_by_role("link", name="相关与相似")
    near.click()
    page.line.go_on()
    page.wait_for_url(lambda url: "near" in url)
    near.wait_for(state="detached")
    assert dialog.count() == 0 and "place" not in page.url


def test_without_pages_the_text_around_is_shown_with_the_clause_marked(tab, rules):
    page = asked(tab("?q=轮椅消毒", at=rules))
    page.locator("details.db-line summary").first.click()
    page.locator("details.db-line").first.get_by_role("link", name="看原页").click()
    dialog = page.get_by_role("dialog")
    assert "轮椅每周消毒一次" in dialog.locator("mark").inner_text()
    assert dialog.locator("img").count() == 0


def test_markup_and_addresses_in_a_document_are_text(tab, rules):
    page = asked(tab("?q=急救车每周检查", at=rules))
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert "[这里](https://example.org/x)" in page.inner_text("body") and "<b>粗</b>" in page.inner_text("body")
    assert page.locator("a[href*=example], a[href^=mailto]").count() == 0


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_all_screens_can_be_looked_at(tab, dark):
    for size in (PHONE, LAPTOP, WIDE):
        page = tab("", size, dark=dark)
        page.locator(".db-examples").wait_for()
        shot(page, f"start_{size[0]}_{'dark' if dark else 'light'}")
        page.context.close()


@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", ["", f"?q={QUESTION}", "?q=手卫生", "?q=红烧肉怎么做", "?q=手卫生&basket=1"])
def test_nothing_keeps_a_person_out_who_cannot_see_or_hold_a_mouse(tab, path, dark):
    """By the rules of axe (WCAG 2, contrast among them)."""
    page = tab(path, dark=dark)
    page.locator(".db-examples, .db-conclusion").first.wait_for()
    page.get_by_text("保存的问题").first.wait_for()
    for summary in page.locator("details.db-line > summary").all():
        if summary.is_visible() and "basket" not in path:
            summary.click()
    assert barriers(page) == []
