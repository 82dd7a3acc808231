"""The conclusion of an answer: one sentence that says what to cite for the question and on what basis.

It is made by rule from what was found and says nothing else. Lists and comparisons bring a conclusion of their own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.answer.ranking import Result
from app.base.knowledge import Knowledge
from ingest.identifiers import StandardNumber
from ingest.model import Clause, CoreSystem, Indicator, Standard, Target

BASES = {
    "stated": "原文写明",
    "curated": "人工整理的对应关系",
    "suggested": "系统推荐，引用前请核对",
    "title_only": "库中只有题录，没有条文",
    "none": "没有依据",
}
"""Basis of a conclusion → its name for the user."""
_QUOTED = 60
"""Characters of a clause that a conclusion quotes."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What to cite for a question, and on what basis."""

    text: str
    """One sentence in Chinese."""
    kind: str
    """Kind of what is to be cited (``ingest.kinds``), or ``list``, ``comparison``, or ``none`` for a refusal."""
    ids: tuple[str, ...] = ()
    """Ids of what is to be cited, the first one first; empty for a refusal."""
    basis: str = "none"
    """A key of ``BASES``."""
    complete: bool = False
    """True only for a list that holds all there is in the base."""
    count: int = 0
    """How many things the conclusion speaks of."""


def refused(note: str) -> Conclusion:
    """The conclusion of a refusal: its sentence."""
    return Conclusion(note, "none")


def conclude(kb: Knowledge, results: Mapping[str, Sequence[Result]], order: Sequence[str]) -> Conclusion:
    """What to cite: the first result of the first group in ``order`` that has any; ValueError where none has."""
    for kind in order:
        if first := next(iter(results.get(kind, ())), None):
            basis = _basis(kb, first)
            sentence = f"{_SAY[kind](_thing(kb, first))}（{BASES[basis]}）。"
            return Conclusion(sentence, kind, (first.id,), basis, count=1)
    raise ValueError("nothing was found to conclude from")


def has_text(kb: Knowledge, standard: str) -> bool:
    """Whether the base holds the text of a standard, not only its title in a list."""
    numbers = (next(StandardNumber.find(document.number), None) for document in kb.documents.values())
    return any(str(number) == standard for number in numbers if number)


def _thing(kb: Knowledge, result: Result) -> object:
    return kb.clause(result.id) if result.kind == "clause" else kb.entities[result.id]


def _basis(kb: Knowledge, result: Result) -> str:
    """A clause says it itself; anything else rests on how it was found, and a title alone is no text."""
    if result.kind == "clause":
        return "stated"
    if result.kind == "standard" and result.basis == "suggested" and not has_text(kb, result.id):
        return "title_only"
    return result.basis or "suggested"


def _clause(found: Clause) -> str:
    quoted = found.text if len(found.text) <= _QUOTED else found.text[:_QUOTED] + "…"
    return f"请引用{found.locator}：“{quoted}”"


def _standard(found: Standard) -> str:
    return f"请引用 {found.id}《{found.name.strip('《》')}》"


def _target(found: Target) -> str:
    return f"请对照 {found.id}“{found.name}”"


def _core_system(found: CoreSystem) -> str:
    return f"请对照核心制度“{found.id}”"


def _indicator(found: Indicator) -> str:
    wanted = "，".join(filter(None, (found.direction, found.threshold)))
    return f"请引用监测指标“{found.name}”{f'，要求 {wanted}' if wanted else ''}"


_SAY: dict[str, Callable[[Any], str]] = {
    "clause": _clause,
    "standard": _standard,
    "target": _target,
    "core_system": _core_system,
    "indicator": _indicator,
}
"""Kind → the first half of the sentence."""
