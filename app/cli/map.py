"""``duibiao map``: a draft of a case against the base."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.console import DONE, NOTHING, JsonOption, KbOption, write, write_json


def map_(
    kb: KbOption,
    draft: Annotated[Path, typer.Argument(metavar="案例稿", help="案例的草稿：docx、xlsx、pdf、txt、md 等，或填好的征集表")],
    as_json: JsonOption = False,
) -> None:
    """对照一份案例稿：每条做法对应的条款，引用的标准和引文是否正确，改进目标还缺哪些策略。"""
    from app.base.knowledge import Knowledge
    from app.mapping.mapping import Mapper
    from app.present import mapping
    from app.present.terminal import mapping as terminal

    opened = Knowledge.open(kb)
    body = mapping.mapping(opened, Mapper(opened).map(draft))
    write_json(body) if as_json else write(terminal.mapping(body))
    raise typer.Exit(DONE if body.practices else NOTHING)
