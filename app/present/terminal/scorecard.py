"""The scorecard of ``duibiao eval`` as Markdown tables."""

from collections.abc import Sequence

from app.evaluate.judging import CUTOFF
from app.evaluate.metrics import METRICS
from app.present.schema.scorecard import AblationRow, Figure, Row, Scorecard
from ingest import kinds

KINDS = {
    "std": "问标准",
    "target": "问目标",
    "clause": "问条款",
    "code": "编号",
    "core": "问制度",
    "ind": "问指标",
    "notice": "问通知",
    "noisy": "有错字、繁体、外文",
    "none": "库外",
}
COMPONENTS = {
    "words": "词语（BM25）",
    "bigrams": "二字组（BM25）",
    "lexical": "BM25 全部",
    "concepts": "术语",
    "dense": "语义向量",
    "coverage": "覆盖度",
    "examples": "例句",
    "graph": "关联",
    "exact": "编号和名称",
    "slips": "更正错别字",
}


def scorecard(found: Scorecard) -> str:
    """The scorecard for people."""
    refusals = found.refusals
    shown = "，".join(f"{kinds.KINDS[kind].called} {most}" for kind, most in found.shown.items())
    answerable = found.questions - refusals.unanswerable
    lines = [
        f"题目 {found.questions} 道，只看给人看到的结果（每类最多：{shown}）。方括号内是 95% 区间（按题重抽样）。",
        "",
        *table(found.rows),
        "",
        f"拒答 {refusals.refused} 道，其中该拒的 {refusals.rightly} 道；该拒的共 {refusals.unanswerable} 道。",
        f"拒答准确率 {_figure(refusals.precision)}，拒答查全率 {_figure(refusals.recall)}；"
        f"误拒 {len(found.refused_wrongly)}/{answerable}。",
    ]
    if found.unknown:
        lines += ["", "下列答案本库没有，不计为命中："]
        lines += [f"  {one.question}：{one.gold}" for one in found.unknown]
    if found.ablation:
        lines += ["", *ablation(found.ablation)]
    return "\n".join(lines)


def table(rows: Sequence[Row]) -> list[str]:
    """Figures with their intervals, a row a group."""
    head = ["", "题数", *METRICS]
    lines = ["| " + " | ".join(head) + " |", "|---" + "|---:" * (len(head) - 1) + "|"]
    names: dict[str, dict[str, str]] = {
        "type": {kind.name: kind.called for kind in kinds.shown().values()},
        "kind": KINDS,
        "all": {"all": "合计"},
    }
    for row in rows:
        name = names[row.group].get(row.name) or row.name
        cells = [name, str(row.questions), *(_figure(row.figures[metric]) for metric in METRICS)]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def ablation(rows: Sequence[AblationRow]) -> list[str]:
    """Recall at 5 by type, a row a component left out."""
    types = list(rows[0].recall)
    head = ["去掉", *(f"{kinds.KINDS[kind].called} recall@{CUTOFF}" for kind in types), "mrr", "ndcg@10", "误答", "误拒"]
    lines = ["| " + " | ".join(head) + " |", "|---" + "|---:" * (len(head) - 1) + "|"]
    for row in rows:
        figures = [*row.recall.values(), *(x for x in (row.mrr, row.ndcg) if x is not None)]
        name = "（不去掉）" if row.without == "all" else COMPONENTS[row.without]
        cells = [name, *(f"{x:.3f}" for x in figures), str(row.answered_wrongly), str(row.refused_wrongly)]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def _figure(figure: Figure | None) -> str:
    return f"{figure.mean:.3f} [{figure.low:.2f}, {figure.high:.2f}]" if figure else "—"
