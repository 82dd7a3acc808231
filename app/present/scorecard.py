"""Judged questions come in; the scorecard of a base over them goes out as it is shown."""

from collections.abc import Sequence

from app.base.knowledge import Knowledge
from app.evaluate import metrics
from app.evaluate.ablation import ablate
from app.evaluate.judging import CUTOFF, Judged, Judgement, evaluate
from app.present.schema import scorecard as schema
from ingest import kinds


def scorecard(kb: Knowledge, questions: Sequence[Judged], ablated: bool = False) -> schema.Scorecard:
    """``eval --json``: figures of ``questions`` over ``kb``; if ``ablated``, a row more for each component left out."""
    judgement = evaluate(kb, questions)
    return schema.Scorecard(
        questions=len(questions),
        shown={kind.name: kind.most for kind in kinds.shown().values()},
        rows=tuple(map(schema.Row.of, metrics.rows(judgement))),
        refusals=schema.Refusals.of(metrics.refusals(judgement.outcomes)),
        unknown=tuple(schema.UnknownGold(question=question, gold=gold) for question, gold in judgement.unknown),
        missed=tuple(judgement.missed),
        answered_wrongly=tuple(judgement.answered_wrongly),
        refused_wrongly=tuple(judgement.refused_wrongly),
        ablation=tuple(_without(name, one) for name, one in (("all", judgement), *ablate(kb, questions))) if ablated else None,
    )


def _without(name: str, judgement: Judgement) -> schema.AblationRow:
    """Recall at 5 by type, the two figures of the whole ranking, and wrong decisions."""
    rows = metrics.rows(judgement)
    whole = rows[-1].figures if rows else {}
    return schema.AblationRow(
        without=name,
        recall={row.name: row.figures[f"recall@{CUTOFF}"].mean for row in rows if row.group == "type"},
        mrr=whole["mrr"].mean if whole else None,
        ndcg=whole["ndcg@10"].mean if whole else None,
        answered_wrongly=len(judgement.answered_wrongly),
        refused_wrongly=len(judgement.refused_wrongly),
    )
