"""Figures are read, compared and replaced by others of their kind."""

import pytest

from app.training.quiz.quantities import Quantity, others, quantities, same


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("应当在抢救结束后6小时内补记", ["6小时"]),
        ("自受理之日起30个工作日内完成，超过7日的", ["30个工作日", "7日"]),
        ("每季度分析一次，至少每半年参加一次", ["每季度", "每半年"]),
        ("处5万元以上10万元以下罚款", ["5万元以上10万元以下"]),
        ("自2018年10月1日起施行", ["2018年10月1日"]),
        ("执业满三年", ["三年"]),
        ("确认、通知、随访三个环节，重点关注5种罕见病", []),
        ("由至少二名医师推荐，每方代表人数不超过5人", ["二名", "5人"]),
        ("近5年发生率居高不下，据2021版规程第三级", []),
        ("工作日每天至少巡视3次", ["3次"]),  # that it is every day says itself
        ("每周至少复核两次，每月至少抽查1次", ["每周", "每月"]),
    ],
)
def test_what_sets_a_figure(text, found):
    assert [q.written for q in quantities(text)] == found


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("24小时", "1日", True),
        ("3年", "三年", True),
        ("二年", "两年", True),
        ("60分钟", "1小时", True),
        ("3个月", "90日", True),
        ("30日", "30个工作日", False),
        ("7日", "7个工作日", False),
        ("2018年10月1日", "2018年9月1日", False),
    ],
)
def test_figures_that_mean_the_same(one, other, equal):
    assert same(one, other) is equal


@pytest.mark.parametrize("written", ["6小时", "三年", "90%", "5万元以上10万元以下", "每季度", "6个月以上1年以下", "2025年底前"])
def test_others_are_of_the_same_kind_and_none_means_the_same(written):
    wrong = others(Quantity(0, len(written), written), ["1日", "3年", "两年", "12小时", "95%"], "seed")
    every = [written, *wrong]
    assert len(set(wrong)) == 3
    assert not any(same(a, b) for i, a in enumerate(every) for b in every[:i])


@pytest.mark.parametrize(
    ("written", "never"),
    [
        ("每天", {"每季度", "每半年", "每年"}),
        ("每日", {"每季度", "每半年", "每年"}),
        ("每年", {"每两天", "每三天"}),
        ("每半年", {"每两天"}),
    ],
)
def test_how_often_is_asked_for_among_what_is_nearly_as_often(written, never):
    for seed in map(str, range(40)):
        assert never.isdisjoint(others(Quantity(0, len(written), written), [], seed))
