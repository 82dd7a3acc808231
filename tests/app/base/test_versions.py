"""The versions that are kept, and what differs between two."""

import pytest

from app.base import snapshots, versions
from app.build import publish
from app.build.rollback import rollback
from app.people import audit, database, settings
from ingest.errors import BaseError, NotFoundError

ONE = "关于换药室管理的通知\n\n一、总体要求\n\n每月检查一次换药室。\n\n二、报送\n\n结果报护理部。\n"
TWO = "关于轮椅管理的通知\n\n一、总体要求\n\n轮椅每周清洁一次。\n"


@pytest.fixture(scope="module")
def kb(tmp_path_factory):
    folder = tmp_path_factory.mktemp("versions")

    def write(name, text):
        (folder / name).write_text(text, encoding="utf-8")
        return folder / name

    publish.build(folder / "kb", [write("一.txt", ONE)], who="王敏")
    publish.add(folder / "kb", [write("二.txt", TWO)], who="李梅")
    publish.add(
        folder / "kb", [write("一.txt", ONE.replace("每月", "每周").replace("二、报送\n\n结果报护理部。\n", ""))], who="王敏"
    )
    return folder / "kb"


def test_each_version_tells_when_who_and_what_changed(kb):
    newest, middle, first = versions.versions(kb)
    assert [(x.number, x.who, x.action, x.serving) for x in (newest, middle, first)] == [
        (3, "王敏", "replace", True),
        (2, "李梅", "add", False),
        (1, "王敏", "build", False),
    ]
    assert newest.created > middle.created and (newest.documents, newest.clauses) == (2, 2)
    assert [(x.kind, x.title) for x in newest.changes] == [("changed", "关于换药室管理的通知")]
    assert [(x.kind, x.title) for x in middle.changes] == [("new", "关于轮椅管理的通知")] and first.changes == ()


def test_a_document_has_only_the_versions_in_which_it_changed(kb):
    assert [(x.number, x.clauses) for x in versions.of_document(kb, "换药室管理")] == [(3, 1), (1, 2)]
    assert [x.number for x in versions.of_document(kb, "轮椅管理")] == [2]
    with pytest.raises(NotFoundError):
        versions.of_document(kb, "没有")


def test_differences_between_any_two_versions_in_either_direction(kb):
    forth, back = versions.differences(kb, "换药室管理", 1, 3), versions.differences(kb, "换药室管理", 3, 1)
    assert [(x.kind, x.locator, x.before, x.after) for x in forth] == [
        ("changed", "一", "每月检查一次换药室。", "每周检查一次换药室。"),
        ("gone", "二", "结果报护理部。", ""),
    ]
    assert [x.kind for x in back] == ["changed", "new"] and versions.differences(kb, "换药室管理", 1, 2) == []
    with pytest.raises(NotFoundError, match="没有留存第 9 版"):
        versions.differences(kb, "换药室管理", 1, 9)


NUMBERED = "第一医院文件\n\n一院护发〔2026〕{}号\n\n" + ONE


@pytest.fixture(scope="module")
def renumbered(tmp_path_factory):
    """Version 2 has the rule under a new number, version 3 is the first again."""
    folder = tmp_path_factory.mktemp("renumbered")
    for name, text in (("七号.txt", NUMBERED.format(7)), ("十九号.txt", NUMBERED.format(19).replace("每月", "每周"))):
        (folder / name).write_text(text, encoding="utf-8")
    publish.build(folder / "kb", [folder / "七号.txt"])
    publish.add(folder / "kb", [folder / "十九号.txt"], instead="一院护发-2026-7", who="王敏")
    rollback(folder / "kb", 1)
    return folder / "kb"


@pytest.mark.parametrize("document", ["一院护发-2026-7", "一院护发-2026-19"])
def test_a_document_under_a_new_number_keeps_its_versions(renumbered, document):
    assert [x.number for x in versions.of_document(renumbered, document)] == [3, 2, 1]
    for before, after in ((1, 2), (3, 2), (2, 3)):
        found = versions.differences(renumbered, document, before, after)
        assert {x.locator for x in found if not x.clause} >= {"number"}
        assert [(x.kind, x.locator) for x in found if x.clause] == [("changed", "一")]
    assert versions.differences(renumbered, document, 1, 3) == []
    assert versions.parsed(renumbered, document, 2).document.number == "一院护发〔2026〕19号"


def test_a_new_number_is_a_change_and_no_other_document(renumbered):
    last, middle, _ = versions.versions(renumbered)
    assert [(x.kind, x.document) for x in middle.changes] == [("changed", "一院护发-2026-19")]
    assert [(x.kind, x.document) for x in last.changes] == [("changed", "一院护发-2026-7")]
    with database.reading(renumbered) as db:
        lines = [line for line in audit.AUDIT.rows(db)[0] if line.who == "王敏"]
    assert [(line.action, line.document) for line in lines] == [("replace", "一院护发-2026-19")]


def test_how_many_are_kept_is_a_setting(monkeypatch, tmp_path):
    monkeypatch.delenv("DUIBIAO_VERSIONS")
    assert snapshots.keep(tmp_path) == settings.VERSIONS.default
    monkeypatch.setenv("DUIBIAO_VERSIONS", "30")
    assert snapshots.keep(tmp_path) == 30
    for written in ("一", "1", "-3"):
        monkeypatch.setenv("DUIBIAO_VERSIONS", written)
        with pytest.raises(BaseError, match="DUIBIAO_VERSIONS"):
            snapshots.keep(tmp_path)
