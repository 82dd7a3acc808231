"""资料管理, run without a browser: who sees what, and what each tab tells."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.app_pages.librarian import documents
from app.base.knowledge import Knowledge
from app.build import changes, draft, publish
from app.people import rights
from app.people.rights import Person, Role
from tests.app.pages.conftest import shown

PAGE = Path(__file__).parents[3] / "app" / "app_pages" / "library.py"
TEXT = "关于轮椅管理的通知\n\n一、总则\n\n（一）每周清洁一次。\n\n— 1 —\n\n（四）每月检查一次。\n"
TWO = "关于担架管理的通知\n\n一、总则\n\n每班检查一次。\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("library")
    (folder / "轮椅.txt").write_text(TEXT, encoding="utf-8")
    publish.build(folder / "kb", [folder / "轮椅.txt"])
    return folder / "kb"


@pytest.fixture
def folder(made, tmp_path, monkeypatch):
    shutil.copytree(made, tmp_path / "kb")
    monkeypatch.setenv("DUIBIAO_KB", str(tmp_path / "kb"))
    monkeypatch.setattr(rights, "local", lambda: Person("王敏", Role.LIBRARIAN))
    return tmp_path / "kb"


def opened(**address):
    page = AppTest.from_file(str(PAGE), default_timeout=120)
    for name, value in address.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def html(page):
    return "".join(one.proto.body for one in page.get("html"))


def button(page, label):
    return next(one for one in page.button if label in one.label)


def test_each_document_tells_its_state_version_and_what_waits(folder):
    draft.upload(folder, TWO.encode(), "担架.txt", "王敏")
    (new, held) = documents.rows(Knowledge.open(folder))
    assert (new.title, new.state, new.since) == ("关于担架管理的通知", documents.NEW, 0)
    assert (held.title, held.state, held.since, held.waiting) == ("关于轮椅管理的通知", documents.PUBLISHED, 1, 1)
    changes.publish(folder, "王敏")
    draft.retire(folder, "轮椅管理", "王敏")
    assert [(x.state, x.since) for x in documents.rows(Knowledge.open(folder))] == [("草稿：停用", 1), ("已发布", 2)]


def test_what_became_of_a_file_is_told_with_what_its_columns_lack():
    def line():
        import streamlit as st

        from app.app_pages.librarian import uploading

        with st.empty():
            uploading._told(uploading.Outcome("甲.csv", "甲", "甲", "没有登记成目录"))

    html = shown(AppTest.from_function(line).run())
    assert "已放进草稿" in html and "没有登记成目录" in html


@pytest.mark.parametrize(
    ("name", "bytes_"), [("转运单.pdf", b"\x07\x00nothing"), ("平车台账.xlsx", b"PK\x03\x04nothing"), ("空白.txt", b"")]
)
def test_a_file_that_cannot_be_read_is_named_once(folder, name, bytes_):
    def line(kb, name, bytes_):
        from types import SimpleNamespace

        import streamlit as st

        from app.app_pages.librarian import uploading

        file = SimpleNamespace(name=name, getvalue=lambda: bytes_)
        uploading._told(uploading._one(kb, file, "", st.empty()))

    page = AppTest.from_function(line, args=(folder, name, bytes_), default_timeout=60).run()
    assert not page.exception and shown(page).count(name) == 1 and f"✕ {name}" in shown(page)


def test_a_finding_is_ticked_off_and_taken_back(folder):
    page = opened(tab="findings")
    assert "编号不连续" in html(page)
    button(page, "标为已核对").click().run()
    assert "没有需要核对的地方" in html(page)
    assert "没有" in html(opened()) and "已核对" not in html(opened()), "where nothing waits, nobody is said to have looked"
    page = opened(tab="findings", of="done")
    assert "王敏" in html(page)
    button(page, "撤销").click().run()
    assert "编号不连续" in html(opened(tab="findings"))


def test_the_draft_is_told_with_who_prepared_it_and_can_be_taken_off_and_put_back(folder):
    draft.retire(folder, "轮椅管理", "李梅")
    page = opened()
    assert any("草稿，未发布" in m.value and "李梅 1 项" in m.value for m in page.markdown)
    button(page, "看将要改动的内容").click().run()
    assert "不再有" in html(page) and "每周清洁一次。" in html(page)
    button(page, "撤下").click().run()
    assert draft.staged(folder) == []
    button(page, "放回").click().run()
    assert [x.who for x in draft.staged(folder)] == ["李梅"]


def test_a_published_correction_is_listed_and_undone_through_the_draft(folder):
    draft.correct(folder, "轮椅管理", "轮椅管理#一/（一）", "text", "每日清洁一次。", "李梅")
    changes.publish(folder, "李梅")
    page = opened(doc="轮椅管理", view="head")
    assert "每<ins>日</ins>清洁一次。" in html(page) and "李梅" in html(page)
    button(page, "撤销改正").click().run()
    assert not page.exception and [(x.who, x.after) for x in draft.staged(folder)] == [("王敏", "每周清洁一次。")]
    changes.publish(folder, "王敏")
    assert "撤销改正" not in [b.label for b in opened(doc="轮椅管理", view="head").button]


def test_the_log_tells_who_did_what(folder):
    draft.retire(folder, "轮椅管理", "王敏")
    draft.upload(folder, TWO.encode(), "担架.txt", "王敏")
    changes.publish(folder, "王敏")
    shown = html(opened(tab="log"))
    assert "发布草稿" in shown and "王敏" in shown and "删除" in shown


def test_own_terms_are_added_and_removed_by_name(folder):
    page = opened(tab="own")
    page.text_input[0].set_value("换药推车")
    page.text_input[1].set_value("换药车、治疗车")
    button(page, "加入术语").click().run()
    assert not page.exception and any("换药推车" in m.value and "换药车、治疗车" in m.value for m in page.markdown)
    assert not any(box.value for box in page.text_input)
    assert "王敏" in html(opened(tab="log"))


@pytest.mark.parametrize(
    ("press", "written"),
    [
        ("加入术语", ("换药\u202e推车", "换药车", "")),
        ("加入术语", ("换药推车", "换药车", "没有这个上级")),
        ("加入问法", ("换药车多久擦一次", "没有的编号")),
    ],
)
def test_a_term_or_example_that_is_not_taken_stays_in_its_boxes(folder, press, written):
    page = opened(tab="own")
    first = 0 if press == "加入术语" else 3
    for box, text in zip(page.text_input[first:], written, strict=False):
        box.set_value(text)
    button(page, press).click().run()
    assert page.error and tuple(one.value for one in page.text_input[first : first + len(written)]) == written


@pytest.mark.parametrize("role", [Role.GUEST, Role.READER, Role.AUTHOR])
def test_nobody_but_the_librarian_gets_in(folder, monkeypatch, role):
    monkeypatch.setattr(rights, "local", lambda: Person("李梅", role))
    page = opened()
    assert "不能上传和校对资料" in page.warning[0].value and page.button == []


def test_a_document_that_is_not_there_is_one_line(folder):
    page = opened(doc="没有")
    assert "这份文件已经不在库里" in html(page) and not page.error and "duibiao" not in html(page)


@pytest.mark.slow
def test_a_new_snapshot_is_shown_at_once(folder, write):
    page = opened()
    publish.add(folder, [write("二.txt", TWO)])
    page.run()
    assert "关于担架管理的通知" in html(page)
