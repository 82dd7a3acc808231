"""``duibiao basket``: what a person means to cite or to teach, kept until it is taken out."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.chinese import App
from app.cli.console import KbOption, say, write
from ingest.errors import QuestionError

if TYPE_CHECKING:
    from app.people.baskets import Item

app = App("引用篮：把要引用或要培训的条款、标准、目标等按顺序存在一起，每人一个。")

IdsArgument = Annotated[list[str], typer.Argument(metavar="编号…", help="条款、标准、目标、核心制度或文件的编号，一个或几个")]
ByOption = Annotated[str, typer.Option("--by", metavar="姓名", help="谁的引用篮")]
BasketOption = Annotated[str, typer.Option("--basket", metavar="姓名", help="用这个人引用篮里的全部编号，见 basket")]


@app.command("add")
def basket_add(
    kb: KbOption, ids: IdsArgument, by: ByOption, note: Annotated[str, typer.Option("--note", metavar="备注", help="备注")] = ""
) -> None:
    """放进引用篮；已在里面的不重复，写了备注就换成新的备注。"""
    from app.base.knowledge import Knowledge
    from app.case_form import citations
    from app.people import baskets, database

    things = citations.basket(Knowledge.open(kb), ids)
    with database.writing(kb) as db:
        for thing in things:
            baskets.add(db, by, thing.id, note)
        count = len(baskets.read(db, by)[0])
    say(f"已放进 {len(things)} 项，{by}的引用篮里现有 {count} 项")


@app.command("remove")
def basket_remove(kb: KbOption, ids: IdsArgument, by: ByOption) -> None:
    """从引用篮里取出。"""
    from app.base import snapshots
    from app.people import baskets, database

    with database.writing(snapshots.current(kb).kb) as db:
        gone = [identity for identity in ids if baskets.remove(db, by, identity)]
    for identity in dict.fromkeys(i for i in ids if i not in gone):
        say(f"{by}的引用篮里没有“{identity}”")
    say(f"已取出 {len(gone)} 项")


@app.command("clear")
def basket_clear(kb: KbOption, by: ByOption) -> None:
    """清空一个人的引用篮。"""
    from app.base import snapshots
    from app.people import baskets, database

    with database.writing(snapshots.current(kb).kb) as db:
        gone = baskets.clear(db, by)
    say(f"已清空{by}的引用篮：{len(gone)} 项")


@app.command("list")
def basket_list(kb: KbOption, by: ByOption) -> None:
    """按放进去的顺序列出引用篮里的编号、写法和备注。"""
    from app.base import cited
    from app.base.knowledge import Knowledge

    opened = Knowledge.open(kb)
    for number, item in enumerate(_items(kb, by), 1):
        citation = cited.of(opened, opened.current(item.id))
        told = citation.short if citation and citation.full else "（已不在知识库里）"
        write(f"{number}. {item.id}  {told}" + (f"\n   备注：{item.note}" if item.note else ""))


def with_basket(kb: Path, ids: Iterable[str], person: str) -> list[str]:
    """``ids``, and after them those in a person's basket; QuestionError when there are none at all."""
    found = [*ids, *(item.id for item in _items(kb, person))] if person else list(ids)
    if not found:
        raise QuestionError("没有写编号", todo="请写一个或几个编号，或用 --basket 姓名 取引用篮里的")
    return found


def _items(kb: Path, person: str) -> "list[Item]":
    """What lies in a basket; QuestionError when nothing does."""
    from app.people import baskets, database

    with database.reading(kb) as db:
        found, problems = baskets.read(db, person)
    for problem in problems:
        say(f"注意：{problem}")
    if not found:
        raise QuestionError(f"{person}的引用篮是空的", todo="可用 duibiao basket add 编号 --by 姓名 放进去")
    return found
