"""Which sentence opens a list, and which clauses are its items."""

import pytest

from app.base import outlines
from ingest.model import Clause


def clauses(*given):
    """(path with /, text[, kind]) → clauses of one document."""
    return [
        Clause(f"d#{path}", "d", tuple(path.split("/")), (), text, text, *(kind or ("item",))) for path, text, *kind in given
    ]


def items(found, at, *, slides=False):
    return [c.id.partition("#")[2] for c in outlines.of(found, slides=slides).items(found[at])]


def leads(found, at, *, slides=False):
    return [c.id.partition("#")[2] for c in outlines.of(found, slides=slides).leads(found[at])]


def test_the_items_of_a_sentence_that_ends_in_a_colon_are_those_below_it_and_no_others():
    found = clauses(
        ("第六条", "有下列情形之一的患者应当留陪："),
        ("第六条/（一）", "不满14周岁的；"),
        ("第六条/（二）", "有走失风险的。"),
        ("第六条/第2款", "其他患者可以留陪。", "paragraph"),
        ("第七条", "陪护人员应当登记。"),
    )
    assert items(found, 0) == ["第六条/（一）", "第六条/（二）"]
    assert leads(found, 3) == leads(found, 4) == []


def test_a_list_may_begin_in_a_later_paragraph():
    found = clauses(
        ("二", "案例应当真实。", "paragraph"),
        ("二/第2段", "案例须满足下列条件：", "paragraph"),
        ("二/（一）", "真实性。"),
        ("二/（二）", "创新性。"),
    )
    assert items(found, 1) == ["二/（一）", "二/（二）"]


def test_leads_are_told_at_any_depth_the_outermost_first():
    found = clauses(("4", "应当做到："), ("4/a）", "清洁下列部位："), ("4/a）/1）", "扶手；"), ("4/a）/2）", "座面。"))
    assert leads(found, 3) == ["4", "4/a）"]
    assert items(found, 0) == ["4/a）"]


def test_a_sentence_that_names_a_list_opens_it_without_a_colon_too():
    found = clauses(("1", "具备下列条件之一的，可以申请。"), ("1/（一）", "工作满三年；"))
    assert items(found, 0) == ["1/（一）"]


@pytest.mark.parametrize("text", ["处三万元以下罚款。", "自理能力评分在60分及以下的"])
def test_an_amount_opens_no_list(text):
    found = clauses(("1", text), ("1/（一）", "逾期不改的。"))
    assert items(found, 0) == []


def test_paragraphs_are_items_where_semicolons_bind_them():
    found = clauses(
        ("三", "科室应当做到：", "paragraph"),
        ("三/第2段", "登记入库；", "paragraph"),
        ("三/第3段", "定期盘点。", "paragraph"),
        ("三/第4段", "另行通知。", "paragraph"),
    )
    assert items(found, 0) == ["三/第2段", "三/第3段"]


def test_what_follows_a_numbered_list_is_none_of_its_items():
    found = clauses(("第9页", "有下列情形：", "paragraph"), ("第9页/1", "甲；"), ("第9页/第2段", "（摘自办法）", "paragraph"))
    assert items(found, 0, slides=True) == ["第9页/1"]


def test_on_slides_the_lines_below_a_colon_are_its_items():
    found = clauses(
        ("第4页", "职责是：", "paragraph"), ("第4页/第2段", "制订制度", "paragraph"), ("第5页", "机制", "paragraph")
    )
    assert items(found, 0, slides=True) == ["第4页/第2段"]
    assert items(found, 0, slides=False) == []


def test_a_salutation_and_the_opening_of_a_notice_are_no_leads():
    found = clauses(("引言", "现将有关事项通知如下：", "paragraph"), ("一", "总体要求。"), ("二", "时间安排。"))
    assert leads(found, 1) == []


def test_who_has_to_do_what_follows_is_no_salutation():
    found = clauses(
        ("一", "原则。"),
        ("一/第2段", "各科室送检时应符合以下要求：", "paragraph"),
        ("一/（一）", "双签字。"),
        ("一/（二）", "当日送。"),
    )
    assert items(found, 1) == ["一/（一）", "一/（二）"]
    addressed = clauses(("引言", "各科室、各病区：", "paragraph"), ("一", "双签字。"), ("二", "当日送。"))
    assert items(addressed, 0) == []


def test_the_preface_may_open_a_list_that_annexes_are_no_items_of():
    found = clauses(
        ("引言", "有下列情形之一的不得入库：", "paragraph"), ("1", "破损的；"), ("2", "过期的。"), ("附件1/1", "登记表", "row")
    )
    assert items(found, 0) == ["1", "2"]
    assert leads(found, 3) == []
