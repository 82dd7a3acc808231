"""Paths that a person names → parsed files; what fails is reported and the rest go on."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from corpus import CORPUS
from ingest.draft import Job
from ingest.errors import DuibiaoError, SourceError
from ingest.formats.registry import PARSERS
from ingest.model import Parsed
from ingest.pipeline import ingest

Progress = Callable[[str, float, int], None]
"""Called with what is being done, how many files or steps are done (a file by its pages), and of how many."""


def quiet(_what: str, _done: float, _total: int) -> None:
    """Show no progress."""
    return


def read(paths: Sequence[Path], errors: list[DuibiaoError], progress: Progress, doctype: str = "") -> list[Parsed]:
    """Parse every file; a file that fails is reported and the rest go on. ``doctype`` forces the type of all."""
    files = [file for path in paths for file in _files(path, errors)]
    parsed: dict[tuple[str, str], Parsed] = {}
    for number, file in enumerate(files):
        progress(f"读取 {file.name}", number, len(files))
        try:
            one = ingest(file, Job(doctype, pages=partial(_pages, progress, file.name, number, len(files))))
            if CORPUS in file.resolve().parents:
                one = _as_digest(one)
            _claim(parsed, one, file)
        except DuibiaoError as exc:
            errors.append(exc)
    return list(parsed.values())


def _pages(progress: Progress, name: str, number: int, files: int, done: int, pages: int) -> None:
    """Progress within one file."""
    progress(f"读取 {name}（第 {done}/{pages} 页）", number + done / max(pages, 1), files)


def _files(path: Path, errors: list[DuibiaoError]) -> Iterable[Path]:
    """The file itself, or every file of a known format below a folder."""
    if not path.is_dir():
        return [path]
    found = sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
    if not found:
        errors.append(SourceError("文件夹是空的", str(path)))
    known = [p for p in found if p.suffix.lower() in PARSERS]
    others = [p for p in found if p not in known]
    errors += [SourceError(f"还不支持 {p.suffix or '没有扩展名的'} 文件，已跳过", str(p)) for p in others]
    return known


def _as_digest(parsed: Parsed) -> Parsed:
    """What ships with the system is no original."""
    clauses = tuple(replace(c, rendition="digest") for c in parsed.clauses)
    return replace(parsed, document=replace(parsed.document, rendition="digest"), clauses=clauses)


def _claim(parsed: dict[tuple[str, str], Parsed], one: Parsed, file: Path) -> None:
    """Two files of one batch may not claim the same id."""
    key = (one.document.id, one.document.rendition)
    other = parsed.get(key)
    if other is None:
        parsed[key] = one
    elif other.document.sha256 != one.document.sha256:
        raise SourceError(
            f"与“{other.document.source}”是同一编号的文件（{one.document.id}），没有收录",
            str(file),
            "请只保留一份，或在文件头写明不同的 id",
        )
