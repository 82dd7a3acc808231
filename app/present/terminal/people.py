"""Accounts and tokens as lines of text."""

from collections.abc import Sequence

from app.people.rights import ROLES, Role
from app.present.schema.people import Account, Token
from app.present.terminal.library import when


def accounts(found: Sequence[Account]) -> str:
    """One a line."""
    told = (f"{x.name}  {ROLES[Role(x.role)]}  {_day(x.created)} 建立{_ended(x.disabled)}" for x in found)
    return "\n".join(told) or "还没有账号。"


def tokens(found: Sequence[Token]) -> str:
    """One a line."""
    told = (
        f"{x.name}  {ROLES[Role(x.role)]}  {_day(x.created)} 由{x.by}建立  "
        f"{f'最近使用 {when(x.used)}' if x.used else '没有用过'}{_ended(x.revoked)}"
        for x in found
    )
    return "\n".join(told) or "还没有令牌。"


def _ended(since: str) -> str:
    return f"  {_day(since)} 停用" if since else ""


def _day(time: str) -> str:
    return when(time)[:10]
