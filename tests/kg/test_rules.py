"""Each rule on clauses of our own."""

from dataclasses import replace

import pytest

from index.words.concepts import ConceptFinder
from index.words.tokenize import Tokenizer
from ingest.model import Clause, Concept, CoreSystem, Document, Indicator, Link, Standard, Target, Task
from kg import rules
from kg.graph import Graph
from kg.rules import Sources

CONCEPTS = [
    Concept("术语/静脉输液", "静脉输液", ("打点滴",), scheme="procedures"),
    Concept("术语/输液安全", "输液安全", broader=("静脉输液",), scheme="safety"),
    Concept("术语/会诊制度", "会诊制度", ("会诊",), match="会诊制度", scheme="core_systems"),
    Concept("术语/手术部位标识", "手术部位标识", scheme="safety"),
    Concept("术语/手术部", "手术部", scheme="departments"),
    Concept("术语/检验科", "检验科", ("化验室",), scheme="departments"),
    Concept("术语/护士", "护士", scheme="departments"),
]
TOKENIZER = Tokenizer(ConceptFinder(CONCEPTS))
PLAN = Document("市计划", "关于印发《某市改进计划》的通知", "plan", number="某卫发〔2030〕7号", level="city")
NATIONAL = Document("国家计划", "改进计划", "plan", level="national")
LAW = Document("门诊管理条例", "门诊管理条例", "statute")
SLIDES = Document("课件", "病历管理规定", "slides")
INFUSION = Standard("WS/T 7-2029", "WS/T 7-2029", "输液安全", topics=("静脉输液",), clause="名单#附件/1")
SYSTEM = CoreSystem("会诊制度")
RATE = Indicator("市计划#附件/1", "1", "门诊静脉输液使用比例", document="市计划")
TARGET = Target("NIT-2030-I", "减少不必要的静脉输液", "目标", "目标#一/简述", strategies=("目标#一/1", "目标#一/2"))
OTHER = Target("NIT-2030-II", "提高随访率", "目标", "目标#二/简述")


def clause(identity, text, kind="item"):
    document, _, path = identity.partition("#")
    return Clause(identity, document, tuple(path.split("/")), ("",) * len(path.split("/")), text, text, kind)


TEXTS = [
    clause("目标#一/简述", "说明。"),
    clause("目标#一/1", "按照《门诊管理条例》第十二条和《某某操作规程（试行）》开展，请化验室与护士配合，疑难的会诊。"),
    clause("目标#一/2", "参照国某发〔2029〕3号、某卫发〔2030〕7号，管好手术部位标识，落实《某市改进计划》和《病历管理规定》。"),
    clause("目标#二/简述", "说明。"),
    clause("门诊管理条例#第三章/第十二条", "门诊应当有序。"),
    clause("市计划#四/1", "降低门诊静脉输液使用比例。"),
]


def links(*, curated=(), tasks=()):
    entities = [INFUSION, SYSTEM, RATE, TARGET, OTHER, *tasks, *CONCEPTS]
    sources = rules.Sources(entities, TEXTS, TOKENIZER, [PLAN, NATIONAL, LAW, SLIDES], curated)
    return rules.links(sources)


def objects(found, subject, predicate="mentions"):
    return {x.object for x in found if (x.subject, x.predicate) == (subject, predicate)}


def test_an_article_of_a_statute_in_the_base_is_named_at_its_place_and_others_are_external():
    found = objects(links(), "目标#一/1")
    assert {"门诊管理条例#第三章/第十二条", "《某某操作规程（试行）》", "术语/检验科"} <= found
    assert "术语/护士" not in found, "a person is no department"


def test_document_numbers_and_titles_of_documents_in_the_base():
    found = objects(links(), "目标#一/2")
    assert {"国某发〔2029〕3号", "市计划"} <= found
    assert "术语/手术部" not in found, "手术部位标识 names no department"
    assert "《病历管理规定》" in found, "slides about a statute are not the statute"


def test_an_indicator_is_known_by_its_name():
    assert objects(links(), "市计划#四/1") == {RATE.id}


