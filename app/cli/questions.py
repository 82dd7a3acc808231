"""``duibiao questions``: what people saved to ask again."""

from app.base import snapshots
from app.cli.console import JsonOption, KbOption, say, write, write_json


def questions(kb: KbOption, as_json: JsonOption = False) -> None:
    """列出在网页上保存的问题，新的在前；用 ask --saved 再查一次。"""
    from app.people import database
    from app.people import questions as table
    from app.present import listings
    from app.present.terminal import graphs as terminal

    with database.reading(snapshots.current(kb).kb) as db:
        found, problems = table.read(db)
    for problem in problems:
        say(f"注意：{problem}")
    write_json(listings.questions(found)) if as_json else write(terminal.questions(found))
