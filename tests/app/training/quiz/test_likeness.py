"""Which texts say the same, and which stem tells its answer."""

import pytest

from app.training.quiz.likeness import alike, tells


@pytest.mark.parametrize(
    ("stem", "answer", "others"),
    [
        ("共同封存的，由X委托检验；双方无法委托的，由主管部门指定", "双方共同", ("患者单方", "公安机关")),
        ("X须更好掌握编码原则", "编码员", ("护士", "药师")),
    ],
)
def test_a_stem_with_half_of_what_sets_the_answer_apart_tells_it(stem, answer, others):
    assert tells(stem, answer, others)


def test_what_every_option_has_tells_nothing():
    assert not tells("重点查看X手术后的患者", "三级手术", ("一级手术", "二级手术"))
    assert not alike("三级手术", "床旁交班")
