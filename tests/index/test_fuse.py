"""How the parts of a score weigh."""

import numpy as np
import pytest

from index.fuse import WEIGHTS, either


def test_what_means_the_same_comes_before_what_only_shares_a_rare_word():
    lexical, dense, coverage = np.array([[0.9, 0.2], [0.4, 0.7], [0.5, 0.5]])
    same_words, same_meaning = WEIGHTS.fused(lexical, dense, coverage)
    assert same_meaning > same_words


def test_a_score_is_a_mean_of_its_parts_and_meaning_weighs_most():
    parts = np.array([1.0, 0.0, 0.0]), np.array([0.0, 1.0, 0.0]), np.array([0.0, 0.0, 1.0])
    lexical, dense, coverage = WEIGHTS.fused(*parts)
    assert lexical + dense + coverage == pytest.approx(1) and dense > coverage > lexical > 0
    same = np.full(1, 0.37)
    assert WEIGHTS.fused(same, same, same) == pytest.approx(same)


def test_independent_reasons_together_are_surer_than_each_and_never_more_than_certain():
    assert either() == 0 and either(0.3) == pytest.approx(0.3) and either(0.5, 0.5) == pytest.approx(0.75)
    assert either(0.2, 1.0) == 1 and either(-1.0, 7.0) == 1 and either(-1.0) == 0
