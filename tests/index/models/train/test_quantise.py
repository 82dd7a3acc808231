"""Values and matrices rounded to 8 bits."""

import numpy as np
import pytest

from index.models.train.quantise import Level, rounded

RNG = np.random.default_rng(5)
UNEVEN = np.where(np.arange(64) % 16 == 3, 100.0, 1.0)
"""A few channels a hundred times as large as the others, as in a trained encoder."""
VALUES = RNG.standard_normal((400, 64)) * UNEVEN + 0.3
MATRIX = RNG.standard_normal((32, 64)) / UNEVEN


def product(values, how):
    """The product in whole numbers, as the graph computes it."""
    whole = np.clip(np.round(values / how.factors / how.step) + how.zero, 0, 255) - how.zero
    matrix = np.round(MATRIX * how.factors / how.steps[0][:, None])
    assert np.abs(matrix).max() <= 63
    return (whole @ matrix.T) * how.step * how.steps[0] + how.offsets[0]


def error(how):
    return np.abs(product(VALUES, how) - VALUES @ MATRIX.T).mean() / np.abs(VALUES @ MATRIX.T).mean()


def test_a_product_is_nearly_the_same_though_some_channels_are_much_larger():
    even = rounded(Level.of(VALUES), [MATRIX])
    without = rounded(Level.of(np.repeat(VALUES.min(), 64)[None] * [[1.0], [-1.0]]), [np.full_like(MATRIX, MATRIX.max())])
    assert error(even) < 0.03 < error(without)


def test_what_rounding_the_matrix_takes_away_is_given_back():
    how = rounded(Level.of(VALUES), [MATRIX])
    mean = product(VALUES, how).mean(0) - (VALUES @ MATRIX.T).mean(0)
    assert np.abs(mean).max() < np.abs(mean - how.offsets[0]).max() / 2


def test_the_level_of_two_samples_is_that_of_all_their_tokens():
    both, whole = Level.of(VALUES[:150]).with_more(Level.of(VALUES[150:])), Level.of(VALUES)
    for one, other in zip((both.low, both.high, both.total), (whole.low, whole.high, whole.total), strict=True):
        assert one == pytest.approx(other)
    assert both.tokens == whole.tokens


def test_a_channel_of_nothing_and_a_row_of_nothing_are_no_division_by_nothing():
    how = rounded(Level.of(np.zeros((3, 4))), [np.zeros((2, 4))])
    assert all(np.isfinite(found).all() for found in (how.factors, how.step, *how.steps, *how.offsets))
