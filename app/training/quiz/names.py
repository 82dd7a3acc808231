"""Targets come in; questions on the figures in their names go out: within how many minutes, hours or days."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.base.things import Things
from app.training.citing import title
from app.training.quiz import quantities
from app.training.quiz.forms import single
from app.training.quiz.model import BLANK, Question, Source
from ingest.model import Target


def name_figures(things: Things, targets: Sequence[Target]) -> Iterator[Question]:
    """One for each figure; the document that lists the target is the source."""
    for target in targets:
        if clause := things.clause(target.clause):
            named = f"{title(things.documents[clause.document])}{target.id}"
            yield from _of_name(target, Source(clause, named, clause.rendition != "original"))


def _of_name(target: Target, source: Source) -> Iterator[Question]:
    name = target.name.replace(" ", "")
    for figure in quantities.quantities(name):
        stem = f"{source.cited}这个改进目标是：{name[: figure.start]}{BLANK}{name[figure.end :]}。"
        others = quantities.others(figure, (), name)
        asked = single(source, stem, figure.written, others, f"{target.id}|{figure.written}", ascending=True)
        yield from (replace(q, explanation=f"目标名称：{name}。{q.explanation}") for q in asked)
