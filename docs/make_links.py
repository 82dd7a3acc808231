"""Write ``docs/links.md``: ``python docs/make_links.py`` builds the shipped base and prints what its commands print."""

import tempfile
from pathlib import Path

from app import publish, relations, text, views
from app.compare import compare
from app.knowledge import Knowledge

FOLDER = Path(__file__).parent
PATHS = (
    ("T/CHAS 10-2-34-2020", "查对制度"),
    ("T/CHAS 10-2-20-2019", "PIT-2026-26"),
    ("长卫医政发-2023-9#附件/23", "T/CHAS 10-2-34-2020"),
)
PLANS = ("全面提升医疗质量行动计划-2023-2025年", "长卫医政发-2023-9")


def main() -> None:
    """Coverage matrix, crosswalk, three explained paths, and where the two passes of curation disagreed."""
    with tempfile.TemporaryDirectory() as folder:
        publish.build(Path(folder) / "kb")
        kb = Knowledge.open(Path(folder) / "kb")
        coverage = text.coverage(relations.coverage(kb))
        crosswalk = text.comparison(views.comparison(compare(kb, *PLANS)))
        paths = [f"$ duibiao graph {a} --to {b}\n{text.steps(views.steps(kb, relations.path(kb, a, b)))}" for a, b in PATHS]
    parts = [
        "# 关联\n\n由 `python docs/make_links.py` 按随系统提供的资料生成。",
        f"## 目标与标准\n\n```text\n$ duibiao coverage\n{coverage}\n```",
        f"## 两份行动计划对照\n\n```text\n$ duibiao crosswalk {' '.join(PLANS)}\n{crosswalk}\n```",
        "## 路径\n\n```text\n" + "\n\n".join(paths) + "\n```",
        (FOLDER / "second-pass.md").read_text(encoding="utf-8").strip(),
    ]
    (FOLDER / "links.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
