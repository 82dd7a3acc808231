"""Checks of a whole base: each contradiction becomes a finding that a person can correct. The rest of the data is used."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from ingest.errors import DataError
from ingest.finding_kinds import FindingKind
from ingest.model import Entity, Finding, Standard

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}$")
"""A date written as YYYY-MM-DD; other forms are reported when the document is parsed."""


def broken_data(problems: Iterable[DataError]) -> Iterator[Finding]:
    """One finding for each line of the shipped data that could not be read, with its file and line number."""
    for problem in problems:
        yield Finding("", FindingKind.BROKEN_DATA, str(problem), problem.where)


def standards(entities: Iterable[Entity]) -> Iterator[Finding]:
    """Findings on standards: two that replace the same one, a cycle of replacements, dates that do not exist or are swapped."""
    known = {e.id: e for e in entities if isinstance(e, Standard)}
    successors: dict[str, list[Standard]] = defaultdict(list)
    for standard in known.values():
        yield from _dates(standard)
        if standard.replaces:
            successors[standard.replaces].append(standard)
    for old, new in successors.items():
        if len(new) > 1:
            yield _finding(new[-1], f"{old} 同时被 {'、'.join(s.id for s in new)} 代替，只能有一个")
    for standard in known.values():
        circle = _circle(standard, known)
        if circle and standard.id == min(circle):
            yield _finding(standard, f"代替关系绕成了圈：{' → '.join([*circle, standard.id])}")


def _circle(start: Standard, known: dict[str, Standard]) -> list[str]:
    """The ids of the cycle of ``replaces`` that leads from ``start`` back to ``start``; empty when there is none."""
    way, at = [start.id], known.get(start.replaces)
    while at and at.id not in way:
        way.append(at.id)
        at = known.get(at.replaces)
    return way if at and at.id == start.id else []


def _dates(standard: Standard) -> Iterator[Finding]:
    """Findings on the dates of one standard: a day that does not exist, or effective before published."""
    days = {}
    for name, written in (("发布", standard.published), ("实施", standard.effective)):
        try:
            days[name] = date.fromisoformat(written)
        except ValueError:
            if _ISO.match(written):
                yield _finding(standard, f"{standard.id} 的{name}日期“{written}”不存在")
    if len(days) == 2 and days["实施"] < days["发布"]:  # noqa: PLR2004 - both dates read
        yield _finding(standard, f"{standard.id} 的实施日期 {standard.effective} 早于发布日期 {standard.published}")


def _finding(standard: Standard, message: str) -> Finding:
    place = standard.clause.replace("#", " ").replace("/", " ")
    document = standard.clause.partition("#")[0]
    return Finding(document, FindingKind.STANDARDS_CONFLICT, f"{place}：{message}", standard.id, clause=standard.clause)
