"""The command line. ``--json`` prints one JSON document to stdout; everything else meant for people goes in Chinese."""

import gc
import io
import sqlite3
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from app.base import snapshots
from app.cli import links, questions, terms
from app.cli.console import BAD, DONE, NOTHING, JsonOption, KbOption, progress_line, say, write, write_json
from ingest.errors import DuibiaoError, QuestionError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="对标：医院质量安全标准与政策文件的知识库和检索。",
    pretty_exceptions_enable=False,
)
app.add_typer(links.app, name="links")
app.add_typer(terms.app, name="terms")
app.command("questions")(questions.questions)
TypeOption = Annotated[str, typer.Option("--type", help="指定文件类型，不自动识别（写错会列出可用的类型）")]
ExplainOption = Annotated[bool, typer.Option("--explain", help="说明问题是怎样理解的")]
AsTypedOption = Annotated[bool, typer.Option("--as-typed", help="不更正错别字，按写的查")]
AsOfOption = Annotated[
    datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="标准的状态按这一天算，如 2024-06-01（默认：今天）")
]
_NEW_OBJECTS = 100_000
"""Objects after which garbage is looked for: what is loaded stays, and looking through it takes a tenth of a cold question."""


def main() -> None:
    """Entry point: one line on stderr and exit code 2 for every error that a user can mend."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    gc.set_threshold(_NEW_OBJECTS)
    try:
        app()
    except DuibiaoError as exc:
        say(f"错误：{exc}")
        sys.exit(BAD)
    except sqlite3.DatabaseError:
        say("错误：知识库文件读不出来，可能已损坏。请运行 duibiao build 重建，再用 duibiao add 加入自己的文件")
        sys.exit(BAD)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(DONE)
    except KeyboardInterrupt:
        say("已中断，知识库保持原样")
        sys.exit(130)


@app.command()
def build(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH...]", help="文件或文件夹；不写则用随系统提供的资料")
    ] = None,
    kb: KbOption = None,
    doctype: TypeOption = "",
    strict: Annotated[bool, typer.Option("--strict", help="术语、关联或标准目录有错时，以退出码 2 结束")] = False,
) -> None:
    """读取文件，新建知识库并发布。"""
    from app.build import publish

    with progress_line() as progress:
        report = publish.build(kb or snapshots.default_folder(), paths or (), progress, _known_type(doctype))
    _report(report, strict=strict)


@app.command()
def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="文件或文件夹")],
    kb: KbOption = None,
    doctype: TypeOption = "",
) -> None:
    """把文件加入知识库；原文会取代同一文件的摘要。"""
    from app.build import publish

    with progress_line() as progress:
        report = publish.add(kb or snapshots.default_folder(), paths, progress, _known_type(doctype))
    _report(report)


@app.command()
def remove(
    document: Annotated[str, typer.Argument(metavar="DOC_ID", help="文件编号，见 list documents")], kb: KbOption = None
) -> None:
    """从知识库删除一份文件。"""
    from app.build import publish

    _report(publish.remove(kb or snapshots.default_folder(), document))


def _day(as_of: datetime | None) -> date | None:
    return as_of.date() if as_of else None


def _known_type(doctype: str) -> str:
    """The type as given; QuestionError when there is no such type."""
    from ingest.numbering.doctypes import BY_NAME

    if doctype and doctype not in BY_NAME:
        known = "、".join(f"{t.name}（{t.label}）" for t in BY_NAME.values())
        raise QuestionError(f"没有“{doctype}”这种文件类型", todo=f"可用：{known}")
    return doctype


def _report(report: Any, *, strict: bool = False) -> None:  # noqa: ANN401 - app.publish.Report, imported late
    for error in report.errors:
        say(f"错误：{error}")
    for note in report.notes:
        say(note)
    for problem in report.problems:
        say(f"待核对：{problem}")
    counts = report.snapshot.manifest.counts
    say(
        f"已发布第 {int(report.snapshot.name)} 版：文件 {counts['documents']} 份，条款 {counts['clauses']} 条，"
        f"标准 {counts.get('standard', 0)} 项，改进目标 {counts.get('target', 0)} 个"
    )
    if report.errors or (strict and report.problems):
        raise typer.Exit(BAD)


@app.command()
def ask(
    query: Annotated[str, typer.Argument(help="问题")] = "",
    kb: KbOption = None,
    as_json: JsonOption = False,
    saved: Annotated[
        str, typer.Option("--saved", metavar="NAME", help="不写问题，用保存过的问题和范围：名称或编号，见 questions")
    ] = "",
    kind: Annotated[
        str, typer.Option("--type", help="只看一类文件的条款：targets、plan、notice、slides、catalogue、general")
    ] = "",
    level: Annotated[str, typer.Option(help="只看一级文件的条款：national、provincial、city、association")] = "",
    explain: ExplainOption = False,
    as_typed: AsTypedOption = False,
    as_of: AsOfOption = None,
) -> None:
    """回答问题：适用的标准、目标、条款、核心制度和指标，各带出处和理由。"""
    from app.answer import answering
    from app.base.knowledge import Knowledge
    from app.people import questions
    from app.present import terminal, views

    opened = Knowledge.open(kb or snapshots.default_folder())
    if saved:
        if query:
            raise QuestionError("写了问题，又写了 --saved", todo="请只写一个")
        one = questions.find(opened.snapshot.kb, saved)
        query, kind, level = one.query, kind or one.kind, level or one.level
    asked = answering.ask(opened, query, kind=kind, level=level, correct=not as_typed)
    result = views.answer(opened, asked, _day(as_of))
    write_json(result) if as_json else write(terminal.answer(result, explain=explain))
    raise typer.Exit(DONE if result["answered"] else NOTHING)


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="要找的词")] = "",
    k: Annotated[int, typer.Option("-k", min=1, max=200, help="最多几条")] = 10,
    kind: Annotated[str, typer.Option(help="只找一类：clause、standard、target、core_system、indicator")] = "",
    kb: KbOption = None,
    as_json: JsonOption = False,
    like: Annotated[str, typer.Option(metavar="CLAUSE_ID", help="不写要找的词，找与这一条相似的条款")] = "",
    explain: ExplainOption = False,
    as_typed: AsTypedOption = False,
) -> None:
    """检索条款、标准、目标、核心制度和指标。"""
    from app.answer import answering
    from app.base.knowledge import Knowledge
    from app.present import terminal, views

    opened = Knowledge.open(kb or snapshots.default_folder())
    if like:
        rows = views.hits(opened, answering.like(opened, like, k))
        write_json({"like": like, "hits": rows}) if as_json else write(terminal.hits(rows))
        raise typer.Exit(DONE if rows else NOTHING)
    result = views.found(opened, query, answering.search(opened, query, k, kind, correct=not as_typed))
    write_json(result) if as_json else write(terminal.found(result, explain=explain))
    raise typer.Exit(DONE if result["hits"] else NOTHING)


@app.command()
def show(
    identity: Annotated[str, typer.Argument(metavar="ID", help="标准号、目标编号、条款编号、文件编号或核心制度名称")],
    as_of: AsOfOption = None,
    kb: KbOption = None,
    as_json: JsonOption = False,
) -> None:
    """显示一项内容、它的出处和相关项。"""
    from app.answer import names
    from app.base.knowledge import Knowledge
    from app.present import terminal, views

    opened = Knowledge.open(kb or snapshots.default_folder())
    body, note = views.shown(opened, identity, _day(as_of)), ""
    for found, how in ({} if body else names.named(identity, opened).found).items():
        body, note = views.shown(opened, found, _day(as_of)), how
        break
    if not body:
        say(f"知识库里没有“{identity}”。可用 duibiao search 查找")
        raise typer.Exit(NOTHING)
    if "代替" in note or "没有" in note:
        say(f"注意：{note}" + ("，但后者当日尚未实施" if body.get("status") == "not_yet" else ""))
    write_json(body) if as_json else write(terminal.shown(body))


@app.command("list")
def list_(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="documents、clauses、standards、targets、indicators、core_systems、tasks、special_actions、concepts、links、findings",
        ),
    ],
    as_of: AsOfOption = None,
    kb: KbOption = None,
    as_json: JsonOption = False,
) -> None:
    """列出一类内容。"""
    from app.base.knowledge import Knowledge
    from app.present import terminal, views

    if kind not in views.LISTINGS:
        raise QuestionError(f"没有“{kind}”这一类", todo=f"可用：{'、'.join(views.LISTINGS)}")
    rows = views.listing(Knowledge.open(kb or snapshots.default_folder()), kind, _day(as_of))
    write_json(rows) if as_json else write(terminal.listing(kind, rows))


@app.command()
def report(
    output: Annotated[Path, typer.Option("-o", help="写入的网页文件（可离线打开）")] = Path("report.html"),
    kb: KbOption = None,
) -> None:
    """写出解析报告：每份文件里修补过、推断的、读不出的和互相矛盾的地方，供资料管理员核对。"""
    from app.base.knowledge import Knowledge
    from app.present import findings

    opened = Knowledge.open(kb or snapshots.default_folder())
    written = findings.write(opened.store.documents(), opened.store.findings(), output)
    say(f"已写入 {output}：{len(opened.store.documents())} 份文件，{written} 处需要人核对")


@app.command()
def crosswalk(
    document_a: Annotated[str, typer.Argument(metavar="DOC_A", help="文件编号、文号或标题的一部分")],
    document_b: Annotated[str, typer.Argument(metavar="DOC_B", help="另一份")],
    output: Annotated[Path | None, typer.Option("-o", help="写入文件：.csv 或 .jsonld（SKOS 映射关系）")] = None,
    kb: KbOption = None,
    as_json: JsonOption = False,
) -> None:
    """对照两份文件：行动计划的工作任务、改进目标的两个年度、法规的两个版本；哪些对应、合并、拆分、新增、删去、改写。"""
    from app.base.knowledge import Knowledge
    from app.present import terminal, views
    from app.relations import compare

    found = compare.compare(Knowledge.open(kb or snapshots.default_folder()), document_a, document_b)
    body = views.comparison(found)
    if output:
        compare.write(found, output)
        say(f"已写入 {output}：{len(found.rows)} 行")
    else:
        write_json(body) if as_json else write(terminal.comparison(body))


@app.command()
def graph(
    identity: Annotated[str, typer.Argument(metavar="ID", help="标准号、目标编号、核心制度名称等")],
    to: Annotated[str, typer.Option(help="另一项：只显示两者之间最短的一条路径")] = "",
    depth: Annotated[int, typer.Option(min=1, max=4, help="取几步以内的相关项")] = 1,
    output: Annotated[
        Path | None, typer.Option("-o", help="写入文件：.graphml、.jsonld、.csv 或 .html（可离线打开的图）")
    ] = None,
    kb: KbOption = None,
    as_json: JsonOption = False,
) -> None:
    """显示或导出一项内容周围的关系，或两项之间的路径。"""
    from app.base.knowledge import Knowledge
    from app.present import terminal, views
    from app.relations import links

    opened = Knowledge.open(kb or snapshots.default_folder())
    if to:
        steps = views.steps(opened, links.path(opened, identity, to))
        write_json(steps) if as_json else write(terminal.steps(steps))
        raise typer.Exit(DONE if steps else NOTHING)
    part = links.around(opened, identity, depth)
    if output:
        links.write(part, output)
        say(f"已写入 {output}：{len(part.nodes)} 项，{len(part.links)} 条关联")
    else:
        rows = views.steps(opened, links.steps_of(part))
        write_json(rows) if as_json else write(terminal.steps(rows))


@app.command()
def coverage(kb: KbOption = None, as_json: JsonOption = False) -> None:
    """各改进目标有哪些标准可用，哪些目标没有标准、哪些标准没有目标。"""
    from app.base.knowledge import Knowledge
    from app.present import terminal
    from app.relations import links

    body = links.coverage(Knowledge.open(kb or snapshots.default_folder()))
    write_json(body) if as_json else write(terminal.coverage(body))


@app.command("eval")
def evaluate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="题目文件，JSONL，一行一题：id、kind、query、gold")],
    kb: KbOption = None,
    ablate: Annotated[bool, typer.Option("--ablate", help="再逐个去掉各部分，看各值多少")] = False,
    as_json: JsonOption = False,
) -> None:
    """用带标准答案的题目评测知识库：查全率、排位和拒答，各带区间。"""
    from app.base.knowledge import Knowledge
    from app.evaluate import scorecard
    from app.evaluate.judging import read

    questions = read(file)
    body = scorecard.scorecard(Knowledge.open(kb or snapshots.default_folder()), questions, ablate)
    write_json(body) if as_json else write(scorecard.text(body))


@app.command()
def serve(
    kb: KbOption = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="端口")] = 8501,
    address: Annotated[str, typer.Option(help="监听地址；要让院内其他电脑访问，写 0.0.0.0")] = "127.0.0.1",
) -> None:
    """启动网页。"""
    from app.cli import server

    server.serve(kb or snapshots.default_folder(), address, port)


if __name__ == "__main__":
    main()
