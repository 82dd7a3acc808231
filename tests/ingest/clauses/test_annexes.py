"""Annexes that a document lists and then prints under their titles alone."""

import pytest

from ingest.clauses.outline import outline
from ingest.model import REPEATED, Block, Document
from ingest.numbering.doctypes import BY_NAME
from ingest.pipeline import ingest
from tests.ingest.formats.word_parts import p, package, run


def ids(*blocks, kind="notice"):
    made = [block if isinstance(block, Block) else Block(block) for block in blocks]
    found = outline(Document("文件", "标题", kind), BY_NAME[kind], "", made)
    return [piece.clause.id.partition("#")[2] for piece in found.pieces]


LIST = ("请照办。", "附件：1.洗手要点", "2.口罩要点")


def test_an_annex_begins_at_the_title_that_was_listed():
    assert ids(*LIST, "洗手要点", "一、时机", "接触前后。", "《口罩要点》", "一、场所", "门诊。") == [
        "引言",
        "附件清单/1",
        "附件清单/2",
        "附件1/一",
        "附件2/一",
    ]


@pytest.mark.parametrize("kind", ["notice", "plan", "statute"])
def test_signature_and_date_end_the_list(kind):
    found = ids(*LIST, "某县卫生健康局", "2024年4月1日", "一、时机", "接触前后。", kind=kind)
    assert [one for one in found if "版记" in one] == ["版记1", "版记2"]
    assert "附件/一" in found


def test_the_title_that_the_document_repeats_is_the_annex_of_a_list_and_nothing_without_one():
    again = Block("洗手要点", kind=REPEATED)
    assert ids("附件：洗手要点", again, "一、时机", "接触前后。") == ["附件清单", "附件/一"]
    assert ids("请照办。", again, "一、时机", "接触前后。") == ["引言", "一"]


def test_an_annex_with_its_number_begins_once():
    found = ids(*LIST, "附件1", "洗手要点", "甲。", "洗手要点", "一、时机", "接触前后。")
    assert found[3:] == ["附件1", "附件1/第2段", "附件1/一"]


@pytest.mark.parametrize(
    ("closing", "paths"),
    [
        ("附：1.轮椅清单\n2.检查表\n", ["附件清单/1", "附件清单/2"]),
        ("附：1、轮椅清单\n    2、检查表\n    3、保养记录\n", ["附件清单/1", "附件清单/2", "附件清单/3"]),
        ("附：轮椅摆放图\n", ["二/第2段"]),
    ],
)
def test_a_list_of_annexes_may_begin_with_the_short_word(write, closing, paths):
    text = f"某院轮椅管理办法\n一、配置\n每个病区两台。\n二、维护\n每周检查。\n{closing}"
    assert ["/".join(c.path) for c in ingest(write("a.txt", text)).clauses] == ["一", "二", *paths]


@pytest.mark.parametrize(
    ("label", "below", "path"),
    [
        ("附：外出申请单", "本人自愿外出。\n签名：\n", "附件"),
        ("附：《陪护协议书》", "双方约定如下。\n", "附件"),
        ("附:腕带核对流程", "先核对姓名。\n", "附件"),
        ("附：外出申请单", "医务科\n2024年3月6日\n", None),
        ("附：电话", "1234567\n", None),
        ("附：外出申请单", "本人自愿外出。\n附：陪护协议书\n双方约定如下。\n", None),
    ],
)
def test_what_a_rule_prints_below_it_is_its_annex(write, label, below, path):
    parsed = ingest(write("制度.txt", f"患者外出制度\n一、一般不得外出。\n二、确需外出的填单（附后）。\n{label}\n{below}"))
    first = next(c for c in parsed.clauses if c.text == below.splitlines()[0])
    assert (first.path == ("附件",)) is (path is not None)
    assert path is None or first.titles == (label[2:].strip("《》"),)


LETTER = ["关于印发两个规定的通知", "各科室：", "请照此执行。", "青山市第四医院", "2033年6月3日"]
WRITERS = {
    "文.md": lambda lines: "# " + "\n\n".join(lines),
    "题.md": lambda lines: "\n\n".join(line if line[-1] in "：。日院" else f"## {line}" for line in lines),
    "文.txt": "\n".join,
    "文.html": lambda lines: "<meta charset=utf-8>" + "".join(f"<p>{line}</p>" for line in lines),
    "文.docx": lambda lines: package("".join(p(run(line)) for line in lines)),
}


@pytest.mark.parametrize("stage", ["（草案）", "（试行）", "（征求意见稿）", "（2033年版）"])
@pytest.mark.parametrize("titled", [["附件1", "陪护规定"], ["附件1 陪护规定"], ["附件1：陪护规定"]])
@pytest.mark.parametrize("name", WRITERS)
def test_the_stage_below_the_title_of_an_annex_belongs_to_it(write, name, titled, stage):
    lines = [*LETTER, *titled, stage, "一、凭证陪护。", "附件2", "探视规定", "一、按时探视。"]
    parsed = ingest(write(name, WRITERS[name](lines)))
    assert [("/".join(c.path), c.titles[0]) for c in parsed.clauses if c.path[0].startswith("附件")] == [
        ("附件1/一", f"陪护规定{stage}"),
        ("附件2/一", "探视规定"),
    ]


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("below", ["（见背面）", "（护理部负责）", "（每病区一份）"])
def test_another_remark_below_the_title_of_an_annex_does_not(write, name, below):
    parsed = ingest(write(name, WRITERS[name]([*LETTER, "附件1 陪护规定", below, "一、凭证陪护。"])))
    assert [c.titles[0] for c in parsed.clauses if c.path[0] == "附件1"] in (["陪护规定"] * 2, ["陪护规定"])


@pytest.mark.parametrize("above", ["附件1 先核对腕带，再核对床号。", "一、凭证陪护。", "二、探视时间"])
def test_a_stage_below_anything_else_stays_apart(write, above):
    parsed = ingest(
        write("文.md", "\n\n".join(["# 陪护规定", "一、总则", "按时探视。", above, "（试行）", "三、附则", "即日施行。"]))
    )
    assert "（试行）" not in "".join("".join(c.titles) for c in parsed.clauses)
    assert "（试行）" in "".join(c.text for c in parsed.clauses)
