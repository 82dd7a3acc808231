"""Whole lists: what each field says of a thing."""

from datetime import date

import pytest

from app.base import citation
from app.present import lists
from app.present.lists import FIELDS, LISTED, Cell, Look


def told(found, kind, identity):
    """Name of each field → what it says of one thing."""
    row = next(row for row in found if row.id == identity)
    return {field.name: cell for field, cell in zip(FIELDS[kind], row.cells, strict=True)}


@pytest.mark.parametrize("kind", LISTED)
def test_a_list_holds_everything_of_its_kind_once_and_a_value_for_each_field(opened, kind):
    rows = lists.rows(opened, kind)
    held = opened.documents if kind == "document" else {one.id: one for one in opened.of_kind(kind)}
    assert [row.id for row in rows] == list(held)
    assert all(len(row.cells) == len(FIELDS[kind]) for row in rows)
    assert len({field.name for field in FIELDS[kind]}) == len(FIELDS[kind])
    assert [field.look for field in FIELDS[kind]].count(Look.TITLE) == 1, "one field is what people press"


def test_a_standard_says_its_dates_and_that_only_its_title_is_held(opened):
    found = told(lists.rows(opened, "standard"), "standard", "WS/T 433-2023")
    assert found["名称"].word == "静脉治疗护理技术操作标准" and found["代替"].word == "WS/T 433-2013"
    assert (found["发布日期"].word, found["发布年份"].word) == ("2023-08-29", "2023")
    assert (found["实施日期"].word, found["实施年份"].word) == ("2024-02-01", "2024")
    assert (found["状态"], found["文本"]) == (Cell("in_force", "现行"), Cell("title_only", "仅题录"))
    assert int(found["相关目标"].word) >= 3


def test_the_status_is_that_of_today(opened, monkeypatch):
    class Yesterday(date):
        @classmethod
        def today(cls):
            return cls(2024, 1, 31)

    monkeypatch.setattr(citation, "date", Yesterday)
    assert told(lists.rows(opened, "standard"), "standard", "WS/T 433-2023")["状态"].word == "尚未实施"


def test_a_target_says_its_year_specialty_strategies_and_document(opened):
    rows = lists.rows(opened, "target")
    found = told(rows, "target", "NIT-2026-III")
    assert [found[name].word for name in ("年度", "专业", "层级", "核心策略")] == ["2026", "全院", "国家", "5"]
    assert found["文件"].key in opened.documents and found["文件"].word == opened.documents[found["文件"].key].title
    assert told(rows, "target", "PIT-2026-07")["专业"].word not in ("", "全院")


def test_a_core_system_says_what_lays_it_down(opened):
    found = told(lists.rows(opened, "core_system"), "core_system", "会诊制度")
    assert found["规定于"].key == "国卫医发-2018-8" and "核心制度要点" in found["规定于"].word


def test_a_document_says_how_many_clauses_it_has(opened):
    rows = lists.rows(opened, "document")
    for identity in opened.documents:
        assert int(told(rows, "document", identity)["条款"].key or 0) == len(list(opened.store.clauses(identity)))


def test_a_list_is_searched_by_name_number_and_everyday_words(opened):
    rows = lists.rows(opened, "standard")
    assert lists.holding(rows, " ") == rows
    for written in ("静脉 护理", "ＷＳ/Ｔ４３３", "靜脈治療"):
        assert [row.id for row in lists.holding(rows, written)] == ["WS/T 433-2023"], written
    assert "WS/T 391-2024" in {row.id for row in lists.holding(rows, "做CT")}
    assert lists.holding(rows, "红烧肉") == []
