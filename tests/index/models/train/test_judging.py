"""What the judge is trained on: the window that answers, the same without the detail asked for, and kinds that weigh alike."""

import random

import pytest

torch = pytest.importorskip("torch", reason="the extra train is not installed")

from index.models.encoder import SHIPPED, open_model  # noqa: E402
from index.models.train import judging  # noqa: E402 - needs torch
from index.models.train.judging import Reading  # noqa: E402


def test_of_a_long_text_the_window_with_the_answer_is_read():
    long = "轮椅管理制度 " + "病区轮椅由护士站统一保管，借出时写明床号。" * 10 + "登记本保存三年备查。"
    other = "食堂就餐通知 早餐七点开始。"
    found = next(judging._beside(open_model(SHIPPED), [("登记本保存三年备查吗", long)], [long, other]))
    assert "保存三年" in found.right
    assert len(found.right) < len(long)
    assert found.others == (other,)


def test_the_detail_asked_for_is_taken_out_of_the_text():
    right = "轮椅管理制度 轮椅由护士站保管，借用人在登记本上签名，押金二百元，归还时退还。"
    without = judging._without(Reading("借轮椅押金多少钱", right, ()))
    assert "二百" not in without
    assert without.startswith("轮椅管理制度 ")
    assert "签名" in without
    assert judging._without(Reading("轮椅归谁管", right, ())) == ""
    assert judging._without(Reading("押金多少钱", "轮椅管理制度 押金二百元。", ())) == ""


def test_of_each_kind_those_that_answer_weigh_as_much_as_those_that_do_not():
    texts = [judging._Text("要多少钱", "", answers) for answers in [True] * 20 + [False] * 60]
    texts += [judging._Text("归谁管", "", answers) for answers in [True] * 60 + [False] * 30]
    weights = judging._weights(texts)
    for kind in ("多少钱", ""):
        totals = [
            sum(weights[kind, one.answers] for one in texts if judging._kind(one.question) == kind and one.answers == a)
            for a in (True, False)
        ]
        assert totals[0] == pytest.approx(totals[1], rel=0.25)


def test_a_question_without_an_answer_is_read_with_two_texts():
    drawn = list(judging._drawn(Reading("病房几楼", "", ("一", "二", "三")), random.Random(1)))
    assert [one.answers for one in drawn] == [False, False]
