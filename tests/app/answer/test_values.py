"""Values that a question names: the things that have them, and where the words stand."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from app.answer.values import _by_organ, _chapters, facets

BARE = SimpleNamespace(
    searcher=SimpleNamespace(in_words=lambda _: (), mentions=lambda _: ()), thesaurus=SimpleNamespace(ancestors=lambda _: ())
)
"""A base that knows no words."""


@dataclass
class Thing:
    id: str


def named(text, **values):
    """Of each value that ``text`` names: how it is said, and the things that have it."""
    having = [(Thing(identity), its) for identity, its in values.items()]
    return [(one.said, "".join(sorted(one.ids)), one.exact) for one in facets(BARE, "standard", having, text)]


def test_values_side_by_side_are_both_named_and_a_shorter_one_inside_a_longer_is_not():
    assert named("输血护理标准", a=("输血",), b=("护理",)) == [("输血", "a", True), ("护理", "b", True)]
    assert named("手术护理标准", a=("手术护理",), b=("护理",), c=("手术护理",)) == [("手术护理", "ac", True)]


def test_a_stretch_of_four_characters_of_a_heading_stands_for_it_and_three_do_not():
    heading = "医院感染控制"
    assert list(_chapters(BARE, [heading], "关于医院感染的")) == [(2, 6)]
    assert list(_chapters(BARE, [heading], "医院感染控")) == [(0, 5)]
    assert list(_chapters(BARE, [heading], "关于医院感的")) == []


@pytest.mark.parametrize(
    ("value", "text", "spans"),
    [
        ("国家卫生健康委员会", "国家卫健委发布的标准", [(0, 8)]),
        ("国家卫生健康委员会", "卫健委的标准", [(0, 4)]),
        ("国家卫生健康委员会", "省财政局的标准", []),
        ("国家卫生健康委员会", "委的标准", []),
        ("病区管理", "卫健委的标准", []),
    ],
)
def test_an_issuer_is_named_by_its_characters_in_order(value, text, spans):
    assert list(_by_organ(value, text)) == spans
