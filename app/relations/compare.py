"""Compares two documents of a base, and writes the result as CSV (SSSOM) or JSON-LD (SKOS)."""

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path

from app.base import units
from app.base.files import write_output
from app.base.knowledge import Knowledge
from app.base.progress import Tell, quiet
from ingest.errors import NotFoundError, QuestionError
from ingest.model import Document
from kg.crosswalk import Row
from kg.export import SSSOM, iri
from kg.figures import Figure, contradictions


@dataclass(frozen=True, slots=True)
class Comparison:
    """The comparison of two documents."""

    a: Document
    b: Document
    kind: str
    """What the rows compare: tasks, targets, articles, or the clauses of a document type."""
    rows: list[Row]
    contradictions: list[tuple[Figure, Figure]]
    """Pairs of figures that contradict each other within one of the documents."""


_LIST = "请写文件编号，可用 duibiao list documents 查看"


def document(kb: Knowledge, written: str) -> Document:
    """The document with the id, the number or a part of the title ``written``.

    NotFoundError when none has it, QuestionError when several have or nothing is written.
    """
    if not written.strip():
        raise QuestionError("文件编号是空的", todo=_LIST)
    fitting = kb.documents_named(written)
    if not fitting:
        raise NotFoundError(f"“{written}”没有这份文件", todo=_LIST)
    if len(fitting) > 1:
        raise QuestionError(f"“{written}”不止一份：{'、'.join(d.id for d in fitting)}", todo=_LIST)
    return fitting[0]


def compare(kb: Knowledge, written_a: str, written_b: str) -> Comparison:
    """Compare the tasks of two plans, or the targets, articles or clauses of two versions of a document.

    Errors as in ``document``; QuestionError when the two consist of different kinds of units.
    """
    a, b = document(kb, written_a), document(kb, written_b)
    sides = units.side(kb, a), units.side(kb, b)
    if units.kind_of(sides[0]) != units.kind_of(sides[1]):
        what = f"“{a.title}”和“{b.title}”不是同一类文件，无法对照"
        raise QuestionError(what, todo="请选两份行动计划，或同一文件的两个版本")
    return compared(kb, *sides)


def compared(kb: Knowledge, a: units.Side, b: units.Side, tell: Tell = quiet) -> Comparison:
    """The same for two documents of any kinds: where their units are of different kinds, their clauses are compared."""
    kind, rows = units.rows(kb, a, b, tell)
    found_a, found_b = units.figures_of(a), units.figures_of(b)
    return Comparison(a.document, b.document, kind, rows, [*contradictions(found_a), *contradictions(found_b)])


def write(found: Comparison, file: Path) -> str:
    """Write the comparison to ``file`` in the format of its name, and say in Chinese how much that is.

    QuestionError when the format is not .csv or .jsonld.
    """
    forms = {".csv": (_to_csv, _lines), ".jsonld": (_to_jsonld, _mappings)}
    if file.suffix.lower() not in forms:
        raise QuestionError(
            f"不认识的格式{f' {file.suffix}' if file.suffix else '（没有扩展名）'}", str(file), f"可用：{'、'.join(forms)}"
        )
    form, size = forms[file.suffix.lower()]
    write_output(file, form(found))
    return size(found)


def _lines(found: Comparison) -> str:
    return f"{sum(max(len(row.a), 1) * max(len(row.b), 1) for row in found.rows)} 行"


def _mappings(found: Comparison) -> str:
    units = {unit.id for row in found.rows for unit in (*row.a, *row.b)}
    return f"{len(units)} 项，{sum(len(row.a) * len(row.b) for row in found.rows)} 条对应关系"


def _to_csv(found: Comparison) -> str:
    """CSV with SSSOM columns, one row for each pair; a unit without a counterpart is mapped to ``sssom:NoTermFound``."""
    out = io.StringIO()
    writer = csv.DictWriter(out, SSSOM, restval="", lineterminator="\n")
    writer.writeheader()
    for row in found.rows:
        for a in row.a or (None,):
            for b in row.b or (None,):
                sides = {"subject_id": a.id if a else _NOTHING, "subject_label": a.title if a else ""}
                sides |= {"object_id": b.id if b else _NOTHING, "object_label": b.title if b else ""}
                writer.writerow(
                    sides
                    | {
                        "predicate_id": _predicate(row),
                        "mapping_justification": _JUSTIFICATION,
                        "confidence": round(row.score, 3),
                    }
                    | {"comment": row.basis, "basis": "suggested"}
                )
    return out.getvalue()


_NOTHING, _JUSTIFICATION = "sssom:NoTermFound", "semapv:LexicalSimilarityThresholdMatching"


def _predicate(row: Row) -> str:
    return f"skos:{row.relation}" if row.a and row.b else "skos:mappingRelation"


def _to_jsonld(found: Comparison) -> str:
    """JSON-LD: each unit as a skos:Concept; those of A with their mapping relations to units of B."""
    mapped: dict[str, dict[str, list[dict[str, str]]]] = {}
    titles = {u.id: u.title or u.number for row in found.rows for u in (*row.a, *row.b)}
    for row in found.rows:
        for a in row.a:
            for b in row.b:
                mapped.setdefault(a.id, {}).setdefault(_predicate(row), []).append({"@id": iri(b.id)})
    graph = [
        {"@id": iri(i), "@type": "skos:Concept", "skos:prefLabel": {"@value": title, "@language": "zh"}} | mapped.get(i, {})
        for i, title in titles.items()
    ]
    context = {"skos": "http://www.w3.org/2004/02/skos/core#"}
    return json.dumps({"@context": context, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"
