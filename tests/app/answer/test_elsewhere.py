"""Questions about another year or place than the base holds."""

import pytest

from app.answer.answering import ask


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("2024年国家医疗质量安全改进目标里有没有静脉血栓", "2026 年的，没有 2024 年的"),
        ("大同市的方案对急诊有什么要求", "没有大同市的文件，地方文件只有长治的"),
        ("河北省的文件里门诊怎么管", "没有河北省的文件"),
    ],
)
def test_it_is_refused_with_what_the_base_holds(opened, question, said):
    answer = ask(opened, question)
    assert not answer.answered
    assert said in answer.conclusion.text


@pytest.mark.parametrize(
    "question",
    ["我们市的方案对急诊有什么要求", "2026年国家目标里的静脉血栓", "到2025年底计划的目标", "门诊病历书写合格率2025目标"],
)
def test_what_the_base_holds_is_answered(opened, question):
    assert "不能作" not in ask(opened, question).conclusion.text
