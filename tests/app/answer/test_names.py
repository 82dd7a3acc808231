"""Places that a question names outright, in statutes and standards."""

import pytest

from app.answer import names
from app.base.knowledge import Knowledge
from app.build import publish

STATUTE = "陪护管理条例\n第一章　总则\n第一条　为了规范陪护，制定本条例。\n第二章　登记\n第二条　陪护人员应当登记。\n登记不收费。\n第二条之一　登记有效期一年。\n"
ORDER = "陪护令\n第一条　陪护人员应当登记。\n第二条　登记不收费。\n"
STANDARD = (
    "WS/T 9901-2031 病区轮椅管理规范\n1 范围\n本文件适用于病区。\n2 规范性引用文件\n本文件没有规范性引用文件。\n"
    "3 要求\n3.1 清洁\n3.1.1 每日清洁。\n3.1.2 每周消毒。\n附录A（资料性）记录表\nA.1 填写\n逐项填写。\n"
)


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exact")
    (folder / "条例.txt").write_text(STATUTE, encoding="utf-8")
    (folder / "标准.txt").write_text(STANDARD, encoding="utf-8")
    (folder / "令.txt").write_text(ORDER, encoding="utf-8")
    publish.build(folder / "kb", [folder / "条例.txt", folder / "标准.txt", folder / "令.txt"])
    return Knowledge.open(folder / "kb")


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("陪护管理条例第二条", {"陪护管理条例#第二章/第二条", "陪护管理条例#第二章/第二条/第2款"}),
        ("《陪护管理条例》第 2 条是什么", {"陪护管理条例#第二章/第二条", "陪护管理条例#第二章/第二条/第2款"}),
        ("陪护管理条例第二条之一", {"陪护管理条例#第二章/第二条之一"}),
        ("陪护管理条例第九条", set()),
        ("陪护令第二条", {"陪护令#第二条"}),
        ("第二条怎么说", set()),
        ("WS/T 9901-2031 的3.1.2", {"WS-T-9901-2031#3/3.1/3.1.2"}),
        ("病区轮椅管理规范 3.1", {"WS-T-9901-2031#3/3.1/3.1.1", "WS-T-9901-2031#3/3.1/3.1.2"}),
        ("病区轮椅管理规范附录A", {"WS-T-9901-2031#附录A/A.1"}),
        ("3.1.2条怎么说", {"WS-T-9901-2031#3/3.1/3.1.2"}),
        ("血红蛋白 3.1 怎么处理", set()),
    ],
)
def test_a_place_in_a_document_that_is_named(base, question, places):
    assert {i for i in names.find_names(question, base).found if "#" in i} == places


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("《病区轮椅管理规范》适用于哪里", {"WS/T 9901-2031"}),
        ("《轮椅管理规范》适用于哪里", {"WS/T 9901-2031"}),
        ("《轮椅》适用于哪里", set()),
        ("《——》适用于哪里", set()),
    ],
)
def test_a_title_is_found_by_a_good_part_of_it_and_by_nothing_less(base, question, found):
    assert set(names.find_names(question, base).found) == found


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("NIT-2099-I 讲什么", ["NIT-2099-I"]),
        ("专项行动之九十", ["专项行动之九十"]),
        ("专项行动之三", []),
        ("8.6节讲什么", ["8.6"]),
    ],
)
def test_a_number_or_place_that_the_base_does_not_have_is_told(opened, question, unknown):
    assert list(names.find_names(question, opened).unknown) == unknown


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("T/CHAS 10-2-9-201", {"T/CHAS 10-2-9-2018": "标准号 T/CHAS 10-2-9-201"}),
        ("WS/T 433", {"WS/T 433-2023": "标准号 WS/T 433—2023"}),
        ("WS/T 433-2013", {"WS/T 433-2023": "WS/T 433-2013 已被 WS/T 433-2023 代替"}),
        ("WS/T 433-1999", {"WS/T 433-2023": "库内没有 WS/T 433-1999，同号的是 WS/T 433-2023"}),
        ("348-2011", {"WS/T 348-2024": "WS/T 348-2011 已被 WS/T 348-2024 代替"}),
        ("WS/T 343-2023 静脉治疗护理技术操作标准", {"WS/T 433-2023": "库内没有 WS/T 343-2023，也许是 WS/T 433-2023"}),
        ("WS/T 334-2023 静脉治疗护理技术操作标准", {"WS/T 433-2023": "库内没有 WS/T 334-2023，也许是 WS/T 433-2023"}),
        ("WS/T 4331-2023 静脉治疗护理技术操作标准", {"WS/T 433-2023": "库内没有 WS/T 4331-2023，也许是 WS/T 433-2023"}),
        ("WS/T 384-2024 尿液标本采集", {"WS/T 348-2024": "库内没有 WS/T 384-2024，也许是 WS/T 348-2024"}),
        ("WS/T 616-2020 静脉血液标本采集", {"WS/T 661-2020": "库内没有 WS/T 616-2020，也许是 WS/T 661-2020"}),
        ("wst831 手术部位标示", {"WS/T 813-2023": "库内没有 WS/T 831，也许是 WS/T 813-2023"}),
        ("WS/T 616-2020 静脉输液", {}),
        ("WS/T 999-2023 静脉治疗护理技术操作标准", {}),
    ],
)
def test_a_number_is_found_as_printed_by_its_successor_or_by_a_slip_beside_half_of_its_title(opened, question, found):
    told = names.find_names(question, opened)
    assert told.found == found and (not told.unknown) is bool(found)


def test_a_base_without_targets_knows_no_target_by_its_number(base):
    assert names.find_names("目标三是什么", base).found == {}


def test_with_a_place_in_it_a_target_is_not_meant_as_a_whole(opened):
    assert list(names.find_names("目标三", opened).found) == ["NIT-2026-III"]
    inside = names.find_names("目标三（二）2", opened).found
    assert inside and all("#" in one for one in inside)


def test_a_document_is_named_by_its_number_whatever_stands_before_it(opened):
    found = names.find_names("请问长卫医政发〔2023〕9号讲什么", opened)
    assert list(found.found.values()) == ["发文字号 长卫医政发〔2023〕9号"] and found.unknown == []
    found = names.find_names("长卫医政发〔2023〕10号", opened)
    assert found.found == {} and len(found.unknown) == 1
