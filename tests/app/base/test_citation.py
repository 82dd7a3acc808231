"""Citations after GB/T 7714-2015 and in short, one table: what is cited → both forms."""

from dataclasses import replace

import pytest

from app.base import citation, outlines
from ingest.model import Clause, Document, Regulation, Standard

NOTICE = Document(
    "n", "某市卫生健康委员会关于印发《护理质量提升方案》的通知", "notice", number="某卫〔2025〕3号", date="2025-03-01"
)
WITH_ISSUER = Document("n", NOTICE.title, "notice", number=NOTICE.number, issuer="某市卫生健康委员会", date="2025-03-01")
STATUTE = Document("s", "护理投诉管理办法", "statute", number="国务院令第9号", issuer="国务院", date="2020-01-01")
RULE = Document("r", "《换药室管理办法》", "statute")
PLAN = Document("p", "护理提升行动计划", "plan", number="甲卫〔2024〕1号", issuer="甲委、乙局、丙部、丁会", date="2024")
TARGETS = Document("t", "2027年改进目标", "targets", number="甲卫〔2027〕2号", issuer="甲委", date="2027")
DRAFT = Document("d", "轮椅使用规范", "standard", number="T/AB 7-2025", issuer="甲会", date="2025-05-05")
SLIDES = Document("k", "投诉管理办法", "slides", rendition="digest")
MINUTES = Document("m", "护理例会纪要", "general", issuer="护理部", date="2026-01-02")


def clause(document, *path, text="原文。", titles=(), kind="item"):
    return Clause(f"{document.id}#{'/'.join(path)}", document.id, path, titles, text, text, kind, document.rendition)


TABLE = [
    (WITH_ISSUER, ("二",), (), "item", "某市卫生健康委员会. 关于印发《护理质量提升方案》的通知: 某卫〔2025〕3号[Z]. 2025-03-01: 第二部分."),
    (NOTICE, ("二", "（一）"), (), "item", f"[发布单位不详]. {NOTICE.title}: 某卫〔2025〕3号[Z]. 2025-03-01: 二（一）."),
    (NOTICE, ("二", "第3段"), (), "paragraph", f"[发布单位不详]. {NOTICE.title}: 某卫〔2025〕3号[Z]. 2025-03-01: 二、第3段."),
    (NOTICE, ("附件1", "7"), (), "row", f"[发布单位不详]. {NOTICE.title}: 某卫〔2025〕3号[Z]. 2025-03-01: 附件1第7项."),
    (STATUTE, ("第一章", "第三条"), (), "item", "国务院. 护理投诉管理办法: 国务院令第9号[Z]. 2020-01-01: 第三条."),
    (STATUTE, ("第一章", "第三条", "第2款"), (), "paragraph", "国务院. 护理投诉管理办法: 国务院令第9号[Z]. 2020-01-01: 第三条第二款."),
    (STATUTE, ("第三条", "（二）", "1"), (), "item", "国务院. 护理投诉管理办法: 国务院令第9号[Z]. 2020-01-01: 第三条第（二）项第1目."),
    (RULE, ("第五条",), (), "item", "[发布单位不详]. 换药室管理办法: [文号不详][Z]. [日期不详]: 第五条."),
    (PLAN, ("四", "（一）", "8"), (), "item", "甲委, 乙局, 丙部, 等. 护理提升行动计划: 甲卫〔2024〕1号[Z]. 2024: 四（一）第8条."),
    (PLAN, ("专项行动之一",), (), "box", "甲委, 乙局, 丙部, 等. 护理提升行动计划: 甲卫〔2024〕1号[Z]. 2024: 专项行动之一."),
    (
        TARGETS,
        ("目标三", "（二）", "1"),
        ("提高甲率", "核心策略", ""),
        "item",
        "甲委. 2027年改进目标: 甲卫〔2027〕2号[Z]. 2027: 目标三（二）核心策略第1条.",
    ),
    (TARGETS, ("PIT-2027-07", "核心策略", "2"), (), "item", "甲委. 2027年改进目标: 甲卫〔2027〕2号[Z]. 2027: PIT-2027-07 核心策略第2条."),
    (DRAFT, ("4",), (), "paragraph", "甲会. 轮椅使用规范: T/AB 7-2025[S]. 2025-05-05: 第4章."),
    (DRAFT, ("4", "4.1", "4.1.2", "a）"), (), "item", "甲会. 轮椅使用规范: T/AB 7-2025[S]. 2025-05-05: 4.1.2 a）."),
    (DRAFT, ("附录A", "A.1"), (), "item", "甲会. 轮椅使用规范: T/AB 7-2025[S]. 2025-05-05: A.1."),
    (SLIDES, ("第9页", "列项10"), (), "item", "[发布单位不详]. 投诉管理办法[Z]. [日期不详]: 第9页第10项［课件，不宜直接引用；据摘要］."),
    (MINUTES, ("3",), (), "item", "护理部. 护理例会纪要[Z]. 2026-01-02: 第3条."),
]  # fmt: skip


