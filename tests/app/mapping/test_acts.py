import pytest

from app.mapping.acts import asked, told


@pytest.mark.parametrize(
    ("practice", "rule"),
    [
        ("药学部牵头，与检验科、信息科组成小组，每月碰头", "医疗机构建立多部门协作机制"),
        ("用鱼骨图找出主因，逐项制定对策", "运用质量管理工具，查找、分析影响因素"),
        ("每月导出完成率，在院周会上逐科公布", "建立监测及评价机制，按季度进行数据分析、反馈"),
        ("达标情况计入科室季度奖金", "将目标改进情况纳入绩效管理，建立激励约束机制"),
        ("新进护士先做三次模拟，考核通过才单独上岗", "定期开展培训，提高操作能力"),
    ],
)
def test_a_practice_and_the_rule_that_asks_for_it_have_an_act_in_common(practice, rule):
    assert told(practice) & asked(rule)


def test_what_makes_a_stay_pleasant_is_no_act_for_quality():
    assert not told("为家属开设棋牌角和书吧")
