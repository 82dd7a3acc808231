"""What a question says of the members of a list."""

import pytest

from app.answer.answering import ask


@pytest.mark.parametrize("unit", ["几毫升", "几公升", "每升几克", "两升", "每微升几个"])
def test_a_unit_is_no_direction(opened, unit):
    assert ask(opened, f"一共{unit}，都有哪几样").listing is None


def test_a_direction_is_one(opened):
    listing = ask(opened, "要求升的监测指标有哪些").listing
    assert listing is not None and listing.kind == "indicator" and "升" in listing.said


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("把所有文件说一下都有哪些", "document"),
        ("有关质量安全的文件提供一份目录，一共有哪些文件", "document"),
        ("把全部制度讲一遍，都有哪些制度", "core_system"),
    ],
)
def test_documents_and_systems_that_are_asked_for_are_listed_whatever_verb_stands_behind(opened, question, kind):
    listing = ask(opened, question).listing
    assert listing is not None and listing.kind == kind


@pytest.mark.parametrize("question", ["有哪些标准", "标准有哪些？", "一共有多少项标准", "所有标准", "全部的标准"])
def test_all_there_is_of_a_kind_is_listed(opened, question):
    listing = ask(opened, question).listing
    assert listing is not None and listing.kind == "standard" and len(listing.ids) == 23
