"""Who may do what: one table, which every page and every route of the service interface asks."""

import getpass
from dataclasses import dataclass
from enum import StrEnum

from app.people.text import MAX_NAME, cleaned


class Role(StrEnum):
    """What a person is to the base. Each one may do all that those above it may, as ``ALLOWED`` says."""

    GUEST = "guest"
    """Somebody who did not log in, where reading is open to all."""
    READER = "reader"
    AUTHOR = "author"
    """Of cases and of training material."""
    LIBRARIAN = "librarian"


ROLES = {Role.GUEST: "未登录", Role.READER: "读者", Role.AUTHOR: "案例作者", Role.LIBRARIAN: "资料管理员"}
"""What people call them."""


class Right(StrEnum):
    """Something that not everybody may do."""

    READ = "read"
    OWN = "own"
    MAP = "map"
    TRAIN = "train"
    UPLOAD = "upload"
    PUBLISH = "publish"
    RETIRE = "retire"
    ROLLBACK = "rollback"
    LINKS = "links"
    TERMS = "terms"
    ACCOUNTS = "accounts"
    TOKENS = "tokens"
    AUDIT = "audit"
    BACKUP = "backup"
    SETTINGS = "settings"


RIGHTS = {
    Right.READ: "检索和查看",
    Right.OWN: "保存自己的问题和引用篮",
    Right.MAP: "做案例对标和征集表",
    Right.TRAIN: "制作培训材料",
    Right.UPLOAD: "上传和校对资料",
    Right.PUBLISH: "发布资料",
    Right.RETIRE: "停用资料",
    Right.ROLLBACK: "恢复到以前的版本",
    Right.LINKS: "审核关联",
    Right.TERMS: "管理本院术语和问法",
    Right.ACCOUNTS: "管理账号",
    Right.TOKENS: "管理接口令牌",
    Right.AUDIT: "查看操作记录",
    Right.BACKUP: "下载备份、核对知识库",
    Right.SETTINGS: "更改留存设置",
}
"""What people call them, after “可以”."""

_LIBRARIAN = frozenset({Role.LIBRARIAN})
_AUTHORS = _LIBRARIAN | {Role.AUTHOR}
_MEMBERS = _AUTHORS | {Role.READER}
ALLOWED: dict[Right, frozenset[Role]] = {
    **dict.fromkeys(Right, _LIBRARIAN),
    Right.READ: _MEMBERS | {Role.GUEST},
    Right.OWN: _MEMBERS,
    Right.MAP: _AUTHORS,
    Right.TRAIN: _AUTHORS,
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a page or behind a token."""

    name: str
    """As the audit log keeps it; "" for a guest."""
    role: Role

    def may(self, right: Right) -> bool:
        """Whether the table gives this person that right."""
        return self.role in ALLOWED[right]


GUEST = Person("", Role.GUEST)
NAMELESS = "本机"
"""Who it is where the computer does not know its user."""


def local() -> Person:
    """The user of this computer, who may do everything where only this computer can reach the app."""
    return Person(local_name(), Role.LIBRARIAN)


def local_owner() -> str:
    """In whose name the things of the user of this computer are kept."""
    return local_name() or NAMELESS


def local_name() -> str:
    """The user name on this computer, as the audit log keeps it; "" when the system has none."""
    try:
        return cleaned(getpass.getuser(), MAX_NAME)
    except (OSError, KeyError, ImportError):  # where no variable names the user, Windows lacks the module that Python asks
        return ""
