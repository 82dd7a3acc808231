"""Sources → a new snapshot. ``build`` starts from nothing, ``add`` and ``remove`` from the serving one."""

import getpass
import hashlib
import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from app import base, models, sources
from app.base import Manifest, Snapshot
from app.sources import Progress, quiet
from app.store import Store
from corpus import CORPUS
from index import model_folder
from index.bm25 import Forward
from index.concepts import ConceptFinder
from index.embed import SHIPPED, Model
from index.entry import Entry
from index.faiss_engine import FaissEngine
from index.level import level
from index.rows import cut
from index.tokenize import CUT, Tokenizer
from ingest import curated, thesaurus
from ingest.errors import BaseError, DuibiaoError, SourceError
from ingest.identifiers import TargetId
from ingest.model import Clause, CoreSystem, Document, Entity, Indicator, Link, Parsed, Standard, Target
from ingest.parsers import PARSERS
from ingest.pipeline import ingest
from kg import checks, rules
from kg.graph import kind_of

_BEGINNING, _ALIKE = 12, 0.3
SEARCHED = frozenset({"item", "paragraph", "box", "row", "form", "contact"})
"""Kinds of clauses that are searched; contact details only when asked for."""


@dataclass(slots=True)
class Report:
    """What a build or an addition did, file by file."""

    snapshot: Snapshot | None = None
    added: list[Document] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    errors: list[DuibiaoError] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    """What is wrong with the thesaurus, the links and the standards; the rest of them serves."""


def build(kb: Path, paths: Sequence[Path] = (), progress: Progress = quiet, doctype: str = "") -> Report:
    """Publish a base made of ``paths`` (default: the corpus) alone; ``doctype`` forces the type of every file."""
    report = Report()
    parsed = sources.read(paths or [CORPUS / "documents", CORPUS / "catalogues"], report.errors, progress, doctype)
    if not parsed:
        raise report.errors[0] if report.errors else SourceError("没有可加入的文件", "、".join(map(str, paths)))
    with base.writing(kb) as new:
        store = Store.create(new / base.STORE)
        _take_leave(kb, store, parsed, report)
        report.snapshot = _finish(kb, new, store, parsed, "build", None, report, progress)
    return report


def _take_leave(kb: Path, store: Store, parsed: list[Parsed], report: Report) -> None:
    """Keep the audit log of the base that stood here, and say which of its documents a new build leaves out."""
    try:
        snapshot = base.current(kb)
        with base.reading(snapshot):
            before = Store.open(snapshot.folder / base.STORE)
            store.take_audit(before)
            leaving = before.documents()
            before.close()
    except BaseError:
        return
    coming = {one.document.id for one in parsed}
    for left in leaving:
        if left.id not in coming:
            store.log(_now(), _who(), "leave", left)
            report.notes.append(f"新库不再包含“{left.title}”（{left.id}）；如需保留，请用 duibiao add 加回")


def add(kb: Path, paths: Sequence[Path], progress: Progress = quiet, doctype: str = "") -> Report:
    """Publish the serving base with ``paths`` added; an original takes the place of its document's digest."""
    report = Report()
    parsed = sources.read(paths, report.errors, progress, doctype)
    if not parsed:
        raise report.errors[0] if report.errors else SourceError("没有可加入的文件", "、".join(map(str, paths)))
    with base.writing(kb) as new:
        before = base.current(kb)
        shutil.copyfile(before.folder / base.STORE, new / base.STORE)
        store = Store.writable(new / base.STORE)
        parsed = _explain(store, parsed, report)
        report.snapshot = _finish(kb, new, store, parsed, "add", before, report, progress)
    return report


def remove(kb: Path, document: str, progress: Progress = quiet) -> Report:
    """Publish the serving base without ``document``: its original if there is one, else its digest."""
    report = Report()
    with base.writing(kb) as new:
        before = base.current(kb)
        shutil.copyfile(before.folder / base.STORE, new / base.STORE)
        store = Store.writable(new / base.STORE)
        renditions = [d for d in store.documents(serving=False) if d.id == document]
        if not renditions:
            store.close()
            raise BaseError(f"知识库里没有文件“{document}”", str(kb), "可用 duibiao list documents 查看")
        gone = max(renditions, key=lambda d: d.rendition == "original")
        store.drop(gone.id, gone.rendition)
        store.log(_now(), _who(), "remove", gone)
        if len(renditions) > 1:
            report.notes.append(f"已删除“{gone.title}”的原文，恢复为随系统提供的摘要")
        report.snapshot = _finish(kb, new, store, [], "remove", before, report, progress)
    return report


