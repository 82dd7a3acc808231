"""``duibiao versions`` and ``rollback``: what was published before, what differs, and the way back."""

from typing import Annotated

import typer

from app.cli.build import say_report
from app.cli.console import JsonOption, KbOption, progress_line, write, write_json
from ingest.errors import QuestionError


def versions(
    kb: KbOption,
    document: Annotated[str, typer.Argument(metavar="文件编号", help="看一份文件的各版；不写则看整个知识库")] = "",
    before: Annotated[int, typer.Option("--from", metavar="版次", min=0, help="列出这一版与 --to 那一版的差别")] = 0,
    after: Annotated[int, typer.Option("--to", metavar="版次", min=0, help="默认为现在的一版")] = 0,
    as_json: JsonOption = False,
) -> None:
    """列出留存的各版：什么时候、谁发布、改动了什么；--from 列出一份文件两版之间逐条的差别。"""
    from app.base import snapshots
    from app.base import versions as kept
    from app.present import library
    from app.present.terminal import library as terminal

    if (before or after) and not (before and document):
        raise QuestionError("比较两版要写文件编号和 --from", todo="例如 duibiao versions 文件编号 --from 3 --to 5")
    if before:
        differing = kept.differences(kb, document, before, after or int(snapshots.current(kb).name))
        found = tuple(map(library.difference, differing))
        write_json(found) if as_json else write(terminal.differences(found))
    elif document:
        of_document = tuple(map(library.document_version, kept.of_document(kb, document)))
        write_json(of_document) if as_json else write(terminal.document_versions(of_document))
    else:
        all_kept = tuple(map(library.version, kept.versions(kb)))
        write_json(all_kept) if as_json else write(terminal.versions(all_kept))


def rollback(kb: KbOption, number: Annotated[int, typer.Argument(metavar="版次", min=1, help="见 versions")]) -> None:
    """把知识库恢复为以前一版的内容，作为新的一版发布；恢复以前的内容仍留存。"""
    from app.build.rollback import rollback as back

    with progress_line() as progress:
        report = back(kb, number, progress=progress)
    say_report(report)
