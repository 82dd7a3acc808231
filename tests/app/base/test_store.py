from dataclasses import replace

from app.base.knowledge import Knowledge
from app.base.store import Store
from app.build import publish
from app.present import findings
from app.present.schema import entities as things
from app.present.terminal.listings import listing
from ingest.finding_kinds import FindingKind, Weight
from ingest.model import Clause, Document, Finding, Parsed, Place

PRINTED = Clause(
    "示范#一",
    "示范",
    ("一",),
    ("总体要求",),
    "核对身份。",
    "核对\n身份。",
    places=(Place((0, 2), 1, (72.0, 700.5, 520.0, 715.0)), Place((3, 6), 2, (72.0, 72.0, 120.25, 86.0))),
)
WRITTEN = Clause("示范#二", "示范", ("二",), ("",), "记录。", "记录。", places=(Place((7, 10)),))


def test_a_clause_comes_back_with_every_place(tmp_path):
    store = Store.create(tmp_path / "base.sqlite")
    store.put(Parsed(Document("示范", "示范", "general"), (PRINTED, WRITTEN)))
    store.close()
    assert list(Store.open(tmp_path / "base.sqlite").clauses()) == [PRINTED, WRITTEN]


def test_an_id_that_is_no_utf_8_is_not_found(tmp_path):
    store = Store.create(tmp_path / "base.sqlite")
    store.put(Parsed(Document("示范", "示范", "general"), (PRINTED,)))
    for odd in ("\udcff", "示范#\udcff"):
        assert store.clause(odd) is None
        assert list(store.clauses(odd)) == store.clauses_at(odd) == []
        assert store.transcript(odd) == ""


def test_clauses_of_a_kind_are_those_of_the_rendition_that_serves(tmp_path):
    store = Store.create(tmp_path / "base.sqlite")
    digest = replace(PRINTED, id="示范#电话", kind="contact", rendition="digest")
    store.put(Parsed(Document("示范", "示范", "general", rendition="digest"), (digest,)))
    store.put(Parsed(Document("示范", "示范", "general"), (replace(WRITTEN, kind="contact"),)))
    store.prefer_originals()
    assert store.clause_ids("contact") == {"示范#二"}


def test_a_finding_whose_kind_is_gone_is_still_told_and_asks_for_a_person(tmp_path):
    found = [
        Finding("示范", FindingKind.DOUBLED, "去掉了重复的字", "核核对"),
        Finding("示范", FindingKind.UNSURE, "认不准", "日"),
    ]
    path = tmp_path / "base.sqlite"
    store = Store.create(path)
    store.put(Parsed(Document("示范", "示范", "general"), findings=tuple(found)))
    store.close()
    path.write_bytes(path.read_bytes().replace(b'"doubled"', b'"renamed"'))
    gone, kept = Store.open(path).findings()
    assert (gone.code, gone.code.weight, gone.message, gone.text) == ("renamed", Weight.MISSING, "去掉了重复的字", "核核对")
    assert kept == found[1]
    assert kept.code is FindingKind.UNSURE
    ((_, told),) = findings.sections([], [gone])[0].groups
    assert told == (gone,)
    assert listing([things.Finding.of(gone)]) == "示范  去掉了重复的字  核核对"


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
    assert "".join(CUT[slice(*span)] for span in first.spans).replace("\n", "") == first.text
    assert [CUT[slice(*span)] for span in second.spans] == ["由护士长负责。"]


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
