"""Words of a rule that a careless reader takes for others."""

import pytest

from app.training.quiz.contrasts import contrasts


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("应当在抢救结束后据实补记", "应当在抢救开始后据实补记"),
        ("鉴定时间不计入调解期限", "鉴定时间计入调解期限"),
        ("经医疗机构负责人批准，实施抢救", "经科室负责人批准，实施抢救"),
        ("应当取得患者的书面知情同意", "应当告知患者"),
        ("拒绝签字的，视为家属不同意进行检查", "拒绝签字的，视为家属同意进行检查"),
        ("转科前先评估风险", "转科后再评估风险"),
        ("应当先行实施必要的紧急救护", "应当等医师到场后再实施必要的紧急救护"),
        ("医师必须亲自诊查", "医师可以委托他人诊查"),
        ("患者有权复制其门诊病历", "患者经批准后方可复制其门诊病历"),
        ("对已完成病历先行封存", "对已完成病历暂不封存"),
        ("由拒绝检查的一方承担责任", "由医疗机构承担责任"),
        ("投诉可以用书面或者口头形式提出", "投诉只能用书面形式提出"),
        ("当事人可以直接向人民法院起诉", "当事人须经调解后才可以向人民法院起诉"),
        ("复印件上加盖病案室印章", "复印件上不必加盖病案室印章"),
        ("讨论可以邀请外院专家参加", "讨论不得邀请外院专家参加"),
        ("日间病房可以参照住院病区执行", "日间病房不得参照住院病区执行"),
        ("由医患双方共同向调解组织提出申请", "由医患双方各自向调解组织提出申请"),
    ],
)
def test_the_sentence_becomes_wrong(text, wrong):
    assert wrong in [text[:start] + others[0] + text[end:] for start, end, others in contrasts(text)]


@pytest.mark.parametrize(
    "text",
    [
        "任何人不得篡改病历",
        "医师可以参加协会",
        "应当立即移放，并立即移放",
        "县级以上人民政府负责",
        "经医务部门批准，可以立即实施抢救",  # what is approved is not forbidden
        "发现患者病情危急，应当立即报告",
        "护士应当在床旁登记",  # that a duty is only allowed is no mistake to learn from
        "运送工具使用后应当及时消毒，并定期检测",
        "先行封存",
        "必要时，讨论可以邀请外院专家参加",
        "申请书加盖公章",
        "以书面或者口头方式提出",  # that one of two ways is allowed is no mistake
        "执业助理医师应当在执业医师的指导下执业",
    ],
)
def test_nothing_is_changed_into_nonsense_or_where_it_stands_twice(text):
    assert not list(contrasts(text))
