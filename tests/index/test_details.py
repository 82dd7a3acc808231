"""Details that a question asks for: whether a text has them."""

import pytest

from index.details import asked


@pytest.mark.parametrize(
    ("question", "with_it", "without"),
    [
        ("复印一页要多少钱", "每页收取工本费0.5元", "应当提供复印服务并加盖印章"),
        ("弄丢了赔多少", "按原价的两倍赔偿", "丢失的应当赔偿"),
        ("多久换一次", "每72小时更换一次", "应当定期更换"),
        ("轮椅坏了赔多少", "损坏的赔偿200元", "借用轮椅交押金二百元，损坏的应当赔偿"),
        ("会被罚几个钱", "给予警告，并处三万元以下罚款", "申请费五百元，违反的给予处罚"),
        ("押金交多少", "押金每台一百元", "损坏的赔偿一百元"),
        ("几天内要报", "于5个工作日内上报", "应当上报"),
        ("危急值报告几分钟内", "10分钟内通知病区", "危急值报告及时率"),
        ("病历要存多少年", "保存不少于30年", "到 2025 年归档率逐步提高"),
        ("几分钟内通知医生", "立即通知医生", "及时通知医生"),
        ("多久通知医生", "及时通知医生", "通知及时率"),
        ("到年底用到百分之几", "使用率≥60%", "使用率逐步升高"),
        ("使用率要多高", "使用率逐步升高", "应当推行使用"),
        ("这份什么时候开始用", "2019/07/06", "印发之后"),
        ("啥时候开始，几点", "时间为每日9:00—10:00", "时间另行通知"),
        ("仓库得多少平米", "面积不小于20平方米", "仓库应当通风"),
        ("去现场至少几个人", "不得少于两名检查人员", "检查人员应当出示证件"),
        ("要泡多少毫升", "加入10毫升", "加入足量的溶液"),
        ("扣几分", "每处扣2分", "予以扣分处理"),
        ("预约的比例要多高", "预约率≥50%", "应当推行预约"),
        ("箱子里几度", "控制在2～8℃", "注意保温"),
        ("隔多长时间要演练一回", "每季度演练一次", "应当定期演练"),
        ("量表多少分算高危", "45分及以上为高危", "应当评估跌倒风险"),
        ("损害怎么划分等级，怎么分", "按轻重分为四级", "四级手术应当讨论"),
        ("登记用什么系统", "在管理平台登记", "应当登记"),
        ("衣服包给哪家公司洗", "由某某洗涤有限公司承洗", "衣物应当清洗"),
        ("买的是啥牌子的床", "品牌须为目录内的", "床应当牢固"),
        ("袋子是什么颜色", "装入黄色袋", "装入专用袋"),
        ("一层楼要放几台", "每层配备两台", "应当配备"),
        ("多大年纪能报", "年满18周岁", "符合条件的人员"),
        ("20分钟内要打电话吗", "10分钟内通知病区", "通知率逐步升高"),
        ("隔了三天才写算不算晚，三天行不行", "次日完成记录", "应当记录完整"),
        ("血糖 正常值", "血糖低于3.9mmol/L或高于16.7mmol/L", "血糖异常时报告"),
        ("水压的上、下限", "压力≥0.2，≤0.5", "压力及时记录"),
        ("室温 达标值", "不低于18，不高于26", "室温应当适宜"),
    ],
)
def test_a_text_has_the_detail_or_lacks_it(question, with_it, without):
    detail = asked(question)
    assert detail
    assert detail.stands_in(with_it)
    assert not detail.stands_in(without)


@pytest.mark.parametrize(
    "question",
    [
        "谁来负责",
        "可以带回家吗",
        "怎么交接",
        "不按规定做会怎样",
        "多重耐药怎么防",
        "按哪几块打分",
        "那几天没人管",
        "哪几项要做",
    ],
)
def test_other_questions_ask_for_no_detail(question):
    assert asked(question) is None


def test_money_is_asked_for_before_time():
    assert "钱" in asked("一个月多少钱").name


def test_how_often_is_asked_for_before_how_long():
    assert "一次" in asked("多久查一次").name
    assert "一次" not in asked("多久之内查完").name


def test_a_detail_of_something_else_in_the_same_clause_is_none():
    detail = asked("借的轮椅几天要还")
    clause = "借出轮椅应当登记。归还时检查。血样送检有交接单。送检在2小时内完成。"
    assert detail.stands_in(clause)
    assert not detail.stands_in(clause, lambda sentence: "轮椅" in sentence)
    assert detail.stands_in("借出轮椅应当登记。须在3天内归还。", lambda sentence: "轮椅" in sentence)
    assert detail.stands_in(clause, lambda sentence: "担架" in sentence)


@pytest.mark.parametrize("told", ["前几年就做成的老办法，能报吗", "近几天新收的病人，谁去看", "这几个月的事，归谁管"])
def test_some_years_ago_is_no_question_for_how_many(told):
    assert asked(told) is None


def test_how_long_before_is_one():
    assert asked("提前几天约").name == "多久、什么时候"
