"""Takes in the kept files of a base whose manifests cannot all be read."""

from pathlib import Path

from app.base import faults, kept_files
from app.base.manifest import Source
from app.base.recovery import Recoverable
from app.build import sources
from app.build.sources import Incoming, Progress
from ingest.errors import BaseError, DuibiaoError


def take_in(kb: Path, found: Recoverable, read: list[Incoming], notes: list[str], progress: Progress) -> list[Incoming]:
    """The files ``read`` with the loose ones of a base whose manifests cannot all be read; notes tell what was done.

    Of two files for one document, a loose one is the later, unless the newest list is followed. What is not taken in is moved
    to ``left-out``. BaseError when there is nothing to take in.
    """
    newest = found.folder in faults.snapshot_folders(kb)[:1]
    listed = {_key(one): one for one in read}
    taken: dict[tuple[str, str], Incoming] = {}
    left: list[tuple[Source, str]] = []
    for source in reversed(found.loose):
        errors: list[DuibiaoError] = []
        one = next(iter(sources.reread(kb, [source], errors, progress)), None)
        if one and _key(one) not in (taken | listed if newest else taken):
            taken[_key(one)] = one
        else:
            left.append((source, str(errors[0]) if errors else "已有同一编号的较新文件"))
    if not listed | taken:
        why = "；".join(reason for _, reason in left)
        raise BaseError(f"库内留存的文件一份也不能重建：{why}", str(kb), "没有重建，留存的文件没有改动")
    if not newest:
        by = f"按第 {int(found.folder.name)} 版的清单" if found.folder else "不用清单"
        notes.append(f"最新一版的清单已损坏，{by}重建")
    if taken:
        names = "、".join(one.parsed.document.source for one in taken.values())
        notes.append(f"清单里没有、但库内留存的 {len(taken)} 份文件已收入，请核对，不要的可用 duibiao remove 删除：{names}")
    for source, why in left:
        place = kept_files.leave_out(kb, source.sha256, source.file)
        notes.append(f"库内留存的“{source.file}”没有收入（{why}），已移到 {place}；需要时请用 duibiao add 加入")
    return list((listed | taken).values())


def _key(one: Incoming) -> tuple[str, str]:
    return one.parsed.document.id, one.parsed.document.rendition
