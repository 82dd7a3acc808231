"""``duibiao ask`` and ``search``: questions answered, words found."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.console import (
    DONE,
    NOTHING,
    AsOfOption,
    AsTypedOption,
    ExplainOption,
    JsonOption,
    KbOption,
    day,
    say,
    write,
    write_json,
)
from app.cli.questions import OwnerOption
from ingest.errors import QuestionError
from ingest.kinds import shown
from ingest.numbering.doctypes import BY_NAME, LEVELS

if TYPE_CHECKING:
    from app.people.questions import SavedQuestion


def ask(
    kb: KbOption,
    query: Annotated[str, typer.Argument(metavar="问题", help="用自己的话写，有空格时加引号")] = "",
    as_json: JsonOption = False,
    saved: Annotated[
        str, typer.Option("--saved", metavar="名称", help="不写问题，用保存过的问题和范围：名称或编号，见 questions")
    ] = "",
    by: OwnerOption = "",
    kind: Annotated[str, typer.Option("--type", metavar="类型", help=f"只看一类文件里的内容：{'、'.join(BY_NAME)}")] = "",
    level: Annotated[str, typer.Option(metavar="层级", help=f"只看一级的内容：{'、'.join(filter(None, LEVELS))}")] = "",
    explain: ExplainOption = False,
    as_typed: AsTypedOption = False,
    as_of: AsOfOption = None,
    citations: Annotated[
        Path | None,
        typer.Option(
            "--citations", metavar="文件", readable=False, help="把全部引用写进文本文件（.txt），一行一条，可以直接粘贴"
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="清单很长时也全部显示")] = False,
) -> None:
    """回答问题：适用的标准、目标、条款、核心制度和指标，各带出处和理由。"""
    from app.base import models

    models.load_ahead()
    from app.answer import answering
    from app.base.files import write_output
    from app.base.knowledge import Knowledge
    from app.present import answers
    from app.present.terminal import answers as terminal

    opened = Knowledge.open(kb)
    if saved:
        one = _saved(kb, by, saved, query)
        query, kind, level = one.query, kind or one.kind, level or one.level
    asked = answering.ask(opened, query, kind=kind, level=level, correct=not as_typed)
    result = answers.answer(opened, asked, day(as_of))
    write_json(result) if as_json else write(terminal.answer(result, explain=explain, every=every))
    if citations:
        write_output(citations, "".join(f"{line}\n" for line in result.citations()))
        say(f"已把 {len(result.citations())} 条引用写入 {citations}")
    raise typer.Exit(DONE if result.answered else NOTHING)


def _saved(kb: Path, by: str, name: str, query: str) -> "SavedQuestion":
    """The question of that name which somebody saved; QuestionError when there is none, or another question was written too."""
    from app.people import database, questions
    from app.people.rights import local_owner

    if query:
        raise QuestionError("写了问题，又写了 --saved", todo="请只写一个")
    with database.reading(kb) as db:
        return questions.find(db, by or local_owner(), name)


def search(
    kb: KbOption,
    query: Annotated[str, typer.Argument(metavar="词语", help="要找的词，有空格时加引号")] = "",
    k: Annotated[int, typer.Option("-k", metavar="条数", min=1, max=200, help="最多几条")] = 10,
    kind: Annotated[str, typer.Option(metavar="种类", help=f"只找一类：{'、'.join(shown())}")] = "",
    as_json: JsonOption = False,
    like: Annotated[str, typer.Option(metavar="条款编号", help="不写要找的词，找与这一条相似的条款")] = "",
    explain: ExplainOption = False,
    as_typed: AsTypedOption = False,
) -> None:
    """检索条款、标准、目标、核心制度和指标。"""
    from app.base import models

    models.load_ahead()
    from app.answer import answering
    from app.base.knowledge import Knowledge
    from app.present import answers
    from app.present.terminal import answers as terminal

    if like and (query or kind):
        raise QuestionError(f"写了 --like，又写了{'要找的词' if query else ' --kind'}", todo="请只写一个")
    opened = Knowledge.open(kb)
    if like:
        alike = answers.alike(opened, like, answering.like(opened, like, k))
        write_json(alike) if as_json else write(terminal.hits(alike.hits))
        raise typer.Exit(DONE if alike.hits else NOTHING)
    result = answers.search(opened, query, answering.search(opened, query, k, kind, correct=not as_typed))
    write_json(result) if as_json else write(terminal.search(result, explain=explain))
    raise typer.Exit(DONE if result.founded else NOTHING)
