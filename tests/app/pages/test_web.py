"""The page: its logic with AppTest, and what a person sees in a real Chromium."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[3] / "app" / "app_pages" / "ask.py"
LIBRARY = APP.with_name("library.py")


@pytest.fixture
def page(kb, monkeypatch):
    monkeypatch.setenv("DUIBIAO_KB", str(kb))
    return AppTest.from_file(str(APP), default_timeout=60)


def ask(page, question):
    page.run()
    page.text_input[0].set_value(question).run()
    assert not page.exception
    return "\n".join(str(m.value) for m in page.markdown)


def test_an_empty_page_invites_a_question(page):
    page.run()
    assert not page.exception
    assert "例子" in page.info[0].value
    assert len(page.button) >= 3
    assert page.markdown == [] or all(re.search(r"[\u4e00-\u9fff]", m.value) for m in page.markdown)


def test_an_example_fills_the_box_and_answers(page):
    page.run()
    page.button[0].click().run()
    assert not page.exception
    assert page.session_state.question == page.button[0].label
    assert "T/CHAS 10\\-2\\-24\\-2018" in "\n".join(m.value for m in page.markdown)


def test_citations_can_be_copied(page):
    ask(page, "VTE防治")
    assert any("T/CHAS 10-2-24-2018[S]" in c.value for c in page.code)


def test_an_unfounded_question_says_so(page):
    ask(page, "红烧肉怎么做")
    assert "没有找到这个问题的依据" in page.warning[0].value


def test_a_bad_question_is_one_line_and_no_stack_trace(page):
    ask(page, "😀😀")
    assert "没有可检索的文字" in page.warning[0].value


def test_filters_by_type_and_level(page):
    page.run()
    assert [s.label for s in page.sidebar.selectbox] == ["文件类型", "层级"]
    page.sidebar.selectbox[1].set_value("city").run()
    shown = ask(page, "加强病历质量管理")
    assert "长治市" in shown


def test_a_slip_is_put_right_and_can_be_taken_back(page):
    ask(page, "手述安全核查")
    assert "手术安全核查" in page.info[0].value
    next(b for b in page.button if b.label == "按原来的字查").click().run()
    assert not page.exception
    assert not any("同音字" in i.value for i in page.info)


def test_a_doubtful_slip_is_offered(page):
    ask(page, "VET预防")
    next(b for b in page.button if b.label.startswith("您是不是要查")).click().run()
    assert page.session_state.question == "VTE预防"


def test_what_is_asked_for_comes_first_and_the_reading_is_explained(page):
    ask(page, "危急值报告属于哪项核心制度")
    assert page.main.subheader[0].value.startswith("核心制度")
    assert any("问的是核心制度" in m.value for m in page.markdown)


def test_clauses_like_one_unfold(page):
    ask(page, "VTE防治")
    before = len(page.caption)
    page.toggle[0].set_value(True).run()
    assert not page.exception
    assert len(page.caption) > before


def test_a_missing_base_is_one_line(tmp_path, monkeypatch):
    monkeypatch.setenv("DUIBIAO_KB", str(tmp_path / "无"))
    page = AppTest.from_file(str(APP), default_timeout=60).run()
    assert not page.exception
    assert "duibiao build" in page.error[0].value


def test_the_library_lists_documents_and_findings(kb, monkeypatch):
    monkeypatch.setenv("DUIBIAO_KB", str(kb))
    page = AppTest.from_file(str(LIBRARY), default_timeout=60).run()
    assert not page.exception
    assert len(page.dataframe[0].value) == 8


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
    assert "核心策略（5 条）" in first
    assert "为什么" in first
    browser_page.locator("code").first.wait_for()
    if folder := os.environ.get("DUIBIAO_SCREENSHOTS"):
        browser_page.screenshot(path=f"{folder}/ask.png", full_page=True)
    assert browser_page.hosts == {address}


def typed(page, keys):
    """Type into the question box and wait for what is offered."""
    page.locator(".completing").wait_for(state="attached")
    box = page.get_by_label("您要查什么？", exact=True)
    box.press_sequentially(keys, delay=30)
    page.get_by_role("option").first.wait_for()
    return box, page.get_by_role("option").all_inner_texts()


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


def test_the_page_shows_a_new_snapshot_at_once(tmp_path, monkeypatch):
    from app.build import publish

    first, second = tmp_path / "一.txt", tmp_path / "二.txt"
    first.write_text("关于换药室管理的通知\n\n一、总则\n\n换药室每月检查一次。\n", encoding="utf-8")
    second.write_text("关于轮椅管理的通知\n\n一、总则\n\n轮椅每周清洁一次。\n", encoding="utf-8")
    folder = tmp_path / "kb"
    publish.build(folder, [first])
    monkeypatch.setenv("DUIBIAO_KB", str(folder))
    page = AppTest.from_file(str(LIBRARY), default_timeout=60).run()
    assert len(page.dataframe[0].value) == 1
    publish.add(folder, [second])
    assert len(page.run().dataframe[0].value) == 2
