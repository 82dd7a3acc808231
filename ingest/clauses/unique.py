"""What is left to do when all blocks are read: headings with nothing below them, and clauses on one path."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.clauses.headings import Heading
from ingest.clauses.passages import Passage, Piece
from ingest.finding_kinds import FindingKind, Note
from ingest.model import Block
from ingest.numbering.levels import Level

_SHOWN = 30
"""Characters of a clause that a finding shows."""


@dataclass(frozen=True, slots=True)
class BareHeading:
    """A heading on a line of its own, and how many pieces stand before it."""

    heading: Heading
    block: Block
    at: int


def lonely(bare: Sequence[BareHeading], pieces: Sequence[Piece], levels: Sequence[Level]) -> list[tuple[BareHeading, Passage]]:
    """Headings with nothing below, each a passage of its own."""
    paths = [piece.clause.path for piece in pieces]
    used = {path[:depth] for path in paths for depth in range(1, len(path) + 1)}
    item_rank = next((rank for rank, level in enumerate(levels) if level.run_in and level.name != "annex_list"), 0)
    found = []
    for one in bare:
        heading = one.heading
        text = heading.title or ("" if heading.annex else one.block.text)
        if heading.path not in used and text:
            kind = "item" if heading.rank >= item_rank and not heading.caption else "heading"
            found.append((one, Passage(heading.path, heading.titles, text, kind)))
    return found


def repeated(bare: Sequence[BareHeading]) -> list[Note]:
    """A note on each path that several bare headings have: all but one are lines of a table of contents."""
    counts = Counter(one.heading.path for one in reversed(bare))
    return [Note(FindingKind.CONTENTS_DROPPED, "/".join(path)) for path, count in counts.items() if count > 1]


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
    for piece in pieces:
        clause = piece.clause
        seen[clause.id] += 1
        if (count := seen[clause.id]) > 1:
            if clause.kind not in ("row", "form"):
                notes.append(Note(FindingKind.PATH_TWICE, clause.text[:_SHOWN], clause.id))
            clause = replace(clause, id=f"{clause.id}·{count}", path=(*clause.path[:-1], f"{clause.path[-1]}·{count}"))
        unique.append(replace(piece, clause=clause))
    return unique, notes
