import pytest

from app.mapping.documents import Documents
from app.mapping.references import references


@pytest.fixture
def judged(opened, drafted):
    """State, expected id and advice of each reference of a text."""

    def _judged(text):
        found = references(opened, Documents(opened), drafted(f"# 某案例\n\n{text}\n"))
        return [(str(r.state), r.expected_id, r.advice) for r in found]

    return _judged


@pytest.mark.parametrize(
    ("text", "state", "expected"),
    [
        ("《急救绿色通道》（T/CHAS 10-2-3-2018）", "in_force", "T/CHAS 10-2-3-2018"),
        ("团体标准《急救绿色通道》", "in_force", "T/CHAS 10-2-3-2018"),
        ("CT 检查操作规程（WS/T391—2012）", "superseded", "WS/T 391-2024"),
        ("《静脉治疗护理技术操作规范》（WS/T 433-2013）", "superseded", "WS/T 433-2023"),
        ("《危急值管理》（T/CHAS 10-4-7-2018）", "misnamed", "T/CHAS 10-4-9-2019"),
        ("《静脉血液标本采集规范》（WS/T 661—2020）", "misnamed", "WS/T 661-2020"),
        ("《ERAS管理》（T/CHAS 10-2-36-2022）", "misnamed", "T/CHAS 10-2-35-2022"),
        ("《静脉血液标本采集指南》（WS 661—2020）", "misnamed", "WS/T 661-2020"),
        ("《呼吸机安全管理》（WS/T 655—2018）", "unknown", "WS/T 655-2019"),
        ("《医务人员手卫生规范》（WS/T 313—2019）", "unknown", ""),
        ("《手术服务》（T/CHAS 10-2-9-201）", "misprinted", "T/CHAS 10-2-9-2018"),
        ("“提高静脉血栓栓塞症规范预防率（NIT-2026-IV）”", "misnamed", "NIT-2026-III"),
        ("“提高静脉血栓栓塞症规范预防比率”（NIT-2026-III）", "misnamed", "NIT-2026-III"),
        ("“提高住院病案首页主要诊断编码正确率”(PIT-2026-34)", "misnamed", "PIT-2026-34"),
        ("“多学科协作”（NIT-2026-III）", "in_force", "NIT-2026-III"),
        ("PIT-2026-30：提高卵巢—附件病变超声报告进行卵巢及附件影像报告和数据系统分类率", "in_force", "PIT-2026-30"),
        ("专业目标 PIT-2026-99", "unknown", ""),
        ("NIT—2026—Ⅰ", "in_force", "NIT-2026-I"),
        ("长卫医政发〔2023〕9号", "in_force", "长卫医政发-2023-9"),
        ("国卫办医政发〔2026〕1号", "unknown", ""),
        ("落实十八项核心制度中的“危急值通报制度”", "misnamed", "危急值报告制度"),
        ("落实十八项核心制度中的护理分级制度", "misnamed", "分级护理制度"),
        ("落实十八项核心制度中的食堂卫生制度", "unknown", ""),
        ("对照“危急值管理”标准", "in_force", "T/CHAS 10-4-9-2019"),
        ("围绕提高感染性休克集束化治疗完成率立项", "in_force", "NIT-2026-IV"),
        ("落实手术安全核对制度", "misnamed", "手术安全核查制度"),
        ("国家《行动计划》第 14 条", "unknown", ""),
        ("把《会诊制度》列入督查", "in_force", "会诊制度"),
        ("PIT-2026-04（提高透析患者血磷达标率）", "misnamed", "PIT-2026-04"),
        ("WS/T 391-2024 CT扫描操作规程", "misnamed", "WS/T 391-2024"),
        ("WS/T 391-2024 CT检查操作规程", "in_force", "WS/T 391-2024"),
        ("《静脉血液标本采集规范 WS/T 661-2020》", "misnamed", "WS/T 661-2020"),
        ("WS—T 433-2013", "superseded", "WS/T 433-2023"),
        ("WS/T 433-2023、661-2020", "in_force", "WS/T 661-2020"),
        ("T/CHAS 10-4-7-2018和10-4-9-2019", "in_force", "T/CHAS 10-4-9-2019"),
        ("《关于印发2026年国家医疗质量安全改进目标的通知》", "in_force", "2026年国家医疗质量安全改进目标"),
    ],
)
def test_each_reference_gets_its_state_and_what_is_meant(judged, text, state, expected):
    assert (state, expected) in [(s, e) for s, e, _ in judged(text)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("WS/T 433-2023 系强制性卫生行业标准。", "推荐性"),
        ("团体标准 T/CHAS 10-4-9-2019 属于强制性标准。", "推荐性"),
        ("T/CHAS 10-4-9-2019 是国家强制标准。", "团体标准"),
        ("GBZ 131-2017 是推荐性标准。", "强制性"),
    ],
)
def test_obligatory_and_recommended_are_not_confused(judged, text, word):
    ((state, _, advice),) = judged(text)
    assert state == "in_force"
    assert word in advice


