"""账号: accounts and tokens, made and ended on the page."""

import re
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.people import access, accounts, database, identity, passwords, tokens
from app.people.audit import AUDIT
from app.people.rights import Person, Role

PAGE = Path(__file__).parents[3] / "app" / "app_pages" / "people.py"
SECRET = "早班 coffee 42"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("DUIBIAO_KB", str(tmp_path))
    with database.writing(tmp_path) as db:
        accounts.add(db, "张三", Role.LIBRARIAN, SECRET, "root")
    return tmp_path


@pytest.fixture
def person(monkeypatch):
    """Who is at the page."""
    there = [Person("张三", Role.LIBRARIAN)]
    monkeypatch.setattr(access, "person", lambda *_: there[0])
    return there


@pytest.fixture
def page(folder, person):
    return AppTest.from_file(str(PAGE), default_timeout=60).run()


def press(page, label):
    next(b for b in page.button if b.label == label).click().run()
    assert not page.exception


def found(folder, name):
    with database.reading(folder) as db:
        return accounts.find(db, name)


def log(folder):
    with database.reading(folder) as db:
        return [(x.who, x.action, x.document) for x in AUDIT.rows(db)[0]][1:]


def fill(page, **values):
    for key, value in values.items():
        page.text_input(key=key.replace("_", " ")).set_value(value)


def test_an_account_is_made_changed_and_locked_in_the_name_of_who_did_it(page, folder):
    fill(page, new_name="李四", new_password=SECRET)
    page.selectbox(key="new role").set_value(Role.AUTHOR)
    press(page, "新建账号")
    assert page.selectbox(key="new role").value == Role.READER, "the next one has no more rights by chance"
    assert found(folder, "李四").role == Role.AUTHOR and passwords.matches(found(folder, "李四").password, SECRET)
    page.selectbox(key="role 李四").set_value(Role.READER).run()
    assert found(folder, "李四").role == Role.READER
    page.button(key="disable 李四").click().run()
    assert found(folder, "李四").disabled
    page.button(key="enable 李四").click().run()
    assert not found(folder, "李四").disabled
    assert {who for who, *_ in log(folder)} == {"张三"}
    assert [action for _, action, _ in log(folder)] == ["add_account", "change_role", "disable_account", "enable_account"]


def test_what_cannot_be_is_one_line_and_changes_nothing(page, folder):
    fill(page, new_name="李四", new_password="short")
    press(page, "新建账号")
    assert found(folder, "李四") is None and "10 到 128" in "".join(e.value for e in page.error)
    page.button(key="disable 张三").click().run()
    assert not found(folder, "张三").disabled and "资料管理员" in "".join(e.value for e in page.error)


def test_a_name_that_is_too_long_stays_in_its_box_until_it_is_put_right(page, folder):
    fill(page, new_name="李" * 41, new_password=SECRET)
    press(page, "新建账号")
    assert "41 个字" in page.error[0].value
    assert (page.text_input(key="new name").value, page.text_input(key="new password").value) == ("李" * 41, SECRET)
    fill(page, new_name="李四")
    press(page, "新建账号")
    assert (page.text_input(key="new name").value, page.text_input(key="new password").value) == ("", "")
    assert found(folder, "李四")


def secrets_of(page):
    """What a person can copy as a new token."""
    return [found for one in page.get("html") for found in re.findall(r'data-copy="([^"]+)"', one.proto.body)]


def test_a_token_is_shown_once(page, folder):
    fill(page, new_system="OA")
    page.selectbox(key="new token role").set_value(Role.AUTHOR)
    press(page, "新建令牌")
    assert (page.text_input(key="new system").value, page.selectbox(key="new token role").value) == ("", Role.READER)
    (secret,) = secrets_of(page)
    assert secret.startswith(tokens.PREFIX) and identity.by_token(folder, secret).name == "接口：OA"
    page.run()
    assert not secrets_of(page)
    page.button(key="revoke OA").click().run()
    assert identity.by_token(folder, secret) is None


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system cannot be moved")
@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("Asia/Shanghai", "2033-03-02 由张三建立，最近使用 2033-03-03 04:30"),
        ("UTC", "2033-03-01 由张三建立，最近使用 2033-03-02 20:30"),
        ("America/New_York", "2033-03-01 由张三建立，最近使用 2033-03-02 15:30"),
    ],
)
def test_days_of_a_token_are_those_of_the_clock_on_the_wall(folder, person, monkeypatch, zone, told):
    with database.writing(folder) as db:
        tokens.make(db, "OA", Role.READER, "张三")
        db.execute("UPDATE tokens SET created = '2033-03-01T20:30:00+00:00', used = '2033-03-02T20:30:00+00:00'")
    with monkeypatch.context() as there:
        there.setenv("TZ", zone)
        time.tzset()
        page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    time.tzset()
    assert told in "".join(one.value for one in page.markdown)


def test_a_librarian_who_is_one_no_more_changes_nothing(page, folder, person):
    fill(page, new_name="李四", new_password=SECRET)
    person[0] = Person("张三", Role.READER)
    press(page, "新建账号")
    assert found(folder, "李四") is None and not page.title


def test_markup_in_a_name_is_shown_as_it_is(folder, person):
    with database.writing(folder) as db:
        accounts.add(db, "**<b>王</b>** [x](http://evil.example)", Role.READER, SECRET, "张三")
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    assert not page.exception and any(r"\*\*" in e.label and r"\<b\>" in e.label for e in page.expander)
