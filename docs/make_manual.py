"""Makes the pictures of pages in ``docs/zh/``: as people see them in their browser.

``python -m docs.make_manual [NAME …]`` serves a base of what ships, with two notices of its own, and takes them with Chromium.
"""

import io
import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from app.build import publish
from docs.make_case import DRAFT
from tests.app.pages.conftest import CHROMIUM, LAPTOP, PHONE, serving
from tests.render.model import Manuscript, Text
from tests.render.pdf import printed

PICTURES = Path(__file__).parent / "zh" / "pictures"
_TALL = (LAPTOP[0], 900)
_SECOND_PAGE = "二、检查"
_TROLLEYS = (
    "关于平车管理的通知",
    "一、总体要求",
    "（一）平车每日清洁一次，由后勤部门负责。",
    "（二）护栏松动的立即停用并报修。",
    _SECOND_PAGE,
    "（一）护理部每周抽查一次。",
    "（四）抽查结果每月公布。",
)
_STRETCHERS = "关于担架管理的通知\n\n一、总则\n\n担架每{}检查一次。\n"
_LONGEST = 120_000
"""Milliseconds that a page may take."""
_SETTLED = 2_000
"""Milliseconds after which pictures and fonts of a page are there."""
_SCALE = 1.5
"""Pixels of a picture for one of the page."""


def _stay(page: Page) -> None:
    """Nothing is done on the page."""


def _with_draft(page: Page) -> None:
    page.locator("input[type=file]").set_input_files(DRAFT)
    page.get_by_text(re.compile(r"引用 \d+ 处")).first.wait_for(timeout=_LONGEST)


def _to_clauses(page: Page) -> None:
    page.get_by_role("heading", name="同一份文件里前后不一致").evaluate("heading => heading.scrollIntoView()")


def _to_unsure(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^下一处没把握的")).click()
    page.get_by_text("保存改正").wait_for(timeout=_LONGEST)


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


_PLAN, _OF_THE_CITY = "全面提升医疗质量行动计划-2023-2025年", "长卫医政发-2023-9"
"""Ids of two documents that ship."""
SHOWN = (
    Picture("manual-ask", f"?q={quote('哪些标准适用于提高 VTE 规范预防率')}", "复制引用"),
    Picture("manual-phone", f"?q={quote('同屋两个病人同名，药差点发错')}", "复制引用", PHONE),
    Picture("manual-case", "cases", "上传", done=_with_draft),
    Picture("manual-training", f"training?thing={quote('会诊制度')}", "下载课件"),
    Picture("lists-standards", "standards", "项标准"),
    Picture("lists-target", "targets?id=NIT-2026-III", "目标简述和核心策略"),
    Picture("graph", "graph?id=NIT-2026-III", "人工整理"),
    Picture("graph-coverage", "graph?view=coverage", "直接适用"),
    Picture("compare", f"compare?a={quote(_PLAN)}&b={quote(_OF_THE_CITY)}", "数值不同", done=_to_clauses),
    Picture("library-document", f"library?doc={quote('平车管理')}", "下一处没把握的", _TALL, _to_unsure),
    Picture("library-versions", "library?tab=versions", "恢复到此版本", _TALL),
)


def base(folder: Path) -> Path:
    """What ships, and two notices, of which one was published anew."""
    kb, pages, text = folder / "kb", folder / "平车.pdf", folder / "担架.txt"
    lines = tuple(Text(one, centred=one == _TROLLEYS[0], new_page=one == _SECOND_PAGE) for one in _TROLLEYS)
    pages.write_bytes(printed(Manuscript(lines)))
    publish.build(kb)
    publish.add(kb, [pages])
    for often in ("班", "日"):
        text.write_text(_STRETCHERS.format(often), encoding="utf-8")
        publish.add(kb, [text])
    return kb


def taken(browser: Browser, address: str, one: Picture) -> bytes:
    """The picture of a page that is served at this address; a TimeoutError of playwright where its words never come."""
    size = {"width": one.size[0], "height": one.size[1]}
    page = browser.new_page(viewport=size, locale="zh-CN", device_scale_factor=_SCALE)  # type: ignore[arg-type]
    try:
        page.goto(f"{address}/{one.address}")
        page.get_by_text(one.until).first.wait_for(timeout=_LONGEST)
        one.done(page)
        page.wait_for_timeout(_SETTLED)
        return page.screenshot()
    finally:
        page.close()


def _keep(picture: bytes, name: str) -> None:
    """With as many colours as a palette has: a page needs no more, and the file is a quarter."""
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(256).save(PICTURES / f"{name}.png", optimize=True)


def main(names: list[str]) -> None:
    """Take the pictures named, all when none is."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        kb = base(Path(folder))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"])
        with serving(kb) as address:
            for one in SHOWN:
                if not names or one.name in names:
                    _keep(taken(browser, address, one), one.name)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
