"""``duibiao crosswalk``, ``graph``, ``coverage``: how things stand to each other."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.console import DONE, NOTHING, JsonOption, KbOption, say, write, write_json
from ingest.errors import QuestionError


def crosswalk(
    kb: KbOption,
    document_a: Annotated[str, typer.Argument(metavar="文件甲", help="文件编号、文号或标题的一部分")],
    document_b: Annotated[str, typer.Argument(metavar="文件乙", help="另一份")],
    output: Annotated[
        Path | None, typer.Option("-o", readable=False, metavar="文件名", help="写入文件：.csv 或 .jsonld（SKOS 映射关系）")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """对照两份文件：行动计划的工作任务、改进目标的两个年度、法规的两个版本；哪些对应、合并、拆分、新增、删去、改写。"""
    from app.base.knowledge import Knowledge
    from app.present import comparison
    from app.present.terminal import comparison as terminal
    from app.relations import compare

    found = compare.compare(Knowledge.open(kb), document_a, document_b)
    body = comparison.comparison(found)
    if output:
        say(f"已写入 {output}：{compare.write(found, output)}")
    else:
        write_json(body) if as_json else write(terminal.comparison(body))


def graph(
    kb: KbOption,
    identity: Annotated[str, typer.Argument(metavar="编号", help="标准号、目标编号、核心制度名称等")],
    to: Annotated[str, typer.Option(metavar="编号", help="另一项：只显示两者之间最短的一条路径")] = "",
    depth: Annotated[int, typer.Option(metavar="步数", min=1, max=4, help="取几步以内的相关项")] = 1,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", readable=False, metavar="文件名", help="写入文件：.graphml、.jsonld、.csv 或 .html（可离线打开的图）"
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """显示或导出一项内容周围的关系，或两项之间的路径。"""
    from app.base.knowledge import Knowledge
    from app.present import graphs
    from app.present.terminal import graphs as terminal
    from app.relations import links

    if to and output:
        raise QuestionError("--to 和 -o 不能一起写", todo="路径只在屏幕上显示，请去掉 -o；要写入文件，请去掉 --to")
    opened = Knowledge.open(kb)
    if to:
        steps = graphs.steps(opened, links.path(opened, identity, to))
        write_json(steps) if as_json else write(terminal.steps(steps))
        raise typer.Exit(DONE if steps else NOTHING)
    part = links.around(opened, identity, depth)
    if output:
        links.write(part, output)
        say(f"已写入 {output}：{len(part.nodes)} 项，{len(part.links)} 条关联")
    else:
        rows = graphs.steps(opened, links.steps_of(part))
        write_json(rows) if as_json else write(terminal.steps(rows))


def coverage(kb: KbOption, as_json: JsonOption = False) -> None:
    """各改进目标有哪些标准可用，哪些目标没有标准、哪些标准没有目标。"""
    from app.base.knowledge import Knowledge
    from app.present import graphs
    from app.present.terminal import graphs as terminal
    from app.relations import links

    body = graphs.coverage(links.coverage(Knowledge.open(kb)))
    write_json(body) if as_json else write(terminal.coverage(body))
