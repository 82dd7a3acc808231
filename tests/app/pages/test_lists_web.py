"""标准, 目标, 制度, 指标 and 文件 in a real Chromium: what a nurse does with a list and with the page of a thing."""

import shutil
from urllib.parse import quote

import pytest

from app.build import publish
from tests.app.pages.conftest import LAPTOP, PHONE, SCREENS, at_rest, barriers, serving, shot

HEAD = "标准号,标准名称,分类,发布单位,发布日期,实施日期,代替\n"
PAGES = ("standards", "targets", "core_systems", "indicators", "documents")
THINGS = (
    "standards?id=WS/T 433-2023",
    "targets?id=NIT-2026-III",
    "core_systems?id=会诊制度",
    "documents?id=医疗质量管理办法-课件",
)
COUNT = ".db-quiet[role=status]"


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """A base with 130 standards of one's own and a rule with 120 articles."""
    folder = tmp_path_factory.mktemp("many")
    lines = (
        f"T/YY {n}-2019,陪护规范{n},护理,某协会{n % 12},{1990 + n % 30}-03-01,{1991 + n % 30}-01-01," for n in range(1, 130)
    )
    (folder / "本院标准.csv").write_text(
        HEAD + "\n".join((*lines, "T/YY 9-2099,轮椅规范,护理,某协会,2024-01-01,2099-01-01,T/YY 9-2019")), encoding="utf-8"
    )
    articles = "\n\n".join(f"第{n}条　平车第{n}项每日检查，按 T/YY 9-2019 执行。" for n in range(1, 121))
    (folder / "办法.txt").write_text(f"病区平车管理办法\n\n{articles}\n", encoding="utf-8")
    publish.build(folder / "kb", [folder / "本院标准.csv", folder / "办法.txt"])
    with serving(folder / "kb") as url:
        yield url
    shutil.rmtree(folder)


def ready(page):
    page.locator(".db-title").first.wait_for()
    return page


def counted(page, told):
    page.wait_for_function("([where, told]) => document.querySelector(where)?.innerText.startsWith(told)", arg=[COUNT, told])


def lines(page, number, of="tbody tr"):
    """Wait until the page shows so many of them and nothing else is under way."""
    page.wait_for_function("([of, n]) => document.querySelectorAll(of).length === n", arg=[of, number])
    at_rest(page)
    return page.locator(of)


def test_find_a_standard_open_it_and_copy_how_it_is_cited(tab):
    page = tab()
    page.locator(".db-examples").wait_for()
    page.get_by_role("link", name="标准", exact=True).click()
    counted(page, "共 23 项标准")
    box = page.get_by_label("在标准库里找")
    box.fill("静脉治疗")
    box.press("Enter")
    counted(page, "共 1 项标准")
    page.get_by_role("link", name="静脉治疗护理技术操作标准").click()
    page.get_by_role("heading", name="WS/T 433-2023 静脉治疗护理技术操作标准").wait_for()
    copy = page.get_by_role("button", name="复制引用", exact=True).first
    assert "WS/T 433-2023[S]" in copy.get_attribute("data-copy")
    copy.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="已复制").wait_for()
    page.get_by_role("button", name="加入引用篮").first.click()
    page.get_by_role("link", name="引用篮 1").wait_for()
    page.get_by_role("button", name="移出引用篮").first.click()
    page.get_by_role("link", name="引用篮 0").wait_for()
    page.get_by_role("link", name="← 标准库").click()
    counted(page, "共 1 项标准")
    assert page.get_by_label("在标准库里找").input_value() == "静脉治疗", "the list is as it was left"


@pytest.mark.parametrize(
    ("path", "ways", "size"),
    [
        ("indicators", ".db-main a", PHONE),
        ("core_systems", ".db-main a", PHONE),
        ("standards", ".db-main a", LAPTOP),
        ("targets", ".db-main a", LAPTOP),
        ("targets?id=NIT-2026-III", "a[href^='./standards?id=']", PHONE),
        ("?q=静脉血栓怎么防", "details.db-line[open] a[href*='id=']", PHONE),
    ],
)
def test_a_thing_opens_at_its_top_and_back_leads_to_where_one_was(tab, path, ways, size):
    page = tab(path, size)
    page.locator(":is(.db-main a, .db-citation, .db-conclusion):visible").first.wait_for()
    at_rest(page)
    if "open" in ways:
        page.locator("details.db-line:visible > summary").last.click()
    way = page.locator(f"[data-testid=stMain] {ways}").last
    way.scroll_into_view_if_needed()
    page.wait_for_timeout(100)
    was, there = scrolled(page), page.url
    assert was > 200
    way.click()
    page.wait_for_function("there => location.href !== there", arg=there)
    page.get_by_role("link", name="按它提问").first.wait_for()
    at_rest(page)
    assert scrolled(page) == 0
    page.go_back()
    way.wait_for()
    at_rest(page)
    assert abs(scrolled(page) - was) < 2
    page.mouse.move(100, 300)
    page.mouse.wheel(0, -9000)
    page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollTop === 0")


