import pytest

from app.mapping.fragments import ends, joined


@pytest.mark.parametrize(
    ("quote", "problem"),
    [
        ("护士长每周抽查陪护证……未佩戴的当场补办", ""),
        ("护士长每周抽查陪护证20张...体温超过37.5℃", "未"),
        ("陪护人员应当佩戴陪护证……离开病区", "不得"),
        ("未佩戴的当场补办……护士长每周抽查陪护证", "次序"),
        ("护士长每周抽查陪护证……并在护理记录单上签字", "不在同一条"),
        ("护士长每周抽查陪护证……没有佩戴的当场补办", "原文"),
    ],
)
def test_what_is_wrong_with_joined_fragments_is_said(library, quote, problem):
    found = joined(library, quote, 0.7)
    assert (problem in found.problem) if problem else found.problem == ""


def test_fragments_of_which_none_is_held_are_not_found(library):
    assert joined(library, "天地玄黄宇宙洪荒……日月盈昃辰宿列张", 0.7) is None


def test_dots_at_the_ends_are_no_gap():
    assert ends("……护士长每周抽查……") == "护士长每周抽查"
