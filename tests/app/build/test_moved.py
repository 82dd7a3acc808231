"""A file that is read otherwise than before: its clauses have new ids, and the old ones lead there still."""

import json

import pytest
from typer.testing import CliRunner

from app.base.knowledge import Knowledge
from app.build import own, publish
from app.cli.main import app
from app.people import database, decisions
from app.relations import links
from ingest import pipeline
from ingest.model import Link
from ingest.numbering import scheme
from ingest.shipped.examples import Example

PLAN = """换药行动计划

第一部分 背景

病人不便。

第二部分 安排

一、工作任务

1.建队。每村指定一名护士。

2.定时。每周上门一次。

二、保障

列入预算。
"""
SOP = "标本运送程序\n\n1 目的\n\n保证标本按时送达。\n\n2 职责\n\n2.1 护士负责采集。\n\n2.2 工人负责运送。\n\n3 记录\n\n3.1 标本交接本。\n"


@pytest.fixture
def kb(tmp_path):
    return tmp_path / "库"


@pytest.fixture
def as_before(monkeypatch):
    """Documents are read by the levels of their type alone, as they once were."""

    def _as_before(read):
        with monkeypatch.context() as patch:
            patch.setattr(scheme, "numbered", lambda doctype, _text: doctype)
            return read()

    return _as_before


def ids(kb):
    return [clause.id for clause in Knowledge.open(kb).store.clauses()]


def shown(kb, identity):
    result = CliRunner().invoke(app, ["show", identity, "--kb", str(kb), "--json"])
    return json.loads(result.stdout) if result.exit_code == 0 else None


@pytest.mark.parametrize("again", ["rebuild", "build", "add"])
def test_old_ids_lead_to_the_same_words(kb, write, as_before, again):
    file = write("程序.txt", SOP)
    as_before(lambda: publish.build(kb, [file]))
    old = {clause.id: clause.orig for clause in Knowledge.open(kb).store.clauses()}
    report = publish.rebuild(kb) if again == "rebuild" else getattr(publish, again)(kb, [file])
    assert "标本运送程序#2/2.1" in ids(kb)
    gone = [identity for identity in old if identity not in ids(kb)]
    assert gone
    for identity in gone:
        found = shown(kb, identity)
        assert old[identity].endswith(found["text"]) or any(title and title in old[identity] for title in found["titles"])
    assert any("个编号改变了" in note and "标本运送程序" in note for note in report.notes)


def test_old_ids_stay_known_through_later_publications(kb, write, as_before):
    file = write("程序.txt", SOP)
    as_before(lambda: publish.build(kb, [file]))
    old = ids(kb)
    publish.rebuild(kb)
    publish.add(kb, [write("别的.txt", "关于轮椅的通知\n\n一、清洁\n\n每周一次。\n")])
    report = publish.rebuild(kb)
    assert not [note for note in report.notes if "个编号改变了" in note]
    assert all(shown(kb, identity) for identity in old)


def test_a_file_that_is_read_as_before_moves_nothing(kb, write):
    publish.build(kb, [write("程序.txt", SOP)])
    publish.rebuild(kb)
    assert Knowledge.open(kb).moved == {}


def test_an_own_example_follows_its_clause(kb, write, as_before):
    file = write("程序.txt", SOP)
    as_before(lambda: publish.build(kb, [file]))
    subject = next(c.id for c in Knowledge.open(kb).store.clauses() if "工人" in c.text)
    own.add_example(kb, Example(subject, "谁来送标本"))
    publish.rebuild(kb)
    opened = Knowledge.open(kb)
    assert opened.subjects_with_examples == {"标本运送程序#2/2.2"}


def test_a_decision_follows_what_it_ties_together(kb, write, as_before):
    file = write("计划.txt", PLAN)
    as_before(lambda: publish.build(kb, [file]))
    old = Knowledge.open(kb).of_kind("task")[0]
    link = Link(old.id, "refers_to", old.document, "suggested", "semapv:LexicalMatching", 0.5, "字面相近")
    with database.writing(kb) as db:
        decisions.decide(db, [link], [decisions.link_id(link)], decisions.ACCEPTED, "王敏")
    publish.rebuild(kb)
    opened = Knowledge.open(kb)
    task = opened.of_kind("task")[0]
    (found,) = [x for x in opened.links if x.review == decisions.ACCEPTED]
    assert (found.subject, found.author) == (task.id, "王敏")
    assert task.id != old.id
    (taken_back,) = links.decide(opened, [decisions.link_id(found)], decisions.OPEN, "王敏")
    assert taken_back.changed
    assert not [x for x in Knowledge.open(kb).links if x.review]


LETTER = "关于轮椅的说明\n\n各科室：\n\n轮椅由总务科统一购置。\n\n轮椅由各病区逐台编号。\n\n轮椅由护士每周擦拭。\n\n一、其他\n\n照此执行。\n"


def test_an_id_that_other_words_have_now_is_told(kb, write, monkeypatch):
    file = write("说明.txt", LETTER)
    with monkeypatch.context() as patch:  # as if an earlier version had lost the first paragraph
        whole = pipeline.outline
        patch.setattr(pipeline, "outline", lambda *of: whole(*of[:-1], [b for b in of[-1] if "购置" not in b.text]))
        publish.build(kb, [file])
    assert [c.text for c in Knowledge.open(kb).store.clauses() if "引言" in c.id] == [
        "轮椅由各病区逐台编号。",
        "轮椅由护士每周擦拭。",
    ]
    (note,) = publish.rebuild(kb).notes
    assert "“关于轮椅的说明”有 2 个编号现在是另一条（如 " in note and "请核对" in note
    assert not publish.rebuild(kb).notes
