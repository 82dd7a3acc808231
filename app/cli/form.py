"""``duibiao form``, ``cite``: a case → the association's form; ids → a list of citations."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.basket import BasketOption, with_basket
from app.cli.console import JsonOption, KbOption, say, write, write_json
from ingest.errors import QuestionError


def form(
    kb: KbOption,
    case: Annotated[
        Path | None,
        typer.Argument(
            metavar="案例", readable=False, help="案例文件（.yaml，用 --new 写出），或案例的草稿（docx、pdf、md 等）"
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", readable=False, metavar="文件名", help="写入文件：征集表 .docx，或案例文件 .yaml")
    ] = None,
    template: Annotated[
        Path | None, typer.Option("--template", readable=False, metavar="模板", help="用本院的 .docx 模板代替协会的表")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="寄出前核对：基本要求、评分要点、页数、期限，先改哪三处")] = False,
    as_json: JsonOption = False,
    new: Annotated[bool, typer.Option("--new", help="写一份带说明的空案例文件，供填写")] = False,
) -> None:
    """把案例填成征集表：做法、条款和原文成表，引文一字不差才写入；没有提供的写〔未提供〕并列出。"""
    from app.case_form.case import Case
    from app.case_form.forms import write_case

    if new:
        write_case(Case(), _yaml(case, output))
        say(f"已写入 {output}：填好后运行 duibiao form {output} -o 征集表.docx")
    elif case is None:
        raise QuestionError("没有写案例", todo="请写案例文件或草稿；还没有的，先写 duibiao form --new -o 案例.yaml")
    elif check:
        _check(kb, case, as_json=as_json)
    else:
        _written(kb, case, _output(output), template)


def _yaml(case: Path | None, output: Path | None) -> Path:
    """Where an empty case goes."""
    if case or output is None or output.suffix.lower() == ".docx":
        raise QuestionError("--new 只写一份空的案例文件", todo="请写 duibiao form --new -o 案例.yaml")
    return _output(output)


def _output(output: Path | None) -> Path:
    from app.case_form.forms import YAML

    if output is None or output.suffix.lower() not in (".docx", *YAML):
        raise QuestionError("没有写要写入的文件", todo="请加 -o 征集表.docx，或 -o 案例.yaml；只核对不写文件，请加 --check")
    return output


def _check(kb: Path, case: Path, *, as_json: bool) -> None:
    """What is to be mended before the case is sent."""
    from app.base.knowledge import Knowledge
    from app.case_form.forms import Forms
    from app.present import form as present
    from app.present.terminal import form as terminal

    forms = Forms(Knowledge.open(kb))
    body = present.form_check(*forms.before_sending(forms.check(forms.read(case))))
    write_json(body) if as_json else write(terminal.form_check(body))


def _written(kb: Path, case: Path, output: Path, template: Path | None) -> None:
    """Write the form, or the case as YAML, and say what the author has to look at."""
    from app.base.files import write_output
    from app.base.knowledge import Knowledge
    from app.case_form.forms import YAML, Forms, write_case

    forms = Forms(Knowledge.open(kb))
    read = forms.read(case)
    checked = forms.check(read)
    if output.suffix.lower() in YAML:
        write_case(read.case, output)
        say(f"已写入 {output}，请核对、补齐后再导出征集表")
    elif template:
        write_output(output, forms.filled(template, checked))
        say(f"已写入 {output}")
    else:
        write_output(output, forms.docx(checked))
        pages, most = forms.pages(checked), forms.notice.pages
        say(f"已写入 {output}，估计 {pages} 页" + (f"，超过 {most} 页，请精简" if pages > most else ""))
    if read.from_draft:
        say("各条做法的依据是对照出来的，请逐条核对")
    for problem in checked.problems:
        say(f"待核对：{problem}")


def cite(
    kb: KbOption,
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="编号…", help="条款、标准、目标、核心制度或文件的编号，一个或几个")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", readable=False, metavar="文件名", help="写入文件：.docx、.xlsx 或 .txt（默认：显示在屏幕上）"),
    ] = None,
    basket: BasketOption = "",
) -> None:
    """引用清单：每一项按 GB/T 7714-2015 的写法，和文中引用的简短写法。"""
    from app.base.knowledge import Knowledge
    from app.case_form import citations

    things = citations.basket(Knowledge.open(kb), with_basket(kb, ids or (), basket))
    if output:
        citations.write(things, output)
        say(f"已写入 {output}：{len(things)} 项")
    else:
        write(citations.text(things).rstrip())
