"""``duibiao accounts`` and ``tokens``: who may log in, and which of the hospital's systems may ask."""

import sys
from typing import Annotated

import typer

from app.cli.chinese import App
from app.cli.console import DONE, NOTHING, JsonOption, KbOption, say, write, write_json
from app.cli.people import standing
from app.people.rights import ROLES, Role, local_name
from ingest.errors import QuestionError

app = App("账号：谁可以登录网页，可以做什么。密码在提示后输入，不写在命令里。")
tokens_app = App("接口令牌：本院其他系统凭它查询。")
NameArgument = Annotated[str, typer.Argument(metavar="姓名", help="登录时写的姓名；同名的可以加科室")]
SystemArgument = Annotated[str, typer.Argument(metavar="系统", help="使用令牌的系统，如 办公系统")]


def _role(written: str) -> Role:
    """The role of that word or name; QuestionError for anything else."""
    by_word = {word: role for role, label in ROLES.items() for word in (role.value, label) if role != Role.GUEST}
    if written not in by_word:
        raise QuestionError(f"没有“{written}”这个角色", todo=f"可用：{_roles()}")
    return by_word[written]


def _roles() -> str:
    return "、".join(f"{role.value}（{label}）" for role, label in ROLES.items() if role != Role.GUEST)


_RoleOption = Annotated[str, typer.Option("--role", metavar="角色", help=_roles())]


@app.command("add")
def add(kb: KbOption, name: NameArgument, role: _RoleOption = Role.READER.value) -> None:
    """新建一个账号。"""
    from app.people import accounts, database

    chosen, secret = _role(role), password(name)
    with database.writing(standing(kb)) as db:
        made = accounts.add(db, name, chosen, secret, local_name())
    say(f"已新建账号：{made.name}（{ROLES[made.role]}）")


@app.command("list")
def list_(kb: KbOption, as_json: JsonOption = False) -> None:
    """列出账号。"""
    from app.people import accounts, database
    from app.present.people import listed_accounts
    from app.present.terminal import people as terminal

    with database.reading(standing(kb)) as db:
        rows = listed_accounts(accounts.everyone(db))
    write_json(rows) if as_json else write(terminal.accounts(rows))
    raise typer.Exit(DONE if rows else NOTHING)


@app.command("disable")
def disable(kb: KbOption, name: NameArgument) -> None:
    """停用一个账号，它打开着的网页同时退出。"""
    from app.people import accounts, database

    with database.writing(standing(kb)) as db:
        accounts.disable(db, name, local_name())
    say(f"已停用账号：{name}")


@app.command("enable")
def enable(kb: KbOption, name: NameArgument) -> None:
    """恢复停用的账号。"""
    from app.people import accounts, database

    with database.writing(standing(kb)) as db:
        accounts.enable(db, name, local_name())
    say(f"已恢复账号：{name}")


@app.command("password")
def change_password(kb: KbOption, name: NameArgument) -> None:
    """给一个账号换密码，它打开着的网页同时退出。"""
    from app.people import accounts, database

    secret = password(name)
    with database.writing(standing(kb)) as db:
        accounts.set_password(db, name, secret, local_name())
    say(f"已换密码：{name}")


@app.command("role")
def change_role(kb: KbOption, name: NameArgument, role: Annotated[str, typer.Argument(metavar="角色", help=_roles())]) -> None:
    """给一个账号换角色。"""
    from app.people import accounts, database

    chosen = _role(role)
    with database.writing(standing(kb)) as db:
        accounts.set_role(db, name, chosen, local_name())
    say(f"已更改：{name}（{ROLES[chosen]}）")


@tokens_app.command("add")
def add_token(kb: KbOption, system: SystemArgument, role: _RoleOption = Role.READER.value) -> None:
    """新建一个令牌，只显示这一次；角色 reader 可以查询，author 还可以对照案例稿。"""
    from app.people import database, tokens

    chosen = _role(role)
    with database.writing(standing(kb)) as db:
        secret = tokens.make(db, system, chosen, local_name())
    write(secret)
    say("请现在抄下这个令牌，以后看不到了")


@tokens_app.command("list")
def list_tokens(kb: KbOption, as_json: JsonOption = False) -> None:
    """列出令牌：给了哪个系统，最近什么时候用过。"""
    from app.people import database, tokens
    from app.present.people import listed_tokens
    from app.present.terminal import people as terminal

    with database.reading(standing(kb)) as db:
        rows = listed_tokens(tokens.everyone(db))
    write_json(rows) if as_json else write(terminal.tokens(rows))
    raise typer.Exit(DONE if rows else NOTHING)


@tokens_app.command("revoke")
def revoke(kb: KbOption, system: SystemArgument) -> None:
    """停用一个令牌。"""
    from app.people import database, tokens

    with database.writing(standing(kb)) as db:
        tokens.revoke(db, system, local_name())
    say(f"已停用令牌：{system}")


def password(name: str) -> str:
    """A new password for ``name``, asked for twice; one line of stdin where nobody sits at the keyboard."""
    from getpass import getpass

    if not sys.stdin or not sys.stdin.isatty():
        return (sys.stdin.readline() if sys.stdin else "").rstrip("\r\n")
    first = getpass(f"{name} 的新密码（不显示）：")
    if getpass("再输入一次：") != first:
        raise QuestionError("两次输入的密码不一样", todo="请再试一次")
    return first
