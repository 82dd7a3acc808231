"""Entities that the clauses of a document state."""

import pytest

from ingest.clauses.entities import extract
from ingest.clauses.passages import Piece
from ingest.model import Clause, Document, Standard, Target, Task
from ingest.numbering.doctypes import BY_NAME


def piece(text, *headings, kind="item"):
    """A clause under ``headings``, each a label and a title."""
    path, titles = (tuple(part) for part in zip(*headings, strict=True))
    return Piece(Clause("文件#" + "/".join(path), "文件", path, titles, text, text, kind))


def found(doctype, *pieces, own=None):
    return extract(Document("文件", "标题", doctype), BY_NAME[doctype], list(pieces), own)


def test_the_summary_of_a_target_is_what_stands_under_that_heading():
    head = ("目标二", "降低轮椅跌落发生率（NIT-2031-II）")
    (target,) = found(
        "targets",
        piece("各科室认真落实。", head),
        piece("轮椅逐年增加。", head, ("（一）", "现状")),
        piece("跌落伤害病人。", head, ("（二）", "目标简述")),
    )
    assert isinstance(target, Target)
    assert (target.summary, target.clause) == ("跌落伤害病人。", "文件#目标二/（二）")


def test_a_target_without_a_summary_has_its_first_clause():
    head = ("目标二", "降低轮椅跌落发生率（NIT-2031-II）")
    (target,) = found("targets", piece("各科室认真落实。", head))
    assert target.summary == "各科室认真落实。"


def test_a_standard_is_placed_at_its_scope_and_has_no_place_in_a_document_without_clauses():
    own = Standard("WS/T 9901-2031", "WS/T 9901-2031", "病区轮椅管理规范")
    (placed,) = found("standard", piece("按规定起草。", ("前言", "前言")), piece("适用于病区。", ("1", "范围")), own=own)
    assert placed.clause == "文件#1"
    (unplaced,) = found("standard", own=own)
    assert unplaced.clause == ""


def test_a_task_without_a_title_is_called_by_its_beginning():
    tasks = ("二", "重点任务")
    first, second = found("plan", piece("轮椅" * 20, tasks, ("1", "")), piece("擦拭。", tasks, ("2", "轮椅清洁")))
    assert isinstance(first, Task)
    assert (first.title, second.title) == ("轮椅" * 10, "轮椅清洁")


def test_a_standard_without_a_scope_is_placed_at_its_first_clause():
    own = Standard("WS/T 9901-2031", "WS/T 9901-2031", "病区轮椅管理规范")
    pieces = piece("按规定起草。", ("前言", "前言")), piece("轮椅每日擦拭。", ("4", "要求"))
    assert found("standard", *pieces, own=own)[0].clause == "文件#前言"


def test_the_strategies_of_a_target_are_the_numbered_items_under_that_heading():
    head, under = ("目标二", "降低轮椅跌落发生率（NIT-2031-II）"), ("（二）", "核心策略")
    (target,) = found(
        "targets",
        piece("轮椅逐年增加。", head, ("（一）", "目标简述"), ("1", "")),
        piece("各科室这样做。", head, under),
        piece("清点轮椅。", head, under, ("1", "")),
        piece("附带说明。", head, under, ("第2段", "")),
        piece("检修轮椅。", head, under, ("2", "")),
    )
    assert target.strategies == ("文件#目标二/（二）/1", "文件#目标二/（二）/2")


@pytest.mark.parametrize(("title", "intro"), [("医疗质量安全核心制度", "全体人员熟记。"), ("需要熟记的", "核心制度如下。")])
def test_core_systems_are_those_listed_where_core_systems_are_spoken_of(title, intro):
    def listed(label, title, ending):
        return [piece(f"{n}{ending}", (label, title), (f"第{n}项", "")) for n in "甲乙丙丁戊己庚辛壬癸"]

    other, core = listed("一", "后勤制度", "轮椅制度"), listed("二", title, "查对制度")
    systems = found("notice", *other, piece(intro, ("二", title)), *core)
    assert [(s.id, s.number) for s in systems[:2]] == [("甲查对制度", 1), ("乙查对制度", 2)]
    assert len(systems) == 10
