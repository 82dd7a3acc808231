"""``duibiao questions``: what people saved to ask again."""

from app.base import snapshots
from app.cli.console import JsonOption, KbOption, write, write_json


def questions(kb: KbOption, as_json: JsonOption = False) -> None:
    """列出在网页上保存的问题，新的在前；用 ask --saved 再查一次。"""
    from app.people import questions as table
    from app.present import listings
    from app.present.terminal import graphs as terminal

    found = table.read(snapshots.current(kb).kb)
    write_json(listings.questions(found)) if as_json else write(terminal.questions(found))
