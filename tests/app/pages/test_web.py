"""The frame of the app and the question box in a real Chromium."""

import base64

import pytest

from tests.app.pages.conftest import SLOW, at_rest, serving


@pytest.fixture
def browser_page(tab):
    return tab()


def typed(page, keys, pause=30):
    """Type into the question box and wait for what is offered."""
    page.locator(".completing").wait_for(state="attached")
    box = page.get_by_label("您要查什么？", exact=True)
    box.press_sequentially(keys, delay=pause)
    page.get_by_role("option").first.wait_for()
    return box, page.get_by_role("option").all_inner_texts()


def test_what_streamlit_says_by_itself_is_chinese(browser_page):
    browser_page.get_by_label("您要查什么？").wait_for()
    browser_page.locator(".db-examples").wait_for()
    assert "Choose an option" not in browser_page.content()
    browser_page.get_by_role("link", name="跳到正文", exact=True).wait_for(state="attached")
    browser_page.goto(browser_page.url.split("?")[0] + "training")
    names = "[...document.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label'))"
    browser_page.get_by_text("还没有选要教什么").wait_for()
    assert [one for one in browser_page.evaluate(names) if one and one.isascii()] == []


SAYS = """() => [...document.querySelectorAll("[data-testid=InputInstructions], [role=listbox][data-empty] span, [data-live-announcer] div")]
    .filter((one) => !one.children.length || one.dataset.testid)
    .map((one) => parseFloat(getComputedStyle(one).fontSize) ? one.textContent : getComputedStyle(one, "::after").content)
    .filter((told) => told)"""


@pytest.mark.parametrize(
    ("path", "label", "told"),
    [
        ("standards", "在标准库里找", "按回车确认"),
        ("people", "系统名称", "按回车确认"),
        ("compare", "甲", "没有找到"),
        ("training", "教什么", "没有找到"),
    ],
)
def test_what_a_box_says_while_one_types_is_chinese(tab, path, label, told):
    page = tab(path)
    box = page.get_by_label(label).first
    box.click()
    box.press_sequentially("zzqq")
    page.wait_for_function(f"(told) => ({SAYS})().some((one) => one.includes(told))", arg=told)
    assert [one for one in page.evaluate(SAYS) if one.isascii()] == []


def test_what_is_too_long_stands_in_the_box_and_is_told_with_its_length(browser_page):
    box = browser_page.get_by_label("您要查什么？", exact=True)
    for words in ("患者输液时手背肿了" * 300, "护士发现病人走丢了" * 120):
        box.fill(words)
        box.press("Enter")
        browser_page.get_by_text(f"问题有 {len(words)} 个字，超过 1000 字").wait_for()
        assert box.input_value() == words
    box.fill("交接班时没有说清楚患者的管路。" * 55)
    box.press("Enter")
    browser_page.locator(".db-conclusion").wait_for(timeout=SLOW)


def test_a_server_that_is_gone_is_told_above_a_dialog(kb, tab):
    with serving(kb) as url:
        page = tab("?basket=1", at=url)
        page.get_by_role("dialog").wait_for()
    told = page.get_by_role("alert").filter(has_text="连不上服务器")
    told.wait_for(timeout=15_000)
    on_top = "(e) => { const b = e.getBoundingClientRect(); return document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2) === e; }"
    assert told.evaluate(on_top)


def test_a_fault_of_ours_is_told_in_chinese_with_no_way_to_another_site(tmp_path_factory, kb, browser):
    """The page of the standards cannot be made: the server has a module that fails."""
    broken = tmp_path_factory.mktemp("broken")
    (broken / "sitecustomize.py").write_text("import app.present.lists as one\none.rows = None\n", encoding="utf-8")
    with serving(kb, before=broken) as url:
        page = browser.new_page()
        page.goto(f"{url}/standards")
        told = page.get_by_test_id("stExceptionMessage")
        told.wait_for(timeout=SLOW)
        style = "e => [getComputedStyle(e).fontSize, getComputedStyle(e, '::after').content]"
        assert told.evaluate(style)[0] == "0px" and "请刷新网页再试" in told.evaluate(style)[1]
        exception = page.get_by_test_id("stException")
        assert exception.get_by_role("link").count() == 0 and not exception.get_by_role("button").is_visible()
        page.close()


