"""What documents say outright becomes links."""

from index.words.concepts import ConceptFinder
from index.words.tokenize import Tokenizer
from ingest.pipeline import ingest
from kg.rules import Sources, stated
from tests.ingest.clauses.standard_text import BODY, COVER


def test_a_standard_cites_its_normative_references(write):
    parsed = ingest(write("标准.txt", COVER + BODY))
    tokenizer = Tokenizer(ConceptFinder([]))
    links = list(stated.cites(Sources(list(parsed.entities), list(parsed.clauses), tokenizer)))
    assert [(x.subject, x.object, x.evidence[0].partition("#")[2]) for x in links] == [
        ("WS/T 9901-2031", "GB/T 12996", "2/第1项"),
        ("WS/T 9901-2031", "GB/T 13800-2021", "2/第2项"),
        ("WS/T 9901-2031", "WS/T 313", "2/第3项"),
    ]
