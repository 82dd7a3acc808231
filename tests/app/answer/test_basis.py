"""Whether the base has a basis: what decides, and the sentence of the refusal."""

import pytest

from app.answer import basis
from app.answer.answering import ask, features
from app.answer.basis import WITH_EXAMPLES, WITHOUT_EXAMPLES, Features
from index.examples import ExampleMatches
from index.search import Hit


def hit(**parts):
    return Hit(**{"row": 0, "score": 0.0, "lexical": 0.0, "dense": 0.0, "coverage": 0.0, "shares": [], "units": ()} | parts)


def test_the_features_are_the_best_of_each_part():
    found = basis.features([hit(coverage=0.2, dense=0.9), hit(coverage=0.7, lexical=0.4)], ExampleMatches((), 0.3, 0.6, 0.1))
    assert found == Features(0.7, 0.9, 0.4, 0.3, 0.6, 0.1)
    assert basis.features([], ExampleMatches()) == Features(0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize("field", ["coverage", "dense", "lexical", "example_coverage", "example_dense"])
def test_every_feature_but_out_of_scope_speaks_for_a_basis(field):
    none = Features(0, 0, 0, 0, 0, 0)
    assert WITH_EXAMPLES.probability(none._replace(**{field: 1.0})) > WITH_EXAMPLES.probability(none)
    assert WITH_EXAMPLES.probability(none._replace(out_of_scope=1.0)) < WITH_EXAMPLES.probability(none)


def test_documents_without_examples_are_judged_by_three_features():
    some = Features(0.5, 0.5, 0.5, 0, 0, 0)
    assert WITHOUT_EXAMPLES.probability(some) == WITHOUT_EXAMPLES.probability(
        some._replace(example_dense=1.0, out_of_scope=1.0)
    )


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("种牙一颗多少钱", "知识库里没有找到这个问题的依据。"),
        ("WS/T 9999-2030 讲什么", "知识库没有收录 WS/T 9999-2030。知识库里没有找到这个问题的依据。"),
        ("种牙一颗多少钱 层级:市", "在限定的范围内（只看市级层级的内容），知识库里没有找到这个问题的依据。"),
    ],
)
def test_the_refusal_says_what_is_missing_and_where_it_looked(opened, question, sentence):
    assert ask(opened, question).note == sentence


def test_a_name_decides_and_the_model_is_not_asked(opened):
    assert features(opened, "WS/T 433-2023") is None
    assert features(opened, "哪些标准适用于提高VTE规范预防率").coverage > 0.9
