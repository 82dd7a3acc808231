"""The reasons that a person reads."""

import pytest

from app.answer import reasons
from app.answer.answering import ask
from app.answer.reasons import By, Reason, Reasons


def told(opened, question):
    """Text of each reason of each result, by its id and kind."""
    return {(r.id, kind): [x.text for x in r.because] for kind, found in ask(opened, question).results.items() for r in found}


def test_a_link_is_told_with_both_its_ends_and_its_comment(opened):
    standards = ask(opened, "哪些标准适用于提高VTE规范预防率").results["standard"]
    links = [r for s in standards for r in s.because if len(r.path) > 1]
    assert links
    for reason in links:
        subject, predicate, thing, comment = reason.path
        assert subject.startswith(tuple(opened.entities)), subject
        assert predicate in ("直接适用于", "可支持")
        assert thing.startswith("NIT-2026-")
        assert comment in reason.text


@pytest.mark.parametrize("question", ["减少不必要的打点滴可以对照什么", "病案首页编码错误怎么改进", "请会诊", "目标三"])
def test_a_result_gives_two_reasons_at_most_and_nothing_twice(opened, question):
    for because in told(opened, question).values():
        assert 1 <= len(because) <= reasons.MOST
        assert len(set(because)) == len(because)


def test_words_are_quoted_as_the_source_prints_them(opened):
    because = told(opened, "急性st段抬高怎么救治")["PIT-2026-23", "target"]
    assert "“ST段抬高”" in because[0]


def test_other_words_for_the_same_thing_are_named_beside_those_of_the_question(opened):
    because = told(opened, "减少不必要的打点滴可以对照什么")["2026年国家医疗质量安全改进目标#目标五/（二）/6", "clause"]
    assert because[0] == "“打点滴”在文中写作“静脉输液”"


def test_an_example_speaks_only_where_nothing_surer_does():
    one = Reason(("例",), By.EXAMPLE, text="例")
    words, link = Reason(("词",), By.WORDS, text="词"), Reason(("链",), By.LINK, text="链")
    guess = Reason(("荐",), By.SUGGESTION, text="荐")
    pick = Reasons(None).strongest
    assert pick("甲", "clause", [one, words, link]) == [words, link]
    assert pick("甲", "clause", [guess, one]) == [one, guess]


def test_the_stronger_of_several_links_is_told_and_the_same_sentence_once():
    links = [Reason((t,), By.LINK, text=t, strength=s) for t, s in (("甲", 0.2), ("乙", 0.9), ("乙", 0.1), ("丙", 0.5))]
    assert [r.text for r in Reasons(None).strongest("x", "target", links)] == ["乙", "丙"]


def test_what_a_name_says_is_not_said_again_in_words():
    name, words = Reason(("名",), By.NAME, text="名"), Reason(("词",), By.WORDS, text="词")
    assert Reasons(None).strongest("x", "target", [words, name]) == [name]


def test_a_link_names_the_other_end_in_whichever_direction_it_is_read(opened):
    link = next(x for x in opened.graph.among(set(opened.entities)) if x.predicate == "applies_to")
    reason = Reasons.of_link(link, 0.5, by_example=False)
    of_standard, of_target = (
        Reasons(opened).strongest(end, kind, [reason])[0].text
        for end, kind in ((link.subject, "standard"), (link.object, "target"))
    )
    assert link.object in of_standard and link.subject not in of_standard
    assert link.subject in of_target and link.object not in of_target


def test_a_link_from_what_was_found_by_an_example_is_surer_than_the_example():
    example, link = Reason(("例",), By.EXAMPLE, text="例"), Reason(("链",), By.LINK_BY_EXAMPLE, text="链")
    assert Reasons(None).strongest("x", "target", [example, link]) == [link]
    assert Reasons(None).strongest("x", "target", []) == []
