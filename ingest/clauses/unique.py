"""What is left to do when all blocks are read: headings with nothing below them, and clauses on one path."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.clauses.headings import Heading
from ingest.clauses.passages import Passage, Piece, clause_id
from ingest.finding_kinds import FindingKind, Note
from ingest.model import Block, Clause
from ingest.numbering.levels import ANNEX_LIST, CIRCLED, ITEM, LISTS, SUBITEM, Level
from ingest.numerals import CHINESE, CIRCLED_NUMBER

_SHOWN = 30
"""Characters of a clause that a finding shows."""
_NUMBER = re.compile(rf"\d+|{CHINESE}|{CIRCLED_NUMBER}|[A-Za-z]")
_POINTS = frozenset(level.name for level in (ITEM, SUBITEM, CIRCLED, *LISTS))
"""Names of levels whose headings may as well be points of a list: 2. among 1. and 3., but neither 3.1 nor （二）."""
Kin = tuple[tuple[str, ...], str]
_BESIDE = ("imprint", "contact")
"""Kinds of clause that stand below a heading without being what it heads."""


@dataclass(frozen=True, slots=True)
class BareHeading:
    """A heading on a line of its own, and how many pieces stand before it."""

    heading: Heading
    block: Block
    at: int


def lonely(bare: Sequence[BareHeading], pieces: Sequence[Piece], levels: Sequence[Level]) -> list[tuple[BareHeading, Passage]]:
    """Titles that stand for themselves: with nothing below but who signed, or one point of a list of which others are text."""
    item_rank = next((rank for rank, level in enumerate(levels) if level.run_in and level.name != "annex_list"), 0)
    found = []
    for one in _alone(bare, pieces):
        heading = one.heading
        if heading.title:
            kind = "item" if heading.rank >= item_rank and not heading.caption else "heading"
            found.append((one, Passage(heading.path, heading.titles, heading.title, kind)))
    return found


def empty(bare: Sequence[BareHeading], pieces: Sequence[Piece]) -> list[Note]:
    """A note on each number that has neither a title nor anything below it, and so becomes no clause."""
    alone = (one for one in _alone(bare, pieces) if not one.heading.title and one.heading.level is not ANNEX_LIST)
    return [Note(FindingKind.NUMBER_ALONE, one.block.text) for one in alone]


def _alone(bare: Sequence[BareHeading], pieces: Sequence[Piece]) -> list[BareHeading]:
    held = (piece.clause.path for piece in pieces if piece.clause.kind not in _BESIDE)
    used = {path[:depth] for path in held for depth in range(1, len(path) + 1)}
    used |= {path[:depth] for path in (one.heading.path for one in bare) for depth in range(1, len(path))}
    own = {piece.clause.path for piece in pieces if piece.clause.kind != "row"}
    kin = {_kin(path) for path in own}
    lists = (one.heading for one in bare if one.heading.level is not None and one.heading.level.name in _POINTS)
    points = {heading.path for heading in lists if _kin(heading.path) in kin} - own
    return [one for one in bare if one.heading.path not in used or one.heading.path in points]


def _kin(path: tuple[str, ...]) -> Kin:
    """What the points of one list have alike: where they stand, and how their numbers look."""
    return path[:-1], _NUMBER.sub("1", path[-1])


def repeated(bare: Sequence[BareHeading], count: int) -> list[Note]:
    """A note on each path that several bare headings have, ``count`` pieces in all.

    One with nothing below it is a line of a table of contents; where several have text below, a number was printed twice.
    """
    by_path: dict[tuple[str, ...], list[int]] = {}
    for number, one in enumerate(bare):
        by_path.setdefault(one.heading.path, []).append(number)
    notes = []
    for path, numbers in by_path.items():
        full = sum(_ends(bare, number, count) > bare[number].at for number in numbers)
        if len(numbers) > 1:
            notes.append(Note(FindingKind.PATH_TWICE if full > 1 else FindingKind.CONTENTS_DROPPED, "/".join(path)))
    return notes


def _ends(bare: Sequence[BareHeading], number: int, count: int) -> int:
    """How many of ``count`` pieces stand before the end of what bare heading ``number`` holds."""
    heading = bare[number].heading
    return next((one.at for one in bare[number + 1 :] if not one.heading.is_below(heading)), count)


def inserted(pieces: Sequence[Piece], lonely: Sequence[tuple[int, Piece]]) -> list[Piece]:
    """``pieces`` with each of ``lonely`` before the piece with its number."""
    whole = list(pieces)
    for at, piece in reversed(lonely):
        whole.insert(at, piece)
    return whole


def with_unique_ids(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Note]]:
    """Two clauses on one path keep both: the second is marked ``·2``, and a note says so unless they are rows."""
    seen: Counter[str] = Counter()
    unique, notes = [], []
    for piece in _apart(pieces):
        clause = piece.clause
        seen[clause.id] += 1
        if (count := seen[clause.id]) > 1:
            clause = _renamed(clause, (*clause.path[:-1], f"{clause.path[-1]}·{count}"))
            if clause.kind not in ("row", "form"):
                notes.append(Note(FindingKind.PATH_TWICE, clause.text[:_SHOWN], clause.id))
        unique.append(replace(piece, clause=clause))
    return unique, notes


def _apart(pieces: Sequence[Piece]) -> list[Piece]:
    """``pieces``, where clauses share a path because a number has two titles, with ``·2`` behind the number of the second."""
    apart = list(pieces)
    for depth in range(1, max((len(piece.clause.path) for piece in pieces), default=0)):
        counts = Counter(piece.clause.path for piece in apart)
        titles: dict[tuple[str, ...], dict[str, int]] = {}
        for clause in (piece.clause for piece in apart):
            if len(clause.path) > depth and counts[clause.path] > 1:
                known = titles.setdefault(clause.path[:depth], {})
                known.setdefault(_title(clause, depth), len(known) + 1)
        apart = [replace(piece, clause=_at(piece.clause, depth, titles)) for piece in apart]
    return apart


def _at(clause: Clause, depth: int, titles: dict[tuple[str, ...], dict[str, int]]) -> Clause:
    """``clause`` with ``·2`` behind its label at ``depth``, if its title there is the second of ``titles`` for its path."""
    known = titles.get(clause.path[:depth], {})
    number = known.get(_title(clause, depth), 1)
    if number == 1 or "" in known:
        return clause
    return _renamed(clause, (*clause.path[: depth - 1], f"{clause.path[depth - 1]}·{number}", *clause.path[depth:]))


def _title(clause: Clause, depth: int) -> str:
    return clause.titles[depth - 1] if depth <= len(clause.titles) else ""


def _renamed(clause: Clause, path: tuple[str, ...]) -> Clause:
    return replace(clause, id=clause_id(clause.document, path), path=path)
