"""Accounts and roles in a real Chromium: the librarian gives accounts, and each role sees what is theirs."""

import re
import shutil

import pytest

from app.people import accounts, database
from app.people.rights import Role
from tests.app.pages.conftest import SLOW, serving, shot

SECRETS = {"张三": "早班 coffee 42", "李作者": "夜班 tea 2026 作者", "王读者": "查房 milk 2026 读者"}


@pytest.fixture(scope="module")
def hospital(kb, tmp_path_factory):
    """The app as other computers reach it, by its name and with a login; it has one account."""
    base = shutil.copytree(kb, tmp_path_factory.mktemp("hospital") / "kb")
    with database.writing(base) as db:
        accounts.add(db, "张三", Role.LIBRARIAN, SECRETS["张三"], "root")
    with serving(base, "--name", "127.0.0.1") as url:
        yield url


def log_in(page, name):
    page.get_by_label("姓名").fill(name)
    page.get_by_label("密码").fill(SECRETS[name])
    page.get_by_role("button", name="登录").click()
    page.get_by_role("link", name=name, exact=True).wait_for()


def log_out(page):
    page.locator(".db-who").click()
    page.get_by_role("button", name="退出登录").click()
    page.get_by_role("heading", name="登录").wait_for()


def pages(page):
    """The titles that the navigation offers."""
    page.get_by_role("link", name="检索").first.wait_for()
    return [one.strip() for one in page.get_by_test_id("stTopNavLink").all_inner_texts()]


def test_the_librarian_gives_accounts_and_each_role_sees_what_is_theirs(tab, hospital):
    page = tab(at=hospital)
    page.set_default_timeout(SLOW)
    page.wait_for_url("**/login**")
    log_in(page, "张三")
    page.goto(f"{hospital}/people")
    for name, role in (("李作者", "案例作者"), ("王读者", "读者")):
        form = page.get_by_test_id("stForm").filter(has=page.get_by_role("button", name="新建账号"))
        form.get_by_role("textbox", name="姓名").fill(name)
        form.get_by_label("角色").click()
        page.get_by_role("option", name=role, exact=True).click()
        form.get_by_role("textbox", name="密码").fill(SECRETS[name])
        form.get_by_role("button", name="新建账号").click()
        page.get_by_text(f"{name}　{role}").wait_for()
    log_out(page)
    log_in(page, "王读者")
    shot(page, "reader")
    assert "培训" in " ".join(pages(page)) and not re.search("资料管理|账号|案例", " ".join(pages(page)))
    for address, told in (("library", "上传和校对资料"), ("people", "管理账号"), ("cases", "做案例对标和征集表")):
        page.goto(f"{hospital}/{address}")
        page.get_by_text(f"您的账号不能{told}。需要时请联系资料管理员。").wait_for()
        assert page.get_by_test_id("stMain").get_by_role("button").count() == 0
    log_out(page)
    page.go_back()
    page.get_by_role("heading", name="登录").wait_for()
    page.goto(f"{hospital}/cases")
    log_in(page, "李作者")
    assert "案例" in " ".join(pages(page)) and not re.search("资料管理|账号", " ".join(pages(page)))
