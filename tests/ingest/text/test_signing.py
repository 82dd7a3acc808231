"""Fields with which papers are signed off: labels as data, names, organs and days behind them."""

import pytest

from ingest.text.signing import days_of, fields, heads_table, in_columns, in_pairs, in_row, signs_off, signs_row


def said(text):
    return [(one.label, one.value) for one in fields(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("编制：护理部　　审核：医务科", [("编制", "护理部"), ("审核", "医务科")]),
        ("编制人：王晓 审核人：李某某 批准人：院长 赵敏", [("编制人", "王晓"), ("审核人", "李某某"), ("批准人", "院长 赵敏")]),
        ("检查者：日期：", [("检查者", ""), ("日期", "")]),
        ("签名：____ 日期：____年__月__日", [("签名", ""), ("日期", "年 月 日")]),
        ("（制定部门：院感科；制定日期：2033年3月）", [("制定部门", "院感科"), ("制定日期", "2033年3月")]),
        ("审核（签字）：", [("审核（签字）", "")]),
        ("版本：2.0 编写：输血科质控组 2033-03-02", [("版本", "2.0"), ("编写", "输血科质控组 2033-03-02")]),
    ],
)
def test_a_line_of_fields_alone(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "审核：每季度一次",
        "检查：每班一次 记录：及时",
        "修订：发现问题随时修订。",
        "科室：各科室 日期：每周一",
        "审核人：当班护士，交班前完成",
        "由护理部审核：合格后发放",
        "编制 审核 批准",
        "编制：" + "科" * 40,
    ],
)
def test_a_line_that_says_more(text):
    assert fields(text) == []


@pytest.mark.parametrize(
    ("text", "off", "row", "head"),
    [
        ("编制：王晓 审核：李强", True, True, True),
        ("编制：护理部", True, True, False),
        ("审核：医务科", False, True, False),
        ("检查者：　日期：", True, True, False),
        ("护士长签名：", False, True, False),
        ("科室：骨科 日期：2033-03-02", False, False, True),
        ("科室：骨科 负责人：王晓", False, False, False),
    ],
)
def test_what_fields_together_are(text, off, row, head):
    found = fields(text)
    assert (signs_off(found), signs_row(found), heads_table(found)) == (off, row, head)


def test_the_day_of_the_revision_goes_before_that_of_the_approval():
    found = fields("制定日期：2031-02-01 批准日期：2031-03-01 修订日期：2033-04-01")
    assert days_of(found)[:2] == ["2033-04-01", "2031-03-01"]


@pytest.mark.parametrize("cells", [("科室：", "骨科", "日期：", "2033-3-2"), ("科室", "骨科", "日期", "2033-3-2")])
def test_a_row_with_what_is_filled_in_behind_its_labels(cells):
    assert [(one.label, one.value) for one in in_row(cells)] == [("科室", "骨科"), ("日期", "2033-3-2")]


def test_a_signature_alone_in_its_row_needs_no_colon():
    assert [one.label for one in in_row(("护士长签名", "", ""))] == ["护士长签名"]
    assert in_row(("护士长", "", "")) == []


@pytest.mark.parametrize(
    "cells",
    [
        ("科室", "内容", "日期", "负责人"),
        ("科室", "骨科", "日期", "三月"),
        ("记录人", "王晓"),
        ("科室", "骨科", "日期"),
        ("姓名", "王晓", "日期", "2033-3-2"),
    ],
)
def test_names_of_columns_and_records_are_no_pairs(cells):
    assert in_pairs(cells) == ""


def test_labels_above_their_values():
    found = in_columns(("编制", "审核", "日期"), ("王晓", "李强", "2033-3-2"))
    assert [(one.label, one.value) for one in found] == [("编制", "王晓"), ("审核", "李强"), ("日期", "2033-3-2")]
    assert in_columns(("科室", "内容"), ("骨科", "手卫生")) == []


@pytest.mark.parametrize(
    "text",
    [
        "编制：亓梅　审核：逄春生　批准：仝力",
        "编写：上官云 审核：诸葛青 日期：2033.4.5",
        "起草：鄢某 校对：阿依古丽·买买提",
        "制定：丌官 批准：呙小满",
    ],
)
def test_a_rare_surname_signs_as_any_other(text):
    assert signs_off(fields(text))


@pytest.mark.parametrize("cells", [("编制", "人数", "审核", "结果"), ("起草", "要点", "批准", "权限")])
def test_columns_are_not_taken_for_names(cells):
    assert not in_row(cells)
