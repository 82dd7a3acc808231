"""``duibiao verify`` and ``settings``: whether the base is whole, and how long things are kept."""

from typing import Annotated

import typer

from app.cli.console import BAD, JsonOption, KbOption, progress_line, say, write, write_json
from app.cli.people import standing
from ingest.errors import QuestionError


def verify(
    kb: KbOption,
    anchor: Annotated[
        str, typer.Option("--anchor", metavar="锚点", help="以前用 audit --anchor 记在别处的锚点，核对操作记录有没有被删改")
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """核对知识库是否完好：各版文件、全部原件和草稿、索引和关联、人员数据、操作记录；有损坏时以退出码 2 结束。"""
    from app.build.verify import verify as check
    from app.people.chain import Anchor
    from app.present.schema.library import Looked
    from app.present.terminal.library import looked

    given = Anchor.parse(anchor) if anchor else None
    with progress_line() as progress:
        found = tuple(map(Looked.of, check(kb, given, progress)))
    write_json(found) if as_json else write(looked(found))
    if any(not damage.notice for one in found for damage in one.damages):
        raise typer.Exit(BAD)


def settings(
    kb: KbOption,
    name: Annotated[str, typer.Argument(metavar="名称", help="要改的一项；不写则列出全部")] = "",
    value: Annotated[str, typer.Argument(metavar="数", help="改为多少")] = "",
) -> None:
    """列出或更改留存设置：留存多少版，操作记录留存多久，登录多久失效；写在知识库里，备份时一起备份。"""
    from app.people import audit, database
    from app.people import settings as kept
    from app.people.rights import local_name

    if name and not value:
        raise QuestionError("没有写改为多少", todo=f"例如 duibiao settings {name} 10")
    if name:
        with database.writing(standing(kb)) as db:
            changed = kept.choose(db, name, value, local_name())
            audit.trim(db, kept.value(db, kept.AUDIT_DAYS), local_name())
        say("已更改" if changed else "已经是这样，没有改动")
    with database.reading(standing(kb)) as db:
        for one in kept.ALL.values():
            default = "" if kept.value(db, one) == one.default else f"（默认 {one.said(one.default)}）"
            write(f"{one.name}  {one.label}：{one.said(kept.value(db, one))}{default}")
