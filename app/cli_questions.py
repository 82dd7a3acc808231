"""``duibiao questions``: what people saved to ask again."""

from app import base
from app.console import JsonOption, KbOption, write, write_json


def questions(kb: KbOption = None, as_json: JsonOption = False) -> None:
    """列出在网页上保存的问题，新的在前；用 ask --saved 再查一次。"""
    from app import questions as table
    from app import text, views

    found = table.read(base.current(kb or base.default_folder()).kb)
    write_json([views.question(one) for one in found]) if as_json else write(text.questions(found))
