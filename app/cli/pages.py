"""``duibiao show --page``: the pages that a clause is printed on, as pictures."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from app.base.files import write_output
from app.cli.console import NOTHING, say

if TYPE_CHECKING:
    from app.base.knowledge import Knowledge


def write_pages(opened: "Knowledge", identity: str, output: Path) -> None:
    """Write the page of a clause to ``output``; those of one on several pages with ``-第3页`` and so on after the name."""
    from app.present.page_image import NoPageImage, page_images

    clause = opened.clause(identity) or opened.clause(getattr(opened.entities.get(identity), "clause", ""))
    made = page_images(opened, clause) if clause else NoPageImage(f"“{identity}”不是条款，没有页面图像；请写条款编号")
    if isinstance(made, NoPageImage):
        say(made.reason)
        raise typer.Exit(NOTHING)
    for one in made:
        path = output if len(made) == 1 else output.with_stem(f"{output.stem}-第{one.page}页")
        write_output(path, one.png)
        say(f"已写入 {path}：原件第 {one.page} 页" + (f"（{one.note}）" if one.note else ""))
