"""The page 资料库: what the base holds, and what asks for a person."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.base.citation import RENDITIONS
from app.build import publish
from app.present import findings
from ingest.numbering.doctypes import BY_NAME, LEVELS

PAGE = Path(__file__).parents[3] / "app" / "app_pages" / "library.py"


@pytest.fixture
def page(kb, monkeypatch):
    monkeypatch.setenv("DUIBIAO_KB", str(kb))
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    assert not page.exception
    return page


def test_every_document_is_listed_with_what_is_known_of_it(page, opened):
    columns = ["文件", "文号", "发布单位", "日期", "层级", "类型", "文本", "来源文件"]
    table = page.dataframe[0].value
    assert list(table.columns) == columns
    assert table.values.tolist() == [
        [
            d.title,
            d.number,
            d.issuer,
            d.date,
            LEVELS.get(d.level, ""),
            BY_NAME[d.doctype].label,
            RENDITIONS[d.rendition],
            d.source,
        ]
        for d in opened.documents.values()
    ]
    assert f"文件 {len(opened.documents)} 份，条款 {opened.snapshot.manifest.counts['clauses']} 条" in page.caption[0].value


def test_what_asks_for_a_person_is_counted_and_listed_with_its_words(tmp_path, monkeypatch, write):
    folder = tmp_path / "kb"
    text = "关于轮椅管理的通知\n\n一、总则\n\n（一）每周清洁一次。\n\n— 1 —\n\n（四）每月检查一次。\n"
    publish.build(folder, [write("轮椅.txt", text)])
    monkeypatch.setenv("DUIBIAO_KB", str(folder))
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    from app.base.knowledge import Knowledge

    opened = Knowledge.open(folder)
    documents, found = list(opened.documents.values()), opened.store.findings()
    waiting = findings.waiting(findings.sections(documents, found))
    assert waiting and page.subheader[0].value == f"待核对（{waiting}）"
    asking, repaired = (list(table.value["说明"]) for table in page.dataframe[1:])
    assert len(asking) == waiting and sorted(asking + repaired) == sorted(f.message for f in found)
    assert repaired == ["去掉了页码"] and "去掉了页码" not in asking
    assert page.expander[0].label.startswith("已修补（1）")


def test_nothing_to_look_at_says_so(tmp_path, monkeypatch, write):
    folder = tmp_path / "kb"
    publish.build(folder, [write("轮椅.txt", "关于轮椅管理的通知\n\n一、总则\n\n轮椅每周清洁一次。\n")])
    monkeypatch.setenv("DUIBIAO_KB", str(folder))
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    assert page.subheader[0].value == "待核对（0）" and "没有需要核对的地方" in page.info[0].value


def test_a_new_snapshot_is_shown_at_once(tmp_path, monkeypatch, write):
    folder = tmp_path / "kb"
    publish.build(folder, [write("一.txt", "关于换药室管理的通知\n\n一、总则\n\n换药室每月检查一次。\n")])
    monkeypatch.setenv("DUIBIAO_KB", str(folder))
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    assert list(page.dataframe[0].value["文件"]) == ["关于换药室管理的通知"]
    publish.add(folder, [write("二.txt", "关于轮椅管理的通知\n\n一、总则\n\n轮椅每周清洁一次。\n")])
    assert set(page.run().dataframe[0].value["文件"]) == {"关于换药室管理的通知", "关于轮椅管理的通知"}
