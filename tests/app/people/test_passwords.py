"""Passwords: which are taken, and that only the right one matches."""

import pytest

from app.people import passwords
from ingest.errors import QuestionError


@pytest.fixture
def checks(monkeypatch):
    """How many hashes are computed: what a person at the other end can time."""
    import argon2

    made, verify = [], argon2.PasswordHasher.verify
    monkeypatch.setattr(argon2.PasswordHasher, "verify", lambda self, *args: made.append(args) or verify(self, *args))
    return made


def test_only_the_password_matches_however_its_letters_are_typed():
    kept = passwords.hashed("早班 coffee 42", "张三")
    assert kept.startswith("$argon2id$") and "coffee" not in kept and passwords.hashed("早班 coffee 42", "张三") != kept
    assert passwords.matches(kept, "早班 coffee 42") and passwords.matches(kept, "早班 ｃｏｆｆｅｅ ４２")
    assert not passwords.matches(kept, "早班 coffee 43") and not passwords.matches(kept, "")


def test_where_there_is_no_account_as_much_is_computed_and_nothing_matches(checks):
    assert not passwords.matches("", "早班 coffee 42") and not passwords.matches("", "\0") and len(checks) == 2


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ("short", "10 到 128"),
        ("长" * 129, "10 到 128"),
        ("aaaaaaaaaaaa", "容易猜"),
        ("zhangsan-zhangsan", "容易猜"),
        ("line\nbreak-and-more", "看不见"),
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused(chosen, said):
    with pytest.raises(QuestionError, match=said):
        passwords.hashed(chosen, "ZhangSan")


def test_a_damaged_hash_matches_nothing():
    assert not passwords.matches("$argon2id$broken", "早班 coffee 42") and not passwords.matches(
        "早班 coffee 42", "早班 coffee 42"
    )


@pytest.mark.parametrize("more", ["x", "晚班 tea 7", "0" * 500])
def test_a_password_with_more_behind_it_is_another(more):
    longest = ("早班 coffee 42 " * 20)[: passwords.LONGEST]
    kept = passwords.hashed(longest, "张三")
    assert passwords.matches(kept, longest) and not passwords.matches(kept, longest + more)
