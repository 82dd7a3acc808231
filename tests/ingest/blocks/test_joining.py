"""Which printed lines are one sentence."""

import pytest

from ingest.pipeline import ingest


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("每月组织质量检查一次，对发现的问题督促整改，并于次月", "5日前通报。"),
        ("病人转科时由责任护士陪同，交接完成的时间应当不超过", "30分钟并签名。"),
        ("护士长离任时的移交手续以及清点的范围按照本规定第", "16条的规定办理。"),
        ("护士长离任时的移交手续以及清点的范围按照本规定第十", "六条的规定办理。"),
    ],
)
def test_a_sentence_goes_on_with_an_amount_or_the_rest_of_a_number(write, upper, lower):
    parsed = ingest(write("a.txt", f"某院护士长职责\n\n1. 合理排班。\n2. {upper}\n{lower}\n3. 查房。\n"))
    assert [c.text for c in parsed.clauses] == ["合理排班。", upper + lower, "查房。"]


@pytest.mark.parametrize("lower", ["2025年完成评估。", "30分钟内到场。"])
def test_a_paragraph_that_has_ended_goes_on_with_no_amount(write, lower):
    parsed = ingest(write("a.txt", f"某院护士长职责\n\n一、要求\n每月组织质量检查一次，对发现的问题督促整改。\n{lower}\n"))
    assert [c.text for c in parsed.clauses] == ["每月组织质量检查一次，对发现的问题督促整改。", lower]
