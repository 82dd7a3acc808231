"""The audit log of what the base holds: a snapshot brings the lines of its own making, ``people.sqlite`` keeps them all.

A line is written with the snapshot that it tells of, so that there is neither one without the other, and is handed over
when the snapshot stands; what could not be handed over then goes along into the next snapshot.
"""

from contextlib import suppress
from pathlib import Path

from app.base import snapshots
from app.base.snapshots import Snapshot
from app.base.store import Store
from app.people import audit, database
from app.people.audit import AUDIT, Change
from ingest.errors import BaseError, DataError


def hand_over(snapshot: Snapshot) -> None:
    """Write the lines of a snapshot that the log lacks; BaseError when that cannot be, the lines stay where they are."""
    with snapshots.reading(snapshot):
        store = Store.open(snapshot.folder / snapshots.STORE)
        lines = store.audit()
        store.close()
    if _lacking(snapshot.kb, lines):
        with database.writing(snapshot.kb) as db:
            audit.record(db, lines)


def forget_kept(kb: Path, store: Store) -> None:
    """Drop from a store, before it becomes a snapshot, the lines of earlier ones that the log has."""
    with suppress(BaseError):
        store.set_audit(_lacking(kb, store.audit()))


def _lacking(kb: Path, lines: list[Change]) -> list[Change]:
    with database.reading(kb) as db:
        kept = set(AUDIT.rows(db)[0])
    return [line for line in lines if line not in kept]


def read(kb: Path) -> tuple[list[Change], list[DataError]]:
    """The whole log, the latest first, and what is wrong with lines that cannot be read."""
    with suppress(BaseError):  # no base, or no right to write: what the log holds is read all the same
        hand_over(snapshots.current(kb))
    with database.reading(kb) as db:
        lines, problems = AUDIT.rows(db)
    return lines[::-1], problems
