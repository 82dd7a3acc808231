import pytest

from app.mapping.folding import Folded, fold, without_radicals


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("在住院当日，围手术（治疗）期", "在住院当日、围手术(治疗)期"),
        ("ＶＴＥ 预防", "vte预防"),
        ("⻔诊⻋辆⻅习", "门诊车辆见习"),
        ("‘监测—分析’", "“监测－分析”"),
        ("2023-2025年", "2023－2025 年"),
    ],
)
def test_spaces_width_punctuation_and_radicals_make_no_difference(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("37.5℃", "375℃"), ("≤7.5‰", "7.5%"), ("≥60%", "60%"), ("2-3次", "23次")])
def test_what_changes_a_figure_makes_a_difference(one, other):
    assert fold(one) != fold(other)


def test_a_run_is_found_back_in_the_text_as_written():
    folded = Folded.of("应当佩戴 陪护证，不得离开。")
    assert folded.text == "应当佩戴陪护证不得离开"
    assert folded.original(4, 9) == "陪护证，不得"


def test_radicals_are_put_right_without_moving_anything():
    assert without_radicals("⻔诊") == "门诊"
