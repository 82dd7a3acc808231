"""The draft: files that are taken in, documents that are retired and words that are put right, all before anybody publishes.

What is acknowledged here is on the disk: a file lies in the base before its line is written, and a line is one transaction.
"""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePath

from app.base import draft_files, journal, kept_files, snapshots
from app.build import beside, correcting, uncatalogued
from app.build.beside import Titles
from app.build.finish import standing
from app.people import clock, corrections, database
from app.people import draft as people_draft
from app.people.corrections import HEAD, Correction
from app.people.draft import ADD, CORRECT, DRAFT, RETIRE, Staged
from ingest.draft import Job
from ingest.errors import BaseError, NotFoundError, QuestionError, SourceError
from ingest.model import Document, Parsed
from ingest.worker.asking import ParsingWorker

Pages = Callable[[int, int], None]
"""Called with the number of pages read and of all pages; what it raises stops the reading."""
Written = Mapping[str, tuple[str | None, str]]
"""Field → what a person saw there, None where that does not matter, and what it is to be."""


def staged(kb: Path) -> list[Staged]:
    """The whole draft, without what a snapshot published already."""
    with contextlib.suppress(BaseError):
        journal.hand_over(snapshots.current(kb))
    with database.reading(kb) as db:
        return people_draft.read(db)


def upload(
    kb: Path,
    data: bytes,
    name: str,
    who: str,
    *,
    doctype: str = "",
    instead: str = "",
    pages: Pages = lambda _d, _t: None,
    tell: Callable[[str], None] = lambda _line: None,
) -> Staged:
    """Read a file and put it into the draft, as a new document or in the place of the document ``instead``.

    ``tell`` is called with a line where the file is kept beside another one of its title, or becomes no catalogue.
    SourceError when it cannot be read, or is in the base already; nothing is staged then.
    """
    sha256 = draft_files.keep(kb, data)
    parsed = _parsed(kb, sha256, name, doctype, pages)
    held = _held(kb)
    if instead and instead not in held:
        raise NotFoundError(f"知识库里没有文件“{instead}”", todo="请刷新页面后再试")
    document, other = _placed(kb, parsed, instead)
    same = held.get(document.id)
    if same and same.sha256 == sha256 and not (doctype or instead):
        raise SourceError(f"“{same.title}”已在库中，内容相同", name, "不用再上传")
    numbered = not beside.by_title(parsed.document)
    if same and numbered and same.rendition == document.rendition and same.id != instead and same.source != name:
        what = f"与库内“{same.title}”（来自 {same.source}）编号相同（{document.id}），没有收进草稿"
        raise SourceError(what, name, f"确是同一份文件的新版本，请打开“{same.title}”，用“更换文件”上传")
    row = Staged(clock.utc(), who, ADD, document.id, document.title, name, sha256, doctype, instead)
    _stage(kb, row)
    if other:
        tell(beside.told(other, document, f"若是它的新版本，请撤下这一项，打开“{other.title}”用“更换文件”上传"))
    if line := uncatalogued.told(parsed):
        tell(line)
    return row


def _placed(kb: Path, parsed: Parsed, instead: str) -> tuple[Document, Document | None]:
    """The document that a file becomes, and that of the same title beside which it is kept as a new one, if there is one."""
    waiting = [one for one in staged(kb) if one.action == ADD]
    with snapshots.store(snapshots.current(kb)) as store:
        titles = Titles.of(store, [beside.held(parsed_of(kb, one), fresh=True) for one in waiting])
        if instead:
            return titles.instead(parsed, instead).document, None
        found, same = titles.place(parsed)
        return found.document, titles.beside(found.document) if found is not parsed and not same else None


def retype(kb: Path, document: str, doctype: str, who: str, pages: Pages = lambda _d, _t: None) -> Staged:
    """Put into the draft that a document is read anew as one of another type; QuestionError when there is no such document."""
    waiting = next((one for one in staged(kb) if one.action == ADD and one.document == document), None)
    if waiting:
        data, name, instead = draft_files.read(kb, waiting.sha256, waiting.file), waiting.file, waiting.instead
    else:
        found = _document(kb, document)
        data, name, instead = kept_files.read(kb, found.sha256, found.source), found.source, document
    one = upload(kb, data, name, who, doctype=doctype, instead=instead, pages=pages)
    if waiting and waiting.document != one.document:  # else the new row has taken the place of the old one
        unstage(kb, waiting.key)
    return one


def retire(kb: Path, document: str, who: str) -> Staged:
    """Put into the draft that a document is taken out; QuestionError when there is no such document."""
    row = Staged(clock.utc(), who, RETIRE, document, _document(kb, document).title)
    _stage(kb, row)
    return row


def correct(kb: Path, document: str, clause: str, field: str, after: str, who: str, *, seen: str | None = None) -> Staged:
    """Put a correction of one field into the draft, of the document itself where ``clause`` is "".

    ``seen``: what the person saw there; QuestionError when somebody else changed it meanwhile, when there is no such place,
    or when the field cannot be that.
    """
    if field not in HEAD and not clause:
        raise QuestionError("没有写条款编号", todo="请写明改哪一条")
    [row] = _checked(kb, document, clause, {field: (seen, after)}, who)
    _stage(kb, row)
    return row


