"""Notes of the parser, and contradictions that only finished clauses show → findings for the librarian."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from ingest.finding_kinds import FindingKind, Note
from ingest.identifiers import StandardNumber
from ingest.model import Clause, CoreSystem, Document, Entity, Finding, Indicator, SpecialAction, Standard

_AIDE = re.compile(r"[（(](\d{1,2})\s*([\u4e00-\u9fff、]{2,16}制度?)[)）]")
_SAME = 0.8
"""Share of a core system's name that a memory aid has to hold to mean it."""
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}$")


def from_notes(document: Document, notes: Iterable[Note]) -> Iterator[Finding]:
    """Findings for what the steps of parsing noted, each once."""
    for note in dict.fromkeys(notes):
        yield Finding(document.id, note.kind, note.kind.message, note.text, note.page, note.clause)


def check(document: Document, clauses: list[Clause], entities: list[Entity]) -> Iterator[Finding]:
    """Findings that only the finished clauses and entities show."""
    for entity in entities:
        if isinstance(entity, Standard):
            yield from _standard(document, entity)
    yield from _mnemonics(document, clauses, [e for e in entities if isinstance(e, CoreSystem)])
    yield from _figures(document, entities)


def _standard(document: Document, standard: Standard) -> Iterator[Finding]:
    number = next(StandardNumber.find(standard.written), None)
    if number and number.cut_short:
        advice = f"原文印作 {standard.written}，按发布日期 {standard.published} 推断应为 {standard.id}"
        kind = FindingKind.MISPRINT
        yield Finding(document.id, kind, f"{kind.message}：{advice}", standard.written, clause=standard.clause)
    for date in (standard.published, standard.effective):
        if date and not _ISO.match(date):
            kind = FindingKind.MISSING_DATE
            yield Finding(document.id, kind, kind.message, f"{standard.written} {date}", clause=standard.clause)


def _mnemonics(document: Document, clauses: list[Clause], systems: list[CoreSystem]) -> Iterator[Finding]:
    """Differences between a memory aid (口诀) that counts the core systems and their list."""
    if not systems:
        return
    for clause in clauses:
        counted = _AIDE.findall(clause.orig.replace("\n", ""))
        if len(counted) < len(systems) / 2:
            continue
        left = {s.id for s in systems}
        for number, written in counted:
            best = max(systems, key=lambda s: _shared(s.id, written))
            if _shared(best.id, written) >= _SAME * len(best.id):
                left.discard(best.id)
                continue
            message = f"口诀第 {number} 项“{written}”不在十八项核心制度之内"
            yield Finding(document.id, FindingKind.UNLISTED_SYSTEM, message, written, clause=clause.id)
        for name in sorted(left):
            yield Finding(document.id, FindingKind.UNLISTED_SYSTEM, f"口诀没有列入“{name}”", name, clause=clause.id)


def _shared(name: str, written: str) -> int:
    """How many characters of ``name`` stand in ``written`` in the same order."""
    blocks = SequenceMatcher(None, name, written, autojunk=False).get_matching_blocks()
    return sum(b.size for b in blocks)


_FIGURE = re.compile(r"(大于|不低于|不少于|达到|提升至|≥|≤|＞|>|<)\s*(\d+(?:\.\d+)?)\s*(%|‰|例次)?")


def _figures(document: Document, entities: list[Entity]) -> Iterator[Finding]:
    """An indicator whose threshold differs from the figure that a special action sets for it."""
    actions = [e for e in entities if isinstance(e, SpecialAction)]
    for indicator in (e for e in entities if isinstance(e, Indicator) and re.search(r"\d", e.threshold)):
        stem = re.sub(r"(例次|情况|率)$", "", indicator.name)
        for action in actions:
            at = action.text.find(stem)
            if at < 0:
                continue
            figure = _FIGURE.search(action.text[at : at + len(stem) + 24])
            if figure and float(figure[2]) not in [float(n) for n in re.findall(r"\d+(?:\.\d+)?", indicator.threshold)]:
                there = f"{action.title}写{figure[0]}"
                message = f"“{indicator.name}”：{there}，指标表写 {indicator.threshold}"
                yield Finding(document.id, FindingKind.FIGURE_CONFLICT, message, figure[0], clause=indicator.id)
