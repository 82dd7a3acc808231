"""What a question asks for."""

import pytest

from index.intent import intents


@pytest.mark.parametrize(
    ("question", "needed"), [("轮椅多久清洁一次", True), ("轮椅怎么清洁", False), ("轮椅有哪些标准", False)]
)
def test_a_figure_is_needed_only_where_one_is_asked_for(question, needed):
    assert any(intent.needs_figure for intent in intents(question)) is needed
