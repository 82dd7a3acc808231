"""The lists that a document makes."""

from app.answer.outline import parts
from ingest.pipeline import ingest


def of(write, text):
    return {
        (p.title, p.lead.partition("#")[2], tuple(i.partition("#")[2] for i in p.items))
        for p in parts(ingest(write("文件.txt", text)).clauses)
    }


def test_items_hang_on_the_sentence_before_them_and_on_headings(write):
    text = "关于暖箱消毒的通知\n一、要求\n各病区应当做到以下几点：\n（一）每日擦拭。\n（二）每周终末消毒。\n二、督查\n（一）自查。\n（二）抽查。\n（三）通报。\n"
    assert of(write, text) == {
        ("要求", "一", ("一/（一）", "一/（二）")),
        ("要求", "", ("一/（一）", "一/（二）")),
        ("督查", "", ("二/（一）", "二/（二）", "二/（三）")),
    }


def test_one_item_is_no_list(write):
    assert not of(write, "关于暖箱消毒的通知\n一、要求\n各病区应当做到：\n（一）每日擦拭。\n")
