"""``duibiao report`` and ``eval``: what a person should look at, and how well the base answers."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.console import JsonOption, KbOption, say, write, write_json
from ingest.errors import QuestionError

_PAGES = (".html", ".htm")


def report(
    kb: KbOption,
    output: Annotated[Path, typer.Option("-o", readable=False, metavar="文件名", help="写入的网页文件（可离线打开）")] = Path(
        "report.html"
    ),
) -> None:
    """写出解析报告：每份文件里修补过、推断的、读不出的和互相矛盾的地方，供资料管理员核对。"""
    from app.base.knowledge import Knowledge
    from app.present import findings

    if output.suffix.lower() not in _PAGES:
        raise QuestionError(
            f"解析报告是网页，不能写成{f' {output.suffix}' if output.suffix else '没有扩展名的文件'}",
            str(output),
            "请用 .html 作扩展名",
        )
    opened = Knowledge.open(kb)
    written = findings.write(opened.store.documents(), opened.store.findings(), output)
    say(f"已写入 {output}：{len(opened.store.documents())} 份文件，{written} 处需要人核对")


def evaluate(
    kb: KbOption,
    file: Annotated[
        Path, typer.Argument(readable=False, metavar="文件", help="题目文件，JSONL，一行一题：id、kind、query、gold")
    ],
    ablate: Annotated[bool, typer.Option("--ablate", help="再逐个去掉各部分，看各值多少")] = False,
    as_json: JsonOption = False,
) -> None:
    """用带标准答案的题目评测知识库：查全率、排位和拒答，各带区间。"""
    from app.base.knowledge import Knowledge
    from app.evaluate.judging import read
    from app.present import scorecard
    from app.present.terminal import scorecard as terminal

    questions = read(file)
    body = scorecard.scorecard(Knowledge.open(kb), questions, ablate)
    write_json(body) if as_json else write(terminal.scorecard(body))
