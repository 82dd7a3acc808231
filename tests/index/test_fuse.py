"""How the parts of a score weigh."""

import numpy as np

from index.fuse import WEIGHTS


def test_what_means_the_same_comes_before_what_only_shares_a_rare_word():
    lexical, dense, coverage = np.array([[0.9, 0.2], [0.4, 0.7], [0.5, 0.5]])
    same_words, same_meaning = WEIGHTS.fused(lexical, dense, coverage)
    assert same_meaning > same_words
