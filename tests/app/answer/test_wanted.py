"""Which kind of result a question wants, by its wording."""

import math

import pytest

from app.answer.wanted import wanted


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("改善这件事该对照哪个行业标准", "standard"),
        ("今年国家有没有管这件事的目标", "target"),
        ("让家属少陪夜可以参照什么来做", "standard"),
        ("把病历写全，拿什么做依据", "standard"),
        ("这件事由谁负责", "clause"),
        ("几个小时之内要送到", "clause"),
        ("病人在过道上等了一下午，两个科推来推去，谁也不肯收，违反了哪一条", "core_system"),
    ],
)
def test_wordings_want_kinds(question, kind):
    found = wanted(question)
    assert max(found, key=found.__getitem__) == kind


def test_a_question_of_unknown_runs_rules_no_kind_out():
    assert set(wanted("")) == set(wanted("今年的目标"))
    assert min(wanted("").values()) > -7


@pytest.mark.parametrize("question", ["", "今年的目标", "违反了哪一条核心制度"])
def test_the_probabilities_of_all_kinds_are_one_together(question):
    assert sum(map(math.exp, wanted(question).values())) == pytest.approx(1, abs=0.01)


def test_what_a_question_says_that_it_does_not_want_counts_for_nothing():
    plain = wanted("病人摔倒怎么登记，我要的是标准，麻烦给号")
    assert wanted("病人摔倒怎么登记，我要的是标准，不是改进目标，麻烦给号")["standard"] > plain["standard"] - 0.02
