"""What people decided about suggested links: a table beside the snapshots, applied whenever the base is opened.

One row a decision, the last one on a link counts, earlier ones stay as the record. The columns are those of
``corpus/links``, so that a row can be moved there.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.people import files
from ingest.errors import BaseError, QuestionError
from ingest.model import Link
from ingest.shipped import curated
from ingest.shipped.datafiles import read_text

ACCEPTED, REJECTED, OPEN = "accepted", curated.REJECTED, "open"
STATES = {ACCEPTED: "接受", REJECTED: "不接受", OPEN: "撤销"}
"""What a decision may be: ``OPEN`` takes an earlier one back."""
_JUSTIFICATION = "semapv:MappingReview"

Key = tuple[str, str, str]


def key(link: Link) -> Key:
    """What makes two links the same to a reviewer."""
    return link.subject, link.predicate, link.object


def link_id(link: Link) -> str:
    """A short id of a link that stays the same through rebuilds."""
    return hashlib.sha256("\t".join(key(link)).encode()).hexdigest()[:8]


def table(kb: Path) -> Path:
    """The table of decisions; it outlives every snapshot."""
    return kb / "decisions.csv"


def read(kb: Path) -> dict[Key, Link]:
    """The standing decision on each link, in the order made; BaseError when the table cannot be read."""
    path = table(kb)
    if not path.exists():
        return {}
    links, problems = curated.read(path)
    if problems:
        raise BaseError(f"审核记录读不懂：{problems[0]}", str(path), "请改正这一行；原有内容没有改动")
    return {key(link): link for link in links}


def version(kb: Path) -> str:
    """Something that changes whenever the table does."""
    try:
        stat = table(kb).stat()
    except OSError:
        return ""
    return f"{stat.st_mtime_ns} {stat.st_size}"


def applied(links: Iterable[Link], decided: dict[Key, Link], known: set[str]) -> list[Link]:
    """``links`` with accepted suggestions as curated links and without rejected ones; suggestions come last.

    An accepted link stays when no rule suggests it any more, as long as both its ends are ``known``.
    """
    settled, suggestions = [], {}
    for link in links:
        if link.basis == "suggested":
            suggestions[key(link)] = link
        else:
            settled.append(link)
    for one, decision in decided.items():
        suggestion = suggestions.get(one)
        if decision.review == OPEN:
            continue
        suggestions.pop(one, None)
        if decision.review == ACCEPTED and {decision.subject, decision.object} <= known:
            settled.append(replace(decision, evidence=suggestion.evidence if suggestion else ()))
    return [*settled, *suggestions.values()]


def decide(kb: Path, candidates: Sequence[Link], ids: Sequence[str], state: str, by: str, why: str = "") -> list[Link]:
    """Write down one decision on each link; QuestionError for an unknown id or a missing name.

    ``candidates`` are the links that can be decided on: suggestions, and those decided before.
    """
    if not by.strip():
        raise QuestionError("没有写审核人", todo="请用 --by 写上姓名")
    by_id = {link_id(link): link for link in candidates}
    unknown = [i for i in ids if i not in by_id]
    if unknown:
        raise QuestionError(f"没有待审核的关联 {'、'.join(unknown)}", todo="可用 duibiao links review 查看编号")
    with files.locked(kb):
        path = table(kb)
        read(kb)
        before = read_text(path) if path.exists() else ",".join(curated.COLUMNS) + "\n"
        rows = [_decision(by_id[i], state, by.strip(), why.strip()) for i in ids]
        files.write_text(path, "\ufeff" + before + ("" if before.endswith("\n") else "\n") + _rows(rows))
    return rows


def _decision(link: Link, state: str, by: str, why: str) -> Link:
    comment = f"{link.comment.partition('；审核：')[0]}；审核：{why}" if why else link.comment
    return replace(
        link,
        basis="curated",
        justification=_JUSTIFICATION,
        comment=comment,
        author=by,
        date=date.today().isoformat(),
        review=state,
    )


def _rows(links: Sequence[Link]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for x in links:
        writer.writerow(
            (x.subject, x.predicate, x.object, x.justification, x.confidence, x.comment, x.author, x.date, x.review)
        )
    return out.getvalue()
