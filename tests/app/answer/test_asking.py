"""Whether a question wants a whole list."""

import pytest

from app.answer.answering import ask
from app.answer.asking import grams, is_talk, wants_list


@pytest.mark.parametrize(
    "question",
    [
        "康复医学的规范都有哪些",
        "输液反应的处置步骤帮我列一下",
        "停电预案总共写了几条",
        "把带“评价”的指标汇总一下",
        "保管那一节的条文都给我",
    ],
)
def test_wordings_for_lists(question):
    assert wants_list(question) > 0.5


@pytest.mark.parametrize(
    "question",
    ["轮椅押金要交多少钱", "这项该写哪个标准", "为什么要单独设这个岗", "探视的人都能过夜吗", "洗衣房几点收被服", "地面湿滑"],
)
def test_wordings_for_one_thing(question):
    assert wants_list(question) < 0.5


def test_words_of_asking_are_no_subject():
    assert is_talk("哪些") and not is_talk("轮椅")


def test_a_question_is_judged_by_its_runs_of_one_to_four_characters():
    assert grams("有12份，哪些？") == {
        *("有", "0", "份", "，", "哪", "些"),
        *("^有", "有0", "0份", "份，", "，哪", "哪些", "些$"),
        *("^有0", "有0份", "0份，", "份，哪", "，哪些", "哪些$"),
        *("^有0份", "有0份，", "0份，哪", "份，哪些", "，哪些$"),
    }


@pytest.mark.parametrize(
    ("question", "probability"),
    [
        ("保管那一节的条文都给我", 0.99),
        ("探视的人都能过夜吗", 0.01),
        ("洗衣房几点收被服", 0.13),
        ("地面湿滑", 0.05),
        ("轮椅放在哪", 0.00),
        ("科室里管轮椅的有哪些人", 0.33),
    ],
)
def test_how_probable_it_is_that_a_list_is_wanted(question, probability):
    assert wants_list(question) == pytest.approx(probability, abs=0.01)


@pytest.mark.parametrize(
    "question",
    [
        "从前的评审检查跟 2023 年这个行动是什么关系",
        "2019 年的标准跟 2024 年的有什么联系",
        "2024 年的标准对护理有什么影响",
        "国家目标和去年的标准有啥矛盾",
    ],
)
def test_how_things_are_related_is_answered_with_no_list(opened, question):
    assert ask(opened, question).listing is None


@pytest.mark.parametrize("question", ["为什么影响排名的指标有哪些", "术后感染都有什么影响因素"])
def test_what_only_looks_like_it_may_want_a_list(question):
    assert wants_list(question) > 0.04
