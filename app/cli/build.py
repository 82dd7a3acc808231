"""``duibiao build``, ``add``, ``remove``, ``rebuild``: what the base is made of."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.console import BAD, KbOption, progress_line, say, warn_of_share
from ingest.errors import QuestionError

if TYPE_CHECKING:
    from app.build.finish import Report


def named(written: str) -> Path:
    """The file or folder as written; QuestionError where nothing is, which the system would take for this folder."""
    if not written.strip():
        raise QuestionError("文件名是空的", todo="请写明文件或文件夹；要加入当前文件夹里的全部文件，请写 .")
    return Path(written)


TypeOption = Annotated[str, typer.Option("--type", metavar="类型", help="指定文件类型，不自动识别（写错会列出可用的类型）")]

ReplaceOption = Annotated[str, typer.Option("--replace", metavar="文件编号", help="更换这份文件")]


def build(
    kb: KbOption,
    paths: Annotated[
        list[Path] | None, typer.Argument(parser=named, metavar="文件", help="文件或文件夹；不写则用随系统提供的资料")
    ] = None,
    doctype: TypeOption = "",
    strict: Annotated[bool, typer.Option("--strict", help="术语、关联或标准目录有错时，以退出码 2 结束")] = False,
) -> None:
    """读取文件，新建知识库并发布。"""
    from app.build import publish

    warn_of_share(kb)
    with progress_line() as progress:
        report = publish.build(kb, paths or (), progress, known_type(doctype))
    say_report(report, strict=strict)


def add(
    kb: KbOption,
    paths: Annotated[list[Path], typer.Argument(parser=named, metavar="文件", help="文件或文件夹")],
    replace: ReplaceOption = "",
    doctype: TypeOption = "",
) -> None:
    """把文件加入知识库；原文会取代同一文件的摘要。--replace 用一个文件更换库里的一份。"""
    from app.build import publish

    with progress_line() as progress:
        report = publish.add(kb, paths, progress, known_type(doctype), instead=replace)
    for document in report.added:
        say(f"已收录：“{document.title}”（{document.id}）")
    say_report(report)


def remove(kb: KbOption, document: Annotated[str, typer.Argument(metavar="文件编号", help="见 list documents")]) -> None:
    """从知识库删除一份文件。"""
    from app.build import publish

    report = publish.remove(kb, document)
    say(f"已删除：{document}")
    say_report(report)


def rebuild(
    kb: KbOption,
    files: Annotated[
        list[Path] | None,
        typer.Argument(readable=False, metavar="文件", help="库内留存的原件不见了或被改动时，用来补上的原来的文件，按内容核对"),
    ] = None,
) -> None:
    """用库内留存的原件重建知识库，如程序或术语表升级以后、知识库损坏以后；自己加入的文件不会丢。"""
    from app.build import publish

    with progress_line() as progress:
        report = publish.rebuild(kb, files or (), progress)
    say_report(report)


def known_type(doctype: str) -> str:
    """The type as given; QuestionError when there is no such type."""
    from ingest.numbering.doctypes import BY_NAME

    if doctype and doctype not in BY_NAME:
        known = "、".join(f"{t.name}（{t.label}）" for t in BY_NAME.values())
        raise QuestionError(f"没有“{doctype}”这种文件类型", todo=f"可用：{known}")
    return doctype


def say_report(report: "Report", *, strict: bool = False) -> None:
    """What became of a change of the base, a line each."""
    for error in report.errors:
        say(f"错误：{error}")
    for note in report.notes:
        say(note)
    for problem in report.problems:
        say(f"待核对：{problem}")
    if report.snapshot:
        counts = report.snapshot.manifest.counts
        say(
            f"已发布第 {int(report.snapshot.name)} 版：文件 {counts['documents']} 份，条款 {counts['clauses']} 条，"
            f"标准 {counts.get('standard', 0)} 项，改进目标 {counts.get('target', 0)} 个"
        )
    if report.errors or (strict and report.problems):
        raise typer.Exit(BAD)
