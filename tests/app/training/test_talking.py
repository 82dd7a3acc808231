"""What a class talks over."""

from app.training.lesson import Lesson, Point
from app.training.talking import talk


def test_what_a_hospital_must_settle_is_set_below_the_clause_that_asks_for_it():
    required = Point("医疗机构制定病种清单。", "第3条", "《目标》第3条", digest=True)
    settle = Point("由谁起草？", "第3条", "《目标》第3条", True, "清单")
    (one,) = talk([Lesson("甲", "甲目标", "改进目标", required=(required,), decide=(settle,))])
    assert one.text == "《目标》第3条的大意是：医疗机构制定病种清单。结合本科室说一说（清单）：由谁起草？"


def test_a_long_clause_is_cut_and_an_original_is_no_gist():
    long = Point("应当" * 100, "第1条", "《办法》第1条")
    (one,) = talk(
        [Lesson("乙", "乙", "文件", required=(long,), decide=(Point("写在哪里？", "第1条", "《办法》第1条", topic="流程"),))]
    )
    assert one.text.startswith("《办法》第1条规定：应当") and "应当……。结合本科室" in one.text and len(one.text) < 220