def scrolled(page):
    return page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")


def test_narrow_and_sort_by_pressing_and_go_back(tab):
    page = ready(tab("standards"))
    page.locator(".db-facet").get_by_role("link", name="中国医院协会 11").click()
    counted(page, "11 项标准，共 23 项标准")
    lines(page, 11)
    page.locator("th").get_by_role("link", name="实施日期").click()
    page.locator("th[aria-sort=ascending]", has_text="实施日期").wait_for()
    dates = page.locator("td[data-column=实施日期]").all_inner_texts()
    assert len(dates) == 11 and dates == sorted(dates)
    page.locator("th").get_by_role("link", name="实施日期").click()
    page.locator("th[aria-sort=descending]", has_text="实施日期").wait_for()
    assert page.locator("td[data-column=实施日期]").all_inner_texts() == dates[::-1]
    page.reload()
    counted(page, "11 项标准，共 23 项标准")
    lines(page, 11)
    assert page.locator("td[data-column=实施日期]").all_inner_texts() == dates[::-1]
    page.go_back()
    page.locator("th[aria-sort=ascending]").wait_for()
    page.get_by_role("link", name="全部显示").click()
    counted(page, "共 23 项标准")


def test_what_was_written_narrows_the_list_though_a_value_is_pressed_before_the_page_has_come_anew(tab):
    page = ready(tab("standards", slow=True))
    counted(page, "共 23 项标准")
    page.line.keep_after("find=")
    box = page.get_by_label("在标准库里找")
    box.fill("静脉")
    box.press("Enter")
    page.wait_for_url(lambda url: "find=" in url)
    page.get_by_role("link", name="临床检验 2", exact=True).click()
    page.line.go_on()
    page.wait_for_url(lambda url: "&" in url)
    counted(page, "1 项标准，共")
    assert box.input_value() == "静脉" and "find=" in page.url


def test_a_year_of_the_time_line_narrows_the_list(tab):
    page = ready(tab("standards"))
    bar = page.get_by_title("实施年份 2024：")
    count = int(bar.locator("b").inner_text())
    bar.click()
    counted(page, f"{count} 项标准")
    lines(page, count)
    assert all(date.startswith("2024") for date in page.locator("td[data-column=实施日期]").all_inner_texts())
    page.get_by_title("实施年份 2024：").click()
    counted(page, "共 23 项标准")


@pytest.mark.slow
def test_a_long_list_is_shown_a_sheet_at_a_time_and_its_state_by_words(tab, many):
    page = ready(tab("standards", at=many))
    counted(page, "共 130 项标准")
    lines(page, 50)
    page.get_by_text("还有 5 个").click()
    page.locator(".db-rest .db-pill").first.wait_for()
    page.get_by_role("link", name="下一页").click()
    page.get_by_text("第 51–100 项标准").wait_for()
    page.get_by_role("link", name="3", exact=True).click()
    page.get_by_text("第 101–130 项标准").wait_for()
    lines(page, 30)
    page.go_back()
    page.get_by_text("第 51–100 项标准").wait_for()
    page.get_by_role("link", name="全部列出").click()
    lines(page, 130)
    page.locator(".db-facet").get_by_role("link", name="尚未实施 1").click()
    counted(page, "1 项标准，共 130 项标准")
    lines(page, 1)
    assert page.locator("td[data-column=状态]").inner_text() == "尚未实施"


def test_a_document_is_read_by_sheets_searched_and_leads_to_each_clause(tab, many):
    page = ready(tab("documents", at=many))
    page.get_by_role("link", name="病区平车管理办法").click()
    page.get_by_role("heading", name="条款 120").wait_for()
    lines(page, 50, "details.db-line")
    page.get_by_role("link", name="下一页").last.click()
    page.get_by_text("第 51–100 条").first.wait_for()
    at_rest(page)
    assert scrolled(page) == 0
    box = page.get_by_label("在条款里找")
    box.fill("第77项")
    box.press("Enter")
    counted(page, "1 条")
    lines(page, 1, "details.db-line")
    page.locator("details.db-line summary").first.click()
    page.get_by_role("link", name="谁引用了它").click()
    page.get_by_role("heading", name="《病区平车管理办法》第77条").wait_for()
    page.get_by_role("link", name="下一项").click()
    page.get_by_role("heading", name="《病区平车管理办法》第78条").wait_for()
    page.get_by_role("link", name="看原页").first.click()
    page.get_by_role("dialog").get_by_text("平车第78项每日检查").first.wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")


