"""The same words in a national and a city plan are shown once; another figure, negation or duty keeps two clauses apart."""

import pytest

from app.answer.answering import ask
from app.answer.same_text import grouped, same_text
from app.base.knowledge import Knowledge
from app.build import publish
from app.present import answers
from app.present.terminal import answers as terminal
from corpus import CORPUS
from ingest.model import Clause

WORDS = "医疗机构应当在每季度末组织换药室轮椅的安全检查，记录检查结果并在 3 日内向质控部门报告，不得漏报。"


def clause(document, words):
    return Clause(f"{document}#一/1", document, ("一", "1"), (), words, words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (WORDS, True),
        (WORDS.replace("医疗机构", "各医疗机构"), True),
        (WORDS.replace("3 日", "5 日"), False),
        (WORDS.replace("不得漏报", "漏报"), False),
        (WORDS.replace("应当", "可以"), False),
        (WORDS.replace("应当", ""), False),
        (WORDS.replace("每季度", "每月"), False),
        ("医疗机构应当在每季度末召开质量分析会议，通报不良事件并在 3 日内整改，不得拖延。", False),
    ],
)
def test_what_counts_as_the_same(words, expected):
    assert same_text(clause("甲", WORDS), clause("乙", words)) is expected


@pytest.mark.parametrize(("words", "same"), [("轮椅每周清洁消毒一次。。", True), ("轮椅每周清洁消毒一次。", False)])
def test_a_text_of_few_characters_is_alike_by_chance(words, same):
    assert same_text(clause("甲", words), clause("乙", words)) is same


def test_within_one_document_nothing_is_merged():
    assert not same_text(clause("甲", WORDS), clause("甲", WORDS))


def test_the_first_is_shown_with_the_places_of_the_others():
    assert grouped([clause("甲", WORDS), clause("乙", WORDS), clause("丙", WORDS)]) == {"甲#一/1": ["乙#一/1", "丙#一/1"]}


def test_an_answer_shows_both_places(tmp_path):
    for name in ("国家", "某市"):
        (tmp_path / f"{name}.txt").write_text(f"{name}换药室轮椅管理工作通知\n\n一、检查\n\n{WORDS}\n", encoding="utf-8")
    publish.build(tmp_path / "kb", [CORPUS / "documents", tmp_path / "国家.txt", tmp_path / "某市.txt"])
    opened = Knowledge.open(tmp_path / "kb")
    answer = answers.answer(opened, ask(opened, "换药室轮椅的安全检查"))
    (shown,) = [c for c in answer.clauses if "轮椅" in c.text]
    assert len(shown.also) == 1
    assert shown.also[0].document_title != shown.document_title
    assert "同样的话也见于" in terminal.answer(answer)
