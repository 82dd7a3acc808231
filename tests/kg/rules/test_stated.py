"""What documents say outright becomes links."""

from dataclasses import replace

from index.words.concepts import ConceptFinder
from index.words.tokenize import Tokenizer
from ingest.model import Clause, Standard, Target
from ingest.pipeline import ingest
from kg.rules import Sources, stated
from tests.ingest.clauses.standard_text import BODY, COVER

TOKENIZER = Tokenizer(ConceptFinder([]))


def test_a_standard_cites_its_normative_references(write):
    parsed = ingest(write("标准.txt", COVER + BODY))
    links = list(stated.cites(Sources(list(parsed.entities), list(parsed.clauses), TOKENIZER)))
    assert [(x.subject, x.object, x.evidence[0].partition("#")[2]) for x in links] == [
        ("WS/T 9901-2031", "GB/T 12996", "2/第1项"),
        ("WS/T 9901-2031", "GB/T 13800-2021", "2/第2项"),
        ("WS/T 9901-2031", "WS/T 313", "2/第3项"),
    ]


def test_a_citation_without_a_year_means_the_edition_in_the_base_and_one_with_a_year_only_that(write):
    parsed = ingest(write("标准.txt", COVER + BODY))
    held = [
        Standard("WS/T 313-2019", "WS/T 313-2019", "医务人员手卫生规范"),
        Standard("GB/T 13800-2009", "GB/T 13800-2009", "手动轮椅车"),
    ]
    links = stated.cites(Sources([*parsed.entities, *held], list(parsed.clauses), TOKENIZER))
    assert [x.object for x in links] == ["GB/T 12996", "GB/T 13800-2021", "WS/T 313-2019"]


def test_a_summary_and_strategies_in_the_base_belong_to_their_target():
    clauses = [Clause(f"目标#{path}", "目标", (path,), ("",), "说明。", "说明。") for path in ("简述", "1")]
    targets = [
        Target("NIT-2031-I", "减少轮椅跌落", "目标", "目标#简述", strategies=("目标#1", "目标#2")),
        Target("NIT-2031-II", "提高随访率", "目标", "目标#没有"),
    ]
    links = list(stated.strategies(Sources(targets, clauses, TOKENIZER)))
    assert [(x.subject, x.predicate, x.object) for x in links] == [
        ("目标#简述", "summary_of", "NIT-2031-I"),
        ("目标#1", "strategy_of", "NIT-2031-I"),
    ]
    assert [(x.comment, x.confidence) for x in links] == [("目标简述", 1.0), ("核心策略第 1 条", 1.0)]


def test_a_target_that_only_refers_to_another_has_no_summary_of_its_own():
    clause = Clause("目标#一/简述", "目标", ("一", "简述"), ("", ""), "详见目标二。", "")
    target = Target("PIT-2030-01", "甲", "目标", "目标#一/简述")
    for refers_to, found in (("", 1), ("NIT-2030-II", 0)):
        things = [replace(target, refers_to=refers_to)]
        assert len(list(stated.strategies(Sources(things, [clause], TOKENIZER)))) == found
        assert list(stated.strategies(Sources(things, [], TOKENIZER))) == []
