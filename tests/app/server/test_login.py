"""Login, logout and change of password, with what attackers try."""

import contextlib
import sqlite3
from collections import Counter

import pytest

from app.people import accounts, database, identity, passwords
from app.people.access import Access
from tests.app.server.conftest import HOST, SECRET


def cookie(answer):
    return answer.headers["set-cookie"]


def secret(answer):
    return cookie(answer).partition("=")[2].partition(";")[0]


def enter(browser, name="张三", password=SECRET, **more):
    return browser.post("/login", data={"name": name, "password": password, **more})


def test_whoever_logs_in_comes_back_to_the_page_that_was_asked_for(app):
    browser = app()
    sent = browser.get("/library?q=手卫生")
    assert sent.status_code == 303 and sent.headers["location"].startswith("/login?next=%2Flibrary%3Fq%3D")
    form = browser.get(sent.headers["location"])
    assert form.status_code == 200 and "登录" in form.text and "script" not in form.text
    back = enter(browser, next="/library?q=%E6%89%8B")
    assert (back.status_code, back.headers["location"]) == (303, "/library?q=%E6%89%8B")
    assert browser.get("/library").text == "inside 0"


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "http://evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "",
        "/a\r\nSet-Cookie: x=1",
    ],
)
def test_no_login_leads_to_another_site(app, target):
    assert enter(app(), next=target).headers["location"] == "/"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(app):
    told = cookie(enter(app()))
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(told.split("; ")[1:]) and "Secure" not in told and "Domain" not in told
    told = cookie(enter(app(tls=True)))
    assert told.startswith("__Host-duibiao=") and "Secure" in told.split("; ")


def test_a_session_from_before_the_login_is_good_for_nothing_after_it(app, base):
    browser = app()
    browser.cookies.set("duibiao", "planted-by-an-attacker-0123456789")
    first = secret(enter(browser))
    assert first != "planted-by-an-attacker-0123456789" and len(first) >= 43
    assert identity.by_cookie(base, "planted-by-an-attacker-0123456789") is None
    second = secret(enter(browser))
    assert second != first and identity.by_cookie(base, first) is None and identity.by_cookie(base, second)


def test_logout_ends_the_session_on_the_server(logged_in, app, base):
    browser = logged_in()
    stolen = browser.cookies["duibiao"]
    assert identity.by_cookie(base, stolen)
    gone = browser.post("/logout")
    assert gone.headers["location"] == "/login" and identity.by_cookie(base, stolen) is None
    other = app()
    other.cookies.set("duibiao", stolen)
    assert other.get("/").status_code == 303


def test_a_wrong_password_an_unknown_name_and_a_locked_account_are_told_alike(app, base):
    with database.writing(base) as db:
        accounts.disable(db, "王五", "张三")
    told = {
        enter(app(), name, password).text.replace(name, "某人")
        for name, password in [("张三", "x" * 12), ("赵六", SECRET), ("王五", SECRET)]
    }
    assert len(told) == 1 and "姓名或密码不对" in told.pop()


@pytest.mark.parametrize("name", ["张" * 41, "护理部李" * 30, "a" * 5_000])
def test_a_name_that_is_too_long_is_told_and_stays_whole(app, name):
    answer = enter(app(), name)
    assert answer.status_code == 401 and f"姓名有 {len(name)} 个字，超过 40 字" in answer.text
    assert f'value="{name}"' in answer.text


def test_no_box_of_the_forms_cuts_off_what_is_pasted(logged_in):
    for address in ("/login", "/account"):
        assert "maxlength" not in logged_in().get(address).text


def test_a_password_is_computed_for_a_name_without_an_account_too(app, monkeypatch):
    computed, matches = [], passwords.matches
    monkeypatch.setattr(passwords, "matches", lambda stored, given: computed.append(stored) or matches(stored, given))
    assert enter(app(), "赵六").status_code == 401 and computed == [""]


def test_guessing_is_slowed_and_the_right_password_does_not_tell(app, hands, monkeypatch):
    browser, computed, matches = app(), [], passwords.matches
    monkeypatch.setattr(passwords, "matches", lambda stored, given: computed.append(given) or matches(stored, given))
    told = [enter(browser, " 张三 ", f"wrong password {n}").status_code for n in range(8)]
    assert Counter(told) == {401: 5, 429: 3} and len(computed) == 5
    slowed = enter(browser)
    assert slowed.status_code == 429 and slowed.headers["retry-after"] == "1" and "请等 1 秒" in slowed.text
    unknown = [enter(app(), "赵六", "x" * 12).status_code for n in range(8)]
    assert set(unknown) == {401}, "every app of the test counts for itself"
    hands[0] = 1
    assert enter(browser).status_code == 303


