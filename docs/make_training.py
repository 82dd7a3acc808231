"""Makes the pictures of ``docs/zh/培训材料.md``: material on one target, rendered by LibreOffice and poppler.

``python docs/make_training.py [ID…]`` builds a base of what ships, writes the pack and draws its pages. Where 微软雅黑 is
not installed, Noto Sans CJK stands in for it.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from app.base.knowledge import Knowledge
from app.build import publish
from app.training.pack import Order, Pack

PICTURES = Path(__file__).parent / "zh" / "pictures"
SHOWN = {"课件": ("slides", 3, 9), "讲义": ("handout", 2, 2), "试卷": ("paper", 2, 2)}
"""File → name of its picture, pages side by side, pages at most."""
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>{}</fontconfig>"""
ALIAS = """<match target="pattern"><test name="family"><string>{}</string></test>
<edit name="family" mode="assign" binding="strong"><string>Noto Sans CJK SC</string></edit></match>"""


def main(identities: list[str]) -> None:
    """Write the pictures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        publish.build(folder / "kb")
        Pack.of(Knowledge.open(folder / "kb"), Order(tuple(identities))).write_all(folder)
        (folder / "fonts.conf").write_text(FONTS.format("".join(map(ALIAS.format, ("微软雅黑", "Microsoft YaHei")))))
        _draw(folder)


def _draw(folder: Path) -> None:
    settings = os.environ | {"FONTCONFIG_FILE": str(folder / "fonts.conf")}
    files = [next(folder.glob(f"{part}.*x")) for part in SHOWN]
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", folder, *files], check=True, env=settings, stdout=subprocess.DEVNULL)
    PICTURES.mkdir(parents=True, exist_ok=True)
    for part, (name, columns, most) in SHOWN.items():
        subprocess.run(["pdftoppm", "-r", "60", "-png", folder / f"{part}.pdf", folder / part], check=True)
        pages = [Image.open(page).convert("RGB") for page in sorted(folder.glob(f"{part}-*.png"))[:most]]
        _sheet(pages, columns).quantize(64).save(PICTURES / f"training-{name}.png", optimize=True)


def _sheet(pages: list[Image.Image], columns: int) -> Image.Image:
    """Pages side by side on grey."""
    width, height, gap = *pages[0].size, 8
    sheet = Image.new("RGB", (columns * (width + gap) + gap, -(-len(pages) // columns) * (height + gap) + gap), "#9aa5a8")
    for number, page in enumerate(pages):
        sheet.paste(page, (gap + number % columns * (width + gap), gap + number // columns * (height + gap)))
    return sheet


if __name__ == "__main__":
    main(sys.argv[1:] or ["NIT-2026-V"])
