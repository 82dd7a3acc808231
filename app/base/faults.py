"""What to tell people when a base cannot be read: not permitted, missing, damaged, or of another format.

No line advises what would lose a person's own documents: where their files are kept in the base it is made anew from them,
and where they are not, the line names the documents that have to be added again.
"""

import json
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.base import integrity, manifest
from app.base.manifest import FIRST_WITH_FILES, FORMAT, OtherFormat
from app.people.database import sqlite_uri
from corpus import CORPUS
from ingest.errors import BaseError, reason

UNREADABLE = (OSError, ValueError, KeyError, TypeError)
"""What reading a manifest may raise."""
CURRENT = "CURRENT"
"""The file that names the serving snapshot."""
STORE = "base.sqlite"
REBUILD = "请运行 duibiao rebuild，用库内留存的原件重建，自己加入的文件不会丢"
_BUILD = "请运行 duibiao build 新建，再用 duibiao add 加入自己的文件"


@dataclass(frozen=True, slots=True)
class Own:
    """A document that a person added to a base of a format without kept files."""

    id: str
    rendition: str
    title: str
    file: str


def unreadable(exc: Exception, snapshot: Path) -> BaseError:
    """The error to raise when reading the snapshot in the folder ``snapshot`` failed with ``exc``."""
    if isinstance(exc, OtherFormat):
        return of_other_format(exc.found, snapshot)
    if isinstance(exc, PermissionError) or _forbidden(snapshot):
        return forbidden(snapshot)
    if isinstance(exc, FileNotFoundError):
        what = f"知识库不完整，缺少 {Path(str(exc.filename)).name}，可能没有写完或被删除"
    elif isinstance(exc, OSError) and exc.errno:
        what = f"知识库读不出来（{reason(exc)}），可能是磁盘或网络盘的问题"
    else:
        what = f"知识库文件读不出来，可能已损坏（{reason(exc)}）"
    return BaseError(what, str(snapshot), advice(snapshot.parents[1]))


def damaged(name: str, snapshot: Path) -> BaseError:
    """The error for a snapshot one file of which is not what was published."""
    return BaseError(f"知识库文件 {name} 已损坏，和发布时不一样，没有使用", str(snapshot), advice(snapshot.parents[1]))


def forbidden(where: Path) -> BaseError:
    """The error for a base that this user may not read."""
    return BaseError("没有权限读取知识库", str(where), "请管理员给当前用户这个文件夹的读取权限；知识库没有坏，不用重建")


def advice(kb: Path) -> str:
    """How to make a damaged base anew and lose nothing of one's own; which version to go back to in a hurry."""
    whole = next((folder.name for folder in snapshot_folders(kb) if _whole(folder)), "")
    return _anew(kb) + (f"；急用可先运行 duibiao rollback {int(whole)}，回到完好的第 {int(whole)} 版" if whole else "")


def trusted(folder: Path) -> bool:
    """Whether the store of a snapshot may be read on: False where its manifest tells that it is damaged."""
    try:
        return not integrity.damaged(folder, manifest.read(folder), (STORE,))
    except UNREADABLE:
        return True


def _whole(folder: Path) -> bool:
    """Whether all files of a snapshot are what was published."""
    try:
        return not integrity.damaged(folder, manifest.read(folder))
    except UNREADABLE:
        return False


def _anew(kb: Path) -> str:
    kept = any((kb / "files").glob("*/*"))
    for folder in snapshot_folders(kb):
        try:
            found, sources = manifest.sources(folder)
        except UNREADABLE:
            if kept:
                return REBUILD
            continue
        return REBUILD if found >= FIRST_WITH_FILES and sources else _add_again(folder)
    return REBUILD if kept else _BUILD


def snapshot_folders(kb: Path) -> list[Path]:
    """The folders of the snapshots of ``kb``: the serving one, then from the newest to the oldest; BaseError if forbidden."""
    try:
        found = sorted((p for p in (kb / "snapshots").iterdir() if is_number(p.name)), key=lambda p: -int(p.name))
    except PermissionError as exc:
        raise forbidden(kb / "snapshots") from exc
    except OSError:
        return []
    try:
        serving = (kb / CURRENT).read_text(encoding="utf-8").strip().partition(" ")[0]
    except (OSError, UnicodeDecodeError):
        serving = ""
    return sorted(found, key=lambda p: p.name != serving)


def is_number(name: str) -> bool:
    """Whether ``name`` is that of a snapshot."""
    return name.isascii() and name.isdigit()


def own_documents(folder: Path) -> list[Own]:
    """Documents of a snapshot that did not ship with the system; errors as in ``manifest.sources``."""
    shipped = {path.name for path in CORPUS.rglob("*") if path.is_file()}
    titles = _titles(folder)
    _, sources = manifest.sources(folder)
    own = [one for one in sources if one.rendition == "original" or one.file not in shipped]
    return [Own(one.document, one.rendition, titles.get(one.document, one.document), one.file) for one in own]


def _titles(folder: Path) -> dict[str, str]:
    """Title of each document, read straight from the store, whatever its format; none when it cannot be read."""
    uri = sqlite_uri((folder / STORE).resolve(), "mode=ro&immutable=1")
    try:
        with closing(sqlite3.connect(uri, uri=True)) as store:
            documents = [json.loads(body) for (body,) in store.execute("SELECT body FROM documents")]
        return {one["id"]: one["title"] for one in documents}
    except (sqlite3.Error, ValueError, KeyError, TypeError):
        return {}


def of_other_format(found: int, snapshot: Path) -> BaseError:
    """The error for a snapshot of the format ``found``."""
    if found > FORMAT:
        return BaseError(f"知识库由更新的版本建立（格式 {found}，本程序只认到 {FORMAT}）", str(snapshot), "请升级 duibiao")
    what = f"知识库由旧版本建立（格式 {found}，现在是 {FORMAT}）"
    return BaseError(what, str(snapshot), REBUILD if found >= FIRST_WITH_FILES else _add_again(snapshot))


def _add_again(snapshot: Path) -> str:
    """What to do with a base that keeps no files."""
    try:
        own = own_documents(snapshot)
    except UNREADABLE:
        return _BUILD
    if not own:
        return "请运行 duibiao build 重建；库里没有自己加入的文件"
    listed = "、".join(f"《{one.title}》（{one.file}）" for one in own)
    return (
        f"旧版本没有留存原件：请运行 duibiao build 重建，再用 duibiao add 重新加入自己的 {len(own)} 份文件：{listed}；"
        "全部加回以前，旧库不会删除"
    )


def _forbidden(snapshot: Path) -> bool:
    """Whether a file of the snapshot may not be read by this user; libraries do not say so themselves."""
    try:
        return not all(os.access(path, os.R_OK) for path in snapshot.iterdir())
    except PermissionError:
        return True
    except OSError:
        return False