def test_external_things_are_nodes_with_the_places_that_name_them():
    graph = Graph([INFUSION], links(), [PLAN])
    assert graph.kind("《某某操作规程（试行）》") == "external"
    assert [n.id for n in graph.neighbours("国某发〔2029〕3号", "mentions")] == ["目标#一/2"]
    assert (graph.kind("市计划"), graph.label("市计划")) == ("document", PLAN.title)


def test_a_suggestion_gives_its_reason_and_its_places():
    (found,) = [x for x in links() if (x.subject, x.object) == (INFUSION.id, TARGET.id)]
    assert (found.basis, found.evidence) == ("suggested", (TARGET.clause,))
    assert "目标名称提到“静脉输液”" in found.comment
    assert 0 < found.confidence < 1
    assert not [x for x in links() if x.object == OTHER.id and x.basis == "suggested"]


def test_a_core_system_named_in_other_words_is_only_suggested():
    found = [x for x in links() if (x.subject, x.object) == (TARGET.id, "会诊制度")]
    assert [(x.predicate, x.basis) for x in found] == [("requires", "suggested")]
    target = replace(TARGET, strategies=(*TARGET.strategies, "目标#一/3"))
    sources = rules.Sources([SYSTEM, target, OTHER], [*TEXTS, clause("目标#一/3", "落实会诊制度。")], TOKENIZER)
    found = [x for x in rules.links(sources) if x.predicate == "requires"]
    assert [(x.basis, x.evidence) for x in found] == [("stated", ("目标#一/3",))]


@pytest.mark.parametrize(
    "row",
    [
        Link(INFUSION.id, "supports", TARGET.id, "curated", "x"),
        Link(INFUSION.id, "supports", TARGET.id, "curated", "x", review="rejected"),
    ],
)
def test_nothing_is_suggested_for_a_pair_that_curators_decided(row):
    assert not [x for x in links(curated=[row]) if (x.subject, x.object) == (INFUSION.id, TARGET.id)]


def test_none_of_the_standards_known_to_the_curators_is_suggested_where_none_fits():
    none = Link("none", "applies_to", TARGET.id, "curated", "x")
    known = Link(INFUSION.id, "supports", OTHER.id, "curated", "x")
    assert [x for x in links(curated=[none]) if (x.subject, x.object) == (INFUSION.id, TARGET.id)], "a standard added later"
    assert not [x for x in links(curated=[none, known]) if (x.subject, x.object) == (INFUSION.id, TARGET.id)]


def test_a_city_task_implements_the_national_task_that_it_answers_to():
    told = "健全处方点评办法，每月抽查处方并向科室反馈。"
    tasks = [
        Task("国家计划#1", "国家计划", "1", "加强处方点评", told),
        Task("市计划#1", "市计划", "1", "加强处方点评", told + "点评结果张榜公布。"),
        Task("市计划#2", "市计划", "2", "建设停车场", "新增车位。"),
    ]
    (found,) = [x for x in links(tasks=tasks) if x.predicate == "implements"]
    assert (found.subject, found.object, found.basis) == ("市计划#1", "国家计划#1", "suggested")
    assert set(found.evidence) == {"市计划#1", "国家计划#1"}


def test_a_title_that_heads_a_part_of_the_same_document_is_nothing_external():
    annex = replace(clause("市计划#附件/1", "轮椅应有编号。"), titles=("轮椅管理办法", ""))
    naming = clause("市计划#四/2", "按《轮椅管理办法》和《轮椅清洁办法》管理。")
    found = rules.links(rules.Sources([], [annex, naming], TOKENIZER, [PLAN]))
    assert objects(found, naming.id) == {"《轮椅清洁办法》"}


@pytest.mark.parametrize(
    ("basis", "predicate", "left_out"),
    [("stated", "requires", True), ("stated", "mentions", False), ("suggested", "supports", False)],
)
def test_a_suggestion_gives_way_to_what_is_stated_of_the_pair_but_not_to_a_mention(monkeypatch, basis, predicate, left_out):
    suggestion = Link("甲", "applies_to", "乙", "suggested", "x")
    other = Link("甲", predicate, "乙", basis, "x")
    monkeypatch.setattr(rules, "RULES", (lambda _: [suggestion, other, suggestion],))
    assert rules.links(Sources([], [], TOKENIZER)) == ([other] if left_out else [suggestion, other])
