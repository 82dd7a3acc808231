"""Whom a thing is reported to, who approves it and who does it."""

import pytest

from app.training.quiz.fillers import fillers, unlike


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("护士发现医嘱违反规范的，应当及时向开具医嘱的医师提出", "开具医嘱的医师", "to"),
        ("疑难病例讨论由科主任主持，全科人员参加", "科主任", "who"),
        ("超过1600毫升的，报医务科批准后备血", "医务科", "to"),
        ("实习护士在带教老师在场时，应在责任护士的指导下操作", "责任护士", "under"),
    ],
)
def test_the_filler_is_found_with_its_place(text, name, place):
    assert [(f.name, f.place) for f in fillers(text)] == [(name, place)]


@pytest.mark.parametrize(
    "text", ["由护士负责", "向科主任报告，并向护士长报告", "由有关部门负责处理", "报准予登记或者备案的机构备案"]
)
def test_whole_groups_and_several_at_once_are_none(text):
    assert not list(fillers(text))


def test_nobody_who_could_be_the_same_is_a_wrong_one():
    (own,) = fillers("内部管理由专门机构负责")
    others = ["专门的机构", "医务科", "医务部", "护理部", "输血科主任", "信息科"]
    assert unlike(own, "内部管理由专门机构负责", others, 3) == ("医务科", "护理部", "输血科主任")
