"""Whether the base has a basis: what decides, and the sentence of the refusal."""

import logging
from types import SimpleNamespace

import pytest

from app.answer import basis
from app.answer.answering import ask, features, search
from app.answer.basis import BY_EXAMPLES, BY_MEANING, BY_WORDS, Features, probability
from app.answer.names import Names
from app.answer.ranking import Result
from app.answer.retrieval import Retrieved, retrieve
from app.answer.understanding import understand
from app.base import engines
from app.base.knowledge import Knowledge
from app.build import publish
from index.models.subjects import Gist
from ingest.errors import ModelError

RULES = """# 病区轮椅管理制度

## 一、保管

病区轮椅由护士站统一保管，借出时在登记本上写明床号和归还时间。

## 二、清洁

轮椅每周清洁消毒一次，有污染时随时擦拭。

## 三、损坏

轮椅损坏的，使用人应当赔偿，由科室报设备科维修。
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A base of a hospital's own paper that no example is about."""
    folder = tmp_path_factory.mktemp("basis")
    (folder / "轮椅.md").write_text(RULES, "utf-8")
    publish.build(folder / "kb", [folder / "轮椅.md"])
    return folder / "kb"


def test_a_paper_that_nobody_prepared_answers_everyday_words(own):
    answer = ask(Knowledge.open(own), "坐人的那个带轮子的椅子多久擦一回")
    assert answer.answered
    assert "清洁消毒" in Knowledge.open(own).clause(answer.results["clause"][0].id).text


def test_a_detail_that_no_clause_has_is_told_with_the_clauses_on_the_matter(own):
    kb = Knowledge.open(own)
    answer = ask(kb, "轮椅弄坏了使用人要赔多少钱")
    assert not answer.answered
    assert answer.note == "有关条款如下，但没有写明赔多少钱。"
    assert "赔偿" in kb.clause(answer.nearest[0]).text


def test_another_topic_is_refused(own):
    for question in ("今天晚上看什么电影", "孩子发烧吃什么药"):
        assert not ask(Knowledge.open(own), question).answered
        assert not search(Knowledge.open(own), question).hits


NONE = Features(*(0.0 for _ in Features._fields))


@pytest.mark.parametrize("field", ["coverage", "dense", "example_dense", "example_coverage"])
def test_what_is_near_speaks_for_a_basis_and_what_is_out_of_scope_against_it(field):
    doubtful = NONE._replace(out_of_scope=0.6)
    assert BY_EXAMPLES.probability(doubtful._replace(**{field: 1.0})) > BY_EXAMPLES.probability(doubtful)
    assert probability(doubtful) < probability(NONE)


def test_a_document_that_nobody_prepared_is_judged_by_meaning_alone():
    near = NONE._replace(dense=0.9, out_of_scope=0.5)
    assert probability(near) == BY_MEANING.probability(near) > 0.5
    assert BY_MEANING.probability(near._replace(example_dense=1.0, coverage=1.0)) == BY_MEANING.probability(near)


@pytest.mark.parametrize("first", [True, False])
def test_in_doubt_one_result_that_is_sure_to_answer_suffices_wherever_it_stands(opened, first):
    asked = understand(opened, "WS/T 433-2023")
    sure, unlikely = Result("WS/T 433-2023", "standard", probability=0.9), Result("NIT-2026-V", "target", probability=0.1)
    doubtful = basis.Verdict(founded=False, probability=0.4)
    assert basis.answers(opened, asked, doubtful, [sure, unlikely] if first else [unlikely, sure])
    assert not basis.answers(opened, asked, doubtful, [unlikely])


@pytest.mark.parametrize(
    ("basis_of", "result", "answered"),
    [(0.93, 0.05, False), (0.93, 0.1, True), (0.55, 0.3, False), (0.55, 0.5, True), (0.3, 0.65, False), (0.3, 0.75, True)],
)
def test_the_less_sure_the_basis_the_surer_a_result_has_to_be(opened, basis_of, result, answered):
    asked, found = understand(opened, "手卫生"), [Result("NIT-2026-V", "target", probability=result)]
    verdict = basis.Verdict(founded=basis_of >= basis.FOUNDED, probability=basis_of)
    assert basis.answers(opened, asked, verdict, found) is answered


