"""What every command shares: options, exit codes, and how it talks: JSON to stdout, all else in Chinese."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

KbOption = Annotated[Path | None, typer.Option("--kb", help="知识库文件夹（默认：环境变量 DUIBIAO_KB，否则用户数据文件夹）")]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON")]
DONE, NOTHING, BAD = 0, 1, 2


def say(text: str) -> None:
    """A line for people, on stderr: stdout is for what was asked for."""
    sys.stderr.write(text + "\n")


def write(text: str) -> None:
    """What was asked for, on stdout."""
    sys.stdout.write(text + "\n")


def write_json(value: Any) -> None:  # noqa: ANN401 - any JSON value
    """What was asked for, as one JSON document on stdout."""
    write(json.dumps(value, ensure_ascii=False, indent=1))


@contextmanager
def progress_line() -> Iterator[Any]:
    """A progress line on stderr, only where a person watches."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("准备", total=None)
        yield lambda what, done, total: bar.update(task, description=what, completed=done, total=total)
