"""Write ``docs/links.md``: ``python -m docs.make_links`` builds the shipped base and prints what its commands print."""

import tempfile
from pathlib import Path

from app.base.knowledge import Knowledge
from app.build import publish
from app.present import comparison, graphs
from app.present.terminal import comparison as comparison_text
from app.present.terminal import graphs as text
from app.relations import links
from app.relations.compare import compare
from benchmarks.graph import precision

FOLDER = Path(__file__).parent
PATHS = (
    ("T/CHAS 10-2-34-2020", "查对制度"),
    ("T/CHAS 10-2-20-2019", "PIT-2026-26"),
    ("长卫医政发-2023-9#附件/23", "T/CHAS 10-2-34-2020"),
)
NAMES = {
    "stated": "原文写明的（目标与核心制度）",
    "suggested, first 3": "系统推荐的前三条",
    "accepted by the reader and found by a rule": "人认可的当中，规则找到的",
    "curated, accepted by the reader": "人工整理的，人也认可",
    "accepted by the reader and curated": "人认可的当中，人工整理已有的",
}
PLANS = ("全面提升医疗质量行动计划-2023-2025年", "长卫医政发-2023-9")


def main() -> None:
    """Coverage matrix, crosswalk, three explained paths, and where the two passes of curation disagreed."""
    with tempfile.TemporaryDirectory() as folder:
        publish.build(Path(folder) / "kb")
        kb = Knowledge.open(Path(folder) / "kb")
        coverage = text.coverage(graphs.coverage(links.coverage(kb)))
        crosswalk = comparison_text.comparison(comparison.comparison(compare(kb, *PLANS)))
        judged = "\n".join(f"| {NAMES[what]} | {share} |" for what, share in precision(kb).items())
        waiting = len(links.suggestions(kb))
        paths = [f"$ duibiao graph {a} --to {b}\n{text.steps(graphs.steps(kb, links.path(kb, a, b)))}" for a, b in PATHS]
    parts = [
        "# 关联\n\n由 `python -m docs.make_links` 按随系统提供的资料生成。",
        f"## 目标与标准\n\n```text\n$ duibiao coverage\n{coverage}\n```",
        f"## 两份行动计划对照\n\n```text\n$ duibiao crosswalk {' '.join(PLANS)}\n{crosswalk}\n```",
        "## 准不准\n\n`tests/golden/links.jsonl` 是人读 70 个目标的原文和标准名称后写下的，写在看到推荐之前；"
        f"`python -m benchmarks.graph` 逐条对比。推荐按没有人工整理的情形另算，每个目标取前三条。\n\n"
        f"| 关联 | 相符 |\n|---|---:|\n{judged}\n\n"
        f"另有 {waiting} 条推荐待审核，见 `duibiao links review`；推荐不作为依据，不计入上面的目标与标准。",
        "## 路径\n\n```text\n" + "\n\n".join(paths) + "\n```",
        (FOLDER / "second-pass.md").read_text(encoding="utf-8").strip(),
    ]
    (FOLDER / "links.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
