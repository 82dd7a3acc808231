"""Words of a class, of which a rule means one."""

import pytest

from app.training.quiz.slots import CLASSES, slots


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("鉴定结论以成员的过半数通过", "鉴定结论以成员的三分之二以上通过"),
        ("专家由双方随机抽取", "专家由双方协商选定"),
        ("赔偿费用实行一次性结算", "赔偿费用实行分期结算"),
        ("鉴定费用由医疗机构支付", "鉴定费用由患者支付"),
        ("对死亡病例逐例讨论", "对死亡病例抽样讨论"),
        ("讨论由副主任医师以上人员主持", "讨论由主治医师以上人员主持"),
        ("感染性废物用黄色包装袋", "损伤性废物用黄色包装袋"),
        ("外请专家手术报医务部门审批", "外请专家手术报护理部门审批"),
        ("投诉人在专门场所接待", "投诉人在门诊大厅接待"),
        ("经所在医疗卫生机构批准，可以外出会诊", "经医师行业协会批准，可以外出会诊"),
    ],
)
def test_the_sentence_becomes_wrong(text, wrong):
    assert wrong in [text[:start] + other + text[end:] for start, end, others in slots(text) for other in others]


@pytest.mark.parametrize(
    "text",
    [
        "费用由医疗机构支付，或者由患者支付",  # two of a class: it compares them
        "县级以上人民政府卫生部门负责",  # which authority is none of a ward's business
        "感染性疾病科负责",  # no waste
        "三、四级手术须逐项授权",  # half of a pair
        "责任护士应当守在床旁",  # a coder there is absurd
        "加强康复治疗",  # 复治 is no word here
        "封存的可以是原件，也可以是复制件",  # 复印件 would be the same as 复制件
        "结核的初治患者应当做药敏试验",  # as sensible of those who were treated before
        "初诊患者应当做过敏史询问",
        "重点识别尚未造成后果的隐患",
        "加强终末病历的质控",
        "建立双向转诊的通道",
        "专科医院须为晚期患者建立随访",
    ],
)
def test_what_compares_or_is_no_such_word_is_left_alone(text):
    assert not list(slots(text))


def test_no_word_stands_twice_in_a_class_and_each_has_another():
    for one in CLASSES:
        assert len(set(one.words)) == len(one.words) >= 2 and set(one.asked) <= set(one.words)
