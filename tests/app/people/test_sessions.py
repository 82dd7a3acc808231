"""Sessions: whose they are, and when they are over."""

from datetime import UTC, datetime, timedelta

import pytest

from app.people import accounts, database, identity, sessions
from app.people.rights import Person, Role
from app.people.sessions import TOUCHED
from app.people.settings import IDLE_MINUTES, SESSION_HOURS

IDLE, WHOLE = timedelta(minutes=IDLE_MINUTES.default), timedelta(hours=SESSION_HOURS.default)
START = datetime(2026, 1, 5, 8, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands until it is set."""
    hands = [START]
    monkeypatch.setattr(sessions, "clock", lambda: hands[0])
    return lambda passed: hands.__setitem__(0, START + passed)


@pytest.fixture
def secret(folder, clock):
    with database.writing(folder) as db:
        accounts.add(db, "张三", Role.AUTHOR, "早班 coffee 42", "root")
        return sessions.begin(db, "张三")


def test_only_the_secret_opens_a_session_and_only_its_hash_is_kept(folder, secret):
    assert identity.by_cookie(folder, secret) == Person("张三", Role.AUTHOR)
    assert len(secret) >= 43 and secret.encode() not in (folder / database.FILE).read_bytes()
    for other in ("", "x", secret[:-1], sessions.digest(secret), "\udcff"):
        assert identity.by_cookie(folder, other) is None


def test_two_sessions_have_nothing_in_common(folder, secret):
    with database.writing(folder) as db:
        again = sessions.begin(db, "张三")
        sessions.end(db, secret)
    assert again != secret and identity.by_cookie(folder, secret) is None and identity.by_cookie(folder, again)


def test_a_session_ends_when_it_is_not_used(folder, secret, clock):
    clock(IDLE)
    assert identity.by_cookie(folder, secret)
    clock(2 * IDLE)
    assert identity.by_cookie(folder, secret), "it was used"
    clock(3 * IDLE + TOUCHED)
    assert identity.by_cookie(folder, secret) is None


def test_a_session_ends_after_a_shift_though_it_is_used(folder, secret, clock):
    for passed in range(0, int(WHOLE / TOUCHED), int(IDLE / TOUCHED) // 2):
        clock(passed * TOUCHED)
        assert identity.by_cookie(folder, secret)
    clock(WHOLE + timedelta(seconds=1))
    assert identity.by_cookie(folder, secret) is None
    with database.writing(folder) as db:
        sessions.begin(db, "张三")
        assert db.execute("SELECT count(*) FROM sessions").fetchone() == (1,), "those that are over are swept"


def test_a_session_is_good_though_that_it_was_used_cannot_be_written(folder, secret, clock):
    clock(TOUCHED * 2)
    (folder / database.FILE).chmod(0o444)
    with database.reading(folder) as other:
        other.execute("SELECT 1")
        assert identity.by_cookie(folder, secret)
