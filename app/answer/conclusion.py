"""The conclusion of an answer: one sentence that says what to cite for the question and on what basis.

It is made by rule from what was found and says nothing else. Lists and comparisons bring a conclusion of their own.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.answer.ranking import Result
from app.answer.understanding import Understood
from app.base import cited
from app.base.citation import of_clause, of_standard
from app.base.knowledge import Knowledge
from index import details
from index.words.normal import normalise
from ingest.model import Clause, CoreSystem, Indicator, Regulation, Standard, Target

BASES = {
    "stated": "原文写明",
    "curated": "人工整理的对应关系",
    "suggested": "系统推荐，引用前请核对",
    "title_only": "库中只有题录，没有条文",
    "none": "没有依据",
}
"""Basis of a conclusion → its name for the user."""
_DIGEST = "摘要写明，引用前请核对原文"
"""The name of ``stated`` where the base holds a digest of the document."""
_QUOTED = 60
"""Characters of a clause that a conclusion quotes."""
_BEFORE = 40
"""Of these those up to the end of what bears most on the question, where that is not near the beginning."""
_SEGMENT = re.compile(r"[^，。；;！？\n]+[，。；;！？\n]*")
_DETAIL = 4
"""Pairs of characters shared with the question that the detail asked for is worth."""
_SURE = 0.5
"""Least probability with which a result answers for its basis to be told."""
_MOST = 4
"""Most things that a sentence says to cite."""
_HOW_MUCH = r"(?:多少|多久|多长|多大|几)"
_SEVERAL = re.compile(
    rf"分别|各(?:自|是|有|要|为|占|叫)|哪[两二三四五六七八九][^，。]|{_HOW_MUCH}[^。]*?[、，,和及与跟][^。]*?{_HOW_MUCH}"
)
"""What a question asks that more than one thing may have to answer: 各是多少, 哪三个, 参加多少、及格多少."""
_MAY_RULE = 0.3
"""Least probability of a standard that a refusal names as the one that may rule the matter."""
_ADD_TEXT = "库中只有题录，没有条文，请加入标准文本"


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


def refused(kb: Knowledge, note: str, nearest: Sequence[Result]) -> Conclusion:
    """The conclusion of a refusal: its sentence ``note``, and the standard that would rule the matter, if one may.

    ``nearest`` are results for a matter that the base treats without the detail asked for; of any other matter no title tells.
    """
    first = next(iter(nearest), None)
    if first and first.kind == "standard" and first.probability >= _MAY_RULE and not has_text(kb, first.id):
        note += f"可能规定此事的是 {_standard_named(kb, first.id)}；{_ADD_TEXT}。"
    elif first and first.kind == "core_system" and first.probability >= _MAY_RULE:
        note += _regulation(kb, first.id)
    return Conclusion(note, "none")


def _regulation(kb: Knowledge, core_system: str) -> str:
    """A sentence that names the regulation that lays a core system down, where the base does not hold its text."""
    near = (kb.entities.get(one.id) for one in kb.graph.neighbours(core_system, "laid_down_in"))
    found = next((one for one in near if isinstance(one, Regulation)), None)
    if found is None or cited.text_of(kb, found):
        return ""
    return f"可能规定此事的是《{found.title}》“{core_system}”；库中没有它的全文，请加入。"


def conclude(kb: Knowledge, asked: Understood, results: Mapping[str, Sequence[Result]], order: Sequence[str]) -> Conclusion:
    """What to cite: the first result of the first group in ``order`` that has any; ValueError where none has.

    Where the question asks for several things, those of the group that surely answer, too.
    """
    for kind in order:
        if first := next(iter(results.get(kind, ())), None):
            otherwise = f"{how}，" if (how := asked.names.otherwise(first.id)) else ""
            told = [first]
            if _SEVERAL.search(asked.query.text) and not _doubtful(first):
                told += [one for one in results[kind][1:_MOST] if not one.maybe and not _doubtful(one)]
            bases = [_basis(kb, asked, one) for one in told]
            sentences = "；".join(_sentence(kb, asked, one, basis) for one, basis in zip(told, bases, strict=True))
            return Conclusion(f"{otherwise}{sentences}。", kind, tuple(one.id for one in told), bases[0], count=len(told))
    raise ValueError("nothing was found to conclude from")


def _sentence(kb: Knowledge, asked: Understood, first: Result, basis: str) -> str:
    if basis == "title_only":
        most = f"{_UNSURE}可能" if _doubtful(first) else "最可能"
        return f"{most}规定此事的是 {_standard_named(kb, first.id)}；{_ADD_TEXT}"
    without_text = first.kind == "standard" and not has_text(kb, first.id)
    thing = _thing(kb, first)
    verb, noun = _CITED[first.kind]
    digest = basis == "stated" and isinstance(thing, Clause) and thing.rendition == "digest"
    named = _DIGEST if digest else BASES[basis]
    told = f"{named}；{BASES['title_only']}" if without_text else named
    said = _clause(kb, asked, thing) if isinstance(thing, Clause) else _SAY[first.kind](kb, thing)
    return f"{f'{_UNSURE}最接近的是' if _doubtful(first) else verb}{noun}{said}（{told}）"


def _doubtful(result: Result) -> bool:
    """Whether it is less probable than not that a result answers."""
    return not result.named and result.probability < _SURE


def has_text(kb: Knowledge, standard: str) -> bool:
    """Whether the base holds the text of a standard, not only its title in a list."""
    return standard in kb.standard_texts


def _thing(kb: Knowledge, result: Result) -> object:
    return kb.clause(result.id) if result.kind == "clause" else kb.entities[result.id]


def _basis(kb: Knowledge, asked: Understood, result: Result) -> str:
    """A clause says it itself, anything else rests on how it was found, and what is doubtful is but suggested.

    A title alone tells nothing of what is in the text.
    """
    doubtful = _doubtful(result) or result.id in asked.names.guessed
    if result.kind == "clause":
        return "suggested" if doubtful else "stated"
    asks_which = result.named or any(intent.which for intent in asked.intents)
    if result.kind == "standard" and not asks_which and not has_text(kb, result.id) and asked.intents:
        return "title_only"
    return "suggested" if doubtful else result.basis or "suggested"


def _clause(kb: Knowledge, asked: Understood, found: Clause) -> str:
    return f"{of_clause(found, kb.documents[found.document]).short}：“{_quoted(asked, found.text)}”"


def _quoted(asked: Understood, text: str) -> str:
    """A text; of a long one the stretch with what bears most on the question: the detail asked for, or most of its words."""
    if len(text) <= _QUOTED:
        return text
    detail, question = details.asked(asked.query.text), _pairs(asked.compact)
    spans = [found.span() for found in _SEGMENT.finditer(text)] or [(0, len(text))]
    worth = [
        len(question & _pairs(normalise(text[start:end]))) + (_DETAIL if detail and detail.is_in(text[start:end]) else 0)
        for start, end in spans
    ]
    best = worth.index(max(worth))
    room = _QUOTED if spans[best][1] <= _QUOTED else _BEFORE
    start = next(start for start, _ in spans if start == spans[best][0] or spans[best][1] - start <= room)
    quoted = text[start:].strip()
    return f"{'…' if start else ''}{quoted[:_QUOTED]}{'…' if len(quoted) > _QUOTED else ''}"


def _pairs(text: str) -> set[str]:
    """Its pairs of neighbouring characters."""
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _standard(kb: Knowledge, found: Standard) -> str:
    return _standard_named(kb, found.id)


def _standard_named(kb: Knowledge, identity: str) -> str:
    """Number and title of a standard."""
    found = kb.entities[identity]
    return of_standard(found).short if isinstance(found, Standard) else identity


def _target(_kb: Knowledge, found: Target) -> str:
    return f"{found.id}“{found.name}”"


def _core_system(_kb: Knowledge, found: CoreSystem) -> str:
    return f"“{found.id}”"


def _indicator(_kb: Knowledge, found: Indicator) -> str:
    wanted = "，".join(filter(None, (found.direction, found.threshold)))
    return f"“{found.name}”{f'，要求 {wanted}' if wanted else ''}"


_SAY: dict[str, Callable[[Knowledge, Any], str]] = {
    "standard": _standard,
    "target": _target,
    "core_system": _core_system,
    "indicator": _indicator,
}
"""Kind → what is to be cited, as the sentence calls it."""
_CITED = {
    "clause": ("请引用", ""),
    "standard": ("请引用", " "),
    "target": ("请对照", " "),
    "core_system": ("请对照", "核心制度"),
    "indicator": ("请引用", "监测指标"),
}
"""Kind → what the sentence tells a person to do, and what it says before the name."""
_UNSURE = "没有把握，"
"""What it says instead where it is less probable than not that a result answers."""