def test_without_any_result_there_is_no_answer(opened):
    assert not basis.answers(opened, understand(opened, "手卫生"), basis.Verdict(founded=True), [])


def test_without_an_encoder_words_decide(own, monkeypatch, caplog):
    def damaged():
        raise ModelError("语义模型缺失或损坏", "shipped", "请重新安装 duibiao")

    monkeypatch.setattr(engines.models, "embedder", damaged)
    kb = Knowledge.open(own)
    with caplog.at_level(logging.WARNING):
        answer = ask(kb, "轮椅每周清洁消毒几次")
    assert answer.answered
    assert "清洁" in kb.clause(answer.results["clause"][0].id).text
    assert [line for line in caplog.messages if "只按词查找" in line and "\n" not in line]
    assert not ask(kb, "今天晚上看什么电影").answered
    assert BY_WORDS.weights.dense == BY_WORDS.weights.example_dense == 0


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("种牙一颗多少钱", "知识库里没有找到这个问题的依据。最接近的条款写了问题里的词，但未必答了所问，只供参考。"),
        ("WS/T 9999-2030 讲什么", "知识库没有收录 WS/T 9999-2030。知识库里没有找到这个问题的依据。"),
        (
            "种牙一颗多少钱 层级:市",
            "在限定的范围内（只看市级层级的内容），知识库里没有找到这个问题的依据。最接近的条款没有写到“种牙”，只供参考。",
        ),
    ],
)
def test_the_refusal_says_what_is_missing_and_where_it_looked(opened, question, sentence):
    assert ask(opened, question).note == sentence


@pytest.mark.parametrize("question", ["推床清洁", "轮椅每周清洁消毒一次", "病区轮椅 登记 床号"])
def test_of_the_nearest_clause_is_said_which_words_it_has(own, question):
    """A clause that has every word of the question is not said to be about something else."""
    kb = Knowledge.open(own)
    asked = understand(kb, question)
    hits = kb.searcher.search(asked.question)
    nearest = max(hits, key=lambda hit: hit.coverage)
    has = {unit.text for unit, _ in nearest.contained}
    missing = [unit.text for unit in asked.question.units if unit.weight > 0 and unit.text not in has]
    told = basis.refusal(asked, nearest=nearest)
    assert ("没有写到" in told) is bool(missing)
    assert ("写了问题里的词，但未必答了所问" in told) is (not missing)
    assert "讲的是别的事" not in told
    assert "讲的是别的事" in basis.refusal(understand(kb, "的"), nearest=SimpleNamespace(contained=[]))


def test_a_name_decides_and_the_model_is_not_asked(opened):
    assert features(opened, "WS/T 433-2023") is None
    assert features(opened, "哪些标准适用于提高VTE规范预防率").coverage > 0.9
    assert basis.FOUNDED == pytest.approx(0.5, abs=0.2)


PREPARED = NONE._replace(dense=0.45, coverage=0.5, lexical=0.4, example_dense=0.5, example_coverage=0.4, out_of_scope=0.5)
UNPREPARED = NONE._replace(dense=0.5, coverage=0.9, lexical=0.6, out_of_scope=0.6)


@pytest.mark.parametrize(("found", "probabilities"), [(PREPARED, [0.980, 0.921, 0.818]), (UNPREPARED, [0.025, 0.885, 0.957])])
def test_how_sure_of_a_basis_one_is_by_examples_by_meaning_and_by_words(found, probabilities):
    told = [model.probability(found) for model in (BY_EXAMPLES, BY_MEANING, BY_WORDS)]
    assert told == pytest.approx(probabilities, abs=0.005)
    assert probability(found) == max(told[:2]) and probability(found, by_words=True) == told[2]


def test_words_alone_are_asked_only_where_there_is_nothing_else():
    for field in ("dense", "example_dense", "out_of_scope"):
        assert BY_WORDS.probability(UNPREPARED._replace(**{field: 0.9})) == BY_WORDS.probability(UNPREPARED)
    for field in ("coverage", "lexical", "example_dense", "example_coverage"):
        assert BY_MEANING.probability(PREPARED._replace(**{field: 0.9})) == BY_MEANING.probability(PREPARED)


