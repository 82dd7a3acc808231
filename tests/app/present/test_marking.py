"""Where the words of a question stand in a text."""

from itertools import pairwise

import pytest

from app.present.marking import spans


def marked(opened, question, text):
    units = opened.searcher.understand(question).units
    return [text[start:end] for start, end in spans(opened, units, text)]


@pytest.mark.parametrize(
    ("question", "text", "found"),
    [
        ("手卫生", "接触患者前手卫生，接触患者后手卫生。", ["手卫生", "手卫生"]),
        ("打点滴", "用静脉输液。", ["静脉输液"]),
        ("vte", "开展ＶＴＥ评估", ["ＶＴＥ"]),
        ("红烧肉", "医务人员应执行手卫生。", []),
        ("手卫生", "", []),
    ],
)
def test_the_words_themselves_and_other_names_of_the_same_are_marked(opened, question, text, found):
    assert marked(opened, question, text) == found


def test_marks_do_not_overlap_and_stand_in_order(opened):
    text = "提高静脉血栓栓塞症规范预防率，预防静脉血栓。"
    found = spans(opened, opened.searcher.understand("静脉血栓栓塞症预防率").units, text)
    assert found and all(end <= start for (_, end), (start, _) in pairwise(found))


def test_a_text_whose_normal_form_has_another_length_is_left_alone(opened):
    assert marked(opened, "手卫生", "㎏手卫生") == []