def correct_all(kb: Path, document: str, clause: str, written: Written, who: str, *, doctype: str = "") -> None:
    """Put all that a person wrote in one form into the draft, or nothing: corrections, and a ``doctype`` to read it as.

    QuestionError as in ``correct``.
    """
    rows = _checked(kb, document, clause, written, who)
    if doctype:
        retype(kb, document, doctype, who)
    _stage(kb, *rows)


def _checked(kb: Path, document: str, clause: str, written: Written, who: str) -> list[Staged]:
    """What is to be staged, a row a field, once every field may be what it is to be."""
    rows = staged(kb)
    parsed, title = _plain(kb, document, rows)
    now = _put_right(kb, document, parsed, rows)
    found = []
    for field, (seen, wanted) in written.items():
        before = correcting.value(parsed, clause, field)
        if before is None:
            raise NotFoundError(f"“{title}”里没有“{clause}”这一处", todo="请刷新页面后再试")
        shown, after = correcting.value(now, clause, field) or "", corrections.kept(field, wanted)
        if seen is not None and corrections.tidied(seen) not in (shown, after):
            raise QuestionError(f"这一处刚被改成“{shown}”，您的改动没有记下", todo="请看过新的文字再改")
        one = Staged(clock.utc(), who, CORRECT, document, title, clause=clause, field=field, before=before, after=after)
        found.append(one)
    return found


def unstage(kb: Path, key: str) -> Staged:
    """Take one change off the draft; NotFoundError when it is not there."""
    with database.writing(kb) as db:
        found = people_draft.find(db, key)
        people_draft.drop(db, [key])
        rest = people_draft.read(db)
    draft_files.sweep(kb, {one.sha256 for one in (*rest, found)})  # what was taken off can be put back
    return found


def restage(kb: Path, one: Staged) -> None:
    """Put back what was just taken off, unless something else stands in its place."""
    with database.writing(kb) as db:
        if one.subject not in {other.subject for other in people_draft.read(db)}:
            DRAFT.add(db, one)


def drafted(kb: Path, document: str) -> Parsed:
    """A document as it will be once the draft is published; NotFoundError when neither base nor draft has it."""
    rows = staged(kb)
    plain, _ = _plain(kb, document, rows)
    return _put_right(kb, document, plain, rows)


def published(kb: Path) -> list[Correction]:
    """The corrections in force."""
    with snapshots.store(snapshots.current(kb)) as store:
        return standing(kb, store, [])


def parsed_of(kb: Path, one: Staged) -> Parsed:
    """What a staged file was read as, under the id that it was staged with; it is read again where that is not kept."""
    return beside.under(_parsed(kb, one.sha256, one.file, one.doctype, lambda _done, _total: None), one.document)


def _put_right(kb: Path, document: str, plain: Parsed, rows: Sequence[Staged]) -> Parsed:
    """A document as it was read, with the corrections in force and those of the draft's ``rows``."""
    made = [*published(kb), *(one.correction for one in rows if one.action == CORRECT)]
    due = [one for one in corrections.standing(made) if one.document == document]
    return correcting.corrected(plain, due)[0]


def _plain(kb: Path, document: str, rows: Sequence[Staged]) -> tuple[Parsed, str]:
    """A document as it was read, without any correction, and its title; from the draft where ``rows`` have a file for it."""
    upload_of = next((one for one in rows if one.action == ADD and one.document == document), None)
    if upload_of:
        return parsed_of(kb, upload_of), upload_of.title
    found = _document(kb, document)
    with snapshots.store(snapshots.current(kb)) as store:
        parsed = store.parsed(found.id, found.rendition)
        return correcting.plain(parsed, store.ledger.corrected(found.id, found.rendition)), found.title


def _parsed(kb: Path, sha256: str, name: str, doctype: str, pages: Pages) -> Parsed:
    known = draft_files.remembered(kb, sha256, doctype)
    if known and known.document.source == name:
        return known
    with ParsingWorker() as worker:
        parsed = worker.ingest(draft_files.read(kb, sha256, name), PurePath(name), Job(doctype, pages=pages))
    draft_files.remember(kb, sha256, doctype, parsed)
    return parsed


def _stage(kb: Path, *rows: Staged) -> None:
    """Write changes, each in the place of an earlier one of the same thing; QuestionError when that is another person's."""
    with database.writing(kb) as db:
        for row in rows:
            there = [one for one in people_draft.read(db) if one.subject == row.subject or _same_file(one, row)]
            for one in there:
                if one.who != row.who and row.action != CORRECT:
                    did = people_draft.STAGED[one.action]
                    raise QuestionError(
                        f"{one.who}已在草稿里{did}“{one.title}”", todo="请先发布草稿，或请对方撤下这一项；您的改动没有记下"
                    )
            people_draft.drop(db, [one.key for one in there])
            DRAFT.add(db, row)


def _same_file(one: Staged, row: Staged) -> bool:
    """Whether a file that waited as a document of its own is now to take the place of another one."""
    return bool(row.instead) and one.action == ADD and (one.sha256, one.who) == (row.sha256, row.who)


def _held(kb: Path) -> dict[str, Document]:
    with snapshots.store(snapshots.current(kb)) as store:
        return {document.id: document for document in store.documents()}


def _document(kb: Path, document: str) -> Document:
    found = _held(kb).get(document)
    if not found:
        raise NotFoundError(f"知识库里没有文件“{document}”", todo="可用 duibiao list documents 查看")
    return found
