"""``duibiao questions``: what a person saved to ask again."""

from typing import Annotated

import typer

from app.base import snapshots
from app.cli.console import JsonOption, KbOption, say, write, write_json

OwnerOption = Annotated[str, typer.Option("--by", metavar="姓名", help="谁保存的；不写是这台电脑的用户")]


def questions(kb: KbOption, by: OwnerOption = "", as_json: JsonOption = False) -> None:
    """列出一个人在网页上保存的问题，新的在前；用 ask --saved 再查一次。"""
    from app.people import database
    from app.people import questions as table
    from app.people.rights import local_owner
    from app.present import listings
    from app.present.terminal import graphs as terminal

    with database.reading(snapshots.current(kb).kb) as db:
        found, problems = table.read(db, by or local_owner())
    for problem in problems:
        say(f"注意：{problem}")
    write_json(listings.questions(found)) if as_json else write(terminal.questions(found))
