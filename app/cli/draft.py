"""``duibiao draft`` and ``corrections``: changes are prepared, looked at, and published at once."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from app.cli.build import ReplaceOption, TypeOption, known_type, named, say_report
from app.cli.chinese import App
from app.cli.console import BAD, JsonOption, KbOption, progress_line, say, write, write_json
from app.people.rights import local_name
from ingest.errors import DuibiaoError, QuestionError
from ingest.text.decoding import read_bytes

app = App("草稿：先备好上传、更换、停用和改正，看过将要改动的内容，再一次发布。")
ByOption = Annotated[str, typer.Option("--by", metavar="姓名", help="经手人姓名（默认：这台电脑的用户名）")]
DocumentArgument = Annotated[str, typer.Argument(metavar="文件编号", help="见 list documents")]


@app.command("add")
def add(
    kb: KbOption,
    files: Annotated[list[Path], typer.Argument(parser=named, metavar="文件", help="要加入的文件")],
    replace: ReplaceOption = "",
    doctype: TypeOption = "",
    by: ByOption = "",
) -> None:
    """把文件放进草稿；--replace 用一个文件更换库里的一份。"""
    from app.build import draft

    if replace and len(files) != 1:
        raise QuestionError("更换一份文件只能写一个文件", todo="请一次更换一份")
    failed, told = False, list[str]()
    for path in files:
        try:
            with progress_line() as progress:
                one = draft.upload(
                    kb,
                    read_bytes(path),
                    path.name,
                    by or local_name(),
                    doctype=known_type(doctype),
                    instead=replace,
                    pages=partial(progress, f"读取 {path.name}"),
                    tell=told.append,
                )
            say(f"已放进草稿：“{one.title}”（{one.document}）")
        except DuibiaoError as exc:
            say(f"错误：{exc}")
            failed = True
    for line in told:
        say(line)
    if failed:
        raise typer.Exit(BAD)


@app.command("retire")
def retire(kb: KbOption, document: DocumentArgument, by: ByOption = "") -> None:
    """把停用一份文件放进草稿。"""
    from app.build import draft

    say(f"已放进草稿：停用“{draft.retire(kb, document, by or local_name()).title}”")


@app.command("correct")
def correct(
    kb: KbOption,
    place: Annotated[str, typer.Argument(metavar="编号", help="条款编号；改标题、文号等时写文件编号")],
    field: Annotated[
        str, typer.Argument(metavar="项目", help="title、number、issuer、date、level、type、text、cell.N（第 N 栏）")
    ],
    value: Annotated[str, typer.Argument(metavar="改为", help="正确的内容")],
    by: ByOption = "",
) -> None:
    """把一处改正放进草稿：类型、文号、标题、层级、发布单位、日期，或一条的文字；以后重建、更换文件仍然有效。"""
    from app.build import draft

    document, _, within = place.partition("#")
    if field == "type":
        draft.retype(kb, document, known_type(value), by or local_name())
    else:
        draft.correct(kb, document, place if within else "", field, value, by or local_name())
    say("已放进草稿。可用 duibiao draft changes 查看将要改动的内容，duibiao draft publish 发布")


@app.command("list")
def list_(kb: KbOption, as_json: JsonOption = False) -> None:
    """列出草稿里的各项。"""
    from app.build import draft
    from app.present import library
    from app.present.terminal import library as terminal

    rows = tuple(map(library.staged, draft.staged(kb)))
    write_json(rows) if as_json else write(terminal.draft(rows))


@app.command("undo")
def undo(kb: KbOption, keys: Annotated[list[str], typer.Argument(metavar="草稿编号", help="见 draft list")]) -> None:
    """撤下草稿里的一项或几项。"""
    from app.build import draft

    for key in keys:
        say(f"已撤下“{draft.unstage(kb, key).title}”")


@app.command("changes")
def changes(kb: KbOption, as_json: JsonOption = False) -> None:
    """列出发布草稿将要改动的内容：新增、改动和不再有的条款，失去的关联和审核结论。"""
    from app.build import changes as coming
    from app.present import library
    from app.present.terminal import library as terminal

    found = library.preview(coming.preview(kb))
    write_json(found) if as_json else write(terminal.preview(found))


@app.command("publish")
def publish(
    kb: KbOption,
    state: Annotated[str, typer.Option("--state", metavar="编号", help="draft changes 给出的编号；其间又有改动就不发布")] = "",
    by: ByOption = "",
) -> None:
    """把草稿作为新的一版发布。"""
    from app.build import changes as coming

    with progress_line() as progress:
        report = coming.publish(kb, by or local_name(), state, progress)
    say_report(report)


def corrections(kb: KbOption, as_json: JsonOption = False) -> None:
    """列出已发布的改正，用不上的注明。"""
    from app.base.knowledge import Knowledge
    from app.build.finish import standing
    from app.present import library
    from app.present.terminal import library as terminal

    store = Knowledge.open(kb).store
    rows = tuple(library.correction(one, store.ledger.corrected()) for one in standing(kb, store, []))
    write_json(rows) if as_json else write(terminal.corrections(rows))
