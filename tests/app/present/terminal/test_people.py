"""Accounts and tokens as lines: days and times are those of the clock on the wall."""

import time

import pytest

from app.present.schema.people import Account, Token
from app.present.terminal import people

NIGHT = "2026-11-26T20:30:00+00:00"


@pytest.fixture
def shanghai(monkeypatch):
    """A computer in China."""
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system cannot be moved")
def test_what_happened_before_breakfast_happened_on_that_day(shanghai):
    assert "2026-11-27 建立  2026-11-27 停用" in people.accounts(
        [Account(name="王敏", role="reader", created=NIGHT, disabled=NIGHT)]
    )
    told = people.tokens([Token(name="监控", role="reader", by="张三", created=NIGHT, used=NIGHT, revoked=NIGHT)])
    assert "2026-11-27 由张三建立" in told and "最近使用 2026-11-27 04:30" in told and "2026-11-27 停用" in told
