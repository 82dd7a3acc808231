"""The lists that a document makes."""

from types import SimpleNamespace

from app.answer.answering import ask
from app.answer.items import grouped, headed, parts
from app.base import outlines
from app.base.knowledge import Knowledge
from app.build import publish
from ingest.pipeline import ingest


def clauses(write, name, text):
    return list(ingest(write(name, text)).clauses)


def short(parts):
    return {(part.title, tuple(item.id.partition("#")[2] for item in part.items)) for part in parts}


def test_items_stand_below_headings_and_one_alone_is_no_list(write):
    text = "关于暖箱消毒的通知\n一、要求\n（一）每日擦拭。\n（二）每周终末消毒。\n二、督查\n（一）自查。\n"
    assert short(headed(clauses(write, "文件.txt", text))) == {("要求", ("一/（一）", "一/（二）"))}


def test_rows_of_one_class_are_a_list(write):
    text = (
        "# 库房检查表\n\n| 序号 | 类别 | 内容 |\n|---|---|---|\n| 1 | 领用 | 双人签字。 |\n"
        "| 2 | 存放 | 离地离墙。 |\n| 3 | 领用 | 先进先出。 |\n| 4 | 领用 | 当日登记。 |\n"
    )
    found = [(part.title, len(part.items)) for part in grouped(clauses(write, "表.md", text))]
    assert ("领用", 3) in found and ("存放", 1) not in found


def test_no_list_of_a_document_is_told_twice(write):
    """The items that a sentence opens also stand below its heading."""
    text = (
        "关于平车检查的通知\n一、检查\n每日检查下列内容：\n（一）刹车。\n（二）轮胎。\n二、登记\n（一）床号。\n（二）时间。\n"
    )
    found = clauses(write, "平车.txt", text)
    base = SimpleNamespace(store=SimpleNamespace(clauses=lambda _: found), outline=lambda _: outlines.of(found, slides=False))
    assert [tuple(i.partition("#")[2] for i in part.ids) for part in parts(base, found[0].document)] == [
        ("一/（一）", "一/（二）"),
        ("二/（一）", "二/（二）"),
    ]


def test_a_clause_that_only_opens_a_list_brings_its_items_though_no_list_is_asked_for(write, tmp_path):
    text = (
        "# 移动查房车管理规定\n\n## 一、领用\n\n领用移动查房车应当符合以下要求：\n\n（一）电量足够。\n\n（二）登记床号。\n\n"
        "## 二、归还\n\n逾期不还的，每次扣绩效五十元，并按下列办法处理：\n\n（一）通报。\n\n（二）停用一周。\n"
    )
    publish.build(tmp_path / "kb", [write("查房车.md", text)])
    kb = Knowledge.open(tmp_path / "kb")
    answer = ask(kb, "能不能领移动查房车，要看些什么")
    assert [result.id.partition("#")[2] for result in answer.results["clause"]] == ["一", "一/（一）", "一/（二）"]
    assert "共 2 项" in answer.conclusion.text
    assert "五十元" in ask(kb, "查房车没还要扣多少钱").conclusion.text
