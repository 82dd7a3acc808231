"""``duibiao people`` and ``duibiao audit``: what people decided, saved and changed, in one file of its own."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.chinese import App
from app.cli.console import BAD, DONE, NOTHING, JsonOption, KbOption, say, write, write_json
from ingest.errors import BaseError, OutputError, QuestionError

app = App("人员数据（审核记录、保存的问题、引用篮、案例、操作记录）：导出、导入、检查、修复。")


@app.command("export")
def export(
    kb: KbOption, folder: Annotated[Path, typer.Argument(readable=False, metavar="文件夹", help="写到这里，每类一个 CSV")]
) -> None:
    """导出为电子表格能打开的 CSV 文件；改过后可用 people import 收录。"""
    from app.base.files import write_output
    from app.people import exchange

    files, problems = exchange.export(standing(kb))
    if taken := [folder / file.name for file in files if (folder / file.name).exists()]:
        raise OutputError("这个文件已经存在，没有导出", str(taken[0]), "请换一个文件夹")
    folder.mkdir(parents=True, exist_ok=True)
    for problem in problems:
        say(f"注意：{problem}")
    for file in files:
        write_output(folder / file.name, file.text)
        say(f"已写入 {folder / file.name}：{file.rows} 条")


@app.command("import")
def import_(
    kb: KbOption, files: Annotated[list[Path], typer.Argument(readable=False, metavar="文件", help="导出的 CSV")]
) -> None:
    """收录导出过的 CSV：已有的不重复收录，读不懂的文件和行列出来，其余照收。"""
    from app.people import exchange

    standing(kb)
    bad = False
    for path in files:
        try:
            taken = exchange.take_in(kb, path)
        except QuestionError as exc:
            say(f"错误：{exc}")
            bad = True
            continue
        for problem in taken.problems:
            say(f"没有收录：{problem}")
        say(f"{path}：{taken.label} {taken.read} 条，新收录 {taken.new} 条")
        bad = bad or bool(taken.problems)
    raise typer.Exit(BAD if bad else DONE)


@app.command("check")
def check(kb: KbOption) -> None:
    """检查人员数据是否完好，列出读不懂的记录。"""
    from app.people import repair

    found = repair.check(standing(kb))
    for label, count in found.counts:
        write(f"{label}：{count} 条")
    for line in (*found.problems, *found.untaken):
        write(f"注意：{line}")
    if found.problems:
        say("可用 duibiao people repair 去掉读不懂的记录，原文件会另存")
    raise typer.Exit(BAD if found.problems else DONE)


@app.command("repair")
def repair_(kb: KbOption) -> None:
    """修复损坏的人员数据：能读出的保留，原文件另存在旁边。"""
    from app.people import repair

    done = repair.repair(standing(kb))
    if done is None:
        say("人员数据没有损坏，不用修复")
        return
    say(f"原文件另存为 {done.aside}" if done.aside else "原文件已经不在，新建了空的")
    say("读出并保留：" + "，".join(f"{label} {count} 条" for label, count in done.counts))


def audit(
    kb: KbOption,
    since: Annotated[str, typer.Option("--since", metavar="日期", help="从这一天起，如 2026-01-31")] = "",
    person: Annotated[str, typer.Option("--person", metavar="姓名", help="只看这个人的")] = "",
    output: Annotated[
        Path | None, typer.Option("-o", readable=False, metavar="文件名", help="写成表格（.csv）或 .json，不列在屏幕上")
    ] = None,
    anchor: Annotated[bool, typer.Option("--anchor", help="只印出锚点；记在别处，以后用 verify --anchor 核对")] = False,
    as_json: JsonOption = False,
) -> None:
    """列出操作记录：谁在什么时候做了什么、改前改后是什么，新的在前；记录连成一串，删改过能用 verify 查出。"""
    from app.base import journal
    from app.present import listings
    from app.present.terminal import listings as terminal

    if anchor:
        write(journal.anchor(standing(kb)))
        return
    lines, problems = journal.read(standing(kb), since, person)
    for problem in problems:
        say(f"注意：{problem}")
    if output:
        written = listings.write_changes(lines, output)
        say(f"已写入 {written}：{len(lines)} 条")
    else:
        write_json(listings.changes(lines)) if as_json else write(terminal.changes(lines))
    raise typer.Exit(DONE if lines else NOTHING)


def standing(kb: Path) -> Path:
    """The folder, which must hold a base or people's data: a wrong path is no empty base."""
    from app.base import faults
    from app.people import database, earlier

    held = ("CURRENT", database.FILE, database.MARKER, *earlier.FILES)
    if not any((kb / name).exists() for name in held) and not faults.snapshot_folders(kb):
        raise BaseError("知识库不存在", str(kb), "请用 --kb 指定知识库文件夹")
    return kb
