"""``duibiao accounts`` and ``tokens``."""

import io
import json
import shutil

import pytest

from app.people import accounts, database, identity, passwords, tokens


@pytest.fixture
def base(kb, tmp_path):
    return shutil.copytree(kb, tmp_path / "kb")


@pytest.fixture
def run(base, typed, monkeypatch):
    def _run(*args, told=""):
        monkeypatch.setattr("sys.stdin", io.StringIO(told))
        return typed(*args, kb=base)

    return _run


def kept(base, name):
    with database.reading(base) as db:
        return accounts.find(db, name)


def test_an_account_from_beginning_to_end(run, base):
    assert run("accounts", "list")[:2] == (1, "还没有账号。\n")
    assert run("accounts", "add", "张三", "--role", "资料管理员", told="早班 coffee 42\n")[0] == 0
    code, out, err = run("accounts", "add", "李四", told="早班 coffee 43\r\n")
    assert (code, out) == (0, "") and "李四（读者）" in err
    assert passwords.matches(kept(base, "李四").password, "早班 coffee 43")
    assert (
        run("accounts", "role", "李四", "author")[0] == 0 and run("accounts", "password", "李四", told="晚班 coffee 44")[0] == 0
    )
    assert run("accounts", "disable", "李四")[0] == 0
    rows = json.loads(run("accounts", "list", "--json")[1])
    assert [(x["name"], x["role"], bool(x["disabled"])) for x in rows] == [
        ("张三", "librarian", False),
        ("李四", "author", True),
    ]
    _, out, _ = run("accounts", "list")
    assert "李四  案例作者" in out and "停用" in out and "argon2" not in out
    assert run("accounts", "enable", "李四")[0] == 0 and not kept(base, "李四").disabled
    assert "更改密码  李四" in run("audit")[1]


@pytest.mark.parametrize(
    ("args", "told", "said"),
    [
        (("add", "张三"), "", "10 到 128"),
        (("add", "张三", "--role", "guest"), "早班 coffee 42", "librarian（资料管理员）"),
        (("disable", "张三"), "", "accounts list"),
    ],
)
def test_what_cannot_be_is_one_line(run, base, args, told, said):
    code, out, err = run("accounts", *args, told=told)
    assert code and not out and err.count("\n") == 1 and said in err and kept(base, "张三") is None


def test_a_token_is_shown_once(run, base):
    code, secret, err = run("tokens", "add", "OA")
    assert code == 0 and secret.startswith(tokens.PREFIX) and "抄下" in err
    assert identity.by_token(base, secret.strip()).name == "接口：OA"
    assert secret.strip() not in "".join(run("tokens", "list", "--json")[1:]) and "最近使用" in run("tokens", "list")[1]
    assert run("tokens", "revoke", "OA")[0] == 0 and identity.by_token(base, secret.strip()) is None
    assert "停用" in run("tokens", "list")[1]


def test_a_wrong_folder_is_no_new_base(typed, tmp_path):
    code, _, err = typed("accounts", "list", kb=tmp_path / "none")
    assert code == 2 and "不存在" in err and not (tmp_path / "none").exists()
