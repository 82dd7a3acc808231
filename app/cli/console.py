"""What every command shares: options, exit codes, and how it talks: JSON to stdout, all else in Chinese."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from app.base import snapshots
from ingest.errors import OutputError, QuestionError, reason


def _folder(written: str) -> Path:
    """The folder as written; QuestionError when nothing was, as happens with an unset variable of the shell."""
    if not str(written).strip():
        raise QuestionError("--kb 后面是空的", todo="请写知识库文件夹，或不写 --kb")
    return Path(written)


KbOption = Annotated[
    Path,
    typer.Option(
        "--kb",
        metavar="文件夹",
        parser=_folder,
        default_factory=snapshots.default_folder,
        show_default=False,
        help="知识库文件夹（默认：环境变量 DUIBIAO_KB，否则用户数据文件夹）",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON")]
AsOfOption = Annotated[
    datetime | None,
    typer.Option("--as-of", metavar="日期", formats=["%Y-%m-%d"], help="标准的状态按这一天算，如 2024-06-01（默认：今天）"),
]
ExplainOption = Annotated[bool, typer.Option("--explain", help="说明问题是怎样理解的")]
AsTypedOption = Annotated[bool, typer.Option("--as-typed", help="不更正错别字，按写的查")]
DONE, NOTHING, BAD, INTERRUPTED = 0, 1, 2, 130


def day(as_of: datetime | None) -> date | None:
    """The day of ``--as-of``."""
    return as_of.date() if as_of else None


_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that a terminal obeys instead of showing them; a line feed and a tab are no harm."""


def visible(text: str) -> str:
    """``text`` with its control characters in the escapes of JSON, which mean the same there."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def say(text: str) -> None:
    """A line for people, on stderr: stdout is for what was asked for."""
    with suppress(BrokenPipeError):
        sys.stderr.write(visible(text) + "\n")


def warn_of_share(kb: Path) -> None:
    """One line where a base lies, or is going to lie, on a network share."""
    from app.base import share

    if warning := share.warning(kb):
        say(f"注意：{warning}。{share.TODO}")


def write(text: str) -> None:
    """What was asked for, on stdout; OutputError when it cannot be written. The command ends when nobody reads it any more."""
    try:
        sys.stdout.write(visible(text) + "\n")
        sys.stdout.flush()
    except OSError as exc:
        _drop_output()
        if isinstance(exc, BrokenPipeError):
            raise typer.Exit(DONE) from exc
        raise OutputError(f"写不出来（{reason(exc)}）", todo="请检查磁盘空间") from exc


def _drop_output() -> None:
    """Drop what is still buffered for stdout, so that Python does not fail on it once more when it ends."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_json(value: object) -> None:
    """What was asked for, models or strings, as one JSON document on stdout."""
    from pydantic_core import to_json

    write(to_json(value, indent=1).decode())


@contextmanager
def progress_line() -> Iterator[Any]:
    """A progress line on stderr, only where a person watches."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("准备", total=None)
        yield lambda what, done, total: bar.update(task, description=visible(what), completed=done, total=total)
