"""``duibiao terms``: a thesaurus file checked, labels completed."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.chinese import App
from app.cli.console import BAD, DONE, NOTHING, JsonOption, KbOption, say, write, write_json

app = App("词表：检查术语文件，按开头几个字补全。")


@app.command("check")
def check(path: Annotated[Path, typer.Argument(readable=False, metavar="文件", help="词表文件（CSV）")]) -> None:
    """检查一个词表文件，与随系统提供的词表放在一起看：一次列出所有问题。"""
    from corpus import CORPUS
    from ingest.shipped import thesaurus

    concepts, problems = thesaurus.check(path, CORPUS / "thesaurus")
    for problem in problems:
        say(f"错误：{problem}")
    if problems:
        say(f"共 {len(problems)} 处问题")
        raise typer.Exit(BAD)
    say(f"没有问题：术语 {len(concepts)} 个，名称和写法 {sum(len(c.labels) for c in concepts)} 个")


@app.command("complete")
def complete(
    kb: KbOption,
    prefix: Annotated[str, typer.Argument(metavar="开头", help="开头几个字，或拼音首字母")],
    k: Annotated[int, typer.Option("-k", metavar="个数", min=1, max=50, help="最多几个")] = 10,
    as_json: JsonOption = False,
) -> None:
    """补全：以这几个字开头（或含有这几个字）的目标、标准、核心制度和术语。"""
    from app.answer.completion import complete as completions
    from app.base.knowledge import Knowledge

    found = completions(Knowledge.open(kb), prefix, k)
    write_json(found) if as_json else write("\n".join(found) or "没有。")
    raise typer.Exit(DONE if found else NOTHING)
