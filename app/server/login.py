"""The pages on which people log in, log out and change their password: plain forms that need no script."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from app.people import access, accounts, database, passwords, sessions
from app.people.access import Access
from app.people.accounts import Account
from app.people.rights import ROLES, Person
from app.people.text import MAX_NAME, tidy
from app.server import headers
from app.server.policy import Policy
from app.server.throttle import Throttle
from ingest.errors import DuibiaoError, QuestionError
from kg.pages import page

if TYPE_CHECKING:
    from app.server.oidc import Oidc

T = TypeVar("T")
_TEMPLATES = Path(__file__).parents[1] / "templates"
_AT_ONCE = 2
"""Password hashes computed at the same time: each takes 64 MB and a processor."""
_WRONG = "姓名或密码不对"
_REFUSED = 400
"""Statuses from here on tell that something was not done."""


class Login:
    """The routes of one server."""

    def __init__(self, policy: Policy, throttle: Throttle) -> None:
        self._policy, self._throttle = policy, throttle
        self._limiter: CapacityLimiter | None = None

    def routes(self) -> list[Route]:
        """Their addresses."""
        provided = self._provider().routes() if self._policy.oidc else []
        return [
            *provided,
            Route("/login", self.login, methods=["GET", "POST"]),
            Route("/logout", self.logout, methods=["POST"]),
            Route("/account", self.account, methods=["GET", "POST"]),
        ]

    async def login(self, request: Request) -> Response:
        """The form, and what becomes of it."""
        if self._policy.access == Access.LOCAL:
            return _go("/")
        if request.method == "GET":
            return self._form(name="", next=_inside(request.query_params.get("next", "")))
        form = await _fields(request)
        name, target = tidy(form.get("name", "")), _inside(form.get("next", ""))
        again = {"name": name, "next": target}
        try:
            account = await self._proved(request, name[: MAX_NAME + 1], form.get("password", ""))
            if not account:
                return self._form(_wrong(name), 401, **again)
            return await self._run(lambda: self._let_in(request, account, target))
        except SlowError as exc:
            return _slow(exc, "login.html", "登录", provider=self._label, **again)
        except DuibiaoError as exc:
            return self._form(exc.told, 503, **again)

    def _form(self, said: str = "", status: int = 200, **values: object) -> Response:
        return _form("login.html", "登录", said, status, provider=self._label, **values)

    @property
    def _label(self) -> str:
        """Of the button that leads to the identity provider; "" where there is none."""
        return self._policy.oidc.label if self._policy.oidc else ""

    def _let_in(self, request: Request, account: Account, target: str) -> Response:
        """To the page that was wanted, with the cookie of a new session."""
        answer = _go(target)
        secret = self._begin(account, access.secret(request.cookies))
        answer.set_cookie(self._policy.cookie, secret, path="/", secure=self._policy.tls, httponly=True, samesite="lax")
        return answer

    def _provider(self) -> "Oidc":
        from app.server.oidc import Oidc  # noqa: PLC0415 - of the extra oidc

        return Oidc(self._policy, self._enter)

    def _enter(self, request: Request, name: str, said: str) -> Response:
        """Let in whom the identity provider named; the form with what is wrong when it named nobody who may."""
        target = _inside(request.session.get("next", ""))
        if said:
            return self._form(said, 502, name="", next=target)
        try:
            account = self._find(name)
            if account and not account.disabled:
                return self._let_in(request, account, target)
        except DuibiaoError as exc:
            return self._form(exc.told, 503, name="", next=target)
        return self._form(f"“{name}”还没有账号，请找本院的资料管理员", 403, name="", next=target)

    async def logout(self, request: Request) -> Response:
        """End the session, on the server and in the browser; where it cannot be ended, it goes on, and that is told."""
        try:
            await self._run(lambda: self._end(access.secret(request.cookies)))
        except DuibiaoError as exc:
            return self._form(f"没有退出：{exc.told}", 503, name="", next="/")
        answer = _go("/login")
        answer.delete_cookie(self._policy.cookie, path="/", secure=self._policy.tls, httponly=True, samesite="lax")
        return answer

    async def account(self, request: Request) -> Response:
        """Who is logged in, with a form to change the password and a button to log out."""
        if self._policy.access == Access.LOCAL:
            return _go("/")
        person = await self._run(lambda: access.person(self._policy.kb, self._policy.access, request.cookies))
        if not person or not person.name:
            return _go("/login?next=/account")
        if request.method == "GET":
            return _account(person)
        form = await _fields(request)
        try:
            await self._change(request, person, form)
        except SlowError as exc:
            return _slow(exc, "account.html", "我的账号", **_shown(person))
        except DuibiaoError as exc:
            return _account(person, str(exc), 400)
        return self._form("密码换好了，请用新密码登录", name=person.name, next="/")

    async def _change(self, request: Request, person: Person, form: dict[str, str]) -> None:
        if form.get("new") != form.get("again"):
            raise QuestionError("两次输入的新密码不一样", todo="请再试一次")
        if not await self._proved(request, person.name, form.get("old", "")):
            raise QuestionError("现在的密码不对", todo="请再试一次")

        def change() -> None:
            with database.writing(self._policy.kb) as db:
                accounts.set_password(db, person.name, form.get("new", ""), person.name)

        await self._run(change, self._hashing)

    async def _proved(self, request: Request, name: str, password: str) -> Account | None:
        """The account of this name and password; None when there is none, or it is locked. SlowError when tried too often."""
        address, key = request.client.host if request.client else "", accounts.key(name)
        if wait := self._throttle.begin(key, address):
            raise SlowError(math.ceil(wait))
        account = await self._run(lambda: self._find(name))
        good = await self._run(lambda: passwords.matches(account.password if account else "", password), self._hashing)
        if not account or not good or account.disabled:
            return None
        self._throttle.forgive(key, address)
        return account

    def _find(self, name: str) -> Account | None:
        with database.reading(self._policy.kb) as db:
            return accounts.find(db, name)

    def _begin(self, account: Account, before: str) -> str:
        """A new session; the one that the browser had, whoever gave it that, ends."""
        with database.writing(self._policy.kb) as db:
            sessions.end(db, before)
            return sessions.begin(db, account.name)

    def _end(self, secret: str) -> None:
        with database.writing(self._policy.kb) as db:
            sessions.end(db, secret)

    @property
    def _hashing(self) -> CapacityLimiter:
        self._limiter = self._limiter or CapacityLimiter(_AT_ONCE)
        return self._limiter

    @staticmethod
    async def _run(work: Callable[[], T], limiter: CapacityLimiter | None = None) -> T:
        return await to_thread.run_sync(work, limiter=limiter)


class SlowError(Exception):
    """Too many tries; ``args[0]`` seconds to wait."""


def _wrong(name: str) -> str:
    """What is told of a name that was not let in; no account has one that is too long."""
    return f"姓名有 {len(name)} 个字，超过 {MAX_NAME} 字，没有这样的账号" if len(name) > MAX_NAME else _WRONG


def _account(person: Person, said: str = "", status: int = 200) -> Response:
    return _form("account.html", "我的账号", said, status, **_shown(person))


def _shown(person: Person) -> dict[str, object]:
    return {"name": person.name, "role": ROLES[person.role], "shortest": passwords.SHORTEST}


def _slow(exc: SlowError, template: str, title: str, **values: object) -> Response:
    answer = _form(template, title, f"试的次数太多，请等 {exc.args[0]} 秒再试", 429, **values)
    answer.headers["Retry-After"] = str(exc.args[0])
    return answer


def _form(template: str, title: str, said: str = "", status: int = 200, **values: object) -> Response:
    text = page(template, _TEMPLATES, title=title, said=said, wrong=status >= _REFUSED, **values)
    return HTMLResponse(text, status, {"Cache-Control": "no-store", "Content-Security-Policy": headers.FORMS.decode()})


def _go(target: str) -> RedirectResponse:
    return RedirectResponse(target, 303, {"Cache-Control": "no-store"})


def _inside(target: str) -> str:
    """``target`` where it is a page of this app, else the first page: a login must lead nobody to another site."""
    safe = target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable() and "\\" not in target
    return target if safe else "/"


async def _fields(request: Request) -> dict[str, str]:
    """What a form brings; files and what is written wrongly count as nothing."""
    async with request.form(max_files=0, max_fields=10) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}
