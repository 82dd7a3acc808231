"""One document of 资料管理, its upload and its versions, run without a browser."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from app.app_pages.librarian import document as document_page
from app.app_pages.librarian import documents, draft_bar, versions
from app.app_pages.librarian.differences import changed
from app.app_pages.parts import sheets, table
from app.base import snapshots
from app.base.knowledge import Knowledge
from app.build import changes, draft, publish
from app.people import rights
from app.people.rights import Person, Role
from app.present.page_image import PageImage
from ingest.model import Clause
from ingest.numbering.doctypes import LEVELS
from tests.app.pages.conftest import shown, stands_in_a_line, words
from tests.app.pages.test_library_page import TEXT, TWO, button, folder, made, opened  # noqa: F401 - fixtures
from tests.render.model import Manuscript, Text
from tests.render.pdf import printed

WHEEL = "轮椅管理"
FIRST = "轮椅管理#一/（一）"


def labels(page):
    return [one.label for one in page.button]


def told(page):
    return [one.value for one in page.toast]


def test_each_view_of_a_document_is_a_way_and_the_open_one_is_marked(folder):  # noqa: F811
    html = shown(opened(doc=WHEEL, view="head"))
    pills = re.findall(r'class="(db-pill[^"]*)"[^>]*>([^<]+)<', html)
    assert pills == [
        ("db-pill", "逐条核对"),
        ("db-pill db-chosen", "文件信息"),
        ("db-pill", "版本"),
        ("db-pill", "更换或停用"),
    ]
    assert "待核对 1" in html and "没有待核对" not in html
    draft.upload(folder, TWO.encode(), "担架.txt", "王敏")
    [new] = [one.document for one in draft.staged(folder)]
    assert "没有待核对" in shown(opened(doc=new)) and "待核对 0" not in shown(opened(doc=new))


def test_a_clause_that_is_chosen_is_put_right_and_shows_what_was_read(folder):  # noqa: F811
    page = opened(doc=WHEEL)
    assert "没有固定的页面" in words(page) and page.text_area == [] and "保存改正" not in labels(page)
    page = opened(doc=WHEEL, clause=FIRST)
    assert page.text_area[0].value == "每周清洁一次。" and "<mark>" in shown(page)
    page.text_area[0].set_value("每日清洁一次。")
    page = button(page, "保存改正").click().run()
    assert not page.exception and told(page) == ["改正已放进草稿，发布后生效"]
    assert "改为（未发布）" in words(page) and "每<ins>日</ins>清洁一次。" in shown(page)
    assert "已改，未发布" not in shown(page), "it stands above the others, not among them"
    assert "已改，未发布" in shown(opened(doc=WHEEL))


def test_what_is_known_of_a_document_is_put_right_level_and_kind_too(folder):  # noqa: F811
    page = opened(doc=WHEEL, view="head")
    assert [one.label for one in page.selectbox] == ["层级", "类型"]
    assert [one.label for one in page.text_input] == ["标题", "文号", "发布单位", "日期（如 2026-01-31）"]
    page.selectbox[0].set_value(next(filter(None, LEVELS)))
    button(page, "保存改正").click().run()
    assert [(x.field, bool(x.after)) for x in draft.staged(folder)] == [("level", True)]


def test_cells_without_a_head_are_counted():
    def fields():
        from app.app_pages.librarian.editing import _fields
        from tests.app.pages.test_library_document import ROW

        _fields(ROW)

    page = AppTest.from_function(fields).run()
    assert not page.exception and [one.label for one in page.text_input] == ["设备", "第 2 栏"]


ROW = Clause("表#1", "表", "row", ("1",), ("",), "", columns=("设备",), cells=("平车", "每日"))


def test_a_document_that_never_changed_says_so_and_one_that_did_shows_where(folder):  # noqa: F811
    page = opened(doc=WHEEL, view="versions")
    assert "留存的各版里，这份文件没有改动过" in page.info[0].value
    draft.correct(folder, WHEEL, FIRST, "text", "每日清洁一次。", "李梅")
    changes.publish(folder, "李梅")
    page = opened(doc=WHEEL, view="versions")
    assert page.info == [] and "每<ins>日</ins>清洁一次。" in shown(page)
    assert any("共 1 处不同" in one.value for one in page.caption)
    assert stands_in_a_line(opened(doc=WHEEL, view="head"), "撤销改正")


def test_a_document_is_replaced_once_at_a_time(folder):  # noqa: F811
    page = opened(doc=WHEEL, view="replace")
    assert len(page.get("file_uploader")) == 1 and page.info == []
    draft.upload(folder, TEXT.replace("每周", "每日").encode(), "轮椅.txt", "王敏", instead=WHEEL)
    page = opened(doc=WHEEL, view="replace")
    assert page.get("file_uploader") == [] and "新版本已在草稿里" in page.info[0].value


def test_only_so_many_clauses_are_listed_at_once_and_the_rest_counted(folder, monkeypatch):  # noqa: F811
    many = len(list(Knowledge.open(folder).store.clauses()))
    for most, said in ((many, []), (many - 1, [f"先列出前 {many - 1} 条，其余 1 条可用“下一处没把握的”走到。"])):
        monkeypatch.setattr(document_page, "_SHOWN", most)
        assert [one.value for one in opened(doc=WHEEL).caption if "先列出" in one.value] == said


def test_on_a_page_what_is_unsure_is_framed_with_the_clause_that_is_chosen(tmp_path, monkeypatch, folder):  # noqa: F811
    lines = ("关于平车管理的通知", "一、检查", "（一）平车每日清洁一次。", "（四）护栏每月检查。")
    pages = Manuscript(tuple(Text(line, centred=n == 0) for n, line in enumerate(lines)))
    draft.upload(folder, printed(pages), "平车.pdf", "王敏")
    changes.publish(folder, "王敏")
    seen = []

    def marked(data, source, number, unsure, chosen):
        seen.append((number, [x.path[-1] for x in unsure], chosen and chosen.path[-1]))
        return PageImage(1, b"", 1, 1)

    monkeypatch.setattr(document_page, "page_marked", marked)
    monkeypatch.setattr(document_page.st, "image", lambda *_, **__: None)
    base = Knowledge.open(folder)
    [cart] = [d for d in base.documents if "平车" in d]
    page = opened(doc=cart)
    assert "第 1 页，共 1 页" in words(page) and "没有固定的页面" not in words(page)
    opened(doc=cart, clause=f"{cart}#一/（一）")
    assert seen == [(1, ["（四）"], None), (1, ["（四）"], "（一）")]


def test_the_changed_characters_alone_are_marked_though_the_text_is_long():
    before = "、".join(map(str, range(100, 180)))
    old, new = changed(before, before.replace("137", "1370"))
    assert "<del>" not in old and re.findall(r"<ins>(.*?)</ins>", new) == ["0"]


def test_the_table_holds_what_is_new_once_and_leaves_unknown_cells_empty(folder):  # noqa: F811
    draft.correct(folder, WHEEL, FIRST, "text", "每日清洁一次。", "李梅")
    draft.upload(folder, TEXT.replace("每周", "每日").encode(), "轮椅.txt", "王敏", instead=WHEEL)
    assert [x.state for x in documents.rows(Knowledge.open(folder))] == [documents.CHANGED]
    assert 'class="db-code"></span>' not in shown(opened())


def test_the_draft_is_published_from_the_bar_and_the_list_of_changes_closes(folder, monkeypatch):  # noqa: F811
    draft.retire(folder, WHEEL, "李梅")
    draft.upload(folder, TWO.encode(), "担架.txt", "王敏")
    monkeypatch.setattr(draft_bar, "_SHOWN", 2)
    page = button(opened(), "看将要改动的内容").click().run()
    assert not any("还有" in one.value for one in page.caption)
    assert stands_in_a_line(page, "看将要改动的内容") and stands_in_a_line(page, "撤下")
    monkeypatch.setattr(draft_bar, "_SHOWN", 1)
    page = page.run()
    assert "还有 1 项，发布时一起发布。" in [one.value for one in page.caption]
    page = next(one for one in page.button if one.label == "发布").click().run()
    assert not page.exception and snapshots.current(folder).name.endswith("2")
    assert told(page) == ["已发布第 2 版"] and "撤下" not in labels(page) and "关于担架管理的通知" in words(page)


def test_findings_are_told_and_ticked_off_one_by_one(folder):  # noqa: F811
    pages = Manuscript(tuple(Text(f"{n}、总则", new_page=n == "四") for n in "一二四七"))
    draft.upload(folder, printed(pages), "平车.pdf", "王敏")
    changes.publish(folder, "王敏")
    page = opened(tab="findings")
    rows = [one for one in page.get("html") if "编号不连续" in one.proto.body]
    assert "第 0 页" not in shown(page) and "第 None 页" not in shown(page), "the page is told where it is known"
    assert labels(page).count("标为已核对") == len(rows) >= 3 and "撤销" not in labels(page)
    page = button(page, "标为已核对").click().run()
    assert told(page) == ["1 处标为已核对"]
    done = opened(tab="findings", of="done")
    assert labels(done).count("撤销") == 1 and "标为已核对" not in labels(done)
    assert not any("处都标为已核对" in label for label in labels(done))


def test_the_log_is_saved_whole_though_the_page_lists_the_latest(folder, monkeypatch):  # noqa: F811
    draft.upload(folder, TWO.encode(), "担架.txt", "李梅")
    changes.publish(folder, "李梅")
    page = opened(tab="log")
    many = shown(page).count("<tr>") - 1
    assert many >= 2 and [one.label for one in page.get("download_button")] == [f"存成表格（{many} 条）"]
    monkeypatch.setattr(table, "sheet", lambda rows: sheets.sheet(rows, size=1))
    page = opened(tab="log")
    assert shown(page).count("<tr>") == 2 and "李梅" in shown(page).partition("<tbody>")[2]
    assert [one.label for one in page.get("download_button")] == [f"存成表格（{many} 条）"]


def test_own_terms_are_told_of_when_they_are_published(folder):  # noqa: F811
    page = opened(tab="own")
    page.text_input[0].set_value("换药推车")
    page = button(page, "加入术语").click().run()
    assert told(page)[0].startswith("已加入术语“换药推车”")


def test_a_file_is_read_once_and_what_became_of_it_stays(folder):  # noqa: F811
    page = opened(tab="upload")
    page.get("file_uploader")[0].set_value([("担架.txt", TWO.encode(), "text/plain"), ("空.txt", b"", "text/plain")])
    page.run()
    assert not page.exception and [x.file for x in draft.staged(folder)] == ["担架.txt"]
    assert "✓ 担架.txt　已放进草稿：" in words(page) and "✕ 空.txt" in words(page) and "停止读取" not in labels(page)


def test_a_file_of_the_same_title_is_kept_beside_and_a_line_says_what_to_do_else(folder):  # noqa: F811
    page = opened(tab="upload")
    other = TEXT.replace("每周", "每日").encode()
    page.get("file_uploader")[0].set_value([("儿科.txt", other, "text/plain")])
    page.run()
    assert [x.document for x in draft.staged(folder)] == [f"{WHEEL}-儿科"]
    assert f"儿科.txt 按“{WHEEL}-儿科”另存；若是它的新版本，请撤下这一项，打开" in words(page)


def test_a_version_tells_what_changed_and_can_be_brought_back_but_for_the_one_that_serves(folder, write, monkeypatch):  # noqa: F811
    publish.add(folder, [write("二.txt", TWO), write("三.txt", TWO.replace("担架", "平车"))])
    monkeypatch.setattr(versions, "_MOST", 2)
    page = opened(tab="versions")
    first, second = (one.proto.body for one in page.get("html") if re.search(r"第 \d 版</b>", one.proto.body))
    assert "第 2 版" in first and "现在的" in first and "现在的" not in second and "等 " not in first
    monkeypatch.setattr(versions, "_MOST", 1)
    assert "　等 2 份" in words(opened(tab="versions"))
    assert [label for label in labels(page) if "恢复" in label] == ["恢复到第 1 版"]
    page = button(page, "恢复到第 1 版").click().run()
    assert not page.exception and list(Knowledge.open(folder).documents) == [WHEEL]
    assert "恢复" in told(page)[0]


def test_a_version_and_the_log_have_the_same_word_for_what_was_done(folder, write):  # noqa: F811
    publish.add(folder, [write("轮椅.txt", TEXT.replace("每周", "每日"))])
    logged = shown(opened(tab="log")).partition("<tbody>")[2]
    assert "更换" in logged and "加入" not in logged
    latest = next(one.proto.body for one in opened(tab="versions").get("html") if "第 2 版</b>" in one.proto.body)
    assert "更换" in latest and "加入" not in latest
    publish.add(folder, [write("轮椅.txt", TEXT), write("二.txt", TWO)])
    latest = next(one.proto.body for one in opened(tab="versions").get("html") if "第 3 版</b>" in one.proto.body)
    assert "加入" in latest


@pytest.mark.parametrize("role", [Role.READER, Role.AUTHOR])
def test_who_may_not_upload_reads_no_file(folder, monkeypatch, role):  # noqa: F811
    monkeypatch.setattr(rights, "local", lambda: Person("李梅", role))
    assert opened(doc=WHEEL, view="replace").get("file_uploader") == []
