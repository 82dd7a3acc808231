"""How much shared concepts say for a link that nobody has reviewed."""

import pytest

from index.words.concepts import ConceptFinder
from index.words.tokenize import Tokenizer
from ingest.model import Clause, Concept, Standard, Target
from kg.rules import Sources, suggested

CONCEPTS = [
    Concept("术语/消毒", "消毒"),
    Concept("术语/湿式擦拭", "湿式擦拭", broader=("消毒",)),
    Concept("术语/晨间擦床", "晨间擦床", broader=("湿式擦拭",)),
    Concept("术语/轮椅", "轮椅"),
]
TOKENIZER = Tokenizer(ConceptFinder(CONCEPTS))


def confidence(name, *strategies, standard="消毒要求", topics=(), others=("改善就餐",)):
    """Of the suggestion from a standard to the target with this name; None where none is made."""
    clauses = [Clause(f"目标#{i}", "目标", (str(i),), ("",), text, text) for i, text in enumerate(strategies)]
    target = Target("NIT-2031-I", name, "目标", strategies=tuple(c.id for c in clauses))
    rest = [Target(f"NIT-2032-{i}", text, "目标") for i, text in enumerate(others)]
    entities = [Standard("WS/T 9901-2031", "WS/T 9901-2031", standard, topics=topics), target, *rest, *CONCEPTS]
    links = suggested.applies_to(Sources(entities, clauses, TOKENIZER))
    return next((x.confidence for x in links if x.object == target.id), None)


def test_a_name_says_more_than_a_strategy():
    assert (confidence("做好消毒"), confidence("改进工作", "做好消毒。")) == (0.95, 0.7)


def test_a_narrower_concept_says_less_and_one_two_steps_below_nothing():
    assert (confidence("做好湿式擦拭"), confidence("做好晨间擦床")) == (0.6, None)
    assert confidence("改进工作", "做好湿式擦拭。") is None


def test_a_concept_counts_once_though_a_narrower_one_is_named_too():
    assert confidence("改进工作", "做好消毒。", "做好湿式擦拭。") == 0.7


def test_what_most_targets_name_says_nothing_of_any():
    assert confidence("做好消毒", others=("加强消毒", "改善就餐")) is None


@pytest.mark.parametrize(("topic", "expected"), [("消毒", 0.6), ("消毒法", 0.6), ("消毒用品", None)])
def test_a_topic_counts_when_a_concept_is_nearly_all_of_it(topic, expected):
    assert confidence("做好消毒", standard="要求", topics=(topic,)) == expected
