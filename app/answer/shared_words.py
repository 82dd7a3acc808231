"""The units of a question and a thing that has them come in; out goes a sentence: which words met which, as printed there."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from app.base.knowledge import Knowledge
from index.question import Unit
from index.words.concepts import Mention
from index.words.normal import normalise, squeezed
from ingest.model import Clause, CoreSystem, Indicator, Standard, Target

_MOST = 3
"""Words that one sentence names, the heaviest first."""

Text = tuple[str, str]
"""(where it stands, in Chinese; the text as printed)"""


_SAME = "“{asked}”在{where}写作“{printed}”"


@dataclass(frozen=True, slots=True)
class _Met:
    """Words of the question that met words of a text."""

    asked: str
    printed: str
    where: str
    how: str = _SAME
    """What is said of them where they differ."""


def sentence(kb: Knowledge, units: Sequence[Unit], thing: object) -> str:
    """Which of ``units`` are in the texts of ``thing``, and by which words there; "" where no word can be shown."""
    texts = [_Printed(kb, where, text) for where, text in _texts(thing) if text.strip()]
    met: list[_Met] = []
    for unit in sorted(units, key=lambda u: -u.weight):
        found = next((m for way in _WAYS for text in texts if (m := way(text, unit))), None)
        if found and not any(found.printed in m.printed for m in met):
            met = [*(m for m in met if m.printed not in found.printed), found]
    return "；".join(_told(met[:_MOST]))


def _told(met: Sequence[_Met]) -> Iterator[str]:
    """The same words together, by where they stand; then the words that differ."""
    same: dict[str, list[str]] = {}
    for one in met:
        if _equal(one):
            same.setdefault(one.where, []).append(f"“{one.printed}”")
    yield from (f"{where}有{''.join(words)}" for where, words in same.items())
    for one in met:
        if not _equal(one):
            yield one.how.format(asked=one.asked, printed=one.printed, where=one.where)


def _equal(one: _Met) -> bool:
    return squeezed(one.asked) == squeezed(one.printed)


def _texts(thing: object) -> Sequence[Text]:
    """The texts by which a thing is found, the most telling first."""
    match thing:
        case Clause():
            return (("文中", thing.text), ("标题中", " ".join(filter(None, thing.titles))))
        case Standard():
            return (("名称中", thing.name), (_OURS, " ".join((thing.category, *thing.topics, thing.note))))
        case Target():
            return (("名称中", thing.name), ("专业中", thing.specialty), ("目标简述中", thing.summary))
        case CoreSystem():
            return (("名称中", thing.id), (_OURS, " ".join((*thing.topics, thing.definition))))
        case Indicator():
            return (("名称中", thing.name), ("指标说明中", f"{thing.dimension} {thing.direction} {thing.threshold}"))
    return ()


_OURS = "本系统列的适用场景中"


class _Printed:
    """One text, as printed and in the normal form in which words are found."""

    def __init__(self, kb: Knowledge, where: str, text: str) -> None:
        self.where, self._kb, self._text, self._normal = where, kb, text, normalise(text)

    @cached_property
    def mentions(self) -> Sequence[Mention]:
        """The concepts that it names."""
        return self._kb.searcher.mentions(self._text)

    def verbatim(self, words: str) -> str:
        """``words`` as they are printed here; "" where they are not."""
        at = self._normal.find(normalise(words))
        return self.printed(at, at + len(normalise(words))) if at >= 0 else ""

    def printed(self, start: int, end: int) -> str:
        """What is printed at places of the normal form."""
        ends = self._ends
        if not ends or ends[-1] != len(self._normal):
            return self._normal[start:end]
        return self._text[bisect_right(ends, start) : bisect_left(ends, end) + 1].strip()

    @cached_property
    def _ends(self) -> list[int]:
        """Where each printed character ends in the normal form."""
        return list(accumulate(len(unicodedata.normalize("NFKC", char)) for char in self._text))


def _as_asked(text: _Printed, unit: Unit) -> _Met | None:
    """The same words."""
    loose = not unit.concept and not unit.words
    found = "" if loose else text.verbatim(unit.text)
    return _Met(unit.text, found, text.where) if found else None


def _by_concept(fits: Callable[[_Printed, Mention, Unit], bool], how: str) -> Callable[[_Printed, Unit], _Met | None]:
    """Other words that name a concept which ``fits`` the unit's; ``how`` says so."""

    def way(text: _Printed, unit: Unit) -> _Met | None:
        found = next((m for m in text.mentions if fits(text, m, unit)), None) if unit.concept else None
        return _Met(unit.text, text.printed(found.start, found.end), text.where, how) if found else None

    return way


def _is_narrower(text: _Printed, mention: Mention, unit: Unit) -> bool:
    finder = text._kb.thesaurus
    return unit.concept in finder.ancestors(mention.concept) or unit.concept in finder.inside(mention)


_WAYS: tuple[Callable[[_Printed, Unit], _Met | None], ...] = (
    _as_asked,
    _by_concept(lambda _text, mention, unit: mention.concept == unit.concept, _SAME),
    _by_concept(_is_narrower, "“{asked}”对应{where}的“{printed}”"),
    _by_concept(
        lambda _text, mention, unit: mention.concept in (*unit.ancestors, *unit.related),
        "{where}有与“{asked}”相关的“{printed}”",
    ),
)
"""Ways in which words of a question meet words of a text, the surest first."""
