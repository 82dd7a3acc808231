"""培训 as a trainer and a nurse see it: slides large and small, files, and the quiz by keyboard."""

import io
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from app.present import material
from app.present.office_pages import can_draw
from app.training.pack import Order
from tests.app.pages.conftest import LAPTOP, SCREENS, SLOW, at_rest, barriers, shot

RULE = "病区陪护管理办法"


@pytest.fixture
def page(tab, rules):
    page = tab(f"training?thing={quote(RULE)}", at=rules)
    page.set_default_timeout(SLOW)
    return page


def test_before_anything_is_chosen_it_says_what_to_do(tab, rules):
    page = tab("training", at=rules)
    page.get_by_text("还没有选要教什么。").wait_for()
    page.get_by_label("教什么").fill("病区陪护")
    page.get_by_role("option", name=RULE).click()
    page.locator(".tr-card").first.wait_for()


def test_slides_small_and_large_with_their_notes_and_the_files(page):
    page.locator(".tr-card").first.wait_for()
    assert page.locator(".tr-card img").count() == (page.locator(".tr-card").count() if can_draw() else 0)
    page.locator(".tr-card").nth(1).click()
    page.get_by_text("讲稿").wait_for()
    page.wait_for_url("**slide=2**")
    notes = page.locator(".tr-notes").inner_text()
    assert "出处：《病区陪护管理办法》" in notes
    shot(page, "training")
    page.get_by_role("link", name="下一页").click()
    page.wait_for_url("**slide=3**")
    for name, read in (("课件.pptx", Presentation), ("试题.xlsx", load_workbook)):
        with page.expect_download() as getting:
            page.get_by_role("button", name=f"下载{name}").click()
        read(io.BytesIO(Path(getting.value.path()).read_bytes()))
    page.go_back()
    page.get_by_text("第 2 /").wait_for()


def test_the_questions_are_read_with_their_answers_and_places(page):
    page.locator(".tr-card").first.wait_for()
    page.get_by_role("radio", name="试题").click()
    page.locator(".db-line").first.click()
    first = page.locator(".db-line").first.inner_text()
    assert "答案：" in first and "出处：《病区陪护管理办法》" in first


def answer(page, question, *, rightly):
    """Answer by the keyboard alone: space chooses, the arrows go on, Enter hands in. The page shows its button last."""
    page.get_by_role("button", name="提交").wait_for()
    if question.options and len(question.key) > 1:
        for n, option in enumerate(question.options):
            if (option in question.key) is rightly:
                page.get_by_role("checkbox").nth(n).press("Space")
    elif question.options or question.form == "判断题":
        choices = question.options or ("正确", "错误")
        at = next(n for n, one in enumerate(choices) if (one in question.key) is rightly)
        page.get_by_test_id("stForm").get_by_role("radio").nth(at).focus()
        page.keyboard.press("Space")
    else:
        page.get_by_label("填在这里").fill(question.key[0] if rightly else "不知道")
        page.keyboard.press("Tab")
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")


def go_on(page):
    """Press Enter as soon as there is the button that it presses: after a reload its code comes after the words."""
    page.get_by_role("button", name="下一题").or_(page.get_by_role("button", name="看成绩")).wait_for()
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")


def test_the_quiz_by_keyboard_with_the_wrong_one_again(page, small):
    _, asked = material.questions(small, Order((RULE,)))
    page.get_by_role("radio", name="做题").click()
    for n, question in enumerate(asked):
        page.get_by_text(f"第 {n + 1} / {len(asked)} 题").wait_for()
        page.locator(".tr-stem", has_text=question.stem[:12]).wait_for()
        answer(page, question, rightly=n > 0)
        page.get_by_text("✗ 答错了" if n == 0 else "✓ 答对了").wait_for()
        assert "出处：" in page.locator("[data-testid=stMain]").inner_text()
        if n == 0:
            shot(page, "quiz")
            page.reload()
            page.get_by_text("✗ 答错了").wait_for()
        go_on(page)
    page.get_by_text(f"{len(asked)} 题答对 {len(asked) - 1} 题").wait_for()
    page.get_by_role("button", name="再做答错的 1 题").click()
    page.get_by_text("第 1 / 1 题").wait_for()
    answer(page, asked[0], rightly=True)
    page.get_by_text("✓ 答对了").wait_for()
    go_on(page)
    page.get_by_text("全部答对。").wait_for()


