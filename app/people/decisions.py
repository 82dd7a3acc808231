"""What people decided about suggested links: applied whenever the base is opened.

One row a decision, the last one on a link counts, earlier ones stay as the record. The columns are those of
``corpus/links``, so that a row can be moved there.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from app.people import audit
from app.people.table import Table
from app.people.text import MAX_ID, MAX_NAME, MAX_NOTE, checked, cleaned, day, short_id
from ingest.errors import DataError, QuestionError
from ingest.model import Link
from ingest.shipped import curated

ACCEPTED, REJECTED, OPEN = "accepted", curated.REJECTED, "open"
STATES = {ACCEPTED: "接受", REJECTED: "不接受", OPEN: "撤销"}
"""What a decision may be: ``OPEN`` takes an earlier one back."""
MAX_REASON = 500
"""Characters of the reviewer's part of a comment."""
_JUSTIFICATION = "semapv:MappingReview"
REASON = "；审核："
"""Stands in a comment between the reason of the link and that of its reviewer."""

_NONE: Mapping[str, str] = MappingProxyType({})

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What became of one link that somebody decided on."""

    link: Link
    """As it stands now."""
    before: Link | None
    """The decision that stood before; None where there was none."""

    @property
    def changed(self) -> bool:
        """False where it stood so already, and nothing was written."""
        return self.link is not self.before and bool(self.link.review)

    @property
    def overruled(self) -> str:
        """Whose other decision gave way: 原由王敏于 2026-01-31 接受; "" where nobody else's did."""
        other = self.changed and self.before and self.before.review != OPEN and self.before.author != self.link.author
        return f"原由{said(self.before)}" if other and self.before else ""


def said(decision: Link) -> str:
    """Who decided what and when: 王敏于 2026-01-31 接受."""
    return f"{decision.author}于 {decision.date} {STATES[decision.review]}"


def key(link: Link) -> Key:
    """What makes two links the same to a reviewer."""
    return link.subject, link.predicate, link.object


def link_id(link: Link) -> str:
    """A short id of a link that stays the same through rebuilds."""
    return short_id(key(link))


def standing(db: sqlite3.Connection, moved: Mapping[str, str] = _NONE) -> tuple[dict[Key, Link], list[DataError]]:
    """The last decision on each link, the latest at the end, and what is wrong with rows that cannot be read.

    ``moved``: old id → id now of what a link ties together.
    """
    links, problems = DECISIONS.rows(db)
    last: dict[Key, Link] = {}
    for old in links:
        link = replace(old, subject=moved.get(old.subject, old.subject), object=moved.get(old.object, old.object))
        last.pop(key(link), None)
        last[key(link)] = link
    return last, problems


def applied(links: Iterable[Link], decided: Mapping[Key, Link], known: set[str]) -> list[Link]:
    """``links`` with accepted suggestions as curated links and without rejected ones; suggestions come last.

    An accepted link stays when no rule suggests it any more, as long as both its ends are ``known``; it is not repeated where
    it is curated or stated by now.
    """
    settled: list[Link] = []
    suggestions: dict[Key, Link] = {}
    for link in links:
        if link.basis == "suggested":
            suggestions[key(link)] = link
        else:
            settled.append(link)
    certain = set(map(key, settled))
    for one, decision in decided.items():
        suggestion = suggestions.get(one)
        if decision.review == OPEN:
            continue
        suggestions.pop(one, None)
        if decision.review == ACCEPTED and one not in certain and {decision.subject, decision.object} <= known:
            settled.append(replace(decision, evidence=suggestion.evidence if suggestion else ()))
    return [*settled, *suggestions.values()]


def decide(
    db: sqlite3.Connection,
    candidates: Sequence[Link],
    ids: Sequence[str],
    state: str,
    by: str,
    why: str = "",
    *,
    moved: Mapping[str, str] = _NONE,
) -> list[Reviewed]:
    """Write down one decision on each link that does not stand so already.

    QuestionError for an unknown id, or a name or reason that cannot be kept.
    ``candidates`` are the links that can be decided on: suggestions, and those decided before. ``moved`` as in ``standing``.
    """
    by, why = checked(by, "审核人姓名", MAX_NAME), checked(why, "理由", MAX_REASON - len(REASON), required=False)
    by_id = {link_id(link): link for link in candidates}
    unknown = [i for i in ids if i not in by_id]
    if unknown:
        raise QuestionError(f"没有待审核的关联 {'、'.join(unknown)}", todo="可用 duibiao links review 查看编号")
    decided = {link_id(link): link for link in standing(db, moved)[0].values()}
    reviewed = [_reviewed(by_id[i], decided.get(i), state, by, why) for i in dict.fromkeys(ids)]
    for one in reviewed:
        if one.changed:
            DECISIONS.add(db, one.link)
            before = STATES[one.before.review] if one.before else ""
            audit.note(db, by, "decide_link", " ".join(key(one.link)), before=before, after=STATES[state])
    return reviewed


def _reviewed(link: Link, before: Link | None, state: str, by: str, why: str) -> Reviewed:
    if state == (before.review if before else OPEN):
        return Reviewed(before or link, before)
    return Reviewed(_decision(link, state, by, why), before)


def _decision(link: Link, state: str, by: str, why: str) -> Link:
    comment = cleaned(link.comment.partition(REASON)[0], MAX_NOTE)
    if why:
        comment = f"{comment[: MAX_NOTE - MAX_REASON]}{REASON}{why}"
    return replace(
        link,
        basis="curated",
        justification=_JUSTIFICATION,
        comment=comment,
        author=by,
        date=date.today().isoformat(),
        review=state,
    )


def _parse(cells: Sequence[str]) -> Link:
    subject, predicate, thing, justification, confidence, comment, author, made, state = cells
    if state not in STATES:
        raise DataError(f"没有“{state}”这种审核结论", todo=f"可用：{'、'.join(STATES)}")
    row = (
        checked(subject, "关联的一端", MAX_ID),
        predicate,
        checked(thing, "关联的另一端", MAX_ID),
        checked(justification, "依据方式", MAX_NAME),
        confidence,
        checked(comment, "理由", MAX_NOTE, required=False),
        checked(author, "审核人姓名", MAX_NAME),
        day(made),
        state,
    )
    return curated.parse(dict(zip(curated.COLUMNS, row, strict=True)))


def _cells(link: Link) -> tuple[str, ...]:
    made = (link.justification, str(link.confidence), link.comment, link.author, link.date, link.review)
    return (*key(link), *made)


DECISIONS = Table(
    "decisions",
    "审核记录",
    curated.COLUMNS,
    """CREATE TABLE decisions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        subject_id TEXT NOT NULL, predicate_id TEXT NOT NULL, object_id TEXT NOT NULL, mapping_justification TEXT NOT NULL,
        confidence TEXT NOT NULL, comment TEXT NOT NULL, author_id TEXT NOT NULL,
        mapping_date TEXT NOT NULL, review_state TEXT NOT NULL)""",
    _parse,
    _cells,
)
