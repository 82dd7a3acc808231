"""Makes the pictures of ``docs/zh/培训材料.md``: material on one target, rendered by LibreOffice and poppler.

``python -m docs.make_training [ID…]`` builds a base of what ships, writes the pack and draws its pages. Noto Sans CJK stands
in for 微软雅黑, Noto Serif CJK for 宋体.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from app.base.knowledge import Knowledge
from app.build import publish
from app.training.pack import Order, Pack

PICTURES = Path(__file__).parent / "zh" / "pictures"
SHOWN = {"课件": ("training-slides", 3, 9), "讲义": ("training-handout", 2, 2), "试卷": ("training-paper", 2, 2)}
"""File → name of its picture, pages side by side, pages at most."""
ASKED_TOO = ("查对制度", "危急值报告制度", "NIT-2026-VII")
"""What the paper asks about as well: one target alone has few questions."""
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>{}</fontconfig>"""
ALIAS = """<match target="pattern"><test name="family"><string>{}</string></test>
<edit name="family" mode="assign" binding="strong"><string>{}</string></edit></match>"""
STAND_INS = {
    "微软雅黑": "Noto Sans CJK SC",
    "Microsoft YaHei": "Noto Sans CJK SC",
    "宋体": "Noto Serif CJK SC",
    "SimSun": "Noto Serif CJK SC",
}


def main(identities: list[str]) -> None:
    """Write the pictures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        publish.build(folder / "kb")
        kb = Knowledge.open(folder / "kb")
        Pack.of(kb, Order(tuple(identities))).write_all(folder)
        Pack.of(kb, Order((*identities, *ASKED_TOO), 10)).write(folder / "试卷.docx", exam=True)
        draw(folder, SHOWN)


def draw(folder: Path, shown: Mapping[str, tuple[str, int, int]]) -> None:
    """Draw the pages of the files in ``folder`` whose pictures ``shown`` names, side by side."""
    (folder / "fonts.conf").write_text(FONTS.format("".join(ALIAS.format(*pair) for pair in STAND_INS.items())))
    settings = os.environ | {"FONTCONFIG_FILE": str(folder / "fonts.conf")}
    files = [next(folder.glob(f"{part}.*x")) for part in shown]
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", folder, *files], check=True, env=settings, stdout=subprocess.DEVNULL)
    PICTURES.mkdir(parents=True, exist_ok=True)
    for part, (name, columns, most) in shown.items():
        subprocess.run(["pdftoppm", "-r", "60", "-png", folder / f"{part}.pdf", folder / part], check=True)
        pages = [Image.open(page).convert("RGB") for page in sorted(folder.glob(f"{part}-*.png"))[:most]]
        _sheet(pages, columns).quantize(64).save(PICTURES / f"{name}.png", optimize=True)


def _sheet(pages: list[Image.Image], columns: int) -> Image.Image:
    """Pages side by side on grey."""
    width, height, gap = *pages[0].size, 8
    sheet = Image.new("RGB", (columns * (width + gap) + gap, -(-len(pages) // columns) * (height + gap) + gap), "#9aa5a8")
    for number, page in enumerate(pages):
        sheet.paste(page, (gap + number % columns * (width + gap), gap + number // columns * (height + gap)))
    return sheet


if __name__ == "__main__":
    main(sys.argv[1:] or ["NIT-2026-V"])
