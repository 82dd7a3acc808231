"""Documents that a draft has named so far come in; which of them a pronoun means (该规定, 前述办法, 其第二条) goes out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.base.knowledge import Knowledge
from app.mapping.documents import Documents, same_number
from ingest.identifiers import DocumentNumber, StandardNumber, located
from ingest.numerals import CHINESE

KINDS = "计划|方案|办法|规定|条例|规范|标准|指南|规程|要点|通知|意见|细则|公告|法"
"""Words that a title ends with and a short form of it too."""
_GENRES = f"制度|{KINDS}"
TITLE = re.compile(r"《([^《》]{2,120})》")
_ARTICLE = rf"第\s*(?:{CHINESE}|\d+)\s*条"
_PRONOUN = re.compile(
    rf"(?:(?<![应活])该|(?<![因如至从彼])此|(?<![基根样版文日])本|这一|这[份个项部]|上述|前述)(?:[项份部个])?(文件|{_GENRES})"
    rf"(?=\s*(?:{_ARTICLE}|的|中|里|在|对|还|也|亦|要求|提出|规定|明确|指出|强调|写|原文|[“\"：:，,（(《]|$))"
    rf"|其(?:中的?)?(?={_ARTICLE})"
)
_UNMARKED = re.compile(
    rf"(?:制定|制订|修订|印发|出台|下发|发布|建立|落实|执行|遵守|依据|按照|根据|依照)了?([\u4e00-\u9fff]{{3,24}}(?:{_GENRES}))(?![\u4e00-\u9fff]*》)"
)
"""A name without 《》 behind a word of making or keeping it."""
_ANY = "文件"
_NEAR = 30
"""Characters beside a title in which the number of a standard stands."""


@dataclass(frozen=True, slots=True)
class Named:
    """A document that a draft names."""

    names: tuple[str, ...]
    """What it is called: as written, and as the base has it."""
    ids: frozenset[str] = frozenset()
    """Documents of the base that it is; none where the base does not hold it."""
    foreign: str = ""
    """Title or number of one that the base does not hold; "" too where it is only spoken of and may be anything."""
    standard: bool = False
    """Whether the number of a standard stands with it."""

    def is_a(self, genre: str) -> bool:
        """Whether it may be called by a word such as 规定."""
        ends = {found[1] for name in self.names if (found := _ENDS.search(name))}
        return genre in (_ANY, "", *ends) or (self.standard and genre in ("标准", "规范"))


_ENDS = re.compile(rf"({_GENRES})》?(?:[（(][^（）()]*[）)])?$")


class NamedBefore:
    """The documents that one draft has named, in order of reading."""

    def __init__(self, kb: Knowledge, documents: Documents) -> None:
        """Nothing named yet."""
        self._kb, self._documents = kb, documents
        self._named: list[Named] = []

    @property
    def held(self) -> list[str]:
        """Ids of those that the base holds, the last first."""
        return [one for named in reversed(self._named) for one in sorted(named.ids)]

    def read(self, text: str) -> None:
        """Remember what a stretch of the draft names."""
        self._named += [named for _, named in sorted(self._found(text), key=lambda one: one[0])]

    def meant(self, genre: str) -> Named | None:
        """The one named last that may be called ``genre`` ("" for any); None where none was."""
        return next((named for named in reversed(self._named) if named.is_a(genre)), None)

    def _found(self, text: str) -> Iterator[tuple[int, Named]]:
        titles = [*TITLE.finditer(text)]
        for found in titles:
            around = text[max(0, found.start() - _NEAR) : found.start()] + " " + text[found.end() : found.end() + _NEAR]
            held = self._documents.by_title(found[1])
            yield found.start(), self._one(found[1], held, standard=bool(next(StandardNumber.find(around), None)))
        for found in _UNMARKED.finditer(text):
            ids = self._documents.by_short_form(found[1], least=found[1])
            yield found.start(1), self._one(found[1], *ids) if len(ids) == 1 else Named((found[1],))
        if not titles:
            for start, _, number in located(DocumentNumber, text):
                if isinstance(number, DocumentNumber):
                    held = next((d.id for d in self._kb.documents.values() if same_number(number, d)), "")
                    yield start, self._one(str(number), held)
            for number in StandardNumber.find(text):
                yield text.find(number.written), self._one(str(number), standard=True)

    def _one(self, written: str, held: str = "", *, standard: bool = False) -> Named:
        title = self._kb.documents[held].title if held else ""
        ids = frozenset({held} if held else ())
        return Named((written, *TITLE.findall(title), title), ids, "" if held else written, standard)


def pronoun(text: str) -> re.Match[str] | None:
    """The last pronoun for a document in ``text``; its group 1 is the kind of document, None for any."""
    return next(iter([*_PRONOUN.finditer(text)][-1:]), None)