@pytest.mark.parametrize(
    ("kind", "outright", "own", "text", "answered"),
    [
        ("standard", False, False, False, True),
        ("standard", False, False, True, False),
        ("standard", True, False, True, True),
        ("target", False, False, False, False),
        ("target", True, False, False, True),
        ("target", False, True, False, True),
        ("clause", True, False, False, False),
    ],
)
def test_where_a_detail_is_not_written_a_standard_without_text_may_rule_it(monkeypatch, kind, outright, own, text, answered):
    """``own``: the thing itself has the detail; ``text``: the base holds the text of the standard."""
    monkeypatch.setattr(basis, "has_text", lambda *_: text)
    asked = SimpleNamespace(intents=[SimpleNamespace(outright=outright)], names=Names())
    verdict = basis.Verdict(founded=False, probability=0.45, lacking=object())
    found = Result("甲", kind, probability=0.95, detail=1.0 if own else -1.0)
    assert basis.answers(None, asked, verdict, [found]) is answered
    found.probability = 0.3
    assert not basis.answers(None, asked, verdict, [found])


def test_a_question_that_finds_nothing_has_nothing_that_speaks_for_a_basis():
    examples = SimpleNamespace(dense=0.1, coverage=0.2, out_of_scope=0.3, gist=Gist(0.4, 0.5))
    assert basis.features([], examples) == Features(0.0, 0.0, 0.0, 0.1, 0.2, 0.3, 0.4, 0.5)
    weak = SimpleNamespace(dense=0.2, coverage=0.1, lexical=0.3)
    assert basis.features([weak], examples)[:3] == (0.2, 0.1, 0.3)


@pytest.mark.parametrize("model", [BY_EXAMPLES, BY_MEANING])
@pytest.mark.parametrize("field", ["outside", "unwritten"])
def test_what_is_like_questions_that_nothing_answers_is_less_sure_of_a_basis(model, field):
    doubtful = PREPARED._replace(dense=0.45, out_of_scope=0.55)
    assert model.probability(doubtful._replace(**{field: 0.2})) < model.probability(doubtful) - 0.01


@pytest.fixture(scope="module")
def both(own):
    """That paper beside what ships."""
    folder = own.with_name("both")
    publish.build(folder)
    publish.add(folder, [own.parent / "轮椅.md"])
    return Knowledge.open(folder)


@pytest.mark.parametrize(
    ("question", "ours"),
    [("轮椅坏了找谁修，几天修好", True), ("坐人的那个带轮子的椅子多久擦一回", True), ("手卫生抽查一个月要看多少人次", False)],
)
def test_what_the_shipped_documents_do_not_write_an_own_one_may(both, question, ours):
    found = retrieve(both, understand(both, question))
    nearest = max(found.hits, key=lambda hit: hit.dense)
    assert both.entries[nearest.row][1].startswith("病区轮椅") is ours
    assert (found.examples.gist.unwritten == 0.0) is ours
    assert (not found.examples.gist.about) is ours
    assert not any(document.startswith("病区轮椅") for document in both.prepared)


def test_of_a_number_that_the_base_does_not_hold_nothing_is_likely(opened):
    asked = understand(opened, "WS/T 9999-2030 讲什么")
    assert asked.names.unknown and basis.verdict(opened, asked, Retrieved()) == basis.Verdict(founded=False, probability=0.0)


@pytest.mark.parametrize("typed", ["asdfghjkl", "qwerty", "hello world", "NOT", "aaaaaaa", "嗯嗯嗯", "哈哈哈哈"])
def test_what_says_nothing_has_no_basis_whatever_it_looks_like(opened, typed):
    answer = ask(opened, typed)
    assert not answer.answered and not answer.results and not search(opened, typed).hits


@pytest.mark.parametrize("typed", ["VTE", "sepsis bundle", "hand hygiene"])
def test_letters_that_are_words_of_the_base_have_one(opened, typed):
    assert ask(opened, typed).answered


def test_words_that_only_ask_and_words_of_the_title_are_not_told_as_missing(own):
    kb = Knowledge.open(own)
    told = ask(kb, "轮椅消毒一次多少钱").note
    assert "多少" not in told.replace("多少钱。", "")
    asked = understand(kb, "病区雨伞归还")
    hits = [hit for hit in kb.searcher.search(asked.question)]
    assert "“雨伞”" in basis.refusal(asked, nearest=hits[0], text="病区轮椅归还")
    assert "“雨伞”" not in basis.refusal(asked, nearest=hits[0], text="病区雨伞管理制度")
