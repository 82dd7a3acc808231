"""Slips that are put right, and right words that nobody may touch."""

import pytest

from index.words.spelling import ONE_OFF, SWAPPED, _difference

SLIPS = """
静脉血拴预防→静脉血栓预防|手述安全核查→手术安全核查|院感防空→院感防控|VET规范预防率→VTE规范预防率|呼息机安全管里→呼吸机安全管理
危急直报告→危急值报告|交接版→交接班|护理不良事建→护理不良事件|导尿官感染→导尿管感染|病案首叶→病案首页
静脉栓血→静脉血栓|手术安核查→手术安全核查|手手术安全核查→手术安全核查|危急急值→危急值|ventilater→ventilator
CLABIS→CLABSI|手述室→手术室|中心静脉导管相关雪流感染→中心静脉导管相关血流感染|患者身份识别错物→患者身份识别错误
疑难病例讨轮→疑难病例讨论|临床用血申核→临床用血审核|信息安权→信息安全|非计划再次手数→非计划再次手术|院内敢染→院内感染
抗菌药物分及管理→抗菌药物分级管理|病历内涵直量→病历内涵质量|术前讨轮→术前讨论|死亡病例讨沦→死亡病例讨论|日间手述→日间手术
麻醉鸡安全管理→麻醉机安全管理|死忘病例讨论→死亡病例讨论|分级互理制度→分级护理制度|首诊付责→首诊负责|住院服雾→住院服务
医院敢染管理→医院感染管理|不粮事件报告率→不良事件报告率|肿流治疗前 临床分起 评估→肿瘤治疗前临床分期评估|川奇病→川崎病|淋巴榴→淋巴瘤
骨随瘤→骨髓瘤|种殖体修复→种植体修复|胃镜俭查→胃镜检查|四级手术数前讨论→四级手术术前讨论|新项目准如→新项目准入
"""
RIGHT = """
静脉血栓预防|手术安全核查|院感防控|VTE规范预防率|呼吸机安全管理|危急值报告|病例讨论|病历讨论|神内科床位|肾内科床位|幼儿急疹|急疹患儿护理
胸腔镜手术|腹腔镜手术|肝移植手术|肾移植手术|干细胞治疗|肝细胞癌|检验师培训|检验室温度|药剂师职责|手术是四级的吗|手术可以推迟吗
会诊是谁发起的|门诊不设急诊窗口|张会珍主任|李守珍护士长|王静脉|陈术前|赵护理的论文|利伐沙班抗凝|阿哌沙班|依诺肝素钠注射液|头孢他啶|头孢哌酮舒巴坦
左氧氟沙星|右美托咪定|瑞芬太尼|丙泊酚|PET检查|CRP检测|PTE风险|ECT治疗|MRI预约|PDCA循环|试验室|隐性感染|阴性感染|高血压并发症|高血压并不可怕
行政检察|消防演练|防空洞|同义词|经脉穴位|人民医院骨科|协和医院|华西医院护理部|长治市第二人民医院|一级护理|二级护理|三级查房|非计划拔管|计划拔管
不良反应|食堂饭菜|停车收费|红烧肉怎么做|北京到上海的高铁|血液透析机|腹膜透析|糖尿病足|糖尿病足及护理|肝功能能恢复吗|输血管理|输液管理|injection|infection
消毒供应中心|洗手池|静配中心|轮椅清洁|血糖仪质控|心肌标志物|病理科|产科医生|值班表|陪护证|脑卒中绿色通道|前列腺增生|WS/T 433-2023|T/CHAS 10-2-24-2018
"""


def pairs(table):
    return [tuple(cell.split("→")) for line in table.strip().splitlines() for cell in line.split("|")]


@pytest.mark.parametrize(("typed", "meant"), pairs(SLIPS))
def test_a_slip_is_read_as_the_label_that_was_meant(opened, typed, meant):
    """By a correction, or as a wrong spelling that the thesaurus lists."""
    corrected, _, _ = opened.speller.corrected(typed)
    concepts = [m.concept for m in opened.searcher.mentions(meant)]
    assert corrected == meant or (concepts and [m.concept for m in opened.searcher.mentions(corrected)] == concepts)


@pytest.mark.parametrize("right", [cell for (cell,) in pairs(RIGHT)])
def test_a_right_word_stays(opened, right):
    assert opened.speller.corrected(right)[:2] == (right, [])


@pytest.mark.parametrize(
    ("typed", "label"), [("VET", "VTE"), ("VET预防", "VTE预防"), ("手述", "手术"), ("截至日期", "截止日期")]
)
def test_an_uncertain_slip_is_offered(opened, typed, label):
    text, mended, doubtful = opened.speller.corrected(typed)
    assert (text, mended) == (typed, [])
    assert label in [s.label for s in doubtful]


def test_what_is_quoted_stays(opened):
    assert opened.speller.corrected("手述安全核查", keep=("手述",))[1] == []


@pytest.mark.parametrize(
    ("typed", "label", "how"),
    [
        ("静脉血栓", "静脉血栓", ""),
        ("", "", ""),
        ("静血脉栓", "静脉血栓", SWAPPED),
        ("静脉血删", "静脉血栓", ONE_OFF),
        ("脉静血删", "静脉血栓", ""),
    ],
)
def test_the_kind_of_a_slip_is_told_by_how_two_words_differ(typed, label, how):
    assert _difference(typed, label)[0] == how
