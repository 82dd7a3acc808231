"""Two wordings side by side."""

import pytest

from app.mapping.differing import differing


def told(pieces):
    return "".join(f"[{p.text}]" if p.differs else p.text for p in pieces)


@pytest.mark.parametrize(
    ("one", "other", "first", "second"),
    [
        ("应该佩戴", "应当佩戴", "应[该]佩戴", "应[当]佩戴"),
        ("每日，清点", "每日清点。", "每日，清点", "每日清点。"),
        ("不得离开", "得离开", "[不]得离开", "得离开"),
        ("甲", "", "[甲]", ""),
        ("", "甲", "", "[甲]"),
        ("ＡＢ", "ab", "ＡＢ", "ab"),
        ("1.5 mg", "15 mg", "1[.]5 mg", "15 mg"),
    ],
)
def test_only_what_a_reader_has_to_mind_is_marked(one, other, first, second):
    assert tuple(map(told, differing(one, other))) == (first, second)


def test_nothing_is_lost():
    one, other = "护士应当“每班”交接，记录于交班本。", "护士每班应当交接并记录（交班本）"
    first, second = differing(one, other)
    assert ("".join(p.text for p in first), "".join(p.text for p in second)) == (one, other)
