"""Two wordings side by side."""

import pytest

from app.relations.wording import Piece, worded


def shown(wording):
    return "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in wording)


@pytest.mark.parametrize(
    ("one", "other", "left", "right"),
    [
        ("每|季度|清点|一次", "每|月|清点|一次", "每[季度]清点一次", "每[月]清点一次"),
        ("登记|归还", "登记|并|归还", "登记归还", "登记[并]归还"),
        ("甲|，|乙", "甲|,|乙", "甲，乙", "甲,乙"),
        ("甲|\n|乙|丙", "甲|乙|丁", "甲\n乙[丙]", "甲乙[丁]"),
        ("一样", "一样", "一样", "一样"),
        ("雨|伞|借|用", "血|库|冷|链", "雨伞借用", "血库冷链"),
    ],
    ids=["changed", "added", "width", "white space", "same", "nothing in common is not marked"],
)
def test_the_words_that_the_other_has_not_are_marked(one, other, left, right):
    words = {text.replace("|", ""): text.split("|") for text in (one, other)}
    first, second = worded(*words, words.__getitem__) if len(words) > 1 else worded(*words, *words, words.__getitem__)
    assert (shown(first), shown(second)) == (left, right)


def test_nothing_of_a_text_is_lost():
    one, other = "  第一条\n 每季度清点 ", "第一条　每月\t清点并登记"
    for text, wording in zip((one, other), worded(one, other, list), strict=True):
        assert "".join(piece.text for piece in wording) == text
    assert worded("", "新的", list) == ((Piece(""),), (Piece("新的"),))
