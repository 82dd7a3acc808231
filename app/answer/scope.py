"""What part of the base a question names: 国家的行动计划, 长治的方案, 本院的制度, 附件2, 协会的通知.

Words that narrow together (国家 and 行动计划) meet in one scope; where they have nothing in common, each is a scope of its own.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from app.base.knowledge import Knowledge
from ingest.model import Document

Documents = frozenset[str]

_LEVEL_WORDS = {
    "national": r"国家级?|全国|部里",
    "provincial": r"省里|省级|全省|我省|省(?=的|指标|方案|计划|文件)",
    "city": r"市里|市级|全市|(?:我们|咱们?|我)市",
    "association": r"(?:中国)?医?院?协会",
}
"""Level of the issuer (``Document.level``) → how people call it."""
_TYPE_WORDS = {
    "plan": r"行动计划|行动方案|实施方案|方案|行动(?!目标)|计划",
    "notice": r"征集通知|通知|公告",
    "slides": r"培训课件|课件|幻灯片?|PPT|ppt|讲义",
    "statute": r"管理办法|办法|条例|规定|规章",
}
"""Type of document (``Document.doctype``) → how people call one of them."""
OWN = r"本院|我院|咱们?院|院里|我们?医院|咱们?医院|医院自己"
_BETWEEN = re.compile(r"[的那这份个《》“”\s年度（(]*(?:20\d\d[-–—至到]*(?:20\d\d)?年?)?[的那这份个《》“”\s）)]*")
"""What may stand between two words of one scope."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of the base that a question names."""

    said: str
    """As the question says it."""
    documents: Documents
    """Ids; never empty."""
    start: int
    end: int
    titled: bool = False
    """Whether it is the title of a document, or a short form of it."""


def scopes(kb: Knowledge, text: str) -> list[Scope]:
    """The scopes named in ``text``, in order."""
    found: list[Scope] = []
    for cue in _longest(list(_cues(kb, text))):
        last = found[-1] if found else None
        together = last.documents & cue.documents if last and _BETWEEN.fullmatch(text, last.end, cue.start) else frozenset()
        if last and together:
            found[-1] = replace(
                last, said=text[last.start : cue.end], documents=together, end=cue.end, titled=last.titled or cue.titled
            )
        else:
            found.append(cue)
    return found


def _longest(cues: list[Scope]) -> list[Scope]:
    """Of cues that overlap the longest, in order."""
    kept: list[Scope] = []
    for cue in sorted(cues, key=lambda c: (c.start - c.end, c.start)):
        if all(cue.end <= other.start or cue.start >= other.end for other in kept):
            kept.append(cue)
    return sorted(kept, key=lambda c: c.start)


def _cues(kb: Knowledge, text: str) -> Iterator[Scope]:
    ways: list[tuple[str, Callable[[Document], bool]]] = [(OWN, is_own)]
    ways += [(words, lambda d, level=level: d.level == level and not is_own(d)) for level, words in _LEVEL_WORDS.items()]  # type: ignore[misc]
    ways += [(words, lambda d, name=name: d.doctype == name) for name, words in _TYPE_WORDS.items()]  # type: ignore[misc]
    for pattern, holds in ways:
        if found := [*re.finditer(pattern, text)]:
            chosen = frozenset(d.id for d in kb.documents.values() if d.doctype != "catalogue" and holds(d))
            yield from (Scope(m[0], chosen, *m.span()) for m in found if chosen)
    for name, ids in kb.document_names.by_name.items():
        if name in text:
            yield from (Scope(name, ids, *m.span(), titled=True) for m in re.finditer(re.escape(name), text))


def is_own(document: Document) -> bool:
    """Whether a hospital wrote the document itself: no authority or association is known to have issued it."""
    return document.level in ("hospital", "") and not document.number


def is_type(said: str) -> bool:
    """Whether words of a question are but a type of document: 通知, 方案."""
    return any(re.fullmatch(words, said) for words in _TYPE_WORDS.values())
