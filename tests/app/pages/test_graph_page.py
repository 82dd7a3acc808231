"""知识图谱 in a real Chromium: from a thing to its neighbours, the path between two, and where a standard is missing."""

import shutil
from urllib.parse import quote

import pytest

from app.build import publish
from tests.app.pages.conftest import SCREENS, at_rest, barriers, cut_off, serving, shot

VTE, STANDARD, SYSTEM = "NIT-2026-III", "T/CHAS 10-2-24-2018", "会诊制度"
STRANGE = '<img src=x onerror="window.broken = 1">'


def drawn(page, picture="wide"):
    """The labels in the picture that is shown."""
    page.locator(f".kg-{picture} .kg-dot").first.wait_for()
    return page.locator(f".kg-{picture} .kg-dot a").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")


def test_a_thing_is_typed_and_its_neighbours_are_seen_and_opened(tab):
    page = tab("graph")
    page.locator(".kg-examples").wait_for()
    page.locator(".completing").wait_for(state="attached")
    box = page.get_by_label("从哪一项开始")
    box.press_sequentially("静脉血栓栓塞症规范预防率", delay=20)
    page.get_by_role("option").first.click()
    names = drawn(page)
    assert any(name.startswith(f"标准：{STANDARD}") for name in names) and "核心制度：会诊制度" in names
    told = page.locator(".db-table").inner_text()
    assert "VTE" in page.locator(".db-table tr", has_text="目标三（二）1").locator("p").first.inner_text()
    assert "直接适用于本项" in told and "人工整理" in told and "标准写的就是" in told
    page.locator(".kg-wide a", has_text=SYSTEM).click()
    page.wait_for_url(lambda url: quote(SYSTEM) in url)
    page.locator("section", has_text="核心制度 会诊制度").first.wait_for()
    page.go_back()
    page.locator("section", has_text="提高静脉血栓栓塞症规范预防率").first.wait_for()
    page.locator(".kg-wide a", has_text=SYSTEM).first.wait_for()  # that of the other page may still be there


def test_the_picture_is_walked_with_the_keyboard_alone(tab):
    page = tab(f"graph?id={VTE}")
    drawn(page)
    page.locator(".kg-wide a", has_text=SYSTEM).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: quote(SYSTEM) in url)
    page.wait_for_function("document.activeElement.closest('.kg-start')?.textContent.includes('会诊制度')")


def test_filters_stand_in_the_address_and_hold_for_picture_and_table(tab):
    page = tab(f"graph?id={VTE}")
    everything = drawn(page)
    page.get_by_role("link", name="标准 2").click()
    page.wait_for_url("**kind=standard**")
    page.wait_for_function("document.querySelectorAll('.kg-wide .kg-dot').length === 3")
    page.wait_for_function("document.querySelectorAll('.db-table tbody tr').length === 2")
    page.get_by_role("link", name="再远一步").click()
    page.wait_for_url("**depth=2**")
    page.get_by_role("link", name="标准 6").wait_for()
    page.wait_for_function("document.querySelectorAll('.db-table tbody tr').length === 6")
    page.locator(".kg-wide .kg-dot a[aria-label^=核心制度]").first.wait_for()  # the way to what lies beyond
    page.reload()
    page.get_by_role("link", name="再远一步").wait_for()
    assert page.locator(".db-chosen").all_inner_texts()[0] == "再远一步"
    page.go_back()
    page.go_back()
    page.wait_for_function(f"document.querySelectorAll('.kg-wide .kg-dot').length === {len(everything)}")


def test_a_filter_that_nothing_passes_can_be_taken_off_and_one_that_is_none_does_nothing(tab):
    page = tab(f"graph?id={VTE}&kind=task&basis=nichts")
    page.get_by_text("没有符合条件的内容").wait_for()
    page.get_by_role("link", name="工作任务 0").click()
    drawn(page)


def test_the_path_between_two_things_with_the_reason_of_each_step(tab):
    page = tab(f"graph?view=path&id={quote(STANDARD)}")
    page.get_by_text("还没有选好两项").wait_for()
    box = page.get_by_label("到哪一项")
    box.fill("会诊")
    box.press("Enter")
    page.get_by_text("共 2 步").wait_for()
    page.locator(".kg-steps li").nth(1).wait_for()
    steps = page.locator(".kg-steps li").all_inner_texts()
    assert "直接适用于" in steps[0] and "理由：" in steps[0] and "有赖于" in steps[1] and "人工整理" in steps[1]
    assert page.locator(".kg-row .kg-dot").count() == 3
    shot(page, "graph_path")
    page.reload()
    page.get_by_text("共 2 步").wait_for()


