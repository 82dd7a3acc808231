"""The conclusion: one sentence above everything, made of what was found."""

from dataclasses import replace

import pytest

from app.answer import conclusion
from app.answer.answering import ask
from app.answer.conclusion import _clause, conclude, has_text, refused
from app.answer.ranking import Result
from app.answer.understanding import understand
from app.base.knowledge import Knowledge
from app.build import publish
from app.present import answers
from app.present.terminal import answers as terminal


def test_it_names_the_first_result_and_its_basis(opened):
    found = ask(opened, "WS/T 433-2023")
    assert found.conclusion.ids == ("WS/T 433-2023",)
    assert (found.conclusion.kind, found.conclusion.basis) == ("standard", "stated")
    assert "《静脉治疗护理技术操作标准》" in found.conclusion.text and "原文写明" in found.conclusion.text


def test_a_clause_is_quoted(opened):
    first = opened.clause(next(r.id for r in ask(opened, "手卫生").results["clause"]))
    asked = understand(opened, "手卫生")
    said = conclude(opened, asked, {"clause": [Result(first.id, "clause", probability=0.9)]}, ["standard", "clause"])
    assert said.ids == (first.id,) and said.basis == "stated"
    assert first.text[:20] in said.text and f"《{opened.documents[first.document].title}》" in said.text


def test_words_of_a_digest_are_not_said_to_be_the_originals(opened):
    first = next(c for c in opened.store.clauses("长卫医政发-2023-9") if c.kind == "item")
    asked, found = understand(opened, "手卫生"), {"clause": [Result(first.id, "clause", probability=0.9)]}
    assert first.rendition == "digest"
    said = conclude(opened, asked, found, ["clause"]).text
    assert "原文写明" not in said and "摘要写明，引用前请核对原文" in said


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("值班时该找谁会诊、谁查房", 1),
        ("这是哪两项制度管的", 2),
        ("会诊和查房各有什么制度", 2),
        ("会诊要多久到，查房一周几次", 2),
        ("会诊和查房分别对照哪项制度", 2),
    ],
)
def test_where_several_things_are_asked_for_all_that_surely_answer_are_cited(opened, question, said):
    found = [
        Result(thing, "core_system", probability=p)
        for thing, p in [("会诊制度", 0.9), ("三级查房制度", 0.7), ("查对制度", 0.3)]
    ]
    told = conclude(opened, understand(opened, question), {"core_system": found}, ["core_system"])
    assert told.ids == ("会诊制度", "三级查房制度")[:said] and told.count == said
    assert [thing in told.text for thing in ("会诊制度", "三级查房制度", "查对制度")] == [True, said == 2, False]


@pytest.mark.parametrize(("probability", "basis"), [(0.9, "stated"), (0.2, "suggested")])
@pytest.mark.parametrize("kind", ["clause", "core_system"])
def test_what_is_doubtful_is_but_suggested(opened, kind, probability, basis):
    first = next(iter(opened.store.clauses("长卫医政发-2023-9"))).id if kind == "clause" else "会诊制度"
    found = {kind: [Result(first, kind, basis="stated", probability=probability)]}
    said = conclude(opened, understand(opened, "手卫生"), found, [kind])
    assert said.basis == basis
    assert said.text.startswith("请") == (basis == "stated") and ("没有把握，最接近的是" in said.text) == (basis == "suggested")


def test_a_refusal_concludes_that_there_is_no_basis(opened):
    found = ask(opened, "红烧肉怎么做")
    assert (found.conclusion.kind, found.conclusion.basis, found.conclusion.ids) == ("none", "none", ())
    assert found.conclusion.text == found.note


@pytest.mark.parametrize("question", ["食堂卫生标准", "病房空调温度标准", "护士工资标准"])
def test_of_a_matter_that_the_base_does_not_treat_no_standard_is_said_to_rule_it(opened, question):
    said = ask(opened, question).conclusion.text
    assert "没有找到" in said and "可能规定此事" not in said


@pytest.mark.parametrize("question", ["手卫生", "VTE 预防", "红烧肉怎么做"])
def test_it_is_the_first_line_on_the_terminal(opened, question):
    shown = answers.answer(opened, ask(opened, question))
    assert terminal.answer(shown).splitlines()[0] == f"结论：{shown.conclusion.text}"


