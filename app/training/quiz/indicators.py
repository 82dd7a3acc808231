"""Indicators come in; questions on what value is to be reached go out."""

from collections.abc import Iterable, Iterator

from app.base.things import Things
from app.training.citing import cited
from app.training.quiz import quantities
from app.training.quiz.forms import single
from app.training.quiz.model import BLANK, Kind, Question, Source
from ingest.model import Indicator

_ALL = "100%"
"""What everybody guesses."""


def values(things: Things, indicators: Iterable[Indicator]) -> Iterator[Question]:
    """What is to be reached, of indicators with one figure."""
    for indicator in indicators:
        figure = next(quantities.quantities(indicator.threshold), None)
        source = _source(things, indicator)
        if source and figure and figure.written != _ALL and figure.written == indicator.threshold.lstrip("≥≤<>＜＞"):
            sign = indicator.threshold.removesuffix(figure.written)
            stem = f"{source.cited}的监测指标中，“{indicator.name}”的指标值是{sign}{BLANK}。"
            others = quantities.others(figure, (), indicator.name)
            yield from single(
                source, stem, figure.written, others, f"{indicator.id}|{figure.written}", ascending=True, kind=Kind.INDICATOR
            )


def _source(things: Things, indicator: Indicator) -> Source | None:
    clause = things.clause(indicator.id)
    return Source(clause, cited(things, clause), clause.rendition != "original") if clause else None
