"""The strategies of a draft's targets: which its practices cover, which partly, which not."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from app.base.knowledge import Knowledge
from app.mapping.matching import Asked, Context, Matcher, Scored, Verdict
from app.mapping.model import Draft, Gap, StrategyCover
from app.mapping.practices import QUOTED, TO_COME, tells
from app.mapping.sentences import Role, sentences
from app.mapping.weights import FOUNDED, RANKING
from index.engines.bm25 import Bools
from ingest.model import Target

_BEST, _NEAR, _AT_THE_TOP = 0.05, 1.0, 0.3
"""Differences of logits: a practice covers the strategy that is its best within the first, if that is within the second of all
that it matches; and any strategy within the third."""
_WEAK, _WEAK_AMONG_OWN = 2.3, 1.75
"""It partly covers what is within these of all that it matches, and of the best strategy."""
_LACKING_PARTS, _LACKING_DENSE, _LACKING_LEAST = 0.7, 0.5, 0.65
"""A part of a sentence is about a strategy from the first cosine of parts on, or from the second of the whole and the third."""
_LACKING = re.compile(r"尚未|暂未|还没|仍未|未能|没有|尚无|没能|缺少|不足|也未|未[用把对建形成开做纳覆]")
_PIECES = re.compile(r"[，,；;。]")


def gaps(kb: Knowledge, matcher: Matcher, draft: Draft, verdicts: Sequence[Verdict], context: Context) -> list[Gap]:
    """One gap list a target of ``context``; ``verdicts``: what each practice of the draft was found to answer to."""
    targets = [t for i in context.targets if isinstance(t := kb.entities[i], Target) and t.strategies]
    lacking = [*_lacking(draft)] if targets else []
    matcher.prepare(lacking, context)
    found = []
    for target in targets:
        rows = _rows(kb, matcher, target)
        short = {i for piece in lacking if (i := _about(matcher, piece, context, rows))}
        found.append(Gap(target.id, tuple(_cover(s, target, verdicts, s in short) for s in target.strategies)))
    return found


def _rows(kb: Knowledge, matcher: Matcher, target: Target) -> Bools:
    """``(rows,)``: the strategies of a target."""
    rows = np.zeros(len(kb.entries), np.bool_)
    rows[[row for s in target.strategies if (row := matcher.candidates.row_of.get(s)) is not None]] = True
    return rows


def _lacking(draft: Draft) -> Iterator[str]:
    """Parts of sentences that say what is not done yet; of a sentence on what was done only what is still to come."""
    for sentence in (s for s in sentences(draft) if s.role is not Role.BACKGROUND):
        pattern = TO_COME if tells(sentence.text) and sentence.role is Role.PRACTICE else _LACKING
        yield from (p for p in _PIECES.split(QUOTED.sub("", sentence.text)) if pattern.search(p))


def _about(matcher: Matcher, piece: str, context: Context, rows: Bools) -> str:
    """The strategy that a part of a sentence is about; "" where it is about none."""
    scored = matcher.scored(Asked(piece), context, rows).scored
    if not scored:
        return ""
    features = scored[0].features
    whole = features.dense >= _LACKING_DENSE and features.parts >= _LACKING_LEAST
    return scored[0].id if whole or features.parts >= _LACKING_PARTS else ""


def _by_content(scored: Scored) -> float:
    """The logit without what it owes to being named or cited: a standard that a practice cites covers no strategy less."""
    return scored.logit - RANKING.cited * scored.features.cited - RANKING.named * scored.features.named


def _cover(strategy: str, target: Target, verdicts: Sequence[Verdict], short: bool) -> StrategyCover:
    full, weak = list[int](), list[int]()
    for number, verdict in enumerate(verdicts):
        logits = {s.id: _by_content(s) for s in verdict.scored}
        if verdict.probability < FOUNDED or strategy not in logits:
            continue
        below = max(logits.values()) - logits[strategy]
        below_own = max(logits.get(s, logits[strategy]) for s in target.strategies) - logits[strategy]
        if below <= _AT_THE_TOP or (below_own <= _BEST and below <= _NEAR):
            full.append(number)
        elif below <= _WEAK and below_own <= _WEAK_AMONG_OWN:
            weak.append(number)
    if full:
        return StrategyCover(strategy, "partly" if short else "covered", tuple(full))
    return StrategyCover(strategy, "partly", tuple(weak)) if weak and not short else StrategyCover(strategy, "not")
