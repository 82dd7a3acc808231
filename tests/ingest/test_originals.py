"""The five originals: counts, and whole clauses at each place where a page or a box breaks them."""

import json
from collections import Counter

import pytest

from ingest.model import CoreSystem, Indicator, SpecialAction, Standard, Target, Task
from ingest.pipeline import ingest


@pytest.fixture(scope="module")
def parsed(seeds):
    return {path.name[:3]: ingest(path) for path in sorted(seeds.glob("*.txt"))}


@pytest.fixture(scope="module")
def facts(shared):
    return json.loads((shared / "FACTS.json").read_text(encoding="utf-8"))


def count(parsed, kind):
    return sum(isinstance(e, kind) for e in parsed.entities)


def test_standards(parsed, facts):
    rows = [c for c in parsed["000"].clauses if c.kind == "row"]
    annexes = Counter(c.path[0] for c in rows)
    assert annexes == {"附件1": facts["000"]["standards_annex_1"], "附件2": facts["000"]["standards_annex_2"]}
    assert count(parsed["000"], Standard) == sum(annexes.values())
    misprinted = [e.written for e in parsed["000"].entities if isinstance(e, Standard) and e.id == "T/CHAS 10-2-9-2018"]
    assert misprinted == facts["000"]["misprinted_numbers"]


def test_core_systems_and_penalties(parsed, facts):
    assert count(parsed["001"], CoreSystem) == facts["001"]["core_systems"]
    lists = Counter(c.path[0] for c in parsed["001"].clauses if len(c.path) == 2 and c.path[1].isdigit())
    leads = {c.path[0]: c.text for c in parsed["001"].clauses if len(c.path) == 1}
    institution = next(p for p, text in leads.items() if "医疗机构有下列情形" in text)
    staff = next(p for p, text in leads.items() if "有下列行为之一" in text)
    assert (lists[institution], lists[staff]) == (facts["001"]["penalties_institution"], facts["001"]["penalties_staff"])


def test_the_memory_aid_counts_what_is_none_of_the_eighteen(parsed):
    told = {f.text for f in parsed["001"].findings if f.code == "unlisted_system"}
    assert told == {"不良事件上报制度", "查对制度"}


def test_targets(parsed, facts):
    targets = [e for e in parsed["002"].entities if isinstance(e, Target)]
    national = [t for t in targets if t.id.startswith("NIT")]
    specialty = [t for t in targets if t.id.startswith("PIT")]
    expected = facts["002"]
    assert (len(national), sum(len(t.strategies) for t in national)) == (
        expected["national_targets"],
        expected["national_strategies"],
    )
    assert (len(specialty), sum(len(t.strategies) for t in specialty)) == (
        expected["specialty_targets"],
        expected["specialty_strategies"],
    )
    assert len({t.specialty for t in specialty}) == expected["specialties"]
    assert {t.id: t.refers_to for t in targets if t.refers_to} == expected["refers_to"]


def test_tasks_actions_and_indicators(parsed, facts):
    assert count(parsed["003"], Task) == facts["003"]["tasks"]
    assert count(parsed["003"], SpecialAction) == facts["003"]["special_actions"]
    assert count(parsed["003"], Indicator) == facts["003"]["indicators"]
    assert count(parsed["004"], Task) == facts["004"]["tasks"]


def test_the_box_and_the_annex_contradict_each_other(parsed):
    (finding,) = (f for f in parsed["003"].findings if f.code == "figure_conflict")
    assert "2.5" in finding.message
    assert "1.75" in finding.message


