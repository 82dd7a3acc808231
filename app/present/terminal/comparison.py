"""Two documents side by side as text."""

from collections.abc import Iterable

from app.present.schema.comparison import Comparison, ComparisonRow
from app.present.terminal.words import short

RELATIONS = {
    "exactMatch": "一致",
    "closeMatch": "相近",
    "broadMatch": "乙有增加",
    "narrowMatch": "乙有拆分或减少",
    "relatedMatch": "有关联",
    "only_a": "仅甲有",
    "only_b": "仅乙有",
}
"""SKOS mapping relations, read from the first document (甲) to the second (乙)."""

CHANGES = {
    "added": "新增",
    "removed": "删去",
    "merged": "合并",
    "split": "拆分",
    "renumbered": "编号变动",
    "reworded": "改写",
}
"""What became of a part of the first document (甲) in the second (乙)."""


def comparison(found: Comparison) -> str:
    """A crosswalk, one line a row, with figures and contradictions below."""
    show = _task_row if found.kind == "tasks" else _version_row
    lines = [f"甲：{found.a}    乙：{found.b}", "", *(line for row in found.rows for line in show(row))]
    if found.contradictions:
        lines += ["", "同一文件内数值不一致："]
        lines += [f"  {c.indicator}：{'，'.join(c.values)}（{'；'.join(c.clauses)}）" for c in found.contradictions]
    return "\n".join(lines)


def _task_row(row: ComparisonRow) -> list[str]:
    """Tasks of two plans, with the figures that both set."""
    a = _side(f"{n} {t}" for n, t in zip(row.a, row.titles_a, strict=True))
    b = _side(f"{n} {t}" for n, t in zip(row.b, row.titles_b, strict=True))
    figures = [f"    {f.indicator}：甲 {f.a or '未规定'}，乙 {f.b or '未规定'}" for f in row.figures]
    return [f"[{RELATIONS[row.relation]}] {a}  ↔  {b}", *figures]


def _version_row(row: ComparisonRow) -> list[str]:
    """A part of two versions, with the words that differ."""
    change = "、".join(CHANGES[c] for c in row.changes) or "不变"
    a = _side(f"{n} {short(t)}".strip() for n, t in zip(row.a, row.titles_a, strict=True))
    b = _side(f"{n} {short(t)}".strip() for n, t in zip(row.b, row.titles_b, strict=True))
    words = [f"    “{short(d.a) or '（无）'}” → “{short(d.b) or '（无）'}”" for d in row.differences]
    return [f"[{change}] {a}  ↔  {b}", *words]


def _side(parts: Iterable[str]) -> str:
    return "；".join(parts) or "—"
