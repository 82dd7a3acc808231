"""The versions that a base keeps, and what differs between two of them."""

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.base import faults, snapshots
from app.base.manifest import Manifest, OtherFormat
from app.base.snapshots import Snapshot
from app.base.store import Store
from app.people import corrections
from app.people.corrections import HEAD, Correction
from ingest.errors import BaseError, NotFoundError
from ingest.model import Clause, Document, Parsed

NEW, CHANGED, GONE = "new", "changed", "gone"
KINDS = {NEW: "新增", CHANGED: "改动", GONE: "不再有"}
"""How a document or a clause differs from what it was, as people call it."""
FIELDS = corrections.FIELDS | {"doctype": "类型", "rendition": "文本"}
"""What people call the fields of a document that can differ."""


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A document that differs between two versions."""

    kind: str
    document: str
    title: str


@dataclass(frozen=True, slots=True)
class Version:
    """One snapshot on the disk."""

    number: int
    created: str
    """ISO 8601, UTC."""
    who: str
    """"" where an earlier program published it."""
    action: str
    serving: bool
    documents: int
    clauses: int
    changes: tuple[DocumentChange, ...]
    """Against the version before it that is kept; none for the first."""
    readable: bool = True


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """A document from one version of the base on, until the next one in which it differs."""

    number: int
    created: str
    who: str
    action: str
    file: str
    sha256: str
    rendition: str
    clauses: int
    corrections: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A clause, or a field of the document itself, that differs."""

    kind: str
    clause: str
    """Id of the clause; "" for a field of the document."""
    locator: str
    """Its place as a person writes it; the name of the field."""
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class State:
    """A document as one version has it."""

    document: Document
    clauses: tuple[Clause, ...]
    corrections: tuple[Correction, ...] = ()

    @property
    def identity(self) -> str:
        """The same for two versions that hold the same words in the same places."""
        text = repr((self.document, [(c.id, c.text) for c in self.clauses]))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def versions(kb: Path) -> list[Version]:
    """All versions that are kept, the newest first; BaseError when there is no base."""
    serving = snapshots.current(kb)
    found: list[Version] = []
    called = _called(kb)
    before: Mapping[str, State] | None = None
    for folder in sorted(faults.snapshot_folders(kb)):
        read = _opened(folder)
        if read is None:
            found.append(Version(int(folder.name), "", "", "", folder == serving.folder, 0, 0, (), readable=False))
            continue
        snapshot, store = read
        with contextlib.closing(store):
            after = states(store)
        differing = changes(before, after, called) if before is not None else ()
        found.append(_version(snapshot.manifest, int(folder.name), folder == serving.folder, differing))
        before = after
    return found[::-1]


def of_document(kb: Path, document: str) -> list[DocumentVersion]:
    """The versions of a document, under whatever id each has it, the newest first; NotFoundError when no version has it."""
    found: list[DocumentVersion] = []
    last, called = "", _called(kb)
    for snapshot, store in _all(kb):
        state = _state(store, document, called)
        identity = state.identity if state else ""
        if state and identity != last:
            found.append(_document_version(snapshot, state))
        last = identity
    if not found:
        raise NotFoundError(f"留存的各版里都没有文件“{document}”", todo="可用 duibiao list documents 查看")
    return found[::-1]


def at(kb: Path, number: int) -> Snapshot:
    """The snapshot of that number; NotFoundError when it is not kept, BaseError when it cannot be read."""
    folder = kb / "snapshots" / f"{number:06d}"
    if not folder.is_dir():
        kept = "、".join(str(int(folder.name)) for folder in sorted(faults.snapshot_folders(kb)))
        raise NotFoundError(f"没有留存第 {number} 版", str(kb), f"留存的有：{kept}" if kept else "")
    try:
        return snapshots.load(folder)
    except BaseError as exc:
        if folder in faults.snapshot_folders(kb)[:1] or isinstance(exc.__cause__, PermissionError | OtherFormat):
            raise
        raise BaseError(exc.what, exc.where, "现在的一版不受影响；要恢复，请另选一版，可用 duibiao versions 查看") from exc


def differences(kb: Path, document: str, before: int, after: int) -> list[Difference]:
    """What differs in a document between two versions, in the order of the later one; NotFoundError when neither has it."""
    found: list[State | None] = []
    called = _called(kb)
    for number in (before, after):
        with snapshots.store(at(kb, number)) as store:
            found.append(_state(store, document, called))
    if not any(found):
        raise NotFoundError(f"第 {before} 版和第 {after} 版里都没有文件“{document}”", todo="可用 duibiao versions 查看")
    return compared(found[0], found[1], called)


