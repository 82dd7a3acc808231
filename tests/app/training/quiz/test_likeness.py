"""Options that could both be right are told apart from those that could not."""

import pytest

from app.training.quiz.likeness import Likeness


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("医务", "医务处", True),
        ("神内", "神经内科", True),
        ("院感科", "感控科", True),
        ("质控", "质管", True),
        ("药学", "护理", False),
        ("急诊", "检验", False),
    ],
)
def test_terms(opened, one, other, alike):
    assert Likeness(opened).terms(one, other) is alike
