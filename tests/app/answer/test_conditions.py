"""What a question says of the members of a list."""

import pytest

from app.answer.answering import ask


@pytest.mark.parametrize("question", ["一共几毫升，都有哪几样", "一共几公升，都有哪几样", "每升几克，都有哪几样"])
def test_a_unit_is_no_direction(opened, question):
    assert ask(opened, question).listing is None


def test_a_direction_is_one(opened):
    listing = ask(opened, "要求升的监测指标有哪些").listing
    assert listing is not None and listing.kind == "indicator" and "升" in listing.said
