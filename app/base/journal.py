"""The audit log and the corrections: a snapshot brings the lines of its own making, ``people.sqlite`` keeps them all.

A line is written with the snapshot that it tells of, so that there is neither one without the other, and is handed over
when the snapshot stands; what could not be handed over then goes along into the next snapshot.
"""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from app.base import snapshots
from app.base.snapshots import Snapshot
from app.base.store import Store
from app.people import audit, chain, clock, database, draft, settings
from app.people.audit import AUDIT, Change
from app.people.corrections import CORRECTIONS
from app.people.rights import local_name
from app.people.table import Row, Table
from ingest.errors import BaseError, DataError


def hand_over(snapshot: Snapshot) -> None:
    """Write the lines of a snapshot that ``people.sqlite`` lacks, and take what it published off the draft.

    BaseError when that cannot be; the lines stay where they are.
    """
    with snapshots.store(snapshot) as store:
        lines, corrections, published = store.audit(), store.ledger.corrections(), store.ledger.published()
    kb = snapshot.kb
    with database.reading(kb) as db:
        still = [one.key for one in draft.read(db) if one.key in published]
    lines, corrections = _lacking(kb, lines, AUDIT), _lacking(kb, corrections, CORRECTIONS)
    if lines or corrections or still:
        with database.writing(kb) as db:
            audit.record(db, lines)
            audit.trim(db, settings.value(db, settings.AUDIT_DAYS), local_name())
            CORRECTIONS.take(db, corrections)
            draft.drop(db, still)


def forget_kept(kb: Path, store: Store) -> None:
    """Drop from a store, before it becomes a snapshot, the lines of earlier ones that ``people.sqlite`` has."""
    with suppress(BaseError):
        store.set_audit(_lacking(kb, store.audit(), AUDIT))
        with database.reading(kb) as db:
            drafted = {one.key for one in draft.read(db)}
        corrections = _lacking(kb, store.ledger.corrections(), CORRECTIONS)
        store.ledger.keep_only(corrections, store.ledger.published() & drafted)


def anchor(kb: Path) -> str:
    """The last line of the log, for a manifest to hold; "" where it cannot be read."""
    with suppress(BaseError), database.reading(kb) as db:
        return str(chain.head(db))
    return ""


def _lacking(kb: Path, lines: list[Row], table: Table[Row]) -> list[Row]:
    with database.reading(kb) as db:
        kept = set(table.rows(db)[0])
    return [line for line in lines if line not in kept]


def read(kb: Path, since: str = "", who: str = "") -> tuple[list[Change], list[DataError]]:
    """The log, the latest first, and what is wrong with lines that cannot be read; from a day on, of one person.

    QuestionError when ``since`` is no date.
    """
    first = datetime.fromisoformat(clock.checked_time(since, "日期")).astimezone() if since else None
    with suppress(BaseError):  # no base, or no right to write: what the log holds is read all the same
        hand_over(snapshots.current(kb))
    with database.reading(kb) as db:
        lines, problems = AUDIT.rows(db)
    found = [x for x in lines if not who or x.who == who]
    found = [x for x in found if not first or datetime.fromisoformat(x.time).astimezone() >= first]
    return found[::-1], problems