def test_labels_are_offered_while_typing_and_enter_asks_what_was_typed(browser_page):
    box, offered = typed(browser_page, "静脉")
    assert len(offered) > 3 and all("静脉" in label for label in offered)
    assert box.get_attribute("role") == "combobox" and box.get_attribute("aria-expanded") == "true"
    assert "?q=" not in browser_page.url, "nothing is asked before Enter"
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/?q=%E9%9D%99%E8%84%89")
    assert box.input_value() == "静脉"
    assert browser_page.get_by_role("option").count() == 0 and box.get_attribute("aria-expanded") == "false"


def test_a_label_is_chosen_with_the_keys_or_the_mouse(browser_page):
    box, offered = typed(browser_page, "wjz")
    browser_page.keyboard.press("ArrowDown")
    browser_page.keyboard.press("ArrowDown")
    chosen = browser_page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert (chosen.inner_text(), chosen.get_attribute("aria-selected")) == (offered[1], "true")
    browser_page.keyboard.press("Enter")
    browser_page.locator(".db-conclusion").wait_for()
    assert box.input_value() == offered[1]
    box.clear()
    _, offered = typed(browser_page, "跌倒")
    browser_page.get_by_role("option").nth(2).click()
    browser_page.wait_for_function("label => decodeURIComponent(location.search) === '?q=' + label", arg=offered[2])
    assert box.input_value() == offered[2]


def test_labels_are_offered_though_the_question_box_is_loaded_late(tab, address):
    page = tab("favicon.png")
    errors, held = [], []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route("**/TextInput.*.js", lambda route: held.insert(0, route))
    page.goto(address)
    page.locator(".completing").or_(page.get_by_text("Error")).first.wait_for(state="attached")
    while not held:
        page.wait_for_timeout(50)
    assert page.get_by_label("您要查什么？", exact=True).count() == 0, "the list stands before the box"
    held[0].continue_()
    box, offered = typed(page, "静脉")
    assert offered and box.get_attribute("role") == "combobox" and box.get_attribute("aria-expanded") == "true"
    assert errors == [] and page.get_by_text("Error").count() == 0


def test_typing_does_not_make_the_page_anew(browser_page):
    """Streamlit shows a white page where a part of it is asked for while it is made."""
    sent = []
    browser = browser_page.context.new_cdp_session(browser_page)
    browser.send("Network.enable")
    browser.on("Network.webSocketFrameSent", lambda frame: sent.append(base64.b64decode(frame["response"]["payloadData"])))
    typed(browser_page, "静脉")
    assert not [message for message in sent if "静脉".encode() in message]


def test_what_is_typed_when_the_server_does_not_answer_is_offered_with_the_next_key(browser_page):
    browser_page.route("**/complete?*", lambda route: route.abort(), times=1)
    _, offered = typed(browser_page, "静脉", pause=1000)
    assert all("静脉" in label for label in offered)


def test_escape_puts_the_labels_away_and_keeps_what_was_typed(browser_page):
    box, _ = typed(browser_page, "手卫生")
    browser_page.keyboard.press("Escape")
    assert browser_page.get_by_role("option").count() == 0
    assert box.input_value() == "手卫生"


def test_nothing_is_asked_of_the_server_while_an_input_method_composes(browser_page):
    browser_page.locator(".completing").wait_for(state="attached")
    at_rest(browser_page)
    sent = []
    keyboard = browser_page.context.new_cdp_session(browser_page)
    browser_page.on("request", lambda request: sent.append(request.url))
    browser_page.get_by_label("您要查什么？", exact=True).click()
    for letters in ("j", "jing", "jing'm"):
        keyboard.send(
            "Input.imeSetComposition", {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)}
        )
        browser_page.wait_for_timeout(400)
    assert sent == [] and browser_page.get_by_role("option").count() == 0
    keyboard.send("Input.insertText", {"text": "静脉"})
    browser_page.get_by_role("option").first.wait_for()
    assert sent
