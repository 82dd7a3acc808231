"""What the search page shows beside an answer."""

import pytest

from app.answer import answering
from app.present import answers
from app.present.asked import asked, near


def test_the_answer_is_that_of_the_command_line(opened):
    found = asked(opened, "手卫生", level="city")
    assert found.answer == answers.answer(opened, answering.ask(opened, "手卫生", level="city"))


def test_every_clause_has_its_marks_those_of_a_refusal_too(opened):
    found = asked(opened, "手卫生")
    assert set(found.marks) == {one.id for one in found.answer.clauses} and any(found.marks.values())
    refused = asked(opened, "红烧肉怎么做")
    assert set(refused.marks) == {one.id for one in refused.answer.nearest}


def test_a_standard_without_its_text_is_known_by_its_title_alone(opened):
    assert asked(opened, "VTE防治").title_only >= {"T/CHAS 10-2-24-2018"}


def test_a_level_or_type_chosen_holds_for_everything(opened):
    for chosen in ({"level": "city"}, {"level": "association"}, {"kind": "plan"}):
        answer = asked(opened, "VTE防治", **chosen).answer
        for one in answer.clauses:
            assert (one.level, one.doctype) == (chosen.get("level", one.level), chosen.get("kind", one.doctype))
        assert not answer.standards or chosen == {"level": "association"}


@pytest.mark.parametrize("question", ["VTE防治", "手卫生"])
def test_near_a_thing_stand_its_neighbours_and_near_a_clause_those_like_it(opened, question):
    found = asked(opened, question).answer
    clause = found.clauses[0].id
    assert [hit.id for hit in near(opened, clause).alike] == [i for _, i, _ in answering.like(opened, clause, 5)]
    for one in found.standards[:1]:
        assert near(opened, one.id).neighbours and not near(opened, one.id).alike


def test_nothing_stands_near_what_the_base_does_not_hold(opened):
    assert near(opened, "没有这一项") == near(opened, "没有#这一条")
