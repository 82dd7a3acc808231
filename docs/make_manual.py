"""Makes pictures of ``docs/zh/使用手册.md`` (the rest are those of the other guides): pages as people see them.

``python -m docs.make_manual [NAME …]`` serves a base of what ships on this computer and takes pictures with Chromium.
"""

import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

from app.build import publish
from docs.make_case import DRAFT
from tests.app.pages.conftest import CHROMIUM, LAPTOP, PHONE, serving

PICTURES = Path(__file__).parent / "zh" / "pictures"
_LONGEST = 120_000
"""Milliseconds that a page may take."""
_SETTLED = 2_000
"""Milliseconds after which pictures and fonts of a page are there."""


def _stay(page: Page) -> None:
    """Nothing is done on the page."""


def _with_draft(page: Page) -> None:
    page.locator("input[type=file]").set_input_files(DRAFT)
    page.get_by_text(re.compile(r"引用 \d+ 处")).first.wait_for(timeout=_LONGEST)


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as a picture."""

    name: str
    address: str
    until: str
    """Words that are on the page when it is whole."""
    size: tuple[int, int] = LAPTOP
    done: Callable[[Page], None] = _stay
    """What a person does before it is taken."""


SHOWN = (
    Picture("manual-ask", f"?q={quote('哪些标准适用于提高 VTE 规范预防率')}", "复制引用"),
    Picture("manual-phone", f"?q={quote('同屋两个病人同名，药差点发错')}", "复制引用", PHONE),
    Picture("manual-case", "cases", "上传", done=_with_draft),
    Picture("manual-training", f"training?thing={quote('会诊制度')}", "下载课件"),
)


def main(names: list[str]) -> None:
    """Take the pictures named, all when none is."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        kb = Path(folder) / "kb"
        publish.build(kb)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"])
        with serving(kb) as address:
            for one in SHOWN:
                if names and one.name not in names:
                    continue
                size = {"width": one.size[0], "height": one.size[1]}
                page = browser.new_page(viewport=size, locale="zh-CN", device_scale_factor=1.5)  # type: ignore[arg-type]
                page.goto(f"{address}/{one.address}")
                page.get_by_text(one.until).first.wait_for(timeout=_LONGEST)
                one.done(page)
                page.wait_for_timeout(_SETTLED)
                page.screenshot(path=PICTURES / f"{one.name}.png")
                page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