@pytest.mark.parametrize("text", ["GBZ 131-2017 是强制性标准。", "WS/T 433-2023 是推荐性标准，不是强制性标准。"])
def test_what_is_called_right_needs_no_advice(judged, text):
    assert judged(text)[0][2] == ""


def test_what_is_cited_twice_is_told_once(judged):
    assert len(judged("《输液安全》（T/CHAS 10-2-34-2020）；再看《输液安全》（T/CHAS 10-2-34-2020）与《输液安全》。")) == 1


def test_a_title_that_is_not_held_has_to_be_looked_up(judged):
    ((state, expected, advice),) = judged("执行《医院食堂管理条例》。")
    assert (state, expected) == ("unknown", "")
    assert "人工核实" in advice


def test_an_article_of_a_digest_cannot_be_checked(judged):
    ((state, _, advice),) = judged("《医疗质量管理办法》第四十四条")
    assert state == "unknown"
    assert "查原文" in advice


def test_an_article_must_exist_and_bear_its_name(small, documents, drafted):
    text = "《病区陪护管理办法》第三条；《病区陪护管理办法》第三十条"
    found = references(small, documents, drafted(f"# 某案例\n\n{text}\n"))
    assert [str(r.state) for r in found] == ["in_force", "unknown"]
    assert "没有第30条" in found[1].advice


def test_a_number_in_the_brackets_of_a_title_is_cited_once(judged):
    assert [state for state, _, _ in judged("依据《静脉血液标本采集指南 WS/T 661-2020》")] == ["in_force"]


def test_words_before_a_document_number_are_none_of_it(judged):
    ((_, _, advice),) = judged("依据国卫办医政函〔2026〕1号执行。")
    assert advice.startswith("文号 国卫办医政函〔2026〕1号")


def test_another_system_that_ends_like_a_core_system_is_not_a_wrong_name_of_it(judged):
    assert judged("修订医疗设备安全管理制度和质量安全管理制度。") == []


@pytest.mark.parametrize(
    "text",
    [
        "质控科牵头修订《医疗安全（不良）事件管理制度》",
        "印发本院《呼吸机安全管理办法》",
        "急诊科按《急救绿色通道工作流程》分诊",
        "写成《手术部位标识标准操作手册》",
    ],
)
def test_a_hospital_s_own_paper_named_for_a_standard_is_no_wrong_name_of_it(judged, text):
    assert [(state, expected) for state, expected, _ in judged(text)] == [("unknown", "")]


@pytest.mark.parametrize(
    ("text", "systems"),
    [
        ("落实会诊、值班和交接班、查对等核心制度。", ["会诊制度", "值班和交接班制度", "查对制度"]),
        (
            "首诊负责、三级查房、危急值报告和病历管理四项核心制度列入清单。",
            ["首诊负责制度", "三级查房制度", "危急值报告制度", "病历管理制度"],
        ),
        ("学习疑难病例讨论、查对与值班和交接班制度", ["疑难病例讨论制度", "查对制度", "值班和交接班制度"]),
        ("抽查“分级护理”“查对”、术前讨论等医疗质量安全核心制度的执行", ["分级护理制度", "查对制度", "术前讨论制度"]),
        ("会诊、抢救和随访都有人管，修订相关制度", []),
        ("会诊、讨论后按查对制度执行", ["查对制度"]),
    ],
)
def test_systems_that_share_a_word_at_the_end_of_their_list_are_named_each(judged, text, systems):
    assert sorted(expected for _, expected, _ in judged(text)) == sorted(systems)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("落实术前讨论制度、术后讨论制度和查对制度", "术后讨论制度"),
        ("把首诊负责制度、“查对制度”与食堂卫生制度写入手册", "食堂卫生制度"),
        ("完善查对、约束观察、会诊等制度", "约束观察"),
        ("抓好会诊、标本管理等核心制度", "标本管理"),
    ],
)
def test_what_is_listed_with_core_systems_and_is_none_is_told(judged, text, name):
    assert [advice for state, _, advice in judged(text) if state == "unknown"] == [f"“{name}”不在十八项核心制度之列，请核对"]


def test_one_that_is_said_to_be_core_by_nearly_its_name_is_a_wrong_name(judged):
    assert ("misnamed", "值班和交接班制度", "十八项核心制度中的名称是“值班和交接班制度”") in judged("交接班、查对等核心制度")


def test_another_name_of_a_core_system_in_a_list_is_told_once(judged):
    found = judged("核心制度：分级护理制度、交接班制度。")
    assert [(state, expected) for state, expected, _ in found] == [
        ("in_force", "分级护理制度"),
        ("misnamed", "值班和交接班制度"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "围绕《输液安全》立项。\n\n依据《输液安全》（T/CHAS 10-2-34-2020）。",
        "提高感染性休克集束化治疗完成率是目标。\n\n见“提高感染性休克集束化治疗完成率（NIT-2026-IV）”。",
        "按《呼吸机安全管理》做。\n\nWS/T 655-2019 写得清楚。",
    ],
)
def test_no_number_is_to_be_added_that_the_draft_has_elsewhere(judged, text):
    assert [(state, advice) for state, _, advice in judged(text)] == [("in_force", "")]
