"""Labels offered while a person types."""

from app.answer.completion import complete


def test_labels_begin_with_what_is_typed(opened):
    found = complete(opened, "静脉血栓")
    assert found[0].startswith("静脉血栓")
    assert "静脉血栓栓塞症" in found
    assert len(complete(opened, "手术", 5)) == 5


def test_width_and_case_do_not_count(opened):
    assert complete(opened, "ｖｔｅ") == complete(opened, "VTE") != []


def test_targets_standards_and_core_systems_are_among_them(opened):
    assert "危急值报告制度" in complete(opened, "危急值")
    assert "提高静脉血栓栓塞症规范预防率" in complete(opened, "提高静脉血")
    assert "静脉治疗护理技术操作标准" in complete(opened, "静脉治疗")


def test_initials_of_the_sounds(opened):
    assert "危急值" in complete(opened, "wjz")


def test_nothing_typed_or_nothing_like_it(opened):
    assert complete(opened, " ") == []
    assert complete(opened, "红烧肉") == []