def _explain(store: Store, parsed: list[Parsed], report: Report) -> list[Parsed]:
    """What to take in, with a note on each document that is there already.

    A file that claims the id of quite another document is refused: what stood before is not lost to it.
    """
    before = {(d.id, d.rendition): d for d in store.documents(serving=False)}
    taken = []
    for one in parsed:
        doc = one.document
        same = before.get((doc.id, doc.rendition))
        if same and same.sha256 == doc.sha256:
            report.notes.append(f"“{doc.title}”已在库中，内容相同")
        elif same and same.source != doc.source and not _another_draft(store, one):
            what = f"与库内“{same.title}”（来自 {same.source}）编号相同（{doc.id}），内容却不同，没有收录"
            report.errors.append(SourceError(what, doc.source, "请在文件头写明不同的 id，或先用 duibiao remove 删除旧的"))
            continue
        elif same:
            report.notes.append(f"“{doc.title}”已更新为这次的版本")
        elif doc.rendition == "original" and (doc.id, "digest") in before:
            report.notes.append(f"“{doc.title}”的原文取代了摘要，条款编号不变")
        taken.append(one)
    if not taken:
        raise report.errors[0]
    return taken


def _another_draft(store: Store, one: Parsed) -> bool:
    """Whether a file is a draft of the document that has its id: a good part of its clauses begin alike."""
    old = {c.text[:_BEGINNING] for c in store.clauses(one.document.id)}
    return sum(c.text[:_BEGINNING] in old for c in one.clauses) >= _ALIKE * len(one.clauses)


def _finish(
    kb: Path,
    new: Path,
    store: Store,
    parsed: list[Parsed],
    action: str,
    before: Snapshot | None,
    report: Report,
    progress: Progress,
) -> Snapshot:
    """Everything after the documents are known: merge, link, index, publish."""
    for one in parsed:
        store.put(one)
        store.log(_now(), _who(), action, one.document)
        report.added.append(one.document)
    store.settle()
    progress("整理标准、目标和关联", 0, 3)
    concepts, broken_terms = thesaurus.read_folder(CORPUS / "thesaurus")
    entities = [*map(_described, merge(store.stated_entities())), *concepts]
    tokenizer = Tokenizer(ConceptFinder(concepts))
    clauses = list(store.clauses())
    store.set_entities(entities)
    links, broken_links = curated.read_folder(CORPUS / "links")
    found = rules.links(rules.Sources(entities, clauses, tokenizer, store.documents(), links))
    store.set_links([*_applicable(links, entities), *found])
    lost = curated.leading_nowhere(CORPUS / "links", _known_ids(entities, links))
    problems = [*checks.broken_data([*broken_terms, *broken_links, *lost]), *checks.standards(entities)]
    store.set_base_findings(problems)
    report.problems += [f.message for f in problems]
    progress("建立索引", 1, 3)
    model = models.embedder()
    catalogues = {d.id for d in store.documents() if d.doctype == "catalogue"}
    identity = {"name": model.name, "sha256": model.sha256, "dim": str(model.dim)}
    identity |= {"thesaurus": _sha256_of(CORPUS / "thesaurus"), "cut": CUT}
    if before and before.manifest.model["sha256"] != model.sha256:
        report.notes.append(f"语义模型由“{before.manifest.model['name']}”换成“{model.name}”，全库已重算")
    identity |= _index(
        new,
        store,
        list(entries(entities, [c for c in clauses if c.document not in catalogues])),
        tokenizer,
        model,
        before if before and identity.items() <= before.manifest.model.items() else None,
        progress,
    )
    counts = {"documents": len(store.documents()), "clauses": len(clauses)}
    for entity in entities:
        counts[kind_of(entity)] = counts.get(kind_of(entity), 0) + 1
    origins = [
        {"document": d.id, "rendition": d.rendition, "file": d.source, "sha256": d.sha256}
        for d in store.documents(serving=False)
    ]
    store.close()
    progress("发布", 2, 3)
    manifest = Manifest(base.FORMAT, _now(), _version(), identity, counts, origins)
    return base.publish(kb, new, manifest)


def merge(stated: list[Entity]) -> list[Entity]:
    """One entity an id: the first source's values, gaps filled from later ones (originals come first)."""
    merged: dict[tuple[str, str], Entity] = {}
    for entity in stated:
        key = (kind_of(entity), entity.id)
        first = merged.get(key)
        if first is None:
            merged[key] = entity
        else:
            gaps = {f.name: getattr(entity, f.name) for f in fields(first) if not getattr(first, f.name)}
            merged[key] = replace(first, **{name: value for name, value in gaps.items() if value})
    return sorted(merged.values(), key=_kind_order)


