"""``duibiao training``: slides, a handout and questions on things of the base."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.basket import BasketOption, with_basket
from app.cli.console import KbOption, say
from ingest.errors import QuestionError


def training(
    kb: KbOption,
    output: Annotated[
        list[Path],
        typer.Option(
            "-o",
            readable=False,
            metavar="文件或文件夹",
            help="课件 .pptx、讲义 .docx、试题 .xlsx 或 .gift（Moodle），可写几次；写已有的文件夹就全部生成",
        ),
    ],
    identities: Annotated[
        list[str] | None, typer.Argument(metavar="编号…", help="改进目标、核心制度、标准、任务、文件或条款的编号，可以写几个")
    ] = None,
    basket: BasketOption = "",
    exam: Annotated[bool, typer.Option("--exam", help="写 .docx 时写成试卷（答案另页），不写讲义")] = False,
    count: Annotated[int, typer.Option("--count", metavar="题数", help="一套试题最多几题")] = 20,
    master: Annotated[Path | None, typer.Option("--master", metavar="母版.pptx", help="用本院的幻灯片母版")] = None,
) -> None:
    """生成培训材料：课件、讲义（含科室自查表）和试题，每页、每题都注明条款出处。"""
    from app.base.knowledge import Knowledge
    from app.training.pack import Order, Pack

    if master and master.suffix.lower() != ".pptx":
        raise QuestionError(f"母版要用 .pptx 文件，不是“{master.name}”", todo="请在 PowerPoint 或 WPS 里另存为 .pptx")
    pack = Pack.of(Knowledge.open(kb), Order(tuple(with_basket(kb, identities or (), basket)), count, master))
    for path in output:
        if path.is_dir():
            for line in pack.write_all(path):
                say(f"已写入 {line}")
        else:
            say(f"已写入 {path}：{pack.write(path, exam=exam)}")
