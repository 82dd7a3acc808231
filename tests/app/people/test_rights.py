"""The table of who may do what."""

import getpass

import pytest

from app.people import rights
from app.people.rights import ALLOWED, GUEST, RIGHTS, ROLES, Person, Right, Role

FLOORS = (Role.GUEST, Role.READER, Role.AUTHOR, Role.LIBRARIAN)


@pytest.mark.parametrize(
    ("role", "gains"),
    [
        (Role.GUEST, {"read"}),
        (Role.READER, {"own"}),
        (Role.AUTHOR, {"map", "train"}),
        (
            Role.LIBRARIAN,
            {"upload", "publish", "retire", "rollback", "links", "terms", "accounts", "tokens", "audit", "backup", "settings"},
        ),
    ],
)
def test_each_role_may_do_what_those_below_it_may_and_some_more(role, gains):
    below = FLOORS[: FLOORS.index(role)]
    may = {right for right in Right if Person("某人", role).may(right)}
    before = {right for right in Right if below and Person("某人", below[-1]).may(right)}
    assert before <= may and may - before == gains


def test_every_right_and_role_has_a_word_for_people():
    assert set(ALLOWED) == set(RIGHTS) == set(Right) and set(ROLES) == set(Role)


def test_the_user_of_the_computer_may_do_everything(monkeypatch):
    monkeypatch.setattr(getpass, "getuser", lambda: "张三\u202e\n")
    assert rights.local().name == "张三" and all(map(rights.local().may, Right))
    monkeypatch.setattr(getpass, "getuser", lambda: (_ for _ in ()).throw(ImportError("pwd")))
    assert rights.local().name == "" and not GUEST.name
