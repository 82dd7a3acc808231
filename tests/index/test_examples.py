import pytest

from index.engines.bm25 import Bm25
from index.engines.faiss_engine import FaissEngine
from index.engines.postings import Postings
from index.engines.rows import cut
from index.entry import Entry
from index.examples import Examples
from index.models.encoder import SHIPPED, open_model
from index.models.subjects import SHIPPED_SUBJECTS, Subjects
from index.search import Searcher
from index.words.concepts import ConceptFinder
from index.words.tokenize import Tokenizer
from ingest.shipped.examples import NONE

ASKED = [
    ("查对制度", "同屋两个病人同名，口服药发错了床"),
    ("查对制度", "发药前要不要扫腕带"),
    ("值班和交接班制度", "夜班走的时候没把病危病人讲清楚"),
    ("值班和交接班制度", "交班本上漏签了名"),
    (NONE, "停车场月卡多少钱"),
]


@pytest.fixture(scope="module")
def examples():
    tokenizer, model = Tokenizer(ConceptFinder(())), open_model(SHIPPED)
    engine = FaissEngine(model.dim)
    engine.add(model.encode_questions([text for _, text in ASKED]))
    rows = cut([Entry("example", subject, "", text) for subject, text in ASKED], tokenizer)
    searcher = Searcher(tokenizer, Bm25(Postings.of(rows)), engine, model)
    subjects = [subject for subject, _ in ASKED]

    def find(held, text, without=frozenset()):
        return among(held).find(searcher.understand(text), without)

    def among(held):
        return Examples(searcher, subjects, held, lambda row: ASKED[row][1], Subjects.of(SHIPPED_SUBJECTS, model))

    find.among = among
    return find


def test_the_subject_of_the_nearest_example_comes_first_with_that_example(examples):
    found = examples({"查对制度", "值班和交接班制度"}, "两个同名的病人，药发错了")
    assert ASKED[found.subjects[0].row] == ASKED[0]
    assert found.subjects[0].score > found.out_of_scope


def test_what_is_told_in_other_words_is_alike_to_the_examples_of_its_subject(examples):
    found = examples({"查对制度", "值班和交接班制度"}, "护士把药喂给了名字一样的另一床")
    assert found.alike["查对制度"] > found.alike["值班和交接班制度"]
    assert set(found.alike) == {"查对制度", "值班和交接班制度"}
    assert found.alike["查对制度"] < found.dense


def test_the_examples_of_a_subject_hold_a_question_together(examples):
    found = examples({"查对制度"}, "同名病人发药扫腕带")
    alone = [examples({"查对制度"}, text).coverage for text in ("同名病人", "扫腕带")]
    assert found.coverage > 0.8
    assert alone == pytest.approx([1, 1])


@pytest.mark.parametrize("held", [set(), {"值班和交接班制度"}, {"值班和交接班制度", "查对制度"}])
def test_only_subjects_of_the_base_are_found(examples, held):
    assert {near.subject for near in examples(held, "病危病人的口服药发错了").subjects} == held


def test_only_subjects_that_pass_are_found(examples):
    found = examples({"查对制度", "值班和交接班制度"}, "病危病人的口服药发错了", without={"值班和交接班制度"})
    assert {near.subject for near in found.subjects} == {"查对制度"}


def test_one_near_example_tells_more_than_several_distant_ones(examples):
    found = examples({"查对制度", "值班和交接班制度"}, "交班本上漏签了名")
    assert found.subjects[0].score >= found.subjects[1].score + 0.2


def test_what_lies_outside_of_every_base_is_told_apart(examples):
    found = examples({"查对制度", "值班和交接班制度"}, "停车月卡的价钱")
    assert found.out_of_scope > found.subjects[0].score
    assert NONE not in {near.subject for near in found.subjects}


def test_what_the_question_alone_says_is_told(examples):
    asked = [examples({"首诊负责制度"}, text).gist.outside for text in ("停车月卡涨价了吗", "挂错号了该谁先看")]
    assert asked[0] > asked[1]
