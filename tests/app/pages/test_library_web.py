"""资料管理 in a real Chromium: a librarian's main job by clicking and typing, ending in what a person sees."""

import re

import pytest

from app.answer.answering import ask
from app.base import backup, journal
from app.base.knowledge import Knowledge
from app.build import draft, publish
from app.people import accounts, database, passwords, settings
from tests.app.pages.conftest import LAPTOP, PHONE, SCREENS, at_rest, barriers, serving, shot
from tests.render.model import Manuscript, Text
from tests.render.pdf import printed

LINES = (
    "关于平车管理的通知",
    "一、总体要求",
    "（一）平车每目清洁一次，由后勤部门负责。",
    "（二）护栏松动的立即停用并报修。",
    "二、检查",
    "（一）护理部每周抽查一次。",
    "（四）抽查结果每月公布。",
)
TWO = "关于担架管理的通知\n\n一、总则\n\n担架每班检查一次。\n"


TABS = ("upload", "findings", "versions", "links", "own", "log", "backup", "keeping")


@pytest.fixture(scope="module")
def kb(tmp_path_factory):
    folder = tmp_path_factory.mktemp("library_web")
    pages = Manuscript(tuple(Text(line, centred=n == 0, new_page=n == 4) for n, line in enumerate(LINES)))
    (folder / "平车.pdf").write_bytes(printed(pages))
    publish.build(folder / "kb", [folder / "平车.pdf"])
    return folder / "kb"


@pytest.fixture(scope="module")
def address(kb):
    with serving(kb) as url:
        yield url


@pytest.fixture
def page(tab):
    page = tab("library")
    page.set_default_timeout(120_000)
    page.get_by_role("heading", name="资料管理").wait_for()
    return page


def test_upload_look_publish_and_find_it(page, kb):
    page.get_by_role("link", name="上传", exact=True).click()
    page.locator("input[type=file]").set_input_files([{"name": "程序.exe", "mimeType": "application/x-exe", "buffer": b"MZ"}])
    page.get_by_text("不收这种文件，没有上传").wait_for()
    refused = page.locator("[data-testid=stFileChip] [role=alert]")
    assert (
        not re.search("[A-Za-z]", refused.inner_text()) and refused.bounding_box()["height"] > 10
    )  # not for a screen reader alone
    page.get_by_role("button", name=re.compile("^移除")).click()
    page.locator("input[type=file]").set_input_files(
        [
            {"name": "担架.txt", "mimeType": "text/plain", "buffer": TWO.encode()},
            {"name": "空.txt", "mimeType": "text/plain", "buffer": b""},
        ]
    )
    page.get_by_text("✓ 担架.txt　已放进草稿").wait_for()
    page.get_by_text("✕ 空.txt").wait_for()
    shot(page, "upload")
    page.get_by_text("草稿，未发布").wait_for()
    page.get_by_role("button", name="看将要改动的内容").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("担架每班检查一次。").wait_for()
    shot(page, "changes")
    dialog.get_by_role("button", name="发布", exact=True).click()
    page.get_by_text("已发布第 2 版").wait_for()
    assert ask(Knowledge.open(kb), "担架多久检查一次").answered
    page.get_by_text("草稿，未发布").wait_for(state="hidden")


def test_go_to_the_unsure_place_put_a_word_right_and_publish(page, kb):
    page.get_by_role("link", name="关于平车管理的通知").click()
    page.get_by_role("img").first.wait_for()
    page.get_by_text("平车每目清洁一次").wait_for()
    page.get_by_role("button", name="下一处没把握的").click()
    page.get_by_text("编号不连续").first.wait_for()
    shot(page, "document")
    page.get_by_role("button", name="认可，不用改").click()
    page.get_by_text("没有待核对", exact=True).wait_for()
    page.get_by_role("link", name="上一页").click()
    page.get_by_role("link", name="一（一）").click()
    page.get_by_label("条款文字").fill("平车每月清洁一次，由后勤部门负责。")
    page.get_by_role("button", name="保存改正").click()
    page.get_by_text("改为（未发布）").wait_for()
    shot(page, "corrected")
    page.get_by_role("button", name="看将要改动的内容").click()
    page.get_by_role("dialog").get_by_role("button", name="发布", exact=True).click()
    page.get_by_text("已发布第 3 版").wait_for()
    assert "平车每月清洁一次，由后勤部门负责。" in {c.text for c in Knowledge.open(kb).store.clauses()}
    assert {x.action for x in journal.read(kb)[0]} >= {"publish", "correct", "tick"}


def test_a_wrong_date_is_told_in_sight_and_nothing_of_the_form_is_kept(tab, kb):
    page = tab("library?doc=平车管理&view=head", PHONE)
    page.set_default_timeout(120_000)
    page.get_by_label("发布单位").fill("后勤保障部")
    page.get_by_label("日期（如 2026-01-31）").fill("2026-13-40")
    page.get_by_role("button", name="保存改正").click()
    told = page.get_by_text("日期“2026-13-40”读不懂")
    told.wait_for()
    at_rest(page)
    shot(page, "wrong_date_390")
    assert told.count() == 1 and 0 < told.bounding_box()["y"] < PHONE[1]
    on_top = "(e) => { const b = e.getBoundingClientRect(); return e.contains(document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2)); }"
    assert told.evaluate(on_top)
    assert draft.staged(kb) == [] and page.get_by_label("发布单位").input_value() == "后勤保障部"


