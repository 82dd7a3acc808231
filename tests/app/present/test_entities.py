"""What is shown of a thing: its citation, what it hangs on, what hangs on it."""

import pytest

from app.base.knowledge import Knowledge
from app.build import publish
from app.present import entities
from app.present.terminal.words import items, row
from corpus import CORPUS

RULE = """医院轮椅管理制度

第一条 轮椅由总务科管理。

第二条 有下列情形之一的，轮椅应当停用：

（一）刹车失灵的；

（二）座面破损，包括：

1. 裂口超过一厘米；

2. 海绵外露。

第三条 轮椅每周清洁。
"""
TABLE = """# 轮椅检查表

| 项目 | 要求 | 分值 |
|---|---|---|
| 刹车 | 停得住 | 5 |
| 座面 | 不破损 |  |
"""
POINTS = """{number}甲委关于印发医疗质量安全核心制度要点的通知

一、会诊制度

（一）急会诊十分钟内到位。

二、查对制度

（一）至少用两种方式核对。
"""


def base(tmp_path, *paths):
    publish.build(tmp_path / "kb", list(paths))
    return Knowledge.open(tmp_path / "kb")


def shown(kb):
    return {c.path: entities.clause(kb, c) for c in kb.store.clauses()}


def test_a_clause_of_an_own_rule_brings_its_items_and_an_item_its_sentences(tmp_path, write):
    found = shown(base(tmp_path, write("轮椅.txt", RULE)))
    opening, inner = found["第二条",], found["第二条", "（二）", "2"]
    assert [(i.depth, i.text) for i in opening.items] == [
        (1, "刹车失灵的；"),
        (1, "座面破损，包括："),
        (2, "裂口超过一厘米；"),
        (2, "海绵外露。"),
    ]
    assert opening.item_count == len([i for i in opening.items if i.depth == 1])
    assert [lead.text for lead in inner.leads] == ["有下列情形之一的，轮椅应当停用：", "座面破损，包括："]
    assert inner.citation_short.endswith("第二条“有下列情形之一的，轮椅应当停用：”第（二）项“座面破损，包括：”第2目")
    assert found["第一条",].items == found["第三条",].leads == ()


def test_a_row_is_shown_under_the_heads_of_its_columns(tmp_path, write):
    rows = [row(c.cells) for c in shown(base(tmp_path, write("检查表.md", TABLE))).values() if c.kind == "row"]
    assert rows == ["项目：刹车；要求：停得住；分值：5", "项目：座面；要求：不破损"]


def test_a_core_system_cites_the_regulation_that_lays_it_down_and_names_the_deck(opened):
    cited = entities.entity(opened, opened.entities["会诊制度"])
    assert cited.citation.startswith(
        "国家卫生健康委员会. 医疗质量安全核心制度要点: 国卫医发〔2018〕8号[Z]. 2018-04-18: 会诊制度［"
    )
    assert "课件《医疗质量管理办法》" in cited.citation
    assert "不宜直接引用" in cited.citation_short


@pytest.mark.parametrize("number", ["国卫医发〔2018〕8号\n\n", ""])
def test_a_core_system_cites_the_text_once_it_is_held(tmp_path, write, number):
    kb = base(tmp_path, CORPUS / "documents", write("要点.txt", POINTS.format(number=number)))
    cited = entities.entity(kb, kb.entities["查对制度"])
    assert cited.citation_short.startswith("《甲委关于印发医疗质量安全核心制度要点的通知》")
    assert cited.citation_short.endswith("第二部分")


@pytest.mark.parametrize(("count", "more"), [(3, []), (14, ["  还有 2 条，用 duibiao show 看全部"])])
def test_a_list_that_is_cut_says_how_many_more(count, more):
    lines = [entities.schema.Line(id=str(n), locator=str(n), text="甲", depth=1) for n in range(count)]
    printed = items(lines, count)
    assert printed[0] == f"共 {count} 项："
    assert printed[13:] == more
