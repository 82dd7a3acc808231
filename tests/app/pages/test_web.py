"""What a person sees in a real Chromium."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def address(kb):
    if not CHROMIUM and not os.environ.get("DUIBIAO_BROWSER_REQUIRED"):
        pytest.skip("Chromium is not installed (apt-get install chromium fonts-noto-cjk)")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "app.cli", "serve", "--kb", str(kb), "--port", str(port)])
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(url + "/_stcore/health", timeout=1).close()
                break
            except OSError:
                time.sleep(0.25)
        yield url
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def browser(address):
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def browser_page(browser, address):
    page = browser.new_page(viewport={"width": 1280, "height": 1400})
    page.hosts = set()
    page.on("request", lambda r: page.hosts.add(re.sub(r"^(?:blob:)?(\w+://[^/]+).*", r"\1", r.url)))
    page.goto(address)
    return page


def test_the_main_question_in_a_real_browser(browser_page, address):
    browser_page.get_by_label("您要查什么？").fill("哪些标准适用于提高 VTE 规范预防率")
    browser_page.keyboard.press("Enter")
    browser_page.get_by_text("适用标准（").wait_for(timeout=60_000)
    text = browser_page.inner_text("body")
    first = text[text.index("适用标准（") :]
    assert re.search(r"(T/CHAS|WS/T|GBZ) [\d-]+", first)[0] == "T/CHAS 10-2-24-2018"
    assert "NIT-2026-III" in first
    assert "为什么" in first
    browser_page.locator("code").first.wait_for()
    browser_page.get_by_text("可能相关（1）").first.click()
    browser_page.get_by_text("核心策略（5 条）").wait_for()
    if folder := os.environ.get("DUIBIAO_SCREENSHOTS"):
        browser_page.screenshot(path=f"{folder}/ask.png", full_page=True)
    assert browser_page.hosts == {address}


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_the_first_result_is_on_the_first_screen_and_nothing_is_cut_off(browser, address, width, height):
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(f"{address}/?q=VTE防治")
    page.locator("[data-testid=stMain] h3").first.wait_for(timeout=60_000)
    page.get_by_label("您要查什么？", exact=True).wait_for()
    page.get_by_role("button", name="保存的问题").wait_for()
    heading = page.locator("[data-testid=stMain] h3").first.bounding_box()
    assert heading["y"] + heading["height"] < height * 0.85
    wide = (
        "[...document.querySelectorAll('[data-testid=stMain] *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
    )
    assert page.evaluate(f"{wide}.length") == 0


def typed(page, keys):
    """Type into the question box and wait for what is offered."""
    page.locator(".completing").wait_for(state="attached")
    box = page.get_by_label("您要查什么？", exact=True)
    box.press_sequentially(keys, delay=30)
    page.get_by_role("option").first.wait_for()
    return box, page.get_by_role("option").all_inner_texts()


def test_what_streamlit_says_by_itself_is_chinese(browser_page):
    browser_page.get_by_label("您要查什么？").wait_for()
    browser_page.get_by_text("文件类型", exact=True).wait_for()
    assert "Choose an option" not in browser_page.content()
    skip = "getComputedStyle(document.querySelector('[data-testid=stSkipToContent]')"
    assert browser_page.evaluate(f"[{skip}).fontSize, {skip}, '::after').content]") == ["0px", '"跳到正文"']


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
    browser_page.get_by_text("识别的术语").wait_for()
    assert box.input_value() == offered[1]
    box.clear()
    _, offered = typed(browser_page, "跌倒")
    browser_page.get_by_role("option").nth(2).click()
    browser_page.wait_for_function("label => decodeURIComponent(location.search) === '?q=' + label", arg=offered[2])
    assert box.input_value() == offered[2]


def test_labels_are_offered_though_the_question_box_is_loaded_late(browser, address):
    page = browser.new_page()
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


def test_escape_puts_the_labels_away_and_keeps_what_was_typed(browser_page):
    box, _ = typed(browser_page, "手卫生")
    browser_page.keyboard.press("Escape")
    assert browser_page.get_by_role("option").count() == 0
    assert box.input_value() == "手卫生"


def test_nothing_is_asked_of_the_server_while_an_input_method_composes(browser_page):
    browser_page.locator(".completing").wait_for(state="attached")
    browser_page.wait_for_timeout(1000)
    sent = []
    keyboard = browser_page.context.new_cdp_session(browser_page)
    keyboard.send("Network.enable")
    keyboard.on("Network.webSocketFrameSent", lambda frame: sent.append(frame["response"]))
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
