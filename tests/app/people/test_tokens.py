"""Tokens of other systems."""

import pytest

from app.people import database, identity, tokens
from app.people.audit import AUDIT
from app.people.rights import Person, Right, Role
from ingest.errors import NotFoundError, QuestionError


@pytest.fixture
def secret(folder):
    with database.writing(folder) as db:
        return tokens.make(db, "OA 系统", Role.READER, "张三")


def read(folder):
    with database.reading(folder) as db:
        return tokens.everyone(db)


def test_a_token_is_known_by_its_secret_and_only_the_hash_is_kept(folder, secret):
    assert identity.by_token(folder, secret) == Person("接口：OA 系统", Role.READER)
    assert (
        secret.startswith(tokens.PREFIX) and secret[len(tokens.PREFIX) :].encode() not in (folder / database.FILE).read_bytes()
    )
    for other in ("", "x", secret[:-1], tokens.PREFIX, read(folder)[0].sha256):
        assert identity.by_token(folder, other) is None
    assert identity.by_cookie(folder, secret) is None


def test_when_it_was_used_is_kept(folder, secret):
    assert read(folder)[0].used == ""
    identity.by_token(folder, secret)
    assert read(folder)[0].used >= read(folder)[0].created


def test_a_revoked_token_opens_nothing_and_its_name_is_free_again(folder, secret):
    with pytest.raises(QuestionError, match="已经有令牌"), database.writing(folder) as db:
        tokens.make(db, "OA 系统", Role.AUTHOR, "张三")
    with database.writing(folder) as db:
        tokens.revoke(db, " OA 系统 ", "李四")
    assert identity.by_token(folder, secret) is None
    with database.writing(folder) as db:
        again = tokens.make(db, "OA 系统", Role.AUTHOR, "张三")
    assert identity.by_token(folder, again).may(Right.MAP) and identity.by_token(folder, secret) is None
    with pytest.raises(NotFoundError), database.writing(folder) as db:
        tokens.revoke(db, "HIS", "李四")
    with database.reading(folder) as db:
        assert [(x.who, x.action) for x in AUDIT.rows(db)[0]] == [
            ("张三", "add_token"),
            ("李四", "revoke_token"),
            ("张三", "add_token"),
        ]


@pytest.mark.parametrize("role", [Role.LIBRARIAN, Role.GUEST])
def test_no_token_may_change_the_base(folder, role):
    with pytest.raises(QuestionError), database.writing(folder) as db:
        tokens.make(db, "OA", role, "张三")
