"""Drafts and pieces of work of one base: begun, opened, gone on with. The draft's file is kept under ``KB/drafts``."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path, PurePath
from typing import TypeVar

from app.base import by_content, snapshots
from app.base.knowledge import Knowledge
from app.base.progress import Tell
from app.case_form.case import Case
from app.case_form.checked import CheckedCase
from app.case_form.forms import Forms, Read
from app.case_work import adopted, assembling
from app.case_work.adopted import Changed
from app.case_work.concerns import Concern, concerns
from app.case_work.replay import Standing, replay
from app.mapping import draft as drafts
from app.mapping.model import Draft, Mapping
from app.people import database, works
from app.people.text import cleaned
from app.people.works import MAX_TITLE, Step, Work
from ingest.errors import SourceError, reason

MOST_BYTES = 50 * 1024 * 1024
"""Of a draft."""
_KEPT_DRAFTS, _KEPT_MAPPINGS = 16, 32
_BACK = timedelta(days=30)
"""For so long a deleted piece of work can be had back."""

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Opened:
    """A piece of work as it stands."""

    work: Work
    steps: tuple[Step, ...]
    standing: Standing
    mapping: Mapping
    concerns: tuple[Concern, ...]
    case: Case
    """As it would be exported, before its citations are checked."""
    checked: CheckedCase
    undecided: tuple[int, ...]
    """Numbers of the practices, from 0, whose basis nobody has looked at, or not since its text was changed."""
    changed: tuple[Changed, ...]
    """The bases that were adopted with another text than the base has now."""

    @property
    def wrong(self) -> int:
        """Citations with something wrong."""
        return sum(not concern.hint for concern in self.concerns)

    @property
    def cited(self) -> int:
        """Citations that were checked."""
        return len(self.mapping.references) + len(self.mapping.quotes)


class Desk:
    """What is worked on against one opened base; drafts that were read lately, and what was said of them, stay in memory."""

    def __init__(self, kb: Knowledge) -> None:
        """Nothing is read yet."""
        self.kb, self.forms = kb, Forms(kb)
        self._mapper, self._lock = self.forms.mapper, threading.RLock()
        self._drafts: OrderedDict[str, Draft] = OrderedDict()
        self._mappings: OrderedDict[Draft, Mapping] = OrderedDict()

    def begin(self, person: str, name: str, data: bytes, told: Tell) -> Work:
        """Read a draft, keep it, and begin a piece of work on it; SourceError when it cannot be read, and nothing is kept."""
        if len(data) > MOST_BYTES:
            raise SourceError(f"超过 {MOST_BYTES // 1024 // 1024} MB", name, "请压缩里面的图片，或只留案例正文")
        name = cleaned(PurePath(name).name, MAX_TITLE) or "草稿"
        draft = drafts.of_bytes(data, PurePath(name), lambda done, total: told("正在读草稿", done, total))
        self._mapped(draft, told)
        work = keep(self.kb.snapshot.kb, person, draft.title, name, data)
        with self._lock:
            _put(self._drafts, work.sha256, draft, _KEPT_DRAFTS)
        return work

    def open(self, person: str, identity: str, told: Tell = lambda what, done, total: None) -> Opened:
        """A piece of work as it stands; NotFoundError where it is not that person's, SourceError when its draft is gone."""
        with database.reading(self.kb.snapshot.kb) as db:
            work = works.find(db, person, identity)
            steps = tuple(works.steps(db, work.id))
        standing = replay(self._read(work, told), steps)
        mapping = self._mapped(standing.draft, told)
        case = assembling.case(self.kb, mapping, standing, self.forms.notice)
        changed = adopted.changes(self.kb, mapping, standing)
        checked = self.forms.check(Read(case, True, standing.draft.unread))
        problems = (*(one.problem(mapping) for one in changed), *checked.problems)
        found = tuple(concerns(self.kb, mapping))
        left = tuple(sorted({*assembling.undecided(mapping, standing), *(one.practice for one in changed)}))
        return Opened(work, steps, standing, mapping, found, case, replace(checked, problems=problems), left, changed)

    def ready(self, person: str, identity: str) -> bool:
        """Whether a piece of work can be opened at once, its draft having been read and mapped."""
        with database.reading(self.kb.snapshot.kb) as db:
            work = works.find(db, person, identity)
            steps = works.steps(db, work.id)
        draft = self._drafts.get(work.sha256)
        return draft is not None and replay(draft, steps).draft in self._mappings

    def _read(self, work: Work, told: Tell) -> Draft:
        if (known := self._drafts.get(work.sha256)) is None:
            data = _bytes(self.kb.snapshot.kb, work)
            known = drafts.of_bytes(data, PurePath(work.file), lambda done, total: told("正在读草稿", done, total))
            with self._lock:
                _put(self._drafts, work.sha256, known, _KEPT_DRAFTS)
        return known

    def _mapped(self, draft: Draft, told: Tell) -> Mapping:
        if known := self._mappings.get(draft):
            return known
        with self._lock:
            told("正在核对引用", 0, 0)
            found = self._mapper.of(draft, lambda done, total: told("正在逐条对照做法", done, total))
            _put(self._mappings, draft, found, _KEPT_MAPPINGS)
            return found


def keep(kb: Path, person: str, title: str, name: str, data: bytes) -> Work:
    """Keep a draft and begin a piece of work on it; what was deleted long ago goes, with the drafts that nobody needs."""
    with database.writing(kb) as db:
        try:
            sha256 = by_content.keep(snapshots.drafts(kb), data)
        except OSError as exc:
            raise SourceError(f"草稿存不下来（{reason(exc)}）", name, "请检查磁盘空间和权限") from exc
        works.purge(db, (datetime.now() - _BACK).isoformat(timespec="milliseconds"))
        work = works.start(db, person, cleaned(title, MAX_TITLE) or name, name, sha256)
        for left in by_content.unnamed(snapshots.drafts(kb), works.files(db)):
            left.unlink(missing_ok=True)
    return work


def _bytes(kb: Path, work: Work) -> bytes:
    todo = "请把草稿再上传一次"
    try:
        data = by_content.place(snapshots.drafts(kb), work.sha256).read_bytes()
    except OSError as exc:
        raise SourceError("留存的草稿不见了或打不开", work.file, todo) from exc
    if by_content.sha256_of(data) != work.sha256:
        raise SourceError("留存的草稿被改动过或已损坏", work.file, todo)
    return data


def _put(kept: OrderedDict[K, V], key: K, value: V, most: int) -> None:
    kept[key] = value
    while len(kept) > most:
        kept.popitem(last=False)