def test_whoever_reads_that_it_was_right_can_go_on_by_enter(tab, rules, small):
    page = tab(f"training?thing={quote(RULE)}&view=quiz", at=rules, slow=True)
    page.set_default_timeout(SLOW)
    _, asked = material.questions(small, Order((RULE,)))
    page.locator(".tr-stem", has_text=asked[0].stem[:12]).wait_for()
    page.line.keep_after("✓ 答对了")
    answer(page, asked[0], rightly=True)
    page.get_by_text("✓ 答对了").wait_for()
    go_on(page)
    page.line.go_on()
    page.get_by_text(f"第 2 / {len(asked)} 题").wait_for()


def brightness(colour):
    """Relative luminance of ``rgb(…)``, as WCAG computes it."""
    shares = [int(one) / 255 for one in re.findall(r"\d+", colour)[:3]]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


OUTLINES = """() => [...document.querySelectorAll("[data-testid=stForm] label div")].map(e => getComputedStyle(e))
    .filter(s => s.borderTopWidth !== "0px").map(s => [s.borderTopColor, getComputedStyle(document.querySelector(".stApp")).backgroundColor])"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("kind", ["radio", "checkbox"])
def test_what_can_be_chosen_stands_out_from_the_page(tab, opened, kind, dark):
    _, asked = material.questions(opened, Order(("会诊制度",)))
    number = next(n for n, one in enumerate(asked) if one.options and (len(one.key) > 1) == (kind == "checkbox"))
    given = "&a=A" * number
    page = tab(f"training?thing={quote('会诊制度')}&view=quiz&n={number + 1}{given}", dark=dark)
    page.get_by_test_id("stForm").get_by_role(kind).nth(3).wait_for(timeout=SLOW)
    at_rest(page)
    shot(page, f"quiz-{kind}-{dark}")
    outlines = page.evaluate(OUTLINES)
    assert len(outlines) >= 4
    for colours in outlines:
        dim, bright = sorted(map(brightness, colours))
        assert (bright + 0.05) / (dim + 0.05) >= 3, colours


def test_an_unknown_thing_in_the_address_is_left_out(tab, rules):
    page = tab("training?thing=没有&slide=99&view=nichts", at=rules)
    page.get_by_text("还没有选要教什么。").wait_for()


@pytest.mark.parametrize(("size", "dark"), SCREENS)
def test_nothing_is_cut_off(tab, rules, size, dark):
    page = tab(f"training?thing={quote(RULE)}", size, dark=dark, at=rules)
    page.locator(".tr-card").first.wait_for()
    at_rest(page)
    shot(page, f"training-{size[0]}-{'dark' if dark else 'light'}")
    wide = (
        "[...document.querySelectorAll('[data-testid=stMain] *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
    )
    assert page.evaluate(f"{wide}.map(e => e.outerHTML.slice(0, 80))") == []
    assert barriers(page) == []
    page.goto(f"{rules}/training?thing={quote(RULE)}&view=handout")
    page.get_by_role("img", name="第 1 页").or_(page.get_by_text("请下载后用 Word")).first.wait_for()
    at_rest(page)
    assert page.evaluate(f"{wide}.map(e => e.outerHTML.slice(0, 80))") == []
    if size == LAPTOP:
        page.goto(f"{rules}/training?thing={quote(RULE)}&slide=2")
        page.get_by_text("讲稿").wait_for()
        assert barriers(page) == []
        page.goto(f"{rules}/training?thing={quote(RULE)}&view=quiz")
        page.get_by_role("radio").or_(page.get_by_role("checkbox")).or_(page.get_by_role("textbox")).first.wait_for()
        assert barriers(page) == []
