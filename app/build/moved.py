"""Ids that moved because the same file is read otherwise now; the store keeps the old ones resolvable."""

import contextlib
import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from app.base import faults, snapshots
from app.base.store import Store
from app.build.sources import Incoming
from index.words.normal import squeezed
from ingest.model import Clause, Parsed

_UNREADABLE = (*faults.UNREADABLE, sqlite3.Error, TypeError)
"""What a store of an earlier format, or a damaged one, may raise."""


def carry(before: Store, store: Store, read: Sequence[Incoming], notes: list[str]) -> None:
    """Put into ``store`` the old ids that ``before`` knows, and those of its clauses that are called otherwise in ``read``.

    A file that has another id now is held once, under the new one. A note tells of each document whose ids moved.
    """
    found: dict[str, str] = {}
    held = {(d.sha256, d.rendition): d for d in before.documents()}
    for parsed in (one.parsed for one in read):
        new = parsed.document
        if old := held.get((new.sha256, new.rendition)):
            clauses = list(before.clauses(old.id))
            find = _finder(before.transcript(old.id), parsed)
            ids, taken = _ids(clauses, parsed, find), _taken(clauses, parsed, find)
            if old.id != new.id:
                store.drop(old.id, old.rendition)
                ids |= {old.id: new.id}
            found |= ids
            notes += [_note(new.title, ids)] if ids else []
            notes += [_note_on_taken(new.title, taken)] if taken else []
    known = {old: found.get(new, new) for old, new in before.aliases().items()}
    store.set_aliases(known | found)


def replaced(store: Store, old: str, parsed: Parsed) -> None:
    """Let the ids of the document ``old``, in whose place ``parsed`` comes under an id of its own, lead to it in ``store``."""
    new = parsed.document.id
    there = {clause.id for clause in parsed.clauses}
    ids = {clause.id: new + clause.id.removeprefix(old) for clause in store.clauses(old)}
    known = {before: ids.get(now, new if now == old else now) for before, now in store.aliases().items()}
    store.set_aliases(known | {before: now for before, now in ids.items() if now in there} | {old: new})


def carry_from(kb: Path, store: Store, read: Sequence[Incoming], notes: list[str]) -> None:
    """The same from the newest snapshot of ``kb`` that can be read, whatever its format; nothing where none can."""
    for folder in filter(faults.trusted, faults.snapshot_folders(kb)):
        with contextlib.suppress(*_UNREADABLE), contextlib.closing(Store.open(folder / snapshots.STORE)) as before:
            carry(before, store, read, notes)
            return


def _note(title: str, ids: dict[str, str]) -> str:
    old, new = next(iter(ids.items()))
    return f"“{title}”有 {len(ids)} 个编号改变了（如 {old} → {new}），原来的编号仍可查到"


def _note_on_taken(title: str, taken: list[str]) -> str:
    return f"“{title}”有 {len(taken)} 个编号现在是另一条（如 {taken[0]}）；引用过这些编号的，请核对"


def _finder(transcript: str, parsed: Parsed) -> Callable[[Clause], str]:
    """Finds the clause of ``parsed`` that an earlier one has become: by its place in the text, else by its words."""
    return _by_place(parsed) if transcript == parsed.transcript else _by_words(parsed)


def _ids(before: Iterable[Clause], parsed: Parsed, find: Callable[[Clause], str]) -> dict[str, str]:
    """Old id → new id of the clauses whose old id ``parsed`` does not have."""
    kept = {clause.id for clause in parsed.clauses}
    return {clause.id: new for clause in before if clause.id not in kept and (new := find(clause))}


def _taken(before: Iterable[Clause], parsed: Parsed, find: Callable[[Clause], str]) -> list[str]:
    """The ids that other words have now, while their own stand under another id."""
    now = {clause.id: squeezed(clause.orig) for clause in parsed.clauses}
    other = [clause for clause in before if squeezed(clause.orig) not in now.get(clause.id, squeezed(clause.orig))]
    return [clause.id for clause in other if find(clause) not in ("", clause.id)]


def _by_place(parsed: Parsed) -> Callable[[Clause], str]:
    """Finds the clause that stands where another one did, or below it, where that is a heading now; "" where none does."""
    runs = sorted((*span, clause.id) for clause in parsed.clauses for span in clause.spans)
    starts = [start for start, _, _ in runs]
    titles = {clause.id: [squeezed(title) for title in clause.titles if title] for clause in parsed.clauses}

    def find(clause: Clause) -> str:
        begin, end = min(clause.spans, default=(0, 0))
        at = bisect_right(starts, begin)
        near = runs[max(at - 1, 0) : at + 1]
        here = next((identity for start, stop, identity in near if start < end and begin < stop), "")
        below = [identity for _, _, identity in runs[at : at + 1] if any(t in squeezed(clause.orig) for t in titles[identity])]
        return here or next(iter(below), "")

    return find


def _by_words(parsed: Parsed) -> Callable[[Clause], str]:
    """Finds the clause with the same words; "" where none or several have them."""
    ids: dict[str, list[str]] = {}
    for clause in parsed.clauses:
        ids.setdefault(squeezed(clause.orig), []).append(clause.id)

    def find(clause: Clause) -> str:
        same = ids.get(squeezed(clause.orig), [])
        return same[0] if len(same) == 1 else ""

    return find
