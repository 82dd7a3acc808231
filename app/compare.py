"""Two documents of a base side by side."""

from dataclasses import dataclass

from app.knowledge import Knowledge
from ingest.errors import QuestionError
from ingest.model import Clause, Document, Indicator, Task
from kg.crosswalk import Row, crosswalk
from kg.figures import Figure, contradictions, figures


@dataclass(frozen=True, slots=True)
class Comparison:
    """The crosswalk of two plans and what contradicts itself within each."""

    a: Document
    b: Document
    rows: list[Row]
    contradictions: list[tuple[Figure, Figure]]


def document(kb: Knowledge, written: str) -> Document:
    """The document of this id, number or part of its title; QuestionError when none or several fit."""
    fitting = [d for d in kb.documents.values() if written in (d.id, d.number)]
    fitting = fitting or [d for d in kb.documents.values() if written and written in d.title]
    if len(fitting) != 1:
        told = "不止一份：" + "、".join(d.id for d in fitting) if fitting else "没有这份文件"
        raise QuestionError(f"“{written}”{told}", todo="请写文件编号，可用 duibiao list documents 查看")
    return fitting[0]


def compare(kb: Knowledge, written_a: str, written_b: str) -> Comparison:
    """The crosswalk of two plans; QuestionError when one has no tasks."""
    a, b = document(kb, written_a), document(kb, written_b)
    tasks = {d.id: [t for t in kb.of_kind("task") if isinstance(t, Task) and t.document == d.id] for d in (a, b)}
    for one in (a, b):
        if not tasks[one.id]:
            raise QuestionError(f"“{one.title}”里没有编号的工作任务，无法对照", todo="请选两份行动计划或实施方案")
    found_a, found_b = _figures(kb, a), _figures(kb, b)
    rows = crosswalk(tasks[a.id], tasks[b.id], kb.searcher.cut, found_a, found_b)
    return Comparison(a, b, rows, [*contradictions(found_a), *contradictions(found_b)])


def _figures(kb: Knowledge, one: Document) -> list[Figure]:
    clauses: list[Clause] = list(kb.store.clauses(one.id))
    indicators = [i for i in kb.of_kind("indicator") if isinstance(i, Indicator) and i.document == one.id]
    return figures(clauses, indicators)
