"""What a question says of names and numbers."""

from types import SimpleNamespace

import pytest

from app.answer.name_conditions import names
from app.answer.text_conditions import quoted
from ingest.model import Standard

BLOOD = Standard("WS/T 622-2018", "", "内科输血")
SAFETY = Standard("T/CHAS 10-2-34-2020", "", "输液安全（试行）")
NO_BASE = SimpleNamespace(of_kind=lambda _: [BLOOD, SAFETY], documents={})


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("名称里带“输”的标准", [True, True]),
        ("以“输液”打头的标准", [False, True]),
        ("名字用内科开头的", [True, False]),
        ("最后两个字是“安全”的", [False, True]),
        ("拿“输血”结尾的标准", [True, False]),
        ("编号末尾是2018的", [True, False]),
    ],
)
def test_how_a_name_or_number_begins_and_ends(text, holds):
    (condition,) = names(NO_BASE, "standard", text)
    assert [condition.holds(one) for one in (BLOOD, SAFETY)] == holds
    assert text[condition.start : condition.end].strip("的") in text and condition.said.endswith("的")


def test_one_character_in_quotation_marks_may_mean_something_else():
    assert [c.crisp for c in quoted(NO_BASE, "standard", "哪几个“输”，哪些“安全”")] == [False, True]
    assert not [*quoted(NO_BASE, "standard", "哪几个“麻”")]


def test_to_begin_after_a_time_begins_no_name():
    assert not [*names(NO_BASE, "standard", "2024年以后才开始执行的标准")]