def test_who_cites_a_thing_is_listed_whole_a_sheet_at_a_time(tab, many):
    page = ready(tab(f"standards?id={quote('T/YY 9-2099')}", at=many))
    page.get_by_role("heading", name="谁引用了它").wait_for()
    editions = page.locator(".db-editions li")
    assert [one.split()[1] for one in editions.all_inner_texts()] == ["9-2019", "9-2099"]
    page.get_by_role("link", name="全部 120 项").click()
    page.locator("h2", has_text="提到它的 120").wait_for()  # the page before has a heading of the same words
    page.get_by_role("link", name="下一页").click()
    page.get_by_text("第 51–100 项").wait_for()
    page.get_by_role("link", name="← T/YY 9-2099").click()
    page.locator(".db-editions").get_by_role("link", name="T/YY 9-2019").click()
    page.get_by_role("heading", name="T/YY 9-2019 陪护规范9").wait_for()
    page.go_back()
    page.get_by_role("heading", name="T/YY 9-2099 轮椅规范").wait_for()


def test_from_a_thing_to_the_question_and_from_a_result_to_the_thing(tab):
    page = ready(tab("targets?id=NIT-2026-III"))
    page.get_by_role("link", name="按它提问").click()
    page.locator(".db-conclusion").wait_for()
    at_rest(page)
    assert "NIT-2026-III" in page.get_by_label("您要查什么？", exact=True).input_value()
    page.locator("details.db-line summary").first.click()
    page.locator("details.db-line").first.get_by_role("link", name="查看详情").click()
    page.locator(".db-heading").wait_for()
    page.go_back()
    page.locator(".db-conclusion").wait_for()
    page.go_back()
    page.get_by_role("heading", name="NIT-2026-III 提高静脉血栓栓塞症规范预防率").wait_for()


def test_things_are_gone_through_by_the_keys_alone(tab):
    page = ready(tab("core_systems"))
    page.get_by_role("link", name="首诊负责制度").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="首诊负责制度").wait_for()
    page.get_by_role("link", name="下一项").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="三级查房制度").wait_for()


def test_a_page_is_printed_without_what_can_only_be_pressed(tab):
    page = ready(tab("standards?id=WS/T 433-2023"))
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="打印").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="复制引用", exact=True).first.is_visible()
    assert page.get_by_text("WS/T 433-2023[S]").first.is_visible()


def test_on_paper_all_is_black_on_white_and_whole(tab):
    """Seen on a dark screen and printed on A4, whose margins leave 718 pixels."""
    page = tab("standards", (718, 1000), dark=True)
    root = page.url.rpartition("/")[0]
    pages = {
        "standards": "标准号",
        "graph?view=coverage": "改进目标",
        "?q=手卫生怎么做": "手卫生怎么做",
        "graph?id=NIT-2026-III": "依据",
    }
    for path, words in pages.items():
        page.goto(f"{root}/{path}")
        page.locator(".db-table, .kg-heat, .db-conclusion").first.wait_for()
        at_rest(page)
        page.emulate_media(media="print")
        shot(page, f"printed_{path.replace('?', '_').replace('/', '_')}")
        assert page.get_by_text(words).locator("visible=true").count(), path
        paper = "getComputedStyle(document.querySelector('.stApp'))"
        assert page.evaluate(f"[{paper}.backgroundColor, {paper}.color]") == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"], path
        wide = "[...document.querySelectorAll('table, .db-conclusion, svg.kg-wide')].map(e => e.getBoundingClientRect().right)"
        assert all(right <= 719 for right in page.evaluate(wide)), path
        pressed = "[...document.querySelectorAll('[data-testid=stMain] :is(button, input)')].filter(e => e.checkVisibility())"
        assert page.evaluate(f"{pressed}.map(e => e.outerHTML.slice(0, 80))") == [], path
        page.emulate_media(media="screen")


@pytest.mark.slow
@pytest.mark.parametrize(("size", "dark"), SCREENS)
def test_nothing_is_cut_off_and_nothing_keeps_a_person_out(tab, size, dark):
    """By the rules of axe (WCAG 2, contrast among them)."""
    page = tab("favicon.png", size, dark=dark)
    root = page.url.rpartition("/")[0]
    for path in (*PAGES, *THINGS):
        page.goto(f"{root}/{path}")
        ready(page)
        page.locator(".db-table, .db-citation").first.wait_for()
        at_rest(page)
        shot(page, f"lists_{path.replace('?', '_').replace('/', '_')}_{size[0]}_{'dark' if dark else 'light'}")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 1, path
        assert barriers(page) == [], path
