"""Blocks → clauses, and what is noted on the way."""

import pytest

from ingest.clauses.outline import UNSURE, outline
from ingest.finding_kinds import FindingKind
from ingest.model import REPEATED, Block, Document
from ingest.numbering.doctypes import BY_NAME


def read(*blocks):
    return outline(Document("文件", "标题", "plan"), BY_NAME["plan"], "", list(blocks))


@pytest.mark.parametrize(("confidence", "unsure"), [(UNSURE - 0.01, True), (UNSURE, False)])
def test_what_recognition_is_unsure_of_is_noted_at_its_clause(confidence, unsure):
    found = read(Block("一、总则"), Block("轮椅每日擦拭。", confidence=confidence))
    notes = [(n.kind, n.text, n.clause) for n in found.notes]
    assert notes == ([(FindingKind.UNSURE, "轮椅每日擦拭。", "文件#一")] if unsure else [])


def test_notes_show_the_beginning_of_a_long_text():
    (unsure,) = read(Block("一、总则"), Block("擦拭" * 40 + "。", confidence=0.5)).notes
    assert unsure.text == "擦拭" * 30
    gap = read(Block("一、总则"), Block("三、" + "轮椅" * 14)).notes[0]
    assert (gap.kind, gap.text) == (FindingKind.NUMBER_GAP, "三、" + "轮椅" * 11)


def test_a_heading_without_a_number_holds_all_numbers_and_the_list_of_annexes_but_no_annex():
    texts = ("一、清洁", "轮椅每日擦拭。", "附件：1.轮椅清单", "附件1", "轮椅编号。")
    found = read(Block("轮椅管理", heading=1), *(Block(text) for text in texts))
    assert [p.clause.path for p in found.pieces] == [("轮椅管理", "一"), ("轮椅管理", "附件清单", "1"), ("附件1",)]


@pytest.mark.parametrize(
    ("texts", "paths"),
    [
        (
            ("第三条 下列人员不得陪护：", "（一）发热的；", "下列人员应当登记：", "（一）过夜的；", "（二）陪餐的。"),
            ("第三条", "第三条/（一）", "第三条/第2款", "第三条/第2款/（一）", "第三条/第2款/（二）"),
        ),
        (
            ("第三条 陪护人员应当登记。", "下列人员不得陪护：", "（一）发热的；", "（二）咳嗽的。"),
            ("第三条", "第三条/第2款", "第三条/（一）", "第三条/（二）"),
        ),
        (
            ("第三条 下列人员不得陪护：", "（一）发热的；", "下列人员应当登记：", "登记在册。", "（二）咳嗽的。"),
            ("第三条", "第三条/（一）", "第三条/第2款", "第三条/第3款", "第三条/（二）"),
        ),
    ],
)
def test_a_list_that_begins_again_hangs_on_the_paragraph_that_announces_it(texts, paths):
    document = Document("办法", "病区陪护办法", "statute")
    found = outline(document, BY_NAME["statute"], "", [Block(text) for text in texts])
    assert tuple("/".join(p.clause.path) for p in found.pieces) == paths


def test_behind_the_text_of_a_clause_no_title_of_its_number_follows():
    document = Document("标准", "轮椅", "standard")
    texts = ("3 要求", "3.1", "医务人员应当洗手。", "手卫生")
    found = outline(document, BY_NAME["standard"], "", [Block(text) for text in texts])
    assert [(p.clause.titles[-1], p.clause.text) for p in found.pieces] == [("", "医务人员应当洗手。"), ("", "手卫生")]


def test_what_a_decision_quotes_is_text_of_its_own_number_and_what_a_page_repeats_is_none():
    texts = ("一、将第三条修改为：", "“第三条 病区设登记处：", "（一）每日登记；", "（二）每周汇总。”", "二、删去第五条。")
    blocks = [Block(text) for text in texts]
    blocks.insert(3, Block("关于修改陪护办法的决定", kind=REPEATED))
    found = read(*blocks)
    assert [p.clause.path for p in found.pieces] == [("一",), ("一", "第2段"), ("一", "第3段"), ("二",)]
    assert [p.clause.text for p in found.pieces] == [*texts[1:4], "删去第五条。"]


@pytest.mark.parametrize(
    ("headings", "paths"),
    [
        ([(1, "人员"), (2, "护士"), (2, "护工"), (1, "物品")], ["人员/护士", "人员/护工", "物品"]),
        ([(2, "人员"), (3, "护士"), (4, "新护士"), (3, "护工"), (2, "物品")], ["人员/护士/新护士", "人员/护工", "物品"]),
        ([(1, "一、人员"), (2, "护士"), (1, "二、物品"), (2, "轮椅")], ["一/护士", "二/轮椅"]),
        ([(1, "说明"), (1, "一、人员"), (2, "二、物品")], ["说明", "一", "二"]),
        ([(1, "护士"), (2, "一、职责"), (2, "二、要求"), (1, "护工"), (2, "一、职责")], ["护士/一", "护士/二", "护工/一"]),
        ([(3, "护士"), (1, "护工"), (3, "护理员")], ["护士", "护工", "护工/护理员"]),
    ],
)
def test_headings_without_numbers_nest_by_the_levels_that_the_format_gives_them(headings, paths):
    blocks = [block for level, text in headings for block in (Block(text, heading=level), Block("照做。"))]
    found = ["/".join(p.clause.path) for p in read(*blocks).pieces if p.clause.text == "照做。"]
    assert [path for path in dict.fromkeys(found) if path in paths] == paths


@pytest.mark.parametrize(
    "text", ["菌落总数不超过104CFU/ml。", "病毒载量低于103 拷贝。", "细菌数小于105/mL。", "总数105 cfu/cm²。"]
)
def test_a_power_of_ten_that_recognition_may_have_flattened_is_to_be_checked(text):
    assert [note.kind for note in read(Block("一、指标"), Block(text, confidence=0.99)).notes] == [FindingKind.UNSURE]
    assert not read(Block("一、指标"), Block(text)).notes


@pytest.mark.parametrize("text", ["床位105张。", "不超过10 CFU/ml。", "共110个。", "体温105次。"])
def test_other_numbers_in_scans_are_not_doubted(text):
    assert not read(Block("一、指标"), Block(text, confidence=0.99)).notes
