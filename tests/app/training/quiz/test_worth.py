"""What is worth asking of a rule."""

import pytest

from app.training.quiz.worth import (
    outside,
    rules_work,
    worth_asking,
    worth_listing,
    worth_reading,
    worth_telling,
)


def _asked(text: str, words: str) -> bool:
    return worth_asking(text, text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("医务人员应当在抢救结束后6小时内据实补记", "6小时"),
        ("死者尸体存放时间一般不得超过14日", "14日"),
        ("封存的现场实物由医疗机构保管", "医疗机构"),
        ("收到申请的卫生主管部门准予延续，延续执业注册有效期为5年", "5年"),
        ("护士应当在有效期届满前30日向卫生主管部门申请延续注册", "30日"),
    ],
)
def test_what_somebody_in_a_hospital_must_do_is(text, words):
    assert _asked(text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("卫生主管部门应当自收到申请之日起5个工作日内作出决定", "5个工作日"),
        ("医学会应当自受理之日起5日内通知双方当事人提交材料", "5日"),
        ("卫生主管部门对不具备《护士条例》规定条件的，不予注册，并书面说明理由", "书面"),
        ("调解委员会获悉医院发生纠纷，可以主动开展工作", "可以"),
        ("医疗机构篡改病历的，由卫生主管部门处1万元以上罚款", "1万元以上"),
        ("药品经营许可证有效期为5年", "5年"),
        ("受理申请的药品监督管理机构应当自收到申请之日起30个工作日内作出决定", "30个工作日"),
        ("医疗机构每季度分析反馈数据，改进制度", "每季度"),
        ("已经执业的医疗机构，应当在条例实施后的6个月内补办手续", "6个月"),
        ("执业满二年的，可以参加执业医师资格考试", "二年"),
        ("护士拒绝抢救的，由卫生主管部门给予警告；情节严重的，责令暂停6个月以上1年以下执业活动", "6个月以上1年以下"),
        ("护士自执业证书被吊销之日起2年内不得申请执业注册", "2年"),
        ("各级质控中心为医疗机构提供培训和指导，推动建立患者的双向转诊机制", "双向转诊"),
        ("没有条件住院分娩的，应当由家庭接生人员在24小时内接生", "24小时"),
        ("乡村医生应当每两年接受一次考核", "两年"),
        ("对医师的业务水平进行考核，考核周期为三年", "三年"),
        ("主要负责人亲自部署、提前谋划", "主要负责人"),
        ("到2025年末，医院预约挂号率不低于50%", "50%"),
        ("国家推进分级诊疗，引导患者首先到医院就诊，建立基层首诊机制", "首先"),
        ("医院的配制间不得存放与配制无关的物品", "不得"),
    ],
)
def test_what_binds_others_is_punished_or_only_counted_is_not(text, words):
    assert not _asked(text, words)


def test_a_list_of_what_is_punished_is_not():
    assert not worth_listing("医师有下列行为之一的，责令改正，处一万元以上罚款")
    assert worth_listing("医师有下列情形的，可以不办理变更注册手续")


def test_what_everybody_has_a_right_or_a_duty_to_is_no_list_to_learn():
    assert not worth_listing("医师在执业活动中享有下列权利") and not worth_listing("护士履行下列义务")


def test_titles_say_that_nothing_below_them_rules_a_ward():
    assert worth_reading("《医疗质量管理办法》第八条")
    assert not worth_reading("《乡村医生从业管理条例》第十三条") and not worth_reading("《某方案》六（一）“加强组织领导”")


def test_what_happens_to_those_who_open_a_hospital_or_supervise_one_is_no_list_to_learn():
    assert not worth_listing("申请设置医疗机构，应当提交下列文件")
    assert not worth_listing("卫生主管部门履行监督检查职责时，有权采取下列措施")


def test_who_supervises_is_none_of_a_hospital_s_people():
    assert outside("申办人完成拟办企业筹建后") and not outside("患者要求复制病历资料的")


def test_principles_and_what_concerns_no_ward_rule_no_work():
    for text in ("医务人员应当弘扬敬业精神，恪守职业道德", "烟草制品包装应当印有警示"):
        assert not rules_work(text, 0, len(text))
    text = "护士应当在床旁核对患者身份"
    assert rules_work(text, 0, len(text))


def test_only_a_rule_for_the_hospital_stands_beside_what_is_asked_for():
    assert worth_telling("医疗机构应当立即向公安机关报案")
    assert not worth_telling("聘请专家进入专家库，不受行政区域的限制")
    assert not worth_telling("设区的市级以上人民政府共同设立专家库，医疗机构可以推荐")


@pytest.mark.parametrize(
    "text",
    [
        "医疗机构及其医务人员必须遵守诊疗规范、常规，恪守职业道德",
        "护士应当对患者态度和蔼，积极配合医师的工作",
        "医师应当坚持以患者为中心的理念开展工作",
    ],
)
def test_what_all_agree_to_stands_beside_nothing(text):
    assert not worth_telling(text)
