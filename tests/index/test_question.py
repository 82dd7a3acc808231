"""What a question is understood as: units, weights and tokens."""

import math

import numpy as np
import pytest

from index.coverage import CONTAINED, NARROWER
from index.engines.bm25 import Bm25
from index.engines.faiss_engine import FaissEngine
from index.engines.postings import Postings
from index.engines.rows import cut
from index.entry import Entry
from index.fuse import WEIGHTS
from index.models.encoder import SHIPPED, open_model
from index.question import Unit
from index.search import Hit, Searcher, _highest
from index.words.tokenize import CONCEPT, WIDER


def _searcher(tokenizer, texts=()):
    model = open_model(SHIPPED)
    entries = [Entry("clause", str(i), "", text) for i, text in enumerate(texts)]
    return Searcher(tokenizer, Bm25(Postings.of(cut(entries, tokenizer))), FaissEngine(model.dim), model), model


def test_a_foreign_name_is_given_to_the_model_in_chinese(tokenizer):
    searcher, model = _searcher(tokenizer)
    (chinese,) = model.encode_questions(["静脉血栓栓塞症 预防"])
    assert searcher.understand("Venous Thromboembolism 预防").vector == pytest.approx(chinese, abs=1e-5)


def test_an_abbreviation_stays_where_an_entry_writes_it_and_is_given_in_chinese_where_none_does(tokenizer):
    written = ["VTE 预防", "CLABSI 预防", "ICD-10 编码"]
    searcher, model = _searcher(tokenizer, written[:2])
    for question, vector in zip(written, model.encode_questions(written), strict=True):
        assert searcher.understand(question).vector == pytest.approx(vector, abs=1e-5)
    searcher, model = _searcher(tokenizer, ["静脉血栓栓塞症的预防"])
    chinese = model.encode_questions(["静脉血栓栓塞症 预防", "导管血流感染 预防"])
    for question, vector in zip(written[:2], chinese, strict=True):
        assert searcher.understand(question).vector == pytest.approx(vector, abs=1e-5)


def test_words_of_a_question_are_told_as_they_stand_there(opened):
    """Also where its normal form has more characters than it: … becomes three dots."""
    (unit,) = (u for u in opened.searcher.understand("……静脉血栓怎么预防").units if u.concept and "血栓" in u.text)
    assert unit.text == "静脉血栓"


def test_a_single_character_between_words_is_no_word_of_its_own(opened):
    assert "桶" not in [unit.text for unit in opened.searcher.understand("拖把和桶放在哪里").units]


def test_what_means_the_opposite_is_as_far_as_what_means_nothing_of_it(tokenizer):
    entries = [Entry("clause", str(i), "", text) for i, text in enumerate(("轮椅清洁", "轮椅消毒"))]
    model = open_model(SHIPPED)
    (meant,) = model.encode_questions(["输液反应"])
    engine = FaissEngine(model.dim)
    engine.add(np.stack([meant, -meant]))
    searcher = Searcher(tokenizer, Bm25(Postings.of(cut(entries, tokenizer))), engine, model)
    hits = searcher.search(searcher.understand("输液反应"))
    assert {hit.row: hit.dense for hit in hits} == {0: pytest.approx(1.0, abs=1e-3), 1: 0.0}


def searcher_of(tokenizer, *texts):
    entries = [Entry("clause", str(i), "", text) for i, text in enumerate(texts)]
    model = open_model(SHIPPED)
    engine = FaissEngine(model.dim)
    engine.add(model.encode(list(texts)))
    return Searcher(tokenizer, Bm25(Postings.of(cut(entries, tokenizer))), engine, model)


def test_a_day_weighs_as_much_as_it_is_rare(tokenizer):
    searcher = searcher_of(tokenizer, "本办法自2025年1月1日起施行", "轮椅每周清洁一次")
    (day,) = searcher.understand("2025年1月1日").units
    assert (day.text, day.weight) == ("2025-01-01", pytest.approx(math.log(1 + (2 - 1 + 0.5) / (1 + 0.5))))


def test_a_word_that_is_known_weighs_more_than_its_characters_or_the_word_alone(tokenizer):
    tokens = searcher_of(tokenizer, "轮椅每周清洁一次").understand("清洁").tokens
    assert tokens == {"清洁": pytest.approx(WEIGHTS.word + WEIGHTS.bigram)}


def test_the_concept_asked_for_counts_more_than_a_narrower_one(tokenizer):
    tokens = searcher_of(tokenizer, "血栓").understand("血栓").tokens
    assert tokens[CONCEPT + "术语/血栓"] > tokens[WIDER + "术语/血栓"] > 0


