"""Parses the files that a person names, or those kept in a base. A file that fails is reported; the others are still read."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePath

from app.base import kept_files
from app.base.manifest import Source
from app.build import beside
from corpus import CORPUS
from ingest.errors import DuibiaoError, SourceError, reason
from ingest.formats.registry import PARSERS, unsupported
from ingest.model import Document, Parsed
from ingest.text.decoding import read_bytes
from ingest.worker.many import File, parsed

Progress = Callable[[str, float, int], None]
"""Called with the current activity in Chinese, how many files or steps are done (pages as a fraction), and their total."""


def quiet(_what: str, _done: float, _total: int) -> None:
    """A ``Progress`` that shows nothing."""
    return


@dataclass(frozen=True, slots=True)
class Incoming:
    """A parsed file that is to be added to the base."""

    parsed: Parsed
    path: Path | None = None
    """Path of the file; None when the base has already kept it."""
    doctype: str = ""
    """The document type that a person set; "" when it was recognised."""

    def data(self) -> bytes:
        """The file's bytes, b"" when the base has kept it; SourceError when the file was changed since it was parsed."""
        if self.path is None:
            return b""
        data = read_bytes(self.path)
        if sha256(data).hexdigest() != self.parsed.document.sha256:
            raise SourceError("文件在读取之后又有改动，没有收录", str(self.path), "请等文件保存好，再重新加入")
        return data


def read(paths: Sequence[Path], errors: list[DuibiaoError], progress: Progress, doctype: str = "") -> list[Incoming]:
    """Parse the files ``paths`` and all files in folders among them; add an error to ``errors`` for each that fails.

    ``doctype`` sets the type of all documents; "" lets it be recognised.
    """
    files = [file for path in paths for file in _files(path, errors)]
    read: dict[tuple[str, ...], Incoming] = {}
    asked = [
        File(x, doctype, partial(_bytes, x), partial(_pages, progress, x.name, i, len(files))) for i, x in enumerate(files)
    ]
    for file, one in zip(files, _told(parsed(asked), [x.name for x in files], progress), strict=True):
        try:
            found = _whole(one, digest=CORPUS in file.resolve().parents)
            _claim(read, Incoming(found, file, doctype), str(file))
        except DuibiaoError as exc:
            errors.append(exc)
    return list(read.values())


def reread(kb: Path, sources: Sequence[Source], errors: list[DuibiaoError], progress: Progress) -> list[Incoming]:
    """Parse the kept files of ``sources`` again, with the document type, the rendition and the id that they had when added."""
    read: dict[tuple[str, ...], Incoming] = {}
    asked = [
        File(
            PurePath(x.file),
            x.doctype,
            partial(kept_files.read, kb, x.sha256, x.file),
            partial(_pages, progress, x.file, i, len(sources)),
        )
        for i, x in enumerate(sources)
    ]
    for source, one in zip(sources, _told(parsed(asked), [x.file for x in sources], progress), strict=True):
        try:
            found = beside.under(_whole(one, digest=source.rendition == "digest"), source.document)
            _claim(read, Incoming(found, doctype=source.doctype), source.file)
        except DuibiaoError as exc:
            errors.append(exc)
    return list(read.values())


def _told(found: Iterator[Parsed | DuibiaoError], names: Sequence[str], progress: Progress) -> Iterator[Parsed | DuibiaoError]:
    """``found``, before each of which is told which of the files ``names`` is read."""
    for number, name in enumerate(names):
        progress(f"读取 {name}", number, len(names))
        yield next(found)


def _bytes(file: Path) -> bytes:
    _check_name(file)
    return read_bytes(file)


def _whole(one: Parsed | DuibiaoError, *, digest: bool) -> Parsed:
    """What a file was parsed as, as a digest where it is one; raises the error for which it could not be."""
    if isinstance(one, DuibiaoError):
        raise one
    return _as_digest(one) if digest else one


def _check_name(file: Path) -> None:
    """SourceError when the file's name is not UTF-8, as that of a file from a zip made on an older Chinese Windows."""
    try:
        file.name.encode("utf-8")
    except UnicodeEncodeError as exc:
        raise SourceError(
            "文件名不是 UTF-8 编码，没有收录", str(Path(*map(_as_written, file.parts))), "请改名后再加入"
        ) from exc


def _as_written(part: str) -> str:
    """A part of a path whose bytes are UTF-8, or else GB 18030."""
    data = os.fsencode(part)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _pages(progress: Progress, name: str, number: int, files: int, done: int, pages: int) -> None:
    """Report progress within file ``number`` (from 0) of ``files``: page ``done`` of ``pages``."""
    progress(f"读取 {name}（第 {done}/{pages} 页）", number + done / max(pages, 1), files)


def _files(path: Path, errors: list[DuibiaoError]) -> Iterable[Path]:
    """``[path]`` for a file; for a folder all files in it that have a known format, with an error for all else."""
    if not os.path.isdir(path):
        return [path]
    before, found = len(errors), _within(path, errors)
    if not found and len(errors) == before:
        errors.append(SourceError("文件夹是空的", str(path)))
    errors += [SourceError(f"{why}，已跳过", str(file)) for file in found if (why := _why_skipped(file))]
    return [file for file in found if not _why_skipped(file)]


def _within(folder: Path, errors: list[DuibiaoError]) -> list[Path]:
    """Everything below a folder but folders, hidden files and locks of Office; an error for each folder that cannot be read."""

    def unreadable(exc: OSError) -> None:
        errors.append(SourceError(f"文件夹读不出来（{reason(exc)}），已跳过", str(exc.filename), "请检查权限"))

    found = []
    for here, folders, files in os.walk(folder, onerror=unreadable):
        links = [name for name in folders if os.path.islink(os.path.join(here, name))]
        found += [Path(here, name) for name in (*files, *links) if not name.startswith((".", "~$"))]
    return sorted(found)


def _why_skipped(file: Path) -> str:
    """Why a file of a folder is not read, "" when it is."""
    if os.path.isdir(file):
        return "这是指向文件夹的链接"
    if os.path.lexists(file) and not os.path.isfile(file):
        return "这不是普通文件，是管道、设备或失效的链接"
    return "" if file.suffix.lower() in PARSERS else unsupported(file.suffix)


def _as_digest(parsed: Parsed) -> Parsed:
    """The same document and clauses marked as digest: documents that ship with the system are not originals."""
    clauses = tuple(replace(c, rendition="digest") for c in parsed.clauses)
    return replace(parsed, document=replace(parsed.document, rendition="digest"), clauses=clauses)


def _claim(read: dict[tuple[str, ...], Incoming], one: Incoming, where: str) -> None:
    """Add ``one`` to ``read``; SourceError when a different file with the same id and rendition is there already.

    Files of one title are all added: which of them are one document is told when they are placed (``beside``).
    """
    document = one.parsed.document
    apart = (document.sha256,) if beside.by_title(document) else ()
    other = read.setdefault((document.id, document.rendition, *apart), one).parsed.document
    if other.sha256 != document.sha256:
        raise claimed(other, document, where)


def claimed(other: Document, document: Document, where: str) -> SourceError:
    """What is told of a file that is not added because ``other`` came in the same go."""
    return SourceError(
        f"与“{other.source}”是同一编号的文件（{document.id}），没有收录",
        where,
        "请只保留一份；确是两份文件的，请在文件头写明不同的 id",
    )
