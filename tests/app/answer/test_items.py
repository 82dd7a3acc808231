"""The lists that a document makes."""

from types import SimpleNamespace

from app.answer.items import grouped, headed, parts
from app.base import outlines
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
