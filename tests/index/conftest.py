"""A small thesaurus and what cuts words by it."""

import pytest

from index.words.concepts import ConceptFinder
from index.words.tokenize import Tokenizer
from ingest.model import Concept

CONCEPTS = [
    Concept("术语/静脉血栓栓塞症", "静脉血栓栓塞症", ("VTE",), ("静脉血拴栓塞症",), ("venous thromboembolism",), ("血栓",)),
    Concept("术语/血栓", "血栓"),
    Concept("术语/静脉输液", "静脉输液", ("打点滴", "输液")),
    Concept("术语/CT检查", "CT检查", ("CT",)),
    Concept("术语/疾病编码", "疾病编码", ("ICD-10",), english=("ICD-10",)),
    Concept("术语/导管血流感染", "导管血流感染", english=("CLABSI",)),
]


@pytest.fixture(scope="session")
def finder():
    return ConceptFinder(CONCEPTS)


@pytest.fixture(scope="session")
def tokenizer(finder):
    return Tokenizer(finder)
