"""Clauses and rows → targets, tasks, special actions, standards, indicators and core systems."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.clauses.passages import Piece
from ingest.identifiers import TargetId, ordinal_target
from ingest.model import Clause, CoreSystem, Document, Entity, SpecialAction, Standard, Target, Task
from ingest.numbering.doctypes import BOX_TITLE, DocType
from ingest.numerals import CHINESE, chinese_to_int
from ingest.tables.catalogues import target_code

_SUMMARY, _STRATEGIES = re.compile("简述|概述|说明|意义"), re.compile("策略|措施")
_SEE = re.compile(r"^详见.*目标")
_SCOPE = re.compile(r"^(?:适用)?范围")
_MIN_SYSTEMS = 10
"""A list of the eighteen core systems names at least so many; a shorter one only cites some of them."""


def extract(document: Document, doctype: DocType, pieces: list[Piece], own: Standard | None = None) -> list[Entity]:
    """Every entity that the document states; ``own`` is the standard that it is."""
    clauses = [p.clause for p in pieces]
    found: list[Entity] = [p.table.entity(p.row, p.clause) for p in pieces if p.table and p.table.entity and p.row]
    found = [replace(e, issuer=e.issuer or _issuer(e)) if isinstance(e, Standard) else e for e in found]
    return [
        *_own_standard(own, clauses),
        *found,
        *_row_targets(document, pieces),
        *_heading_targets(document, clauses),
        *_core_systems(clauses),
        *_tasks(document, doctype, clauses),
        *_special_actions(document, clauses),
    ]


def _own_standard(own: Standard | None, clauses: list[Clause]) -> Iterator[Standard]:
    """The standard of the cover, placed at its scope (1 范围), else at its first clause."""
    if own:
        place = next((c for c in clauses if _SCOPE.match(c.titles[0])), clauses[0] if clauses else None)
        yield replace(own, issuer=own.issuer or _issuer(own), clause=place.id if place else "")


def _issuer(standard: Standard) -> str:
    """Who issues the numbers of a scheme, for lists that do not say."""
    issuers = {"T/CHAS": "中国医院协会", "WS": "国家卫生健康委", "GBZ": "国家卫生健康委"}
    return next((name for prefix, name in issuers.items() if standard.id.startswith(prefix)), "")


def _row_targets(document: Document, pieces: list[Piece]) -> Iterator[Target]:
    for piece in pieces:
        if not piece.table or piece.table.name != "targets" or not piece.row.get("code"):
            continue
        code, clause = piece.row["code"], piece.clause
        strategies = tuple(p.clause.id for p in pieces if p.clause.path[:2] == (code, "核心策略"))
        yield _target(document, code, piece.row["target"], clause, piece.row.get("specialty", ""), strategies)


def _heading_targets(document: Document, clauses: list[Clause]) -> Iterator[Target]:
    for label in dict.fromkeys(c.path[0] for c in clauses if c.path[0].startswith("目标")):
        own = [c for c in clauses if c.path[0] == label]
        code, name = target_code(own[0].titles[0])
        if code is None:
            continue
        summary = next((c for c in own if len(c.path) > 1 and _SUMMARY.search(c.titles[1])), own[0])
        strategies = tuple(c.id for c in own if len(c.path) > 2 and _STRATEGIES.search(c.titles[1]) and c.path[2].isdigit())  # noqa: PLR2004
        yield _target(document, str(code), name, summary, "", strategies)


def _target(document: Document, code: str, name: str, clause: Clause, specialty: str, strategies: tuple[str, ...]) -> Target:
    refers = ""
    if _SEE.match(clause.text):
        refers = next((str(t) for t in ordinal_target(clause.text, TargetId.parse(code).year)), "")
    return Target(code, name, document.id, clause.id, specialty, clause.text, strategies, refers)


def _core_systems(clauses: list[Clause]) -> Iterator[CoreSystem]:
    """Bulleted names that end in 制度, at least ten under one heading that speaks of core systems."""
    heads = {c.path[0] for c in clauses if "核心制度" in c.text or "核心制度" in c.titles[0]}
    for head in sorted(heads, key=[c.path[0] for c in clauses].index):
        named = [
            c
            for c in clauses
            if c.path[0] == head and c.kind == "item" and len(c.path) > 1 and re.fullmatch(r"[\u4e00-\u9fff]{2,14}制度", c.text)
        ]
        if len(named) >= _MIN_SYSTEMS:
            yield from (CoreSystem(c.text, number, clause=c.id) for number, c in enumerate(named, 1))
            return


def _tasks(document: Document, doctype: DocType, clauses: list[Clause]) -> Iterator[Task]:
    if doctype.tasks_under is None:
        return
    for clause in clauses:
        if (
            clause.kind == "item"
            and clause.path[-1].isdecimal()
            and any(doctype.tasks_under.search(t) for t in clause.titles[:-1])
        ):
            yield Task(clause.id, document.id, clause.path[-1], clause.titles[-1] or clause.text[:20], clause.text)


def _special_actions(document: Document, clauses: list[Clause]) -> Iterator[SpecialAction]:
    boxes = [c for c in clauses if c.kind == "box" and (m := BOX_TITLE.match(c.path[0] + "：")) and m["n"]]
    for clause in sorted(boxes, key=_box_number):
        yield SpecialAction(clause.id, document.id, str(_box_number(clause)), clause.titles[0], clause.text)


def _box_number(clause: Clause) -> int:
    numeral = re.search(rf"{CHINESE}$", clause.path[0])
    return chinese_to_int(numeral[0]) if numeral else 0