def test_single_characters_side_by_side_are_one_word(tokenizer):
    searcher = searcher_of(tokenizer, "轮椅每周清洁一次")
    assert tokenizer.cut("垚淼清洁") == ["垚", "淼", "清洁"]
    assert [unit.text for unit in searcher.understand("垚淼清洁").units][:2] == ["垚淼", "清洁"]
    assert [unit.text for unit in searcher.understand("㐀淼清洁").units][:2] == ["㐀淼", "清洁"], "the first character of all"


def test_a_question_without_content_contains_nothing(tokenizer):
    searcher = searcher_of(tokenizer, "轮椅每周清洁一次")
    assert [hit.coverage for hit in searcher.search(searcher.understand("的"))] in ([], [0.0])


def test_the_same_words_are_the_same_question(tokenizer):
    searcher = searcher_of(tokenizer, "轮椅每周清洁一次")
    assert searcher.understand("清洁轮椅") == searcher.understand("清洁轮椅")
    assert searcher.understand("清洁轮椅") != searcher.understand("清洁")


def test_a_fragment_between_two_words_is_no_part_that_an_entry_contains(tokenizer):
    searcher = searcher_of(tokenizer, "轮椅清洁每周一次")
    (hit,) = searcher.search(searcher.understand("轮椅清洁"))
    assert [unit.text for unit, _ in hit.contained] == ["轮椅", "清洁"]


@pytest.mark.parametrize("written", ["5.3", "9.1.2", "10.4.1"])
def test_a_number_with_points_is_one_word(opened, written):
    texts = [unit.text for unit in opened.searcher.understand(f"滴速 {written} 节写了什么").units]
    assert written in texts
    assert not set(written.split(".")) & set(texts)


@pytest.mark.parametrize("asked", ["被哪个代替", "什么时候实施", "哪年发布"])
def test_what_may_be_asked_of_any_standard_is_no_subject(opened, asked):
    assert opened.searcher.understand(asked).idf < opened.searcher.understand("输液反应").idf / 2


def test_a_whole_department_is_no_department_of_general_practice(opened):
    for question in ("全科一起讨论", "请全科人员签字", "在全科通报"):
        assert not any("全科医学科" in u.concept for u in opened.searcher.understand(question).units)
    assert any("全科医学科" in u.concept for u in opened.searcher.understand("全科医学科的排班").units)


def test_a_letter_alone_is_no_word_and_a_digit_is_one(tokenizer):
    searcher = searcher_of(tokenizer, "轮椅每周清洁一次")
    assert [unit.text for unit in searcher.understand("清洁 x").units] == ["清洁"]
    assert "3" in [unit.text for unit in searcher.understand("清洁 3").units]


def test_an_entry_contains_what_weighs_and_is_there_in_good_part():
    units = tuple(Unit(text, weight=weight) for text, weight in (("甲", 0.5), ("乙", 0.0), ("丙", 2.0), ("丁", 2.0)))
    hit = Hit(0, 1.0, 1.0, 1.0, 1.0, [NARROWER, 1.0, CONTAINED, CONTAINED - 0.01], units)
    assert [(unit.text, named) for unit, named in hit.contained] == [("甲", True), ("丙", CONTAINED >= NARROWER)]


@pytest.mark.parametrize(
    ("scores", "k", "places"),
    [
        ([1.0, 0.3, 0.2, 0.1, 0.0], 4, {0, 1, 2, 3}),
        ([1.0, 0.3, 0.2, 0.1, 0.0], 5, {0, 1, 2, 3}),
        ([0.1, 0.9, 0.8, 0.7], 2, {1, 2}),
        ([0.4, 1.0, 0.3, 0.2], 3, {0, 1, 2}),
        ([0.0, 0.0], 2, set()),
    ],
)
def test_the_highest_scores_are_found_however_far_apart_they_lie(scores, k, places):
    assert set(_highest(np.array(scores, np.float32), k).tolist()) == places


def test_beside_a_concept_that_the_base_does_not_have_stand_those_related_to_it_and_not_those_above_it(opened):
    finder, searcher = opened.searcher._tokenizer.finder, opened.searcher
    for concept in finder.by_id.values():
        above, known = tuple(finder.ancestors(concept.id)), searcher._bm25.knows
        beside = {r for c in (concept.id, *above) if not known(CONCEPT + c) for r in finder.related(c)} - {*above}
        if beside and not known(CONCEPT + concept.id):
            units = {unit.concept: unit for unit in searcher.understand(concept.label).units}
            assert set(units[concept.id].related) == beside
            return
    pytest.fail("no concept is related to one that the base lacks")
