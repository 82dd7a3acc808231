"""``duibiao show`` and ``list``: one thing, and all of a kind."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.console import NOTHING, AsOfOption, JsonOption, KbOption, day, say, write, write_json
from app.cli.pages import write_pages
from ingest.errors import QuestionError
from ingest.kinds import listed


def show(
    kb: KbOption,
    identity: Annotated[str, typer.Argument(metavar="编号", help="标准号、目标编号、条款编号、文件编号或核心制度名称")],
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
    page: Annotated[
        Path | None,
        typer.Option(
            "--page", readable=False, metavar="文件", help="把条款所在的原件页面画成 PNG 图，标出条款；跨页时文件名后加页码"
        ),
    ] = None,
) -> None:
    """显示一项内容、它的出处和相关项。"""
    from app.base.knowledge import Knowledge
    from app.present import listings
    from app.present.schema.shown import ShownStandard
    from app.present.terminal import shown as terminal

    if not identity.strip():
        raise QuestionError("编号是空的", todo="请写编号或名称，可用 duibiao search 查找")
    opened = Knowledge.open(kb)
    body, found, note = listings.looked_up(opened, identity, day(as_of))
    if not body:
        say(f"知识库里没有“{identity}”。可用 duibiao search 查找")
        raise typer.Exit(NOTHING)
    if "代替" in note or "没有" in note:
        not_yet = isinstance(body, ShownStandard) and body.status == "not_yet"
        say(f"注意：{note}" + ("，但后者当日尚未实施" if not_yet else ""))
    write_json(body) if as_json else write(terminal.shown(body))
    if page:
        write_pages(opened, found, page)


def list_(
    kb: KbOption,
    kind: Annotated[str, typer.Argument(metavar="种类", help="、".join(listed()))],
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """列出一类内容。"""
    from app.base.knowledge import Knowledge
    from app.present import listings
    from app.present.terminal import listings as terminal

    if kind not in listed():
        raise QuestionError(f"没有“{kind}”这一类", todo=f"可用：{'、'.join(listed())}")
    rows = listings.listing(Knowledge.open(kb), kind, day(as_of))
    write_json(rows) if as_json else write(terminal.listing(rows))
