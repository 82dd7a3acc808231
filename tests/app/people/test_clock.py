"""Times as texts keep them, and those that come from a spreadsheet."""

from datetime import UTC, datetime

import pytest

from app.people import clock
from ingest.errors import QuestionError


def test_now_is_told_to_the_millisecond():
    assert datetime.fromisoformat(clock.utc()).tzinfo == UTC and datetime.fromisoformat(clock.local()).tzinfo is None
    assert {len(clock.utc().partition(".")[2]), len(clock.local().partition(".")[2])} == {len("123+00:00"), len("123")}


def test_a_time_that_a_spreadsheet_rewrote_is_understood():
    assert clock.checked_time("2026/1/31 08:00:00") == "2026-01-31 08:00:00"
    assert clock.checked_time("", required=False) == ""


@pytest.mark.parametrize("written", ["", "昨天", "2026-02-30"])
def test_what_is_no_time_is_refused(written):
    with pytest.raises(QuestionError, match="读不懂"):
        clock.checked_time(written)
