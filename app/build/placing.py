"""Gives each file that is read its place in a base: as a document of its own, or as the new version of one that is there."""

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import replace

from app.base.store import Store
from app.build import moved
from app.build.beside import Held, Titles, alike, by_title, told, under
from app.build.finish import Report, take_out
from app.build.sources import Incoming, claimed
from ingest.errors import NotFoundError, SourceError
from ingest.model import Document, Parsed


def anew(called: Mapping[str, str], read: list[Incoming], report: Report) -> list[Incoming]:
    """The files of a base that is made anew; ``called``: sha256 → id of those that were there before, which keep theirs."""
    known = [replace(one, parsed=under(one.parsed, called.get(one.parsed.document.sha256, ""))) for one in read]
    first = sorted(known, key=lambda one: one.parsed.document.sha256 not in called)
    placed = {id(before): after for before, after, _ in _placed(Titles(), first, report)}
    return [placed[id(one)] for one in known if id(one) in placed]


def accepted(store: Store, read: list[Incoming], report: Report) -> list[Incoming]:
    """The files to add to ``store``, with a note in the report on each document that it already has.

    Another file with the id of a document is refused, unless its title made that id. Raises the first error when every file is.
    """
    before = {(d.id, d.rendition): d for d in store.documents(serving=False)}
    taken = []
    for file, one, _ in _placed(Titles.of(store), read, report):
        doc = one.parsed.document
        same = before.get((doc.id, doc.rendition))
        if same and same.sha256 == doc.sha256:
            report.notes.append(f"“{doc.title}”已在库中，内容相同")
        elif same and same.source != doc.source and not (by_title(file.parsed.document) or _another_draft(store, one.parsed)):
            report.errors.append(_refused(same, doc))
            continue
        elif same:
            report.notes.append(f"“{doc.title}”已更新为这次的版本")
        elif doc.rendition == "original" and (doc.id, "digest") in before:
            report.notes.append(f"“{doc.title}”的原文取代了摘要，条款编号不变")
        taken.append(one)
    if taken:
        return taken
    raise report.errors[0]


def instead_of(store: Store, identity: str, one: Incoming) -> Incoming:
    """The file under the id that it gets when it takes the place of the document ``identity``.

    NotFoundError when there is no such document, SourceError when the file has the number of yet another one.
    """
    known = {document.id: document for document in store.documents()}
    if identity not in known:
        raise NotFoundError(f"知识库里没有文件“{identity}”", todo="可用 duibiao list documents 查看")
    parsed = Titles.of(store).instead(one.parsed, identity)
    other = known.get(parsed.document.id)
    if other and other.id != identity and other.sha256 != parsed.document.sha256:
        raise _refused(other, parsed.document)
    return replace(one, parsed=parsed)


def take_place(store: Store, old: str, parsed: Parsed, report: Report) -> None:
    """Take the document ``old`` out of ``store``, in whose place ``parsed`` comes, and let its ids lead to that."""
    if old == parsed.document.id:
        return
    moved.replaced(store, old, parsed)
    gone = take_out(store, old, report, for_another=True)
    if gone:
        report.replaced[parsed.document.id] = gone[0].sha256
    _digest_back(gone, report)


def left_out(store: Store, document: str, report: Report) -> None:
    """Take a document out of ``store``, with a note where its digest comes back."""
    _digest_back(take_out(store, document, report), report)


def _digest_back(gone: list[Document], report: Report) -> None:
    if len(gone) > 1:
        report.notes.append(f"“{gone[0].title}”的原文停用后，恢复为随系统提供的摘要")


def _placed(titles: Titles, read: list[Incoming], report: Report) -> Iterator[tuple[Incoming, Incoming, Held | None]]:
    """Each file as read, and as placed, with the document whose place it takes; one of the same go is an error instead."""
    for one in read:
        parsed, same = titles.place(one.parsed)
        doc, other = parsed.document, titles.beside(parsed.document)
        if same and same.fresh and same.document.sha256 != doc.sha256 and same.document.rendition == doc.rendition:
            report.errors.append(claimed(same.document, doc, doc.source))
            continue
        if other and not same and doc.id != one.parsed.document.id:
            todo = f"若是它的新版本，请用 duibiao add --replace {shlex.quote(other.id)} {shlex.quote(doc.source)} 更换"
            report.notes.append(told(other, doc, todo))
        yield one, replace(one, parsed=parsed), same


def _another_draft(store: Store, parsed: Parsed) -> bool:
    """Whether a file is another draft of the document with its id."""
    return alike(store.clauses(parsed.document.id), parsed.clauses)


def _refused(same: Document, doc: Document) -> SourceError:
    return SourceError(
        f"与库内“{same.title}”（来自 {same.source}）编号相同（{doc.id}），内容却不同，没有收录",
        doc.source,
        f"若是它的新版本，请用 duibiao add --replace {shlex.quote(same.id)} {shlex.quote(doc.source)}；"
        "若是另一份，请在文件头写明不同的 id",
    )
