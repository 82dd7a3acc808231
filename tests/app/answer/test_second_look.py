"""What the second look at a doubtful question changes, and when it is not taken."""

from types import SimpleNamespace

import numpy as np
import pytest

from app.answer import second_look
from app.answer.answering import _understand, ask, search
from app.answer.basis import FOUNDED, read
from app.answer.retrieval import Retrieved, retrieve
from app.base import models
from app.base.knowledge import Knowledge
from app.build import publish
from index.search import Hit
from ingest.errors import ModelError

RULES = """# 病区轮椅管理制度

## 一、保管

病区轮椅由护士站统一保管，借出时在登记本上写明床号和归还时间。

## 二、清洁

轮椅每周清洁消毒一次，有污染时随时擦拭。

## 三、损坏

轮椅损坏的，使用人应当赔偿，由科室报设备科维修。
"""
QUESTION = "坐的那个东西谁管着"


class Odds:
    """A judge that gives these log odds to texts with these words, and -9 to others."""

    def __init__(self, odds):
        self.odds, self.texts = odds, []

    def log_odds(self, question, texts):
        self.texts += texts
        return np.array([next((odds for words, odds in self.odds.items() if words in text), -9.0) for text in texts])


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    folder = tmp_path_factory.mktemp("second")
    (folder / "轮椅.md").write_text(RULES, "utf-8")
    publish.build(folder / "kb", [folder / "轮椅.md"])
    return folder / "kb"


def judged(own, monkeypatch, odds, doubtful=(0.0, 1.0)):
    monkeypatch.setattr(second_look, "DOUBTFUL", doubtful)
    kb = Knowledge.open(own)
    kb.__dict__["judge"] = Odds(odds)
    return kb


def found(kb):
    _, asked = _understand(kb, QUESTION)
    return asked, retrieve(kb, asked)


def test_the_clause_that_answers_comes_first_and_scores_stay_in_their_places(own, monkeypatch):
    kb = judged(own, monkeypatch, {})
    asked, before = found(kb)
    last = kb.clause(kb.entries[before.hits[2].row][1])
    kb.judge.odds = {last.text: 9.0}
    after = second_look.taken(kb, asked, before)
    assert kb.entries[after.hits[0].row][1] == last.id
    assert [hit.score for hit in after.hits] == [hit.score for hit in before.hits]
    assert sorted(hit.row for hit in after.hits) == sorted(hit.row for hit in before.hits)
    assert after.read == 9.0


def test_clauses_are_read_with_their_titles(own, monkeypatch):
    kb = judged(own, monkeypatch, {})
    second_look.taken(kb, *found(kb))
    assert len(kb.judge.texts) == 3
    assert all("病区轮椅管理制度" in text for text in kb.judge.texts)


def test_what_no_clause_answers_is_refused_and_what_one_answers_is_not(own, monkeypatch):
    assert ask(judged(own, monkeypatch, {"保管": 9.0}), QUESTION).answered
    assert search(judged(own, monkeypatch, {"保管": 9.0}), QUESTION).hits
    assert not ask(judged(own, monkeypatch, {}), QUESTION).answered
    assert not search(judged(own, monkeypatch, {}), QUESTION).hits


def test_a_sure_question_and_a_thing_named_are_not_looked_at_again(own, monkeypatch, opened):
    kb = judged(own, monkeypatch, {}, doubtful=(0.999, 1.0))
    asked, before = found(kb)
    assert second_look.taken(kb, asked, before) == before
    monkeypatch.setattr(second_look, "DOUBTFUL", (0.0, 1.0))
    monkeypatch.setitem(opened.__dict__, "judge", Odds({}))
    assert ask(opened, "WS/T 433-2023 是什么").answered
    assert not opened.judge.texts


@pytest.mark.parametrize("doubtful", [(0.0, 1.0), (0.0, 0.01)])
def test_a_figure_that_a_sentence_gives_for_something_else_is_none(own, monkeypatch, doubtful):
    asked, whole = "轮椅多久清洁消毒一次", {"。": 9.0}
    assert ask(judged(own, monkeypatch, {**whole, "每周": 2.0}, doubtful), asked).answered
    elsewhere = ask(judged(own, monkeypatch, {**whole, "每周": -3.0}, doubtful), asked)
    assert not elsewhere.answered
    assert "没有写明多久一次" in elsewhere.note
    assert elsewhere.nearest


def test_a_figure_in_the_title_is_none_of_a_clause(tmp_path, monkeypatch):
    (tmp_path / "轮椅.md").write_text(RULES.replace("病区轮椅", "关于 2026 年 9 月起病区轮椅", 1), "utf-8")
    publish.build(tmp_path / "kb", [tmp_path / "轮椅.md"])
    kb = judged(tmp_path / "kb", monkeypatch, {}, doubtful=(0.0, 0.0))
    assert "没有写明哪一天" in ask(kb, "轮椅清洁消毒定在哪一天").note
    assert kb.judge.texts == []


def test_a_damaged_judge_is_told_and_answers_go_on(own, monkeypatch, caplog):
    def broken():
        raise ModelError("语义模型缺失或损坏", "judge.onnx", "请重新安装 duibiao")

    monkeypatch.setattr("index.models.judge.shipped", broken)
    kb = Knowledge.open(own)
    assert kb.judge is None
    assert ask(kb, "轮椅多久清洁消毒一次").answered
    assert "重新安装" in caplog.text


def test_beside_a_hospitals_own_model_there_is_no_second_look(monkeypatch):
    monkeypatch.setenv("DUIBIAO_RERANKER", "somewhere")
    monkeypatch.setattr(models, "Reranker", lambda folder: folder)
    assert models.judge() is None


def test_the_reading_moves_the_probability_both_ways():
    assert read(FOUNDED, 3.0) > FOUNDED > read(FOUNDED, -3.0)


@pytest.mark.parametrize(
    ("scores", "odds", "order"),
    [
        ((0.6, 0.48), {"甲": -10.0, "乙": 0.0}, [1, 0]),
        ((0.6, 0.47), {"甲": -10.0, "乙": 0.0}, [0, 1]),
        ((0.6, 0.36), {"甲": -10.0, "乙": 9.0}, [1, 0]),
        ((0.6, 0.34), {"甲": -10.0, "乙": 9.0}, [0, 1]),
    ],
)
def test_that_a_clause_answers_counts_up_to_a_quarter_beside_its_score(monkeypatch, scores, odds, order):
    monkeypatch.setattr(second_look, "_decide", lambda *_: True)
    monkeypatch.setattr(second_look, "DOUBTFUL", (0.0, 1.0))
    texts = [*odds]
    base = SimpleNamespace(entries=[("clause", t) for t in texts], clause=lambda i: i, meaning=lambda c: c, judge=Odds(odds))
    hits = tuple(Hit(row, score, 0.0, 0.0, 0.0, [], ()) for row, score in enumerate(scores))
    taken = second_look.taken(base, SimpleNamespace(query=SimpleNamespace(text="")), Retrieved(hits))
    assert [hit.row for hit in taken.hits] == order and [hit.score for hit in taken.hits] == list(scores)
    assert taken.read == max(odds.values())