def test_names_that_hold_markup_are_shown_as_they_are(app):
    told = enter(app(), "<script>alert(1)</script>\"'").text
    assert "<script" not in told and "&lt;script&gt;" in told


@pytest.mark.parametrize(
    "body", [b"", b"name=%FF%FE&password=%00", b"\xff" * 100, b"name=" + b"x" * 70_000, b"&".join([b"a=b"] * 50)]
)
def test_a_form_that_is_none_is_answered(app, body):
    answer = app().post("/login", content=body, headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert answer.status_code in (400, 401, 413)


def test_a_file_for_a_name_is_no_name(app):
    answer = app().post("/login", files={"name": ("x", b"x")}, data={"password": SECRET})
    assert answer.status_code in (400, 401)


def test_people_change_their_own_password_and_log_in_with_it(logged_in, base):
    browser = logged_in("王五")
    page = browser.get("/account")
    assert "王五（读者）" in page.text
    wrong = browser.post("/account", data={"old": "x", "new": "晚班 coffee 43", "again": "晚班 coffee 43"})
    assert (wrong.status_code, "现在的密码不对" in wrong.text) == (400, True)
    unlike = browser.post("/account", data={"old": SECRET, "new": "晚班 coffee 43", "again": "晚班 coffee 44"})
    assert "不一样" in unlike.text
    easy = browser.post("/account", data={"old": SECRET, "new": "1234", "again": "1234"})
    assert "10 到 128" in easy.text
    good = browser.post("/account", data={"old": SECRET, "new": "晚班 coffee 43", "again": "晚班 coffee 43"})
    assert good.status_code == 200 and "请用新密码登录" in good.text
    assert browser.get("/account").headers["location"].startswith("/login"), "its sessions have ended"
    assert enter(browser, "王五").status_code == 401 and enter(browser, "王五", "晚班 coffee 43").status_code == 303


def test_the_own_password_cannot_be_guessed_from_an_open_page(logged_in):
    browser = logged_in("王五")
    told = [browser.post("/account", data={"old": f"wrong {n}", "new": "n", "again": "n"}).status_code for n in range(8)]
    assert Counter(told)[429] == 3


def test_forms_of_other_sites_are_not_taken(app, logged_in, base):
    browser = logged_in()
    for headers in ({"Origin": "http://evil.example"}, {"Origin": "null"}):
        for path in ("/login", "/logout", "/account"):
            assert browser.post(path, data={"name": "张三", "password": SECRET}, headers=headers).status_code == 403
    assert identity.by_cookie(base, browser.cookies["duibiao"]), "nobody was logged out"


def test_where_only_this_computer_reaches_the_app_nobody_logs_in(app):
    browser = app(Access.LOCAL, "http://127.0.0.1:8501")
    assert browser.get("/").text == "inside 0"
    assert browser.get("/login").headers["location"] == browser.get("/account").headers["location"] == "/"


def test_a_file_of_people_that_cannot_be_read_is_one_line_and_nobody_comes_in(app, logged_in, base):
    browser = logged_in()
    (base / database.FILE).write_bytes(b"damaged" * 1000)
    told = browser.get("/")
    assert told.status_code == 503 and "repair" in told.text and str(base) not in told.text
    assert enter(app()).status_code == 503
    assert HOST


def test_where_nothing_can_be_saved_one_line_says_so_and_nobody_is_let_in_or_out(app, logged_in, base, monkeypatch):
    browser = logged_in()
    monkeypatch.setattr(database, "WRITE_SECONDS", 0.05)
    with contextlib.closing(sqlite3.connect(base / database.FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused, stays = enter(app()), browser.post("/logout")
    assert (refused.status_code, stays.status_code) == (503, 503) and "set-cookie" not in refused.headers
    assert "别人正在保存" in refused.text and "没有退出" in stays.text
    assert str(base) not in refused.text + stays.text and browser.get("/library").text == "inside 0"
