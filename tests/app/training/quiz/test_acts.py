"""What must be done in a case, beside what must be done in others."""

import pytest

from app.training.quiz.acts import Acts, acts


@pytest.fixture(scope="module")
def found(sentences):
    return [act for sentence in sentences for act in acts(sentence)]


def _of(found, words):
    return next(act for act in found if words in act.statement.text)


def test_an_act_is_told_from_its_case(found):
    act = _of(found, "输血不良反应")
    assert act.case == "发生输血不良反应时" and act.text.startswith("责任护士应当立即停止输血")


def test_the_wrong_acts_are_those_of_other_cases_in_the_same_mood(found):
    offered = {act.text: others for act in found if (others := Acts(tuple(found)).others(act))}
    assert offered
    for right, others in offered.items():
        assert len(others) == 3 and right not in others
        assert all("应当" in other and any(other == one.text for one in found) for other in others)


def test_an_act_that_says_nearly_the_same_is_no_wrong_one(found):
    act = _of(found, "采集交叉配血标本时")
    assert not any("送达" in other for other in Acts(tuple(found)).others(act) if "标本" in other and "核对" in other)


@pytest.mark.parametrize("words", ["护士应当守在床旁", "医疗机构应当建立制度"])
def test_a_sentence_without_a_case_has_none(found, words):
    assert not any(act.statement.text == words for act in found)