def _described(entity: Entity) -> Entity:
    """A standard or core system with the topics and definition that the shipped catalogues give it, like a thesaurus."""
    shipped = _shipped().get((kind_of(entity), entity.id))
    if isinstance(entity, Standard) and isinstance(shipped, Standard):
        return replace(entity, topics=entity.topics or shipped.topics, note=entity.note or shipped.note)
    if isinstance(entity, CoreSystem) and isinstance(shipped, CoreSystem):
        return replace(entity, topics=entity.topics or shipped.topics, definition=entity.definition or shipped.definition)
    return entity


def _known_ids(entities: list[Entity], links: list[Link]) -> set[str]:
    """Ids that a curated link may lead to: of this base, and of what ships, which a base need not hold."""
    known = {e.id for e in entities}
    if all({x.subject, x.object} <= known | {curated.NONE} for x in links):
        return known
    files = (f for f in sorted((CORPUS / "documents").iterdir()) if f.suffix in PARSERS)
    return known | {i for _, i in _shipped()} | {e.id for path in files for e in ingest(path).entities}


@cache
def _shipped() -> dict[tuple[str, str], Entity]:
    files = sorted((CORPUS / "catalogues").glob("*.csv"))
    return {(kind_of(e), e.id): e for path in files for e in ingest(path).entities}


def _kind_order(entity: Entity) -> tuple[str, int, str, int]:
    """Targets go by year, national ones first, and number; everything else stays in the order of its sources."""
    if isinstance(entity, Target):
        code = TargetId.parse(entity.id)
        return "target", code.year, code.scheme, code.number
    return kind_of(entity), 0, "", 0


def _applicable(links: list[Link], entities: list[Entity]) -> list[Link]:
    """Curated links of which both ends are in this base."""
    known = {e.id for e in entities}
    return [x for x in links if x.subject in known and x.object in known and not curated.refused(x)]


def entries(entities: list[Entity], clauses: list[Clause]) -> Iterable[Entry]:
    """What is searchable: clauses of substance and the entities people cite."""
    texts = {clause.id: clause.text for clause in clauses}
    for clause in clauses:
        if clause.kind in SEARCHED:
            title = " ".join(t for t in clause.titles if t)
            if clause.kind == "contact":
                title += f" 联系方式 联系电话 {texts.get(clause.id.rpartition('/')[0], '')}"
            yield Entry("clause", clause.id, title, clause.text)
    for entity in entities:
        match entity:
            case Standard():
                yield Entry(
                    "standard",
                    entity.id,
                    f"{entity.name} {entity.id}",
                    " ".join((entity.category, entity.published, entity.effective, *entity.topics, entity.note)),
                )
            case Target():
                yield Entry("target", entity.id, f"{entity.name} {entity.id}", f"{entity.specialty} {entity.summary}")
            case CoreSystem():
                yield Entry("core_system", entity.id, entity.id, " ".join((entity.definition, *entity.topics)))
            case Indicator():
                yield Entry("indicator", entity.id, entity.name, f"{entity.dimension} {entity.direction} {entity.threshold}")


def _index(
    new: Path,
    store: Store,
    rows: list[Entry],
    tokenizer: Tokenizer,
    model: Model,
    before: Snapshot | None,
    progress: Progress,
) -> dict[str, str]:
    """Write the index; rows that the last snapshot indexed with the same thesaurus and model are taken over.

    Gives the level of the vectors, for the manifest, where the model is not the shipped one.
    """
    old = store.entry_rows() if before else {}
    kept = [(old[e.key], e) for e in rows if e.key in old]
    fresh = [e for e in rows if e.key not in old]
    more = cut(fresh, tokenizer)
    texts = [f"{e.title} {e.text}" for e in fresh]
    vectors = model.encode(texts, lambda done: progress("计算语义向量", done, len(texts)))
    if before and kept:
        numbers = [row for row, _ in kept]
        more = Forward.joined([Forward.load(before.folder / base.BM25).take(numbers), more])
        vectors = np.concatenate([FaissEngine.load(before.folder / base.VECTORS).vectors()[numbers], vectors])
    engine = FaissEngine(model.dim)
    engine.add(vectors)
    base.write_text(new / base.WORDS, json.dumps(tokenizer.dictionary, ensure_ascii=False))
    more.save(new / base.BM25)
    engine.save(new / base.VECTORS)
    store.set_entries([*(e for _, e in kept), *fresh])
    if model.sha256 == model_folder.sha256(SHIPPED):
        return {}
    return {"level": "{} {}".format(*level(model, (e.title for e in rows), vectors))}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _who() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def _sha256_of(folder: Path) -> str:
    """One hash over all files of ``folder``."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _version() -> str:
    try:
        return version("duibiao")
    except PackageNotFoundError:
        return "0"