def test_of_a_standard_that_is_held_by_its_title_the_text_is_asked_for(opened):
    found = ask(opened, "静脉留置针多久换一次")
    assert (found.conclusion.ids, found.conclusion.basis) == (("WS/T 433-2023",), "title_only")
    assert "库中只有题录" in found.conclusion.text and "请加入标准文本" in found.conclusion.text
    assert "最可能规定此事的是" not in ask(opened, "静脉治疗护理引用哪个标准").conclusion.text


@pytest.mark.parametrize("question", ["WS/T 433-1999 还能用吗", "WS/T 343-2023 静脉治疗护理技术操作标准"])
def test_a_number_that_the_base_does_not_hold_is_told_before_its_nearest_one_is_cited(opened, question):
    said = ask(opened, question).conclusion
    assert said.ids == ("WS/T 433-2023",) and said.basis == "suggested"
    assert said.text.startswith("库内没有 WS/T ") and "WS/T 433-2023，请引用 WS/T 433-2023《" in said.text
    assert "原文写明" not in said.text


def test_an_old_number_is_told_with_the_new_one(opened):
    said = ask(opened, "WS/T 433-2013 被哪个标准代替").conclusion
    assert said.ids == ("WS/T 433-2023",)
    assert said.text.startswith("WS/T 433-2013 已被 WS/T 433-2023 代替，请引用 WS/T 433-2023《")


STANDARD = """---
title: 静脉治疗护理技术操作标准
number: WS/T 433-2023
type: standard
---

# 静脉治疗护理技术操作标准

## 1 范围

本标准规定了静脉治疗护理技术操作的要求。

## 2 维护

2.1 外周静脉留置针应 72 h～96 h 更换一次。
"""


def test_when_the_text_is_added_its_clauses_answer(tmp_path):
    (tmp_path / "WST433.md").write_text(STANDARD, "utf-8")
    publish.build(tmp_path / "kb")
    publish.add(tmp_path / "kb", [tmp_path / "WST433.md"])
    kb = Knowledge.open(tmp_path / "kb")
    assert has_text(kb, "WS/T 433-2023")
    said = ask(kb, "外周静脉留置针多久更换一次").conclusion
    assert said.basis == "stated" and "72 h" in said.text


@pytest.mark.parametrize("question", ["换液时没核对床号，幸好只滴了几毫升就发现了，这是哪项核心制度没落实"])
def test_a_story_with_a_figure_in_it_is_no_question_for_a_figure(opened, question):
    assert ask(opened, question).conclusion.ids == ("查对制度",)


@pytest.mark.parametrize(
    "question", ["WS/T 433-2023 是什么", "哪些标准适用于提高 VTE 规范预防率", "危急值报告属于哪项核心制度", "NIT-2026-V 讲什么"]
)
def test_a_conclusion_counts_what_it_cites(opened, question):
    told = ask(opened, question).conclusion
    assert told.ids and told.count == len(told.ids)


def test_a_refusal_for_a_detail_shows_the_nearest_clauses_and_nothing_else(opened):
    answer = ask(opened, "推床借用登记在哪个系统")
    assert not answer.answered
    assert answer.nearest and all(opened.clause(identity) for identity in answer.nearest)


@pytest.mark.parametrize(("length", "quoted"), [(60, "字" * 60), (61, "字" * 60 + "…")])
def test_a_long_clause_is_quoted_by_its_beginning(opened, length, quoted):
    clause = next(c for c in opened.store.clauses() if c.kind == "item")
    assert _clause(opened, understand(opened, "字迹"), replace(clause, text="字" * length)).endswith(f"：“{quoted}”")


@pytest.mark.parametrize(
    ("identity", "kind", "probability", "said"),
    [
        ("WS/T 433-2023", "standard", 0.9, "没有写明。可能规定此事的是 WS/T 433"),
        ("WS/T 433-2023", "standard", 0.01, "没有写明。"),
        ("NIT-2026-V", "target", 0.9, "没有写明。"),
    ],
)
def test_a_refusal_names_the_standard_that_may_rule_the_matter(opened, identity, kind, probability, said):
    told = refused(opened, "没有写明。", [Result(identity, kind, probability=probability)])
    assert told.kind == "none" and (told.text.startswith(said) if said.endswith("433") else told.text == said)


def test_a_standard_whose_text_is_held_is_not_asked_for(opened, monkeypatch):
    monkeypatch.setattr(conclusion, "has_text", lambda *_: True)
    assert refused(opened, "没有写明。", [Result("WS/T 433-2023", "standard", probability=0.9)]).text == "没有写明。"
    assert refused(opened, "没有写明。", []).text == "没有写明。"
