"""``duibiao form``: a case → the association's form."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.console import KbOption, say
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
    new: Annotated[bool, typer.Option("--new", help="写一份带说明的空案例文件，供填写")] = False,
) -> None:
    """把案例填成征集表：做法、条款和原文成表，引文一字不差才写入；没有提供的写〔未提供〕并列出。"""
    from app.case_form.case import Case
    from app.case_form.forms import YAML, write_case

    if output is None or output.suffix.lower() not in (".docx", *YAML):
        raise QuestionError("没有写要写入的文件", todo="请加 -o 征集表.docx，或 -o 案例.yaml")
    as_yaml = output.suffix.lower() in YAML
    if new and (case or not as_yaml):
        raise QuestionError("--new 只写一份空的案例文件", todo="请写 duibiao form --new -o 案例.yaml")
    if case is None and not new:
        raise QuestionError("没有写案例", todo="请写案例文件或草稿；还没有的，先写 duibiao form --new -o 案例.yaml")
    if case is None:
        write_case(Case(), output)
        say(f"已写入 {output}：填好后运行 duibiao form {output} -o 征集表.docx")
    else:
        _written(kb, case, output, as_yaml=as_yaml)


def _written(kb: Path, case: Path, output: Path, *, as_yaml: bool) -> None:
    """Write the form, or the case as YAML, and say what the author has to look at."""
    from app.base.files import write_output
    from app.base.knowledge import Knowledge
    from app.case_form.forms import Forms, write_case

    forms = Forms(Knowledge.open(kb))
    read = forms.read(case)
    checked = forms.check(read)
    if as_yaml:
        write_case(read.case, output)
        say(f"已写入 {output}，请核对、补齐后再导出征集表")
    else:
        write_output(output, forms.docx(checked))
        pages, most = forms.pages(checked), forms.notice.pages
        say(f"已写入 {output}，估计 {pages} 页" + (f"，超过 {most} 页，请精简" if pages > most else ""))
    if read.from_draft:
        say("各条做法的依据是对照出来的，请逐条核对")
    for problem in checked.problems:
        say(f"待核对：{problem}")