PLACES = [
    # (document, clause path, words on both sides of the break)
    ("000", "引言/第2段", "团体标准为抓手，聚焦"),
    ("000", "一/第2段", "（见附件 2），结合基础质量安全管理"),
    ("000", "一/三是", "创新能力提升，着力健全"),
    ("000", "二/第2段", "标准为引领”的工作理念，采用"),
    ("002", "目标一/（二）/5", "反馈，运用质量管理工具"),
    ("002", "目标五/（二）/4", "循证理念的教育，促进医务人员"),
    ("002", "目标六/（二）/1", "各临床科室等部门组成的专项"),
    ("002", "目标七/（一）", "四级手术开展前必须"),
    ("002", "目标七/（二）/5", "内部验证程序，按季度"),
    ("002", "目标八/（二）/4", "按季度、分科室"),
    ("002", "目标九/（二）/4", "本机构实现该目标"),
    ("002", "目标十/（二）/3", "综合目标考核的重要指标"),
    ("002", "PIT-2026-02/目标简述", "诊断技术, 以期有效改善"),
    ("002", "PIT-2026-05/核心策略/1", "药剂等部门的协作机制"),
    ("002", "PIT-2026-06/核心策略/4", "利用孕妇学校、互联网"),
    ("002", "PIT-2026-10/目标简述", "诊断阳性率能反映"),
    ("002", "PIT-2026-13/核心策略/2", "相关医务人员操作能力"),
    ("002", "PIT-2026-13/目标简述", "苏醒后状态。为促进"),
    ("002", "PIT-2026-16/目标简述", "高致残率的特征"),
    ("002", "PIT-2026-18/目标简述", "持续性跟踪"),
    ("002", "PIT-2026-20/目标简述", "传导阻滞发生率"),
    ("002", "PIT-2026-20/核心策略/3", "熟悉操作流程。为医务人员"),
    ("002", "PIT-2026-21/核心策略/5", "制定改进措施并组织实施"),
    ("002", "PIT-2026-26/目标简述", "下降，但仍需持续"),
    ("002", "PIT-2026-29/目标简述", "理论支撑和实践指导"),
    ("002", "PIT-2026-34/目标简述", "医疗质量安全水平"),
    ("002", "PIT-2026-36/核心策略/4", "脑出血手术、髋、膝"),
    ("002", "PIT-2026-38/核心策略/2", "增强并发症处理能力"),
    ("002", "PIT-2026-40/核心策略/3", "相关患者并给予规范干预"),
    ("002", "PIT-2026-42/核心策略/3", "建立激励约束机制"),
    ("002", "PIT-2026-44/核心策略/4", "机构实现该目标的因素"),
    ("002", "PIT-2026-47/核心策略/1", "病例进行回顾性分析"),
    ("002", "PIT-2026-49/核心策略/1", "按照改进目标制定工作计划"),
    ("002", "PIT-2026-51/核心策略/1", "落实本院糖尿病并发症"),
    ("002", "PIT-2026-52/目标简述", "关节术后脱位"),
    ("002", "PIT-2026-54/核心策略/2", "方案调整前进行疾病"),
    ("002", "PIT-2026-57/目标简述", "影响。子宫内膜癌"),
    ("002", "PIT-2026-59/核心策略/2", "指南和共识, 形成"),
    ("002", "PIT-2026-60/核心策略/4", "增强主动接受检测"),
    ("003", "四/（一）/1", "门诊部、药学部"),
    ("003", "四/（一）/6", "心脏骤停等急危重症"),
    ("003", "四/（一）/8", "审核授权管理，加强日间"),
    ("003", "四/（二）/17", "危急值报告的及时性"),
    ("003", "四/（二）/21", "医疗质量（安全）不良事件报告制度"),
    ("003", "四/（三）/23", "等规定，健全“质控管理"),
    ("003", "四/（三）/26", "各级质控组织要围绕"),
    ("003", "四/（三）/30", "专科医院牵头组建的"),
    ("003", "六/（二）", "逐步健全完善政府监管"),
    ("003", "六/（四）", "营造全员重视"),
    ("003", "专项行动之六", "通过专项行动，大力推行"),
    ("004", "四/（一）/1", "医疗质量管理委员会，指定"),
    ("004", "四/（一）/7", "就诊和绿色通道流程"),
    ("004", "四/（二）/16", "对不合理用药行为"),
    ("004", "四/（二）/20", "抢救设备和药品可用"),
    ("004", "四/（三）/24", "重视程度和工作积极性"),
    ("004", "六/（二）", "制度规范并加强日常监管"),
]


@pytest.mark.parametrize(("document", "path", "words"), PLACES)
def test_a_clause_is_whole_at_the_break(parsed, document, path, words):
    texts = {c.id.partition("#")[2]: c.text for c in parsed[document].clauses}
    assert "".join(words.split()) in "".join(texts[path].split())


def test_no_box_is_left_in_a_task(parsed):
    for task in (e for e in parsed["003"].entities if isinstance(e, Task)):
        assert "专项行动之" not in task.text
        assert task.text[-1] in "。"


def test_no_markup_and_no_page_furniture_is_left(parsed):
    for one in parsed.values():
        for clause in one.clauses:
            assert "<ol" not in clause.text
            assert "<p>" not in clause.text
            assert "- 11 -" not in clause.text


def test_clause_ids_are_unique(parsed):
    for one in parsed.values():
        assert len({c.id for c in one.clauses}) == len(one.clauses)


def test_digests_have_the_ids_of_the_originals(parsed):
    from corpus import CORPUS

    digests = {p.document.id: p for p in map(ingest, sorted((CORPUS / "documents").glob("*.md")))}
    for original in parsed.values():
        wanted = {c.id for c in original.clauses if c.kind not in ("contact", "imprint", "fragment")}
        assert {c.id for c in digests[original.document.id].clauses} == wanted
        kinds = Counter(type(e).__name__ for e in original.entities)
        assert Counter(type(e).__name__ for e in digests[original.document.id].entities) == kinds
