"""Sentences side by side, of which some are wrong."""

from dataclasses import replace

from app.training.quiz.claims import claims
from app.training.quiz.gaps import Pool


def test_the_explanation_shows_every_option_as_it_is_written(sentences):
    asked = list(claims(sentences, Pool(sentences)))
    assert asked
    for question in asked:
        right = set(question.options) - set(question.key) if "不正确" in question.stem else set(question.key)
        assert all(option in question.explanation for option in right), question.stem


def test_the_wrong_sentence_does_not_stand_out_by_its_length(sentences):
    for question in claims(sentences, Pool(sentences)):
        if "不正确" in question.stem:
            wrong, *others = sorted(question.options, key=lambda option: option not in question.key)
            assert sorted(map(len, others))[1] / 2 <= len(wrong) <= 1.2 * max(map(len, others)) + 1


def test_a_sentence_that_names_a_matter_and_rules_nothing_is_no_option(sentences):
    short = ["护士应当做好输血工作的管理", "医疗机构应当加强用血管理", "医师应当重视输血前的检查"]
    asked = [*sentences, *(replace(sentences[0], text=text) for text in short)]
    shown = {option for question in claims(asked, Pool(asked)) for option in question.options}
    assert shown and shown.isdisjoint(short)
