"""A long text is cut into windows that lose nothing and keep what their items hang on."""

import pytest

from index.windows import LONGEST, windows

LEAD = "有下列情形之一的，由设备科通报，并扣科室当月质量分："
ITEMS = [
    f"（{number}）{what}未登记、未复核、未归还且经催告后仍不改正的；"
    for number, what in zip("一二三四五六", "轮椅 平车 血压计 体温计 氧气袋 吸引器".split(), strict=True)
]


def test_a_short_text_is_one_window():
    assert windows("轮椅管理制度 保管 轮椅由护士站统一保管。") == ["轮椅管理制度 保管 轮椅由护士站统一保管。"]


def test_each_window_has_the_titles_and_the_sentence_that_its_items_hang_on():
    found = windows(f"器具管理制度 第三章 处理 {LEAD}{''.join(ITEMS)}")
    assert len(found) > 1
    assert all(window.startswith("器具管理制度 第三章 处理 ") and LEAD in window for window in found)
    assert [item for item in ITEMS if any(item in window for window in found)] == ITEMS


@pytest.mark.parametrize("text", ["", " ", "，", "没有标点" * 200, "逗号，" * 300, "一句。" * 200])
def test_nothing_is_lost_and_no_window_is_long(text):
    found = windows(text)
    assert found
    assert all(len(window) <= 2 * LONGEST for window in found)
    assert "".join(found).replace(" ", "") == text.strip()


def test_what_stands_at_the_end_of_a_long_text_is_in_the_last_window():
    text = "病区轮椅由护士站统一保管，借出时在登记本上写明床号。" * 12 + "登记本保存三年。"
    assert "保存三年" in windows(f"轮椅管理制度 {text}")[-1]