def parsed(kb: Path, document: str, number: int) -> Parsed:
    """A document with all that came from it, as one version of the base has it; NotFoundError when that has it not."""
    with snapshots.store(at(kb, number)) as store:
        found = _held(store, document, _called(kb))
        if found is None:
            raise NotFoundError(f"第 {number} 版里没有文件“{document}”", todo="可用 duibiao versions 查看")
        return store.parsed(found.id, found.rendition)


def compared(before: State | None, after: State | None, moved: Mapping[str, str]) -> list[Difference]:
    """The same for two states of a document; ``moved``: id of a clause → one name for all the ids that it had."""
    found = list(_heads(before, after)) if before and after else []
    old = {moved.get(c.id, c.id): c for c in before.clauses} if before else {}
    new = {moved.get(c.id, c.id): c for c in after.clauses} if after else {}
    for identity, clause in new.items():
        if identity not in old:
            found.append(Difference(NEW, clause.id, clause.locator, "", clause.text))
        elif old[identity].text != clause.text:
            found.append(Difference(CHANGED, clause.id, clause.locator, old[identity].text, clause.text))
    gone = (clause for identity, clause in old.items() if identity not in new)
    return [*found, *(Difference(GONE, clause.id, clause.locator, clause.text, "") for clause in gone)]


def _heads(before: State, after: State) -> Iterator[Difference]:
    for field in sorted(HEAD | {"doctype", "rendition"}):
        old, new = getattr(before.document, field), getattr(after.document, field)
        if old != new:
            yield Difference(CHANGED, "", field, old, new)


def states(store: Store) -> dict[str, State]:
    """Every serving document of a store, by its id."""
    clauses: dict[str, list[Clause]] = {}
    for clause in store.clauses():
        clauses.setdefault(clause.document, []).append(clause)
    return {d.id: State(d, tuple(clauses.get(d.id, ()))) for d in store.documents()}


def _state(store: Store, document: str, called: Mapping[str, str]) -> State | None:
    found = _held(store, document, called)
    if not found:
        return None
    return State(found, tuple(store.clauses(found.id)), tuple(store.ledger.corrected(found.id, found.rendition)))


def _held(store: Store, document: str, called: Mapping[str, str]) -> Document | None:
    """A serving document, by its id or another one that it had before or has since."""
    held = {d.id: d for d in store.documents()}
    name = called.get(document, document)
    return held.get(document) or next((one for identity, one in held.items() if called.get(identity, identity) == name), None)


def _called(kb: Path) -> dict[str, str]:
    """Id of a document or clause that was called otherwise in any version that is kept → one name for all its ids.

    A new number gives a document another id, and going back to an earlier version the earlier one.
    """
    name: dict[str, str] = {}

    def root(identity: str) -> str:
        while (above := name.setdefault(identity, identity)) != identity:
            name[identity] = identity = name[above]
        return identity

    for _, store in _all(kb):
        for old, new in store.aliases().items():
            name[root(old)] = root(new)
    return {identity: root(identity) for identity in name}


def changes(before: Mapping[str, State], after: Mapping[str, State], moved: Mapping[str, str]) -> tuple[DocumentChange, ...]:
    """Which documents differ between two versions of a base; ``moved`` as in ``compared``."""
    old, new = ({moved.get(identity, identity): state for identity, state in states.items()} for states in (before, after))
    kinds: Sequence[tuple[str, Mapping[str, State], Callable[[str], bool]]] = (
        (NEW, new, lambda i: i not in old),
        (CHANGED, new, lambda i: i in old and old[i].identity != new[i].identity),
        (GONE, old, lambda i: i not in new),
    )
    return tuple(
        DocumentChange(kind, state.document.id, state.document.title)
        for kind, held, differs in kinds
        for name, state in held.items()
        if differs(name)
    )


def _version(made_of: Manifest, number: int, serving: bool, found: tuple[DocumentChange, ...]) -> Version:
    counts = made_of.counts
    return Version(number, made_of.created, made_of.who, made_of.action, serving, counts["documents"], counts["clauses"], found)


def _document_version(snapshot: Snapshot, state: State) -> DocumentVersion:
    made_of, document = snapshot.manifest, state.document
    return DocumentVersion(
        int(snapshot.name),
        made_of.created,
        made_of.who,
        made_of.action,
        document.source,
        document.sha256,
        document.rendition,
        len(state.clauses),
        len(state.corrections),
    )


def _all(kb: Path) -> Iterator[tuple[Snapshot, Store]]:
    """Every readable version, the oldest first."""
    snapshots.current(kb)
    for folder in sorted(faults.snapshot_folders(kb)):
        if read := _opened(folder):
            with contextlib.closing(read[1]):
                yield read


def _opened(folder: Path) -> tuple[Snapshot, Store] | None:
    try:
        snapshot = snapshots.load(folder)
        return snapshot, Store.open(folder / snapshots.STORE)
    except BaseError:
        return None
