"""How failed tries slow down."""

import pytest

from app.server import throttle
from app.server.throttle import ACCOUNT, ADDRESS, Throttle


@pytest.fixture
def hands():
    return [0.0]


@pytest.fixture
def tries(hands):
    return Throttle(lambda: hands[0])


def test_some_tries_are_free_then_each_waits_twice_as_long_up_to_a_minute(tries, hands):
    waits = []
    for _ in range(ACCOUNT.free + 9):
        wait = tries.begin("张三", f"10.0.0.{hands[0]}")
        waits.append(wait)
        hands[0] += wait
        if wait:
            assert tries.begin("张三", f"10.0.1.{hands[0]}") == 0, "the wait is over"
    assert waits[: ACCOUNT.free] == [0] * ACCOUNT.free
    assert waits[ACCOUNT.free :] == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_an_address_that_tries_many_names_is_slowed(tries, hands):
    assert [tries.begin(f"某人{n}", "10.0.0.1") for n in range(ADDRESS.free)] == [0] * ADDRESS.free
    assert tries.begin("张三", "10.0.0.1") > 0 and tries.begin("张三", "10.0.0.2") == 0


def test_a_good_login_frees_the_account_and_no_attacker_at_its_address(tries):
    for n in range(ADDRESS.free - 1):
        tries.begin(f"某人{n}", "10.0.0.1")
    tries.begin("攻击者", "10.0.0.1")
    tries.forgive("攻击者", "10.0.0.1")
    assert tries.begin("另一人", "10.0.0.1") == 0 and tries.begin("又一人", "10.0.0.1") > 0
    for _ in range(ACCOUNT.free):
        tries.begin("张三", "10.0.0.2")
    tries.forgive("张三", "10.0.0.2")
    assert tries.begin("张三", "10.0.0.3") == 0


def test_pressing_again_while_one_must_wait_makes_it_no_longer(tries, hands):
    for _ in range(ACCOUNT.free):
        tries.begin("张三", "10.0.0.1")
    assert [tries.begin("张三", "10.0.0.1") for _ in range(50)] == [1] * 50
    hands[0] = 1
    assert tries.begin("张三", "10.0.0.1") == 0


def test_after_a_quarter_of_an_hour_all_is_forgotten_and_memory_is_bounded(tries, hands, monkeypatch):
    for _ in range(ACCOUNT.free):
        tries.begin("张三", "10.0.0.1")
    hands[0] = 901
    assert [tries.begin("张三", "10.0.0.1") for _ in range(ACCOUNT.free)] == [0] * ACCOUNT.free
    monkeypatch.setattr(throttle, "_KEPT", 10)
    for n in range(100):
        tries.begin(f"某人{n}", f"10.1.0.{n}")
    assert len(tries._tries) <= 10
