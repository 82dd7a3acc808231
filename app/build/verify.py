"""Whether a base is whole: every file that it keeps, what its serving version holds, and what people decided and did."""

from pathlib import Path

from app.base import faults, manifest, share, verify_files
from app.base.looked import Damage, Looked
from app.build import verify_index
from app.build.sources import Progress, quiet
from app.people import database, soundness
from app.people.chain import Anchor
from app.people.soundness import Noted
from index.models import model_folder
from index.models.encoder import SHIPPED, SHIPPED_SUMS
from ingest.errors import BaseError, ModelError


def _model(_kb: Path) -> Looked:
    """The shipped model, with which questions and new documents are encoded."""
    found = []
    for judge in (False, True):
        try:
            model_folder.check_listed(SHIPPED, SHIPPED_SUMS, judge=judge)
        except ModelError as exc:
            found.append(Damage(SHIPPED.name, exc.what, exc.todo))
    return Looked("语义模型", len(model_folder.files(SHIPPED)), tuple(found))


CHECKS = {
    "各版文件": verify_files.versions,
    "原件": verify_files.originals,
    "草稿": verify_files.drafts,
    "本院术语和问法": verify_files.own,
    "条目和索引": verify_index.serving,
    "语义模型": _model,
}


def verify(kb: Path, anchor: Anchor | None = None, progress: Progress = quiet) -> list[Looked]:
    """Read all of ``kb``; ``anchor``: the end of the audit log as it was noted elsewhere.

    BaseError where there is no base, and where a part of it may not be read, which is not damaged.
    """
    if not faults.snapshot_folders(kb) and not (kb / faults.CURRENT).exists():
        raise BaseError("知识库不存在", str(kb), "请用 --kb 指定知识库文件夹")
    looked = []
    try:
        for done, (label, check) in enumerate(CHECKS.items()):
            progress(f"核对{label}", done, len(CHECKS) + 1)
            looked.append(check(kb))
        progress("核对人员数据", len(CHECKS), len(CHECKS) + 1)
        return [*looked, _people(kb, anchor), *_place(kb)]
    except PermissionError as exc:
        raise faults.forbidden(Path(exc.filename or kb)) from exc


def _people(kb: Path, anchor: Anchor | None) -> Looked:
    """People's data and the audit log, the latter also against what the manifests of versions noted of its end."""
    anchors = [Noted("给出的锚点", anchor, "")] if anchor else []
    for folder in faults.snapshot_folders(kb):
        try:
            made_of = manifest.read(folder)
        except faults.UNREADABLE:
            continue
        if made_of.audit:
            anchors.append(Noted(f"第 {int(folder.name)} 版记下的锚点", Anchor.parse(made_of.audit), made_of.created))
    found = [Damage(database.FILE, one.what, one.todo) for one in soundness.problems(kb, anchors)]
    if not database.marked(kb):
        found.append(Damage(database.MARKER, "这个说明文件被改动过或已损坏", "不影响使用", notice=True))
    return Looked("人员数据和操作记录", 1, tuple(found))


def _place(kb: Path) -> list[Looked]:
    """Where the base lies, if there is anything to say of that."""
    warning = share.warning(kb)
    return [Looked("存放位置", 1, (Damage("知识库文件夹", warning, share.TODO, notice=True),))] if warning else []
