"""``duibiao findings``: what a librarian works through, and ticks off."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.chinese import App
from app.cli.console import JsonOption, KbOption, say, write, write_json
from app.people.rights import local_name
from ingest.errors import NotFoundError

app = App("待核对：列出解析时没有把握的地方，核对后勾掉；内容有变化的会再列出来。")
KeysArgument = Annotated[list[str], typer.Argument(metavar="待核对编号", help="见 findings list")]
ByOption = Annotated[str, typer.Option("--by", metavar="姓名", help="核对人姓名（默认：这台电脑的用户名）")]


@app.command("list")
def list_(
    kb: KbOption,
    document: Annotated[str, typer.Argument(metavar="文件编号", help="只看一份文件的")] = "",
    everything: Annotated[bool, typer.Option("--all", help="连同已核对和无须处理的")] = False,
    as_json: JsonOption = False,
) -> None:
    """列出待核对的地方。"""
    from app.base.knowledge import Knowledge
    from app.people import database, ticks
    from app.present import library
    from app.present.terminal import library as terminal

    found = [one for one in Knowledge.open(kb).store.findings() if document in ("", one.document)]
    with database.reading(kb) as db:
        ticked = ticks.standing(db)
    rows = tuple(library.finding(one, ticked) for one in found)
    rows = tuple(row for row in rows if everything or (row.asks and not row.done))
    write_json(rows) if as_json else write(terminal.findings(rows))


@app.command("tick")
def tick(kb: KbOption, keys: KeysArgument, by: ByOption = "") -> None:
    """记下已经核对。"""
    _mark(kb, keys, "done", by)


@app.command("untick")
def untick(kb: KbOption, keys: KeysArgument, by: ByOption = "") -> None:
    """撤销核对，重新列出。"""
    _mark(kb, keys, "open", by)


def _mark(kb: Path, keys: list[str], state: str, by: str) -> None:
    from app.base.knowledge import Knowledge
    from app.people import database, ticks

    found = {ticks.key(one): one for one in Knowledge.open(kb).store.findings()}
    if unknown := [key for key in keys if key not in found]:
        raise NotFoundError(f"没有待核对编号 {'、'.join(unknown)}", todo="可用 duibiao findings list --all 查看")
    with database.writing(kb) as db:
        count = ticks.mark(db, [found[key] for key in keys], state, by or local_name())
    say(f"已记录：{ticks.STATES[state]} {count} 处")