def test_compare_two_versions_and_bring_one_back(page, kb):
    page.get_by_role("link", name="关于平车管理的通知").click()
    page.get_by_role("link", name="更换或停用").wait_for()
    page.get_by_role("link", name="版本", exact=True).click()
    page.locator("ins").first.wait_for()
    assert page.locator("ins").all_inner_texts() == ["月"] and page.locator("del").all_inner_texts() == ["目"]
    shot(page, "versions_document")
    page.get_by_role("link", name="全部文件").click()
    page.get_by_role("link", name="操作记录").wait_for()
    page.get_by_role("link", name="版本", exact=True).first.click()
    page.get_by_text("第 1 版", exact=True).wait_for()
    number = page.get_by_text(re.compile(r"^第 \d 版$")).first.bounding_box()
    badge = page.locator(".db-badge", has_text="现在的").bounding_box()
    assert badge["x"] - number["x"] - number["width"] >= 8
    shot(page, "versions")
    page.get_by_role("button", name="恢复到此版本").last.click()
    page.get_by_role("button", name="恢复到第 1 版").click()
    page.get_by_text("内容已恢复为第 1 版").wait_for()
    assert "平车每目清洁一次，由后勤部门负责。" in {c.text for c in Knowledge.open(kb).store.clauses()}


def test_reading_of_a_long_file_can_be_stopped(page, kb):
    lines = 3000  # read in some 4 seconds: whoever presses at once comes long before the end
    pages = Manuscript(tuple(Text(f"第{n}条 平车每日检查。", new_page=n % 2 == 0) for n in range(1, lines)))
    page.get_by_role("link", name="上传", exact=True).click()
    page.locator("input[type=file]").set_input_files(
        [{"name": "很长.pdf", "mimeType": "application/pdf", "buffer": printed(pages)}]
    )
    page.get_by_text(re.compile(r"正在读取　很长.pdf　第 \d+/\d+ 页")).wait_for()
    page.get_by_role("button", name="停止读取").click()
    page.get_by_text("已停止，没有收进草稿").wait_for()
    assert draft.staged(kb) == []


def test_what_is_being_read_when_another_tab_is_opened_is_told_there_and_read_when_one_is_back(page, kb):
    pages = Manuscript(tuple(Text(f"第{n}条 推床每日检查。", new_page=n % 2 == 0) for n in range(1, 3000)))
    long = {"name": "推床.pdf", "mimeType": "application/pdf", "buffer": printed(pages)}
    page.get_by_role("link", name="上传", exact=True).click()
    page.locator("input[type=file]").set_input_files([long])
    page.get_by_text(re.compile(r"正在读取　推床.pdf　第 \d+/\d+ 页")).wait_for()
    page.get_by_role("link", name="备份", exact=True).click()
    page.get_by_text("1 份文件没有读完，还没放进草稿：推床.pdf").wait_for()
    page.get_by_role("button", name="准备备份").wait_for()
    assert draft.staged(kb) == []
    page.get_by_role("link", name="接着读").click()
    page.get_by_text("✓ 推床.pdf　已放进草稿").wait_for()
    assert [one.file for one in draft.staged(kb)] == ["推床.pdf"] and page.get_by_role("link", name="接着读").count() == 0
    draft.unstage(kb, draft.staged(kb)[0].key)


def test_a_backup_is_made_and_downloaded(page, tmp_path):
    page.get_by_role("link", name="备份", exact=True).click()
    page.get_by_role("button", name="准备备份").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 对标备份").click()
    download.value.save_as(tmp_path / "b.zip")
    assert backup.check(tmp_path / "b.zip").version >= 1


def test_the_whole_base_is_checked_and_a_setting_changed(page, kb):
    page.get_by_role("link", name="核对和留存").click()
    page.get_by_role("button", name="全部核对一遍").click()
    page.get_by_text(re.compile(r"核对：没有损坏")).wait_for()
    assert page.get_by_text("完好", exact=True).count() == 7
    box = page.get_by_role("spinbutton", name="知识库留存的版数（版）")
    box.fill("25")
    page.get_by_role("button", name="保存设置").click()
    page.get_by_text("已更改：知识库留存的版数").wait_for()
    shot(page, "keeping")
    with database.reading(kb) as db:
        assert settings.value(db, settings.VERSIONS) == 25


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_an_account_is_made_by_hand(tab, kb, dark):
    name, secret = f"李{'四五'[dark]}", "早班 coffee 42"
    page = tab("people", dark=dark)
    page.get_by_role("textbox", name="姓名").fill(name)
    page.get_by_role("textbox", name="密码").fill(secret)
    page.get_by_role("button", name="新建账号").click()
    page.get_by_text(name).first.wait_for()
    at_rest(page)
    shot(page, f"people-{'dark' if dark else 'light'}")
    assert barriers(page) == []
    with database.reading(kb) as db:
        assert passwords.matches(accounts.find(db, name).password, secret)


@pytest.mark.slow
@pytest.mark.parametrize(("size", "dark"), SCREENS)
def test_nothing_is_cut_off_at_any_width_and_nothing_keeps_a_person_out(tab, size, dark):
    """By the rules of axe (WCAG 2, contrast among them)."""
    page = tab("library", size, dark=dark)
    page.set_default_timeout(120_000)
    address = page.url
    for part in ("", *(f"?tab={name}" for name in TABS), "?doc=平车管理"):
        page.goto(address + part)
        page.get_by_role("heading", name="资料管理").wait_for()
        at_rest(page)
        shot(page, f"library_{part.partition('=')[2] or 'documents'}_{size[0]}_{'dark' if dark else 'light'}")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 1, part
        assert size != LAPTOP or barriers(page) == [], part
