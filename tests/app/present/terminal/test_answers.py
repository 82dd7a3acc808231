"""An answer as text."""

import pytest

from app.answer.answering import ask
from app.base.knowledge import Knowledge
from app.build import publish
from app.present import answers
from app.present.terminal import answers as terminal
from ingest.numerals import int_to_chinese as chinese


def test_a_long_list_says_how_many_more_there_are_and_how_to_see_them(opened):
    found = answers.answer(opened, ask(opened, "改进目标有哪些"))
    everything = [member.id for member in found.listing.members]
    assert everything == [t.id for t in found.targets] == [t.id for t in opened.of_kind("target")]
    cut, whole = terminal.answer(found), terminal.answer(found, every=True)
    shown = [i for i in everything if f" {i} " in cut]
    assert f"还有 {len(everything) - len(shown)} 项" in cut and "--all" in cut
    assert all(f" {i} " in whole for i in everything) and "--all" not in whole


def test_a_list_of_documents_names_them_all(opened):
    text = terminal.answer(answers.answer(opened, ask(opened, "知识库里有哪些文件")))
    assert all(d.title in text for d in opened.documents.values() if d.doctype != "catalogue")


@pytest.mark.parametrize(
    ("title", "headings", "under"),
    [
        ("轮椅借用制度", ("一、借用", "二、归还"), (2, 1)),
        ("探视登记办法", ("第一章 登记", "第二章 时间", "第三章 人数"), (1, 2, 1)),
        ("晾衣间使用规定", ("一、开放", "二、清理"), (12, 10)),
    ],
)
def test_a_document_that_is_listed_whole_stands_under_its_headings(tmp_path, title, headings, under):
    sort, number = ("（{}）".format, "一二三四五六七八九十") if "章" not in headings[0] else ("第{}条 ".format, "")
    lines, count = [f"# {title}"], 0
    for heading, clauses in zip(headings, under, strict=True):
        lines.append(f"## {heading}")
        for at in range(clauses):
            count += 1
            label = sort(chinese(at + 1) if number else chinese(count))
            lines.append(f"{label}护士长每天查看第{chinese(count)}处登记。")
    (tmp_path / "一.md").write_text("\n\n".join(lines), "utf-8")
    publish.build(tmp_path / "kb", [tmp_path / "一.md"])
    kb = Knowledge.open(tmp_path / "kb")
    found = answers.answer(kb, ask(kb, f"{title}有哪些规定"))
    whole, cut = terminal.answer(found, every=True).split("\n"), terminal.answer(found).split("\n")
    parts = [f"{part.heading}（{part.count} 项）" for part in found.listing.parts]
    assert [part.count for part in found.listing.parts] == list(under)
    before = 0
    for part, clauses in zip(parts, under, strict=True):
        at = whole.index(part)
        assert whole[at + 1].startswith(f"{before + 1}. ")
        assert (part in cut) == (before < terminal.LISTED)
        before += clauses
