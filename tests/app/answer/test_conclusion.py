"""The conclusion: one sentence above everything, made of what was found."""

import pytest

from app.answer.answering import ask
from app.answer.conclusion import conclude
from app.answer.ranking import Result
from app.present import answers
from app.present.terminal import answers as terminal


def test_it_names_the_first_result_and_its_basis(opened):
    found = ask(opened, "WS/T 433-2023")
    assert found.conclusion.ids == ("WS/T 433-2023",)
    assert (found.conclusion.kind, found.conclusion.basis) == ("standard", "stated")
    assert "《静脉治疗护理技术操作标准》" in found.conclusion.text and "原文写明" in found.conclusion.text


def test_a_clause_is_quoted(opened):
    first = opened.clause(next(r.id for r in ask(opened, "手卫生").results["clause"]))
    said = conclude(opened, {"clause": [Result(first.id, "clause")]}, ["standard", "clause"])
    assert said.ids == (first.id,) and said.basis == "stated"
    assert first.text[:20] in said.text and first.locator in said.text


def test_a_refusal_concludes_that_there_is_no_basis(opened):
    found = ask(opened, "红烧肉怎么做")
    assert (found.conclusion.kind, found.conclusion.basis, found.conclusion.ids) == ("none", "none", ())
    assert found.conclusion.text == found.note


@pytest.mark.parametrize("question", ["手卫生", "VTE 预防", "红烧肉怎么做"])
def test_it_is_the_first_line_on_the_terminal(opened, question):
    shown = answers.answer(opened, ask(opened, question))
    assert terminal.answer(shown).splitlines()[0] == f"结论：{shown.conclusion.text}"
