"""账号: who may log in and as what, and which of the hospital's own systems may ask."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

import streamlit as st

from app.app_pages.parts import address
from app.app_pages.parts.copy_button import copy_button
from app.app_pages.parts.heading import heading
from app.app_pages.parts.markup import element, joined, show
from app.app_pages.parts.states import empty, failed
from app.app_pages.person import changing, person, require
from app.app_pages.shared import plain
from app.base import snapshots
from app.people import access, accounts, database, passwords, tokens
from app.people.access import Access
from app.people.accounts import Account
from app.people.rights import ROLES, Right, Role
from app.people.tokens import Token
from app.present.terminal.library import when
from ingest.errors import DuibiaoError

_MEMBERS = tuple(role for role in Role if role != Role.GUEST)
_NEW_TOKEN = "new token"


def page() -> None:
    """Two lists, each with a form."""
    require(Right.ACCOUNTS)
    heading("账号", "谁可以登录网页，能做什么；院内其他系统凭令牌查询。")
    if access.announced() == Access.LOCAL:
        st.info(
            "现在只有这台电脑能打开网页，不用登录。用 duibiao serve --address 0.0.0.0 让其他电脑访问时，要用这里的账号登录。"
        )
    try:
        with database.reading(snapshots.default_folder()) as db:
            people, systems = accounts.everyone(db), tokens.everyone(db)
    except DuibiaoError as exc:
        failed(exc)
        return
    left, right = st.columns(2, gap="large")
    with left:
        _accounts(people)
    with right:
        _tokens([one for one in systems if not one.revoked])


def _accounts(people: list[Account]) -> None:
    st.subheader(f"登录网页的人（{len(people)}）", anchor=False)
    for one in people:
        with st.expander(
            f"{plain(one.name)}　{ROLES[one.role]}{'　已停用' if one.disabled else ''}", key=f"account {one.name}"
        ):
            _account(one)
    if not people:
        empty("还没有账号。", "先给自己建一个资料管理员的账号，再给其他人建。")
    with st.form("new account"):
        st.text_input("姓名", key="new name", autocomplete="off", help="登录时写的名字；同名的可以加科室")
        st.selectbox("角色", _MEMBERS, key="new role", format_func=ROLES.__getitem__)
        _password("new password")
        st.form_submit_button("新建账号", type="primary", on_click=_add)


def _account(one: Account) -> None:
    def chosen(role: Role) -> None:
        _do(partial(accounts.set_role, name=one.name, role=role))

    shown = address.showing(f"role {one.name}", one.role, chosen)
    st.selectbox("角色", _MEMBERS, format_func=ROLES.__getitem__, **shown)
    with st.form(f"password {one.name}", border=False, clear_on_submit=True):
        _password(f"password of {one.name}")
        st.form_submit_button("换密码", on_click=_change_password, args=(one.name,))
    if one.disabled:
        st.button("恢复账号", key=f"enable {one.name}", on_click=_do, args=(partial(accounts.enable, name=one.name),))
    else:
        st.button("停用账号", key=f"disable {one.name}", on_click=_do, args=(partial(accounts.disable, name=one.name),))


def _password(key: str) -> None:
    help_text = f"{passwords.SHORTEST} 个字符以上；可以用几个不相干的词连起来。告诉本人后，请他在“我的账号”里换掉"
    st.text_input("密码", key=key, type="password", autocomplete="new-password", help=help_text)


def _tokens(systems: list[Token]) -> None:
    st.subheader(f"本院其他系统的令牌（{len(systems)}）", anchor=False)
    if secret := st.session_state.pop(_NEW_TOKEN, ""):
        st.success("新令牌如下，请现在复制交给系统的管理人员，以后看不到了。")
        show(element("p", joined([element("code", secret, class_="db-words"), copy_button(secret, "复制令牌")], "　")))
    for one in systems:
        with st.container(horizontal=True, vertical_alignment="center"):
            used = f"最近使用 {when(one.used)}" if one.used else "没有用过"
            made = f"{when(one.created)[:10]} 由{plain(one.by)}建立"
            st.markdown(f"**{plain(one.name)}**　{ROLES[one.role]}　:gray[{made}，{used}]")
            act = partial(tokens.revoke, name=one.name)
            st.button("停用", key=f"revoke {one.name}", type="tertiary", on_click=_do, args=(act,))
    if not systems:
        empty("还没有令牌。", "OA、质控平台等系统要查询知识库时，在这里给每个系统建一个。")
    with st.form("new token form"):
        st.text_input("系统名称", key="new system", autocomplete="off")
        st.selectbox("角色", tokens.ROLES, key="new token role", format_func=ROLES.__getitem__)
        st.form_submit_button("新建令牌", type="primary", on_click=_add_token)


def _add() -> None:
    state = st.session_state
    _do(
        partial(accounts.add, name=state["new name"], role=state["new role"], password=state["new password"]),
        {"new name": "", "new role": _MEMBERS[0], "new password": ""},
    )


def _change_password(name: str) -> None:
    _do(partial(accounts.set_password, name=name, password=st.session_state[f"password of {name}"]))


@changing(Right.TOKENS)
def _add_token() -> None:
    state = st.session_state
    with database.writing(snapshots.default_folder()) as db:
        secret = tokens.make(db, state["new system"], state["new token role"], person().name)
    state[_NEW_TOKEN] = secret
    state.update({"new system": "", "new token role": tokens.ROLES[0]})


@changing(Right.ACCOUNTS)
def _do(act: Callable[..., object], boxes: Mapping[str, object] = MappingProxyType({})) -> None:
    """Make a change in the name of who is at the page; once it is made ``boxes`` show these values, and theirs if not."""
    with database.writing(snapshots.default_folder()) as db:
        act(db, by=person().name)
    st.session_state.update(boxes)


page()
