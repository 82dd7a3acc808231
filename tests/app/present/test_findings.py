"""The parsing report: what needs a person comes first, and is counted as the page counts it."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.base.store import Store
from app.present import findings
from ingest.finding_kinds import FindingKind, Weight
from ingest.model import Document, Finding

LIBRARY = Path(__file__).parents[3] / "app" / "app_pages" / "library.py"

DOCUMENTS = [Document("甲", "甲文件", "general", source="甲.docx"), Document("乙", "乙文件", "general", source="乙.docx")]


def finding(document, kind, text="原文"):
    return Finding(document, kind, kind.message, text)


FOUND = [
    finding("甲", FindingKind.PAGE_NUMBER),
    finding("甲", FindingKind.LIST_GUESS),
    finding("甲", FindingKind.HIDDEN_CELLS),
    finding("", FindingKind.BROKEN_DATA),
    finding("不在其列", FindingKind.MISPRINT),
]


def test_each_document_has_its_findings_the_most_urgent_first():
    first, second, whole = findings.sections(DOCUMENTS, FOUND)
    assert [weight for weight, _ in first.groups] == [Weight.MISSING, Weight.GUESSED, Weight.REPAIRED]
    assert (first.waiting, second.waiting, second.groups) == (2, 0, ())
    assert whole.document.title == "术语、关联和标准目录"
    assert whole.waiting == 2, "a finding that belongs to no listed document is counted and shown"


def test_without_findings_on_the_whole_there_is_no_such_section():
    assert [s.document for s in findings.sections(DOCUMENTS, FOUND[:3])] == DOCUMENTS


@pytest.mark.parametrize("kind", [FindingKind.HIDDEN_CELLS, FindingKind.SPLIT_AT_FULL_STOP, FindingKind.NO_VALUE])
def test_what_has_to_be_checked_is_waiting_and_not_folded_away(kind, tmp_path):
    assert findings.write(DOCUMENTS[:1], [finding("甲", kind)], tmp_path / "report.html") == 1
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "1 处需要核对" in page
    assert "<details" not in page


def test_what_is_repaired_is_folded_away(tmp_path):
    assert findings.write(DOCUMENTS[:1], FOUND[:1], tmp_path / "report.html") == 0
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "没有需要核对的" in page
    assert "已修补 1 处" in page


def test_text_from_a_file_is_no_markup(tmp_path):
    hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    document = Document(hostile, hostile, "general", source=hostile)
    found = Finding(hostile, FindingKind.UNSURE, hostile, hostile, clause=f"{hostile}#{hostile}")
    findings.write([document], [found], tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<img" not in page
    assert page.count("&lt;script&gt;") == 6  # title, source and id of the document; message, text and clause


def test_the_page_counts_as_the_report_does(kb, monkeypatch, tmp_path):
    monkeypatch.setenv("DUIBIAO_KB", str(kb))
    monkeypatch.setattr(Store, "findings", lambda _: FOUND)
    count = findings.write(DOCUMENTS, FOUND, tmp_path / "report.html")
    assert count == 4
    for state, expected in (("", count), ("repaired", 1)):
        page = AppTest.from_file(str(LIBRARY), default_timeout=60)
        page.query_params.update({"tab": "findings"} | ({"of": state} if state else {}))
        page.run()
        assert not page.exception
        assert f"共 {expected} 处。" in [caption.value for caption in page.caption]
        assert sum(button.label == "标为已核对" for button in page.button) == (0 if state else expected)