def test_a_cell_of_the_map_leads_to_its_reason_and_missing_standards_are_said(tab):
    page = tab("graph")
    page.get_by_role("radio", name="标准覆盖").click()
    page.get_by_text("70 个目标，35 个有标准可用，35 个没有").wait_for()
    page.wait_for_function("document.querySelectorAll('.kg-empty').length === 35")
    assert "没有标准" in page.locator(".kg-empty").first.inner_text()
    page.get_by_role("link", name=f"{STANDARD} 直接适用于 {VTE}").click()
    page.locator(".kg-steps li").first.wait_for()
    assert "理由：标准写的就是" in page.locator(".kg-steps").inner_text()
    page.go_back()
    page.get_by_role("link", name="只看没有标准的").click()
    page.wait_for_function("document.querySelectorAll('.kg-heat tbody tr').length === 35")
    page.get_by_role("link", name="看全部目标").wait_for()


def test_what_is_not_there_and_what_is_called_nearly_so(tab):
    page = tab(f"graph?id={quote('静脉血栓栓塞症规范')}")
    page.get_by_text("您是不是要找：").wait_for()
    page.get_by_role("link", name="提高静脉血栓栓塞症规范预防率").click()
    drawn(page)
    page = tab("graph?id=红烧肉")
    page.get_by_text("图谱里没有“红烧肉”").wait_for()
    assert page.locator(".stException, .stAlert").count() == 0


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    """A base whose titles and texts hold markup, and a regulation that very many clauses mention."""
    folder = tmp_path_factory.mktemp("graph")
    articles = [f"第{n}条 病区{n}执行《医疗质量管理办法》，{STRANGE}做好登记。" for n in range(1, 160)]
    (folder / "规定.txt").write_text(f"{STRANGE}会诊管理规定\n\n" + "\n\n".join(articles), encoding="utf-8")
    publish.build(folder / "kb", [folder / "规定.txt"])
    with serving(folder / "kb") as url:
        yield url
    shutil.rmtree(folder)


def test_markup_is_text_and_a_large_neighbourhood_is_cut_and_said_so(tab, rules):
    page = tab(f"graph?id={quote('医疗质量管理办法')}", at=rules)
    assert len(drawn(page)) <= 33
    page.get_by_text("列出 100 项").wait_for()
    page.get_by_text("图上画出").wait_for()
    assert STRANGE in page.locator(".kg-wide").inner_html().replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    assert page.locator("img[src=x]").count() == 0 and not page.evaluate("window.broken")
    page.locator(".db-table tbody a").first.click()
    page.get_by_role("link", name="看原页").wait_for()


VIEWS = [
    f"graph?id={VTE}",
    f"graph?id={VTE}&depth=2",
    f"graph?view=path&id={quote(STANDARD)}&to={SYSTEM}",
    "graph?view=coverage",
    "graph",
]
READY = ".kg-wide .kg-dot, .kg-narrow .kg-dot, .kg-steps, .kg-heat, .kg-examples"


@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", VIEWS)
def test_nothing_keeps_a_person_out_who_cannot_see_or_hold_a_mouse(tab, path, dark):
    page = tab(path, dark=dark)
    page.locator(READY).first.wait_for()
    assert barriers(page) == []


@pytest.mark.slow
@pytest.mark.parametrize(("size", "dark"), SCREENS)
def test_nothing_is_cut_off_on_any_screen(tab, size, dark):
    for number, path in enumerate(VIEWS):
        page = tab(path, size, dark=dark)
        page.locator(READY).locator("visible=true").first.wait_for()
        at_rest(page)
        shot(page, f"graph{number}_{size[0]}_{'dark' if dark else 'light'}")
        assert cut_off(page) == []
        page.context.close()


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("危急值", "PIT-2026-31"),
        ("静脉治疗护理", "WS/T 433-2023"),
        ("提升医疗质量行动", "全面提升医疗质量行动计划（2023-2025年）"),
    ],
)
def test_what_is_called_alike_is_offered_though_a_term_is_meant_first(tab, written, offered):
    """A word typed for a standard or a target may name a term of which little is known."""
    page = tab(f"graph?id={written}")
    page.locator(".db-read").get_by_role("link", name=offered).first.wait_for()
    offered_names = page.locator(".db-read a").all_inner_texts()
    assert len(set(offered_names)) == len(offered_names)
