"""From a clause back to the words that were read."""

from app.base import provenance
from app.base.knowledge import Knowledge
from app.build import publish

WHOLE = (
    "各科室每月检查一次换药室，逐项核对无菌包的效期、台面的清洁和利器盒的存量，把结果写在登记本上，月底以前由护士长签字，"
    "交护理部汇总以后在全院会议上通报，并且留存三年备查；检查中发现过期物品的，当场封存，当天补齐，三天以内查明原因，"
    "由科室写出书面说明，护理部在下个月检查时首先核对这一项，连续两次没有改正的，取消当年评优资格并在院周会上说明情况。"
)
LINES = [WHOLE[:28], *(WHOLE[at : at + 30] for at in range(28, len(WHOLE), 30))]
CUT = "关于换药室管理的通知\n\n一、总体要求\n　　" + "\n".join(LINES) + "\n二、分工\n　　由护士长负责。\n"


def test_the_words_of_a_clause_stand_in_the_stored_text_as_they_were_printed(tmp_path, write):
    publish.build(tmp_path / "kb", [write("通知.txt", CUT.replace("\n", "\r\n").encode("gb18030"))])
    opened = Knowledge.open(tmp_path / "kb")
    first, second = opened.store.clauses()
    assert opened.store.transcript(first.document) == CUT
    assert first.text == WHOLE
    assert "".join(provenance.as_printed(opened, first)).replace("\n", "") == first.text
    assert provenance.as_printed(opened, second) == ("由护士长负责。",)


def test_the_text_is_that_of_the_rendition_which_serves(tmp_path, write):
    digest = "---\ntitle: 关于换药室管理的通知\nrendition: digest\n---\n\n一、总体要求\n\n换药室要按月检查。\n"
    publish.build(tmp_path / "kb", [write("摘要.md", digest)])
    publish.add(tmp_path / "kb", [write("通知.txt", CUT)])
    opened = Knowledge.open(tmp_path / "kb")
    (document,) = opened.documents
    assert opened.store.transcript(document) == CUT
    publish.remove(tmp_path / "kb", document)
    assert "按月检查" in Knowledge.open(tmp_path / "kb").store.transcript(document)
    assert Knowledge.open(tmp_path / "kb").store.transcript("没有") == ""
