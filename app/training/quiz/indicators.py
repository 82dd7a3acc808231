"""Indicators and formulas come in; questions on what value is to be reached, and on numerator and denominator, go out."""

import re
from collections.abc import Iterable, Iterator

from app.base.things import Things
from app.training.citing import cited
from app.training.quiz import quantities
from app.training.quiz.forms import judged, said, single
from app.training.quiz.model import BLANK, Form, Kind, Question, Source
from app.training.quiz.shuffling import drawn, shuffled
from app.training.quiz.statements import Statement
from ingest.model import Indicator

_FORMULA = re.compile(
    r"(?P<name>[^，。；：＝=]{3,40}(?:率|比|指数|例数|天数))(?:[＝=]|的计算公式[为：]|是指|为)(?P<top>[^。；÷/]{4,60}?)"
    r"(?:÷|/|，?(?:与|占)(?=同期|全部|该))(?P<bottom>[^。；×，]{4,60}?)(?:之比|的(?:比例|百分比|比率)|×|[，。；]|$)"
)
_LOWER, _HIGHER = re.compile("降低|下降|减少"), re.compile("升高|提高|提升|增加")
_PLAIN = re.compile("死亡|病死|并发症|感染|损伤|成功|合格|正确|生存|符合|完整|及时|规范|重返|获得性|治疗率|互认")
"""Names that say by themselves which way an indicator should go."""
_PAIR = 2


def values(things: Things, indicators: Iterable[Indicator]) -> Iterator[Question]:
    """What is to be reached, of indicators with one figure."""
    for indicator in indicators:
        figure = next(quantities.quantities(indicator.threshold), None)
        source = _source(things, indicator)
        if source and figure and figure.written == indicator.threshold.lstrip("≥≤<>＜＞"):
            sign = indicator.threshold.removesuffix(figure.written)
            stem = f"{source.cited}的监测指标中，“{indicator.name}”的指标值是{sign}{BLANK}。"
            others = quantities.others(figure, (), indicator.name)
            yield from single(
                source, stem, figure.written, others, f"{indicator.id}|{figure.written}", ascending=True, kind=Kind.INDICATOR
            )


def directions(things: Things, indicators: Iterable[Indicator]) -> Iterator[Question]:
    """Which of four are to go down; only those of which the name does not say it."""
    known = [i for i in indicators if not _PLAIN.search(i.name)]
    down = shuffled("down", (i for i in known if _LOWER.search(i.direction)))
    up = shuffled("up", (i for i in known if _HIGHER.search(i.direction)))
    for pair, others in zip(_pairs(down), _pairs(up), strict=False):
        if source := _source(things, pair[0]):
            names = {i.name for i in pair}
            shown = tuple(shuffled(pair[0].name, [i.name for i in (*pair, *others)]))
            why = "；".join(f"{i.name}：{i.direction}" for i in (*pair, *others))
            stem = f"{source.cited}的监测指标中，要求逐步降低的有哪些？"
            key = tuple(name for name in shown if name in names)
            facts = tuple(f"{i.id}|{i.direction}" for i in (*pair, *others))
            yield Question(Form.MULTIPLE, stem, key, source, why, shown, facts, Kind.INDICATOR)


def _pairs(found: list[Indicator]) -> Iterator[list[Indicator]]:
    return (found[i : i + _PAIR] for i in range(0, len(found) - 1, _PAIR))


def _source(things: Things, indicator: Indicator) -> Source | None:
    clause = things.clause(indicator.id)
    return Source(clause, cited(things, clause), clause.rendition != "original") if clause else None


def formulas(statement: Statement) -> Iterator[Question]:
    """Whether a rate is worked out so: numerator and denominator as they are, or the one for the other."""
    for found in _FORMULA.finditer(statement.text):
        top, bottom, source = found["top"], found["bottom"], statement.source
        told = f"{source.clause.id}|{found['name']}|公式"
        right = drawn(told, 2) == 0
        over, under = (top, bottom) if right else (bottom, top)
        stem = f"{statement.lead}计算{found['name']}，分子是“{over}”，分母是“{under}”。"
        yield judged(source, stem, right=right, fact=told, why=said(source), kind=Kind.INDICATOR)
