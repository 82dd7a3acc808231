import math

import jieba
import numpy as np
import pytest

from index.engines.bm25 import K1, B, Bm25
from index.engines.faiss_engine import FaissEngine
from index.engines.forward import Forward
from index.engines.postings import Postings
from index.engines.rows import cut
from index.entry import Entry
from index.fuse import WEIGHTS, either
from index.models.encoder import SHIPPED, open_model
from index.search import Searcher
from index.words.concepts import ConceptFinder
from index.words.normal import normalise
from index.words.tokenize import stopwords
from ingest.model import Concept


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("VTE防治", ["静脉血栓栓塞症"]),
        ("ｖｔｅ 防治", ["静脉血栓栓塞症"]),
        ("靜脈血栓栓塞症", ["静脉血栓栓塞症"]),
        ("静脉血拴栓塞症", ["静脉血栓栓塞症"]),
        ("Venous  Thromboembolism", ["静脉血栓栓塞症"]),
        ("打点滴和静脉输液", ["静脉输液", "静脉输液"]),
        ("做CT", ["CT检查"]),
        ("ECTO", []),
        ("静脉 输液", ["静脉输液"]),
    ],
)
def test_concepts_are_found_under_any_label(finder, text, concepts):
    assert [m.concept.removeprefix("术语/") for m in finder.find(normalise(text))] == concepts


def test_a_concept_brings_its_broader_ones(finder):
    assert finder.ancestors("术语/静脉血栓栓塞症") == ["术语/血栓"]


def test_a_compound_is_about_its_modifier_and_a_kind_of_its_head():
    names = ("胸壁畸形手术", "胸壁畸形", "手术", "血液标本", "标本")
    inside = ConceptFinder([Concept(f"术语/{name}", name) for name in names])
    mentions = inside.find("胸壁畸形手术和血液标本")
    assert [inside.inside(m) for m in mentions[:1]] == [{"术语/胸壁畸形": True, "术语/手术": False}]
    assert inside.inside(mentions[1]) == {"术语/标本": False}


def test_a_mention_is_where_it_says(finder):
    (mention,) = finder.find(normalise("预防VTE用药"))
    assert normalise("预防VTE用药")[mention.start : mention.end] == "vte"


def test_a_code_is_one_token(tokenizer):
    assert "ws/t433-2023" in tokenizer.words(normalise("执行 WS/T 433-2023 标准"))


def test_question_words_are_no_content():
    assert {"哪些", "标准", "怎么"} <= stopwords()


def forward(*texts):
    return Forward.of((title.split(), text.split()) for title, text in texts)


def test_bm25_is_the_published_formula():
    rows = forward(("", "a b b"), ("", "a c"), ("", "d"))
    scores = Bm25(Postings.of(rows)).scores({"b": 1.0})
    idf = math.log(1 + (3 - 1 + 0.5) / (1 + 0.5))
    norm = K1 * (1 - B + B * 3 / 2)
    assert scores == pytest.approx([idf * 2 * (K1 + 1) / (2 + norm), 0, 0], rel=1e-5)


def test_a_title_weighs_more_than_text():
    scores = Bm25(Postings.of(forward(("a", "x y"), ("x", "a y")))).scores({"a": 1.0})
    assert scores[0] > scores[1]


def test_rows_taken_over_score_like_rows_cut_anew(tmp_path):
    old = forward(("t", "a b"), ("u", "c"), ("", "a a d"))
    Postings.of(old).save(tmp_path / "x.npz")
    taken = Postings.load(tmp_path / "x.npz").forward().take([2, 0])
    taken = Forward.joined([taken, forward(("v", "b e"))])
    fresh = forward(("", "a a d"), ("t", "a b"), ("v", "b e"))
    for query in ({"a": 1.0}, {"b": 2.0, "e": 1.0}, {"t": 1.0}):
        assert Bm25(Postings.of(taken)).scores(query) == pytest.approx(Bm25(Postings.of(fresh)).scores(query))


def test_an_empty_index_answers_nothing():
    assert len(Bm25(Postings.of(forward())).scores({"a": 1.0})) == 0


def test_a_score_is_the_weighted_mean_of_words_meaning_and_coverage():
    worded, near = np.array([0.6, 0.1], np.float32), np.array([0.2, 0.6], np.float32)
    scores = WEIGHTS.fused(worded, near, np.array([1.0, 0.4]))
    assert scores[1] > scores[0]
    assert WEIGHTS.fused(np.ones(1, np.float32), np.ones(1, np.float32), np.ones(1)) == pytest.approx([1.0])


def test_noisy_or():
    assert either(0.5, 0.5) == 0.75
    assert either(1.0, 0.2) == 1.0
    assert either() == 0.0


def test_a_word_that_no_row_holds_any_more_is_unknown():
    kept = Bm25(Postings.of(forward(("", "a b"), ("", "c")).take([1])))
    assert not kept.knows("a")
    assert not kept.holds("a", np.array([0], np.int32)).any()


def test_rows_are_told_that_hold_a_word():
    rows = np.array([3, 0, 1, 2], np.int32)
    bm25 = Bm25(Postings.of(forward(("", "a"), ("", "b"), ("a", ""), ("", "c"))))
    assert bm25.holds("a", rows).tolist() == [False, True, False, True]


@pytest.mark.parametrize("text", ["静脉血栓栓塞症的防治", "ws/t 433-2023 ct3.5mg/l", "a\r\nb　c！x", "", "血栓血栓abc血"])
def test_words_are_those_of_jieba(tokenizer, text):
    theirs = jieba.Tokenizer()
    for word, frequency in tokenizer.dictionary.items():
        theirs.add_word(word, frequency)
    assert tokenizer.cut(text) == list(theirs.cut(text, HMM=False))


def test_several_processes_cut_what_one_cuts(tokenizer, tmp_path):
    entries = [
        Entry("clause", str(i), f"第{i // 7}章 输液", f"第{i}条 静脉输液由护士{i}核对，预防静脉血栓。") for i in range(2100)
    ]
    for count in (1, 2):
        Postings.of(cut(entries, tokenizer, count)).save(tmp_path / f"{count}.npz")
    assert (tmp_path / "1.npz").read_bytes() == (tmp_path / "2.npz").read_bytes()


def test_search_looks_further_where_few_of_the_best_are_allowed(tokenizer):
    entries = [Entry("clause", str(i), "", f"静脉输液第{i}步") for i in range(900)]
    model = open_model(SHIPPED)
    engine = FaissEngine(model.dim)
    engine.add(model.encode([entry.text for entry in entries]))
    searcher = Searcher(tokenizer, Bm25(Postings.of(cut(entries, tokenizer))), engine, model)
    question = searcher.understand("静脉输液")
    all_rows = [hit.row for hit in searcher.search(question, 900)]
    last = set(all_rows[-5:])
    among = np.isin(np.arange(900), list(last))
    assert {hit.row for hit in searcher.search(question, 5, among)} == last


def test_an_entry_with_a_narrower_concept_names_the_wider_one(tokenizer):
    entries = [Entry("clause", "1", "", "静脉血栓栓塞症要分级预防"), Entry("clause", "2", "", "轮椅每周清洁一次")]
    model = open_model(SHIPPED)
    engine = FaissEngine(model.dim)
    engine.add(model.encode([entry.text for entry in entries]))
    searcher = Searcher(tokenizer, Bm25(Postings.of(cut(entries, tokenizer))), engine, model)
    question = searcher.understand("血栓")
    assert searcher.search(question)[0].contained == [(question.units[0], True)]
