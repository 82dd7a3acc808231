"""Passwords: what one must be, and its Argon2id hash (RFC 9106, the parameters of argon2-cffi)."""

import unicodedata
from functools import cache
from types import ModuleType

from app.people.text import tidy
from ingest.errors import QuestionError

SHORTEST, LONGEST = 10, 128
"""Characters of a password; a hash of a very long one would keep the processor busy."""


def hashed(password: str, name: str) -> str:
    """The hash to keep of the password of ``name``; QuestionError when it is too easy to guess or no text."""
    chosen = _normal(password)
    if not SHORTEST <= len(chosen) <= LONGEST:
        raise QuestionError(f"密码要有 {SHORTEST} 到 {LONGEST} 个字符", todo="可以用几个不相干的词连起来，好记又难猜")
    if not chosen.isprintable():
        raise QuestionError("密码里有看不见的字符", todo="请重新输入")
    known = _normal(tidy(name)).casefold()
    if len(set(chosen)) < SHORTEST // 2 or (len(known) > 1 and known in chosen.casefold()):
        raise QuestionError("密码太容易猜", todo="请不要用姓名，也不要重复几个字符")
    return str(_argon2().PasswordHasher().hash(chosen))


def matches(stored: str, password: str) -> bool:
    """Whether ``password`` is the one of the hash ``stored``; as slow when there is none to compare with ("")."""
    argon2 = _argon2()
    try:
        given = _normal(password)
        return bool(argon2.PasswordHasher().verify(stored or _nobodys(), given[:LONGEST]) and stored and len(given) <= LONGEST)
    except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError, UnicodeEncodeError):
        return False


@cache
def _nobodys() -> str:
    """A hash that belongs to nobody: compared with where a name has no account, so that the answer takes as long."""
    return str(_argon2().PasswordHasher().hash("\0"))


def _argon2() -> ModuleType:
    import argon2  # noqa: PLC0415 - only what handles passwords needs it

    return argon2


def _normal(password: str) -> str:
    """One form for what keyboards write in several: full-width letters, composed accents."""
    return unicodedata.normalize("NFKC", password)
