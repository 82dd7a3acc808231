"""An answer as text."""

from app.answer.answering import ask
from app.present import answers
from app.present.terminal import answers as terminal


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
