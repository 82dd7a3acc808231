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


NEW_YEAR = {"WS/T 391-2024", "WS/T 389-2024", "WS/T 842-2024"}


@pytest.mark.parametrize(
    "question",
    ["2025年元旦那天开始用的行业标准是哪几个", "2025年1月1日起投入使用的行业标准有哪些", "2025年1月1日的行业标准有哪些"],
)
def test_a_day_is_that_of_use_where_the_question_says_so_or_does_not_say_of_what(opened, question):
    assert NEW_YEAR == {*ask(opened, question).listing.ids}


def test_a_year_of_which_nothing_is_said_is_that_of_publishing(opened):
    assert "WS/T 813-2023" not in ask(opened, "2024年的标准有哪些").listing.ids


@pytest.mark.parametrize(
    "question",
    [
        "十个国家目标里要往下压的有几个，其余都是往上提的吧",
        "国家目标里要求降低的有哪些，剩下的全是提高的对不对",
    ],
)
def test_what_is_said_of_the_others_is_no_condition(opened, question):
    assert ask(opened, question).listing.ids == ("NIT-2026-IX",)


def test_a_number_names_the_kind_of_which_there_are_so_many(opened):
    listing = ask(opened, "那十八条老规矩里面，名字带“讨论”俩字的是哪几条").listing
    assert listing.kind == "core_system" and len(listing.ids) == 3


def test_what_is_said_of_most_is_no_condition(opened):
    listing = ask(opened, "山西那张监测表里，大部分只写升或者降，写了具体数字的都有哪些").listing
    assert listing.ids == ask(opened, "定了数值的监测指标有哪些").listing.ids and len(listing.ids) > 5


@pytest.mark.parametrize("said", ["只让人去翻前头国家目标的", "直接让人看国家目标的"])
def test_targets_that_only_refer_are_listed_however_that_is_said(opened, said):
    listing = ask(opened, f"专业目标里{said}有哪些").listing
    assert listing.ids == ("PIT-2026-15", "PIT-2026-22", "PIT-2026-24", "PIT-2026-27")


def test_most_that_only_qualifies_is_part_of_what_is_asked_for(opened):
    listing = ask(opened, "大多数2019年发布的标准，一共有哪些").listing
    assert listing.ids == ask(opened, "2019年发布的标准有哪些").listing.ids


def test_a_rate_of_use_in_a_year_is_no_day_of_use(opened):
    listing = ask(opened, "2025年使用率的监测指标有哪些").listing
    assert listing is None or "实施" not in listing.said
