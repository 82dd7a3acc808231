"""``duibiao links``: suggested links, reviewed by a person."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.chinese import App
from app.cli.console import JsonOption, KbOption, say, write, write_json

app = App("审核系统推荐的关联：查看、接受、不接受、撤销。")


@app.command("review")
def links_review(
    kb: KbOption,
    predicate: Annotated[
        str, typer.Option(metavar="关联", help="只看一种关联：applies_to、supports、requires、measures、implements")
    ] = "",
    about: Annotated[str, typer.Option(metavar="编号", help="只看与一项内容有关的：标准号、目标编号、核心制度名称等")] = "",
    decided: Annotated[bool, typer.Option("--decided", help="改看已经审核过的")] = False,
    as_json: JsonOption = False,
) -> None:
    """列出系统推荐、还没有人审核的关联，把握大的在前；--decided 列出审核结论，新的在前。"""
    from app.base.knowledge import Knowledge
    from app.present import graphs
    from app.present.terminal import graphs as terminal
    from app.relations import links

    opened = Knowledge.open(kb)
    found = links.decided(opened, withdrawn=True) if decided else links.suggestions(opened, predicate, about)
    rows = graphs.review(opened, found)
    write_json(rows) if as_json else write(terminal.decisions(rows) if decided else terminal.review(rows))


IdsArgument = Annotated[list[str], typer.Argument(metavar="关联编号", help="见 links review")]
ByOption = Annotated[str, typer.Option("--by", metavar="姓名", help="审核人姓名")]
WhyOption = Annotated[str, typer.Option("--why", metavar="理由", help="理由")]


@app.command("accept")
def links_accept(kb: KbOption, ids: IdsArgument, by: ByOption, why: WhyOption = "") -> None:
    """接受推荐的关联：今后按人工整理的关联使用，重建知识库后仍然有效。"""
    _decide(kb, ids, "accepted", by, why)


@app.command("reject")
def links_reject(kb: KbOption, ids: IdsArgument, by: ByOption, why: WhyOption = "") -> None:
    """不接受推荐的关联：今后不再推荐。"""
    _decide(kb, ids, "rejected", by, why)


@app.command("undo")
def links_undo(kb: KbOption, ids: IdsArgument, by: ByOption, why: WhyOption = "") -> None:
    """撤销审核结论，重新列为待审核。"""
    _decide(kb, ids, "open", by, why)


def _decide(kb: Path, ids: list[str], state: str, by: str, why: str) -> None:
    from app.base.knowledge import Knowledge
    from app.people.decisions import STATES, link_id, said
    from app.relations import links

    reviewed = links.decide(Knowledge.open(kb), ids, state, by, why)
    for one in reviewed:
        if one.overruled:
            say(f"{link_id(one.link)} {one.overruled}")
        elif not one.changed:
            stands = f"已由{said(one.before)}" if one.before else "还没有审核过"
            say(f"{link_id(one.link)} {stands}，没有改动")
    if made := [one.link for one in reviewed if one.changed]:
        say(f"已记录：{STATES[state]} {len(made)} 条，审核人 {made[0].author}")
