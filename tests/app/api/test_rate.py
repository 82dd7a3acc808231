"""How many requests a token may make."""

from app.api.rate import A_MINUTE, BURST, Rate


def test_some_at_once_then_so_many_a_minute_and_each_token_for_itself():
    hands = [0.0]
    rate = Rate(lambda: hands[0])
    assert [rate.take("OA") for _ in range(BURST)] == [0] * BURST
    assert rate.take("OA") == 1 and rate.take("HIS") == 0
    hands[0] = 60 / A_MINUTE
    assert rate.take("OA") == 0 and rate.take("OA") == 1
    hands[0] = 3600
    assert [rate.take("OA") for _ in range(BURST + 1)] == [0] * BURST + [1]


def test_what_costs_more_waits_longer():
    hands = [0.0]
    rate = Rate(lambda: hands[0])
    assert [rate.take("OA", 10) for _ in range(4)] == [0, 0, 0, 5]
    hands[0] = 5
    assert rate.take("OA", 10) == 0


def test_names_without_end_fill_no_memory(monkeypatch):
    monkeypatch.setattr("app.api.rate._KEPT", 3)
    rate = Rate(lambda: 0.0, burst=1)
    assert [rate.take(name) for name in "abcd"] == [0] * 4
    assert rate.take("d") == 1 and rate.take("a") == 0
