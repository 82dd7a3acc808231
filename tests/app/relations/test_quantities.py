"""Quantities of texts, and which of them differ."""

import pytest

from app.relations.quantities import differing, quantities


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("三日内归还", [("三日内", "时限")]),
        ("应当在不超过30分钟内报告", [("不超过30分钟内", "时限")]),
        ("规范预防率≥80%，2025年底前完成", [("≥80%", "比例"), ("2025年底", "日期")]),
        ("自2026年3月1日起施行", [("2026年3月1日", "日期")]),
        ("每季度至少分析一次不良事件", [("每季度至少分析一次", "频次")]),
        ("配备3名护士和2张床", [("3名", "人数"), ("2张", "份数")]),
        ("按照第三条和第2项办理，三级医院适用", []),
        ("国卫医发〔2018〕8号", []),
    ],
)
def test_what_is_a_quantity(text, found):
    assert [(one.written, one.sort) for one in quantities(text)] == found


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("半小时内报告", "30分钟内报告"),
        ("三天归还", "3日归还"),
        ("每两周一次", "每2周1次"),
        ("0.5‰", "0.05%"),
        ("一千元", "1000元"),
    ],
)
def test_the_same_quantity_otherwise_written_is_no_difference(a, b):
    assert differing(quantities(a), quantities(b)) == []


def test_a_quantity_stands_beside_the_one_in_the_likest_words():
    a = quantities("危急值应在10分钟内报告，会诊应在24小时内完成，合格率达90%")
    b = quantities("会诊应在48小时内完成，危急值应在5分钟内报告，另配2名护士，合格率达90%")
    told = [(one and one.written, other and other.written) for one, other in differing(a, b)]
    assert told == [("10分钟内", "5分钟内"), ("24小时内", "48小时内"), (None, "2名")]


def test_the_words_around_are_those_between_punctuation():
    (one,) = quantities("发现异常的，责任护士应当在15分钟内报告值班医师；并登记。")
    assert one.said == "责任护士应当在15分钟内报告值班医师"


def test_a_quantity_set_twice_and_once_differs_once():
    assert len(differing(quantities("2小时；2小时"), quantities("2小时"))) == 1
