"""What the words of a clause name."""

from index.words.concepts import ConceptFinder
from index.words.tokenize import Tokenizer
from ingest.model import Clause, Document, Standard
from kg.rules import Sources
from kg.rules.mentions import mentions

TOKENIZER = Tokenizer(ConceptFinder([]))


def named(text, *, documents=(), entities=()):
    """Id of each thing that a clause with this text names."""
    clause = Clause("轮椅通知#一", "轮椅通知", ("一",), ("",), text, text)
    return [x.object for x in mentions(Sources(list(entities), [clause], TOKENIZER, documents))]


def test_a_document_number_leads_to_the_document_of_that_organ_year_and_number():
    numbers = ("甲卫发-2031-7", "甲卫发-2031-8", "乙卫发-2031-7")
    held = [Document(i, f"通知{i}", "notice", number="{}〔{}〕{}号".format(*i.split("-"))) for i in numbers]
    assert named("按照甲卫发〔2031〕7号管理轮椅。", documents=held) == ["甲卫发-2031-7"]
    assert named("按照甲卫发〔2030〕7号管理轮椅。", documents=held) == ["甲卫发〔2030〕7号"]


def test_a_listed_standard_without_a_number_is_no_hindrance():
    held = [Standard("待编号", "待编号", "轮椅清洁"), Standard("WS/T 9901-2031", "WS/T 9901-2031", "轮椅管理")]
    assert named("轮椅按 WS/T 9901 管理。", entities=held) == ["WS/T 9901-2031"]
