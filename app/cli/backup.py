"""``duibiao backup`` and ``restore``: everything that must be kept, in one file."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.console import KbOption, progress_line, say, warn_of_share
from ingest.errors import QuestionError


def backup(
    kb: KbOption, output: Annotated[Path, typer.Argument(readable=False, metavar="文件.zip", help="写到这里；同名的会换成新的")]
) -> None:
    """备份知识库：现在的一版、全部原件、审核和改正、保存的问题、草稿、本院术语和问法；检索和发布不用停。"""
    from app.base import backup as backups

    if output.suffix.lower() != ".zip":
        raise QuestionError("备份写成 .zip 文件", str(output), "请用 .zip 作扩展名")
    with progress_line() as progress:
        made = backups.write(kb, output, progress)
    say(f"已备份第 {made.version} 版，{len(made.files)} 个文件，已核对：{output}")


def restore(kb: KbOption, file: Annotated[Path, typer.Argument(readable=False, metavar="文件.zip", help="备份")]) -> None:
    """从备份恢复到一个空的文件夹，先核对备份是否完好。"""
    from app.base import backup as backups
    from app.present.terminal.library import when

    warn_of_share(kb)
    with progress_line() as progress:
        made = backups.restore(file, kb, progress)
    say(f"已恢复第 {made.version} 版（备份于 {when(made.created)}）：{kb}")
