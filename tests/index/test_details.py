"""Details that a question asks for: whether a text has them."""

import pytest

from index.details import asked, missing


@pytest.mark.parametrize(
    ("question", "with_it", "without"),
    [
        ("复印一页要多少钱", "每页收取工本费0.5元", "应当提供复印服务并加盖印章"),
        ("弄丢了赔多少", "按原价的两倍赔偿", "丢失的应当赔偿"),
        ("多久换一次", "每72小时更换一次", "应当定期更换"),
        ("几天内要报", "于5个工作日内上报", "应当上报"),
        ("啥时候开始，几点", "时间为每日9:00—10:00", "时间另行通知"),
        ("仓库得多少平米", "面积不小于20平方米", "仓库应当通风"),
        ("去现场至少几个人", "不得少于两名检查人员", "检查人员应当出示证件"),
        ("要泡多少毫升", "加入10毫升", "加入足量的溶液"),
        ("扣几分", "每处扣2分", "予以扣分处理"),
        ("预约的比例要多高", "预约率≥50%", "应当推行预约"),
        ("箱子里几度", "控制在2～8℃", "注意保温"),
    ],
)
def test_a_text_has_the_detail_or_lacks_it(question, with_it, without):
    assert asked(question)
    assert missing(question, [without, with_it]) is None
    assert missing(question, [without]) == asked(question)


@pytest.mark.parametrize("question", ["谁来负责", "可以带回家吗", "怎么交接", "不按规定做会怎样"])
def test_other_questions_ask_for_no_figure(question):
    assert asked(question) is None
    assert missing(question, ["应当登记"]) is None


def test_money_is_asked_for_before_time():
    assert "钱" in asked("一个月多少钱").name
