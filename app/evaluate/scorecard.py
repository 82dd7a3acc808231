"""What ``duibiao eval`` says, as JSON and as tables."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from app.base.knowledge import Knowledge
from app.evaluate import metrics
from app.evaluate.ablation import ablate
from app.evaluate.judging import CUTOFF, Judged, Judgement, evaluate
from ingest import kinds

Json = dict[str, Any]
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


def scorecard(kb: Knowledge, questions: Sequence[Judged], ablated: bool = False) -> Json:
    """Figures of ``questions`` over ``kb``; one line of figures more for each component left out, if ``ablated``."""
    judgement = evaluate(kb, questions)
    body: Json = {
        "questions": len(questions),
        "shown": {kind.name: kind.most for kind in kinds.shown().values()},
        "rows": [asdict(row) for row in metrics.rows(judgement)],
        "refusals": asdict(metrics.refusals(judgement.outcomes)),
        "unknown": [{"question": question, "gold": gold} for question, gold in judgement.unknown],
        "missed": judgement.missed,
        "answered_wrongly": judgement.answered_wrongly,
        "refused_wrongly": judgement.refused_wrongly,
    }
    if ablated:
        body["ablation"] = [_short("all", judgement), *(_short(name, one) for name, one in ablate(kb, questions))]
    return body


def _short(name: str, judgement: Judgement) -> Json:
    """Recall at 5 by type, the two figures of the whole ranking, and wrong decisions."""
    rows = metrics.rows(judgement)
    whole = rows[-1].figures if rows else {}
    return {
        "without": name,
        "recall": {row.name: row.figures[f"recall@{CUTOFF}"].mean for row in rows if row.group == "type"},
        **{metric: whole[metric].mean for metric in ("mrr", "ndcg@10") if whole},
        "answered_wrongly": len(judgement.answered_wrongly),
        "refused_wrongly": len(judgement.refused_wrongly),
    }


def text(body: Json) -> str:
    """The scorecard for people, as Markdown tables."""
    refusals = body["refusals"]
    shown = "，".join(f"{kinds.KINDS[kind].called} {most}" for kind, most in body["shown"].items())
    answerable = body["questions"] - refusals["unanswerable"]
    lines = [
        f"题目 {body['questions']} 道，只看给人看到的结果（每类最多：{shown}）。方括号内是 95% 区间（按题重抽样）。",
        "",
        *table(body["rows"]),
        "",
        f"拒答 {refusals['refused']} 道，其中该拒的 {refusals['rightly']} 道；该拒的共 {refusals['unanswerable']} 道。",
        f"拒答准确率 {_figure(refusals['precision'])}，拒答查全率 {_figure(refusals['recall'])}；"
        f"误拒 {len(body['refused_wrongly'])}/{answerable}。",
    ]
    if body["unknown"]:
        lines += ["", "下列答案本库没有，不计为命中："]
        lines += [f"  {one['question']}：{one['gold']}" for one in body["unknown"]]
    if "ablation" in body:
        lines += ["", *ablation(body["ablation"])]
    return "\n".join(lines)


def table(rows: list[Json]) -> list[str]:
    """Figures with their intervals, a row a group."""
    head = ["", "题数", *metrics.METRICS]
    lines = ["| " + " | ".join(head) + " |", "|---" + "|---:" * (len(head) - 1) + "|"]
    names: dict[str, dict[str, str]] = {
        "type": {kind.name: kind.called for kind in kinds.shown().values()},
        "kind": KINDS,
        "all": {"all": "合计"},
    }
    for row in rows:
        name = names[row["group"]].get(row["name"]) or str(row["name"])
        cells = [name, str(row["questions"]), *(_figure(row["figures"][metric]) for metric in metrics.METRICS)]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def ablation(rows: list[Json]) -> list[str]:
    """Recall at 5 by type, a row a component left out."""
    types = list(rows[0]["recall"])
    head = ["去掉", *(f"{kinds.KINDS[kind].called} recall@{CUTOFF}" for kind in types), "mrr", "ndcg@10", "误答", "误拒"]
    lines = ["| " + " | ".join(head) + " |", "|---" + "|---:" * (len(head) - 1) + "|"]
    for row in rows:
        figures = [*row["recall"].values(), *(row[metric] for metric in ("mrr", "ndcg@10") if metric in row)]
        name = "（不去掉）" if row["without"] == "all" else COMPONENTS[row["without"]]
        cells = [name, *(f"{x:.3f}" for x in figures), str(row["answered_wrongly"]), str(row["refused_wrongly"])]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def _figure(figure: Json | None) -> str:
    return f"{figure['mean']:.3f} [{figure['low']:.2f}, {figure['high']:.2f}]" if figure else "—"
