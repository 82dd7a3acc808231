"""What ``docs/search.md`` says of what stands first on the page: the tables of ``benchmarks.firstline`` in Chinese."""

from collections.abc import Mapping

from benchmarks import firstline
from benchmarks.bases import Bases
from benchmarks.unseen import share

_WORDS = {
    "kind": "问的是",
    "n": "题数",
    "top of page": "页面最上面",
    "first in its group": "那一类第一条",
    "among five": "那一类前五条",
    "refused wrongly": "有依据而拒答",
    "refused rightly": "没有依据，拒答",
    "lists whole": "清单完整",
    "standard": "标准",
    "target": "目标",
    "clause": "条款",
    "figure": "数值",
    "list": "清单",
    "compare": "对照",
    "case": "讲一件事",
    "title_only": "只有题录",
    "old_number": "旧标准号",
    "slip": "有错字",
    "indicator": "指标",
    "notice": "征集通知",
    "none": "没有依据",
    "all with an answer": "有依据的合计",
}
"""Words of the table of ``benchmarks.firstline`` → in Chinese."""


def first(on: Bases, halves: Mapping[str, str], where: Mapping[str, str]) -> str:
    """A table a half of the questions, and a line for the unprepared documents; ``halves`` and ``where`` with Chinese names."""
    parts = [
        "## 页面上第一条\n\n"
        "只看原文写的题（`tests/golden/firstline`，九人分别写成，写时没有看过本系统）：该引用的那一条是否站在页面最上面、"
        "是否是它那一类的第一条、是否在那一类的前五条；括号内是 95% 区间（Wilson）。"
        "由 `python -m benchmarks.firstline --shared DIR` 印出。"
    ]
    for half, called in halves.items():
        table = "\n".join(firstline.table([firstline.judge(on.whole, asked)[0] for asked in firstline.read(half)]))
        parts.append(f"### {called}，页面上第一条\n\n{_in_chinese(table)}")
        tops = {where[place]: share(firstline.unprepared(kb, half)[0]) for place, kb in on.unseen.items()}
        parts.append(
            "没有准备过的文件，正确条款在页面最上面：" + "；".join(f"{place} {top}" for place, top in tops.items()) + "。"
        )
    return "\n\n".join(parts)


def _in_chinese(table: str) -> str:
    """A table with its words in Chinese."""
    for name, called in _WORDS.items():
        table = table.replace(f"| {name} |", f"| {called} |")
    return table