@pytest.mark.parametrize(("document", "path", "titles", "kind", "cited"), TABLE)
def test_a_clause_is_cited_after_the_national_standard(document, path, titles, kind, cited):
    assert citation.of_clause(clause(document, *path, titles=titles, kind=kind), document).full == cited


@pytest.mark.parametrize(
    ("given", "full", "short"),
    [
        (
            Standard("WS/T 9-2023", "WS/T 9—2023", "轮椅标准", issuer="甲委", published="2023-08-29"),
            "甲委. 轮椅标准: WS/T 9-2023[S]. 2023-08-29.",
            "WS/T 9-2023《轮椅标准》",
        ),
        (
            Standard("T/A 1-2018", "T/A 1-201", "轮椅标准"),
            "[发布单位不详]. 轮椅标准: T/A 1-2018[S]. [日期不详]［来源文件印作 T/A 1-201］.",
            "T/A 1-2018《轮椅标准》（来源文件印作 T/A 1-201）",
        ),
    ],
)
def test_a_standard_is_cited_by_its_number_and_what_is_missing_is_named(given, full, short):
    cited = citation.of_standard(given)
    assert (cited.full, cited.short) == (full, short)


@pytest.mark.parametrize(
    ("document", "path", "titles", "short"),
    [
        (TARGETS, ("目标三", "（二）", "1"), ("提高甲率", "核心策略", ""), "《2027年改进目标》（甲卫〔2027〕2号）目标三（二）核心策略第1条"),
        (NOTICE, ("二",), (), "《某市卫生健康委员会关于印发〈护理质量提升方案〉的通知》（某卫〔2025〕3号）第二部分"),
        (DRAFT, ("4", "4.1"), (), "T/AB 7-2025《轮椅使用规范》4.1"),
        (SLIDES, ("第9页",), (), "《投诉管理办法》第9页（课件，不宜直接引用；据摘要）"),
    ],
)  # fmt: skip
def test_the_short_form_goes_into_running_text(document, path, titles, short):
    assert citation.of_clause(clause(document, *path, titles=titles), document).short == short


def test_an_item_is_cited_with_the_sentences_that_it_hangs_on():
    lead = clause(STATUTE, "第六章", "第九条", text="投诉应当登记。有下列情形之一的，给予“警告”：")
    item = clause(STATUTE, "第六章", "第九条", "（二）", text="有下列行为的：")
    inner = clause(STATUTE, "第六章", "第九条", "（二）", "1")
    hanging = outlines.of([lead, item, inner], slides=False)
    cited = citation.of_clause(inner, STATUTE, hanging.leads(inner)).short
    assert cited.endswith("第九条“有下列情形之一的，给予‘警告’：”第（二）项“有下列行为的：”第1目")


def test_an_item_of_a_later_paragraph_of_an_article_names_that_paragraph():
    first = clause(STATUTE, "第七条", text="护士应当注册。")
    lead = clause(STATUTE, "第七条", "第2款", text="申请注册，应当具备下列条件：", kind="paragraph")
    item = clause(STATUTE, "第七条", "（一）")
    hanging = outlines.of([first, lead, item], slides=False)
    cited = citation.of_clause(item, STATUTE, hanging.leads(item)).short
    assert cited.endswith("第七条第二款“申请注册，应当具备下列条件：”第（一）项")


def test_a_long_sentence_is_quoted_by_its_beginning_and_its_end():
    lead = clause(STATUTE, "第七条", text=f"有下列情形之一的，{'甲' * 200}处三万元以下罚款：")
    item = clause(STATUTE, "第七条", "（一）")
    cited = citation.of_clause(item, STATUTE, [lead]).short
    assert "第七条“有下列情形之一的，" in cited
    assert "……" in cited
    assert cited.endswith("处三万元以下罚款：”第（一）项")
    assert len(cited) < 150


def test_a_regulation_that_is_not_held_is_cited_and_the_deck_beside_it_named():
    law = Regulation("甲卫-2018-8", "核心制度要点", "甲卫〔2018〕8号", "甲委", "2018-04-18")
    listed = clause(SLIDES, "第9页", "列项3")
    cited = citation.of_regulation(law, "会诊制度", listed, SLIDES)
    assert cited.full.startswith("甲委. 核心制度要点: 甲卫〔2018〕8号[Z]. 2018-04-18: 会诊制度［库中没有该文件正文")
    assert "课件《投诉管理办法》第9页第3项，不宜直接引用" in cited.full
    assert "课件" not in citation.of_regulation(law, "会诊制度", None, None).full


def test_a_standard_that_its_list_calls_abolished_is_not_in_force():
    held = Standard("WS/T 902-2009", "WS/T 902—2009", "护理文书", effective="2009-09-01")
    assert citation.status(held, frozenset()) == "in_force"
    assert citation.status(replace(held, note="来源中的状态：废止"), frozenset()) == "superseded"
