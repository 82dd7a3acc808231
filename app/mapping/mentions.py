"""Where a passage cites something by number, code or title, and which title stands with which number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.mapping.documents import article_number
from app.mapping.folding import without_radicals
from app.mapping.model import Passage
from ingest import identifiers
from ingest.identifiers import DocumentNumber, StandardNumber, TargetId
from ingest.numerals import CHINESE

Number = StandardNumber | TargetId | DocumentNumber
_TITLE = re.compile(r"《([^《》]{2,120})》")
_TITLE_BEFORE = re.compile(r"《([^《》]{2,120})》[\s（(，,：:]*(?:标准号|编号|代号|文号)?[\s：:]*$")
_TITLE_AFTER = re.compile(r"^[\s）)，,：:]*(?:即|为|是)?\s*《([^《》]{2,120})》(?!\s*[（(]\s*[A-Za-zＡ-Ｚ])")
_QUOTED_BEFORE = re.compile(r"[“\"「]([^“”\"「」]{2,120})[（(]\s*$")
_CODED = re.compile(r"[“\"「]([^“”\"「」]{4,120})[”\"」]\s*[（(]\s*$")
"""The name of a target in quotation marks before its code in brackets."""
_OPENING = re.compile(r"[\s（(，,：:]*$")
_PLAIN_BEFORE = re.compile(r"[^，。；：、“”《》!?！？\n]{2,60}$")
_PLAIN_AFTER = re.compile(r"^[\s（(，,：:“\"「]*([^，。；：、“”《》!?！？\n]{2,60})")
_ARTICLE_AFTER = re.compile(rf"\s*第\s*(?:{CHINESE}|\d+)\s*条(?:\s*[（(]([^（）()]+)[）)])?")
_DASH_FOR_STROKE = re.compile(r"(?<=[A-Z])-(?=T\s*\d)")
_NEXT_NUMBER = re.compile(r"\s*[、,，和及与]\s*(?P<serial>\d{1,5}(?:[.-]\d{1,3})*-(?:19|20)\d{2}(?!\d))")
"""A further number of a list whose prefix is written once: WS/T 661-2020、655-2019."""
_LEADING = re.compile(r"^(?:依据|根据|按照|参照|对照|落实|执行|以及|附|见|文号|和|与|及)+(?=[\u4e00-\u9fff]{2})")
"""Words of a sentence that stand right before the organ of a document number."""
_SENTENCE_END = re.compile(r"[。；;！!？?\n]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A number or a title that a passage cites."""

    passage: Passage
    start: int
    end: int
    """Where it stands in the text of the passage, its title included."""
    number: Number | None = None
    name: str = ""
    """The title that stands with the number in 《》 or quotation marks; or the title alone."""
    before: str = ""
    """Of a number without such a title: the words right before it, of which the title may be the last."""
    after: str = ""
    """The same for the words right after it."""
    article: int = 0
    """Of a title: the article of it that is cited; 0 where none is."""
    article_name: str = ""

    @property
    def written(self) -> str:
        """The mention as the draft has it."""
        return self.passage.text[self.start : self.end].lstrip('“"「')

    @property
    def sentence(self) -> str:
        """The sentence that it stands in."""
        text = self.passage.text
        ends = [m.end() for m in _SENTENCE_END.finditer(text)]
        begin = max((e for e in ends if e <= self.start), default=0)
        return text[begin : min((e for e in ends if e >= self.end), default=len(text))]


def mentions(passage: Passage) -> list[Mention]:
    """All numbers with their titles, then the titles that stand alone, in order of reading."""
    numbers = [*_numbers(passage)]
    taken = [(m.start, m.end) for m in numbers]
    titles = [t for t in _titles(passage) if not any(start <= t.start < end for start, end in taken)]
    return sorted([*numbers, *titles], key=lambda m: m.start)


def number_span(text: str) -> tuple[int, int] | None:
    """Where the first number of any scheme stands in ``text``; None where there is none."""
    folded, offsets = _folded(text)
    found = [(a, b) for scheme in (StandardNumber, TargetId, DocumentNumber) for a, b, _ in identifiers.located(scheme, folded)]
    if not found:
        return None
    start, end = min(found)
    start += end - start - len(folded[start:end].lstrip())
    return offsets[start], offsets[end - 1] + 1


def _numbers(passage: Passage) -> Iterator[Mention]:
    folded, offsets = _folded(passage.text)
    for scheme in (StandardNumber, TargetId, DocumentNumber):
        for start, end, number in _listed(scheme, folded):
            start += end - start - len(folded[start:end].lstrip())  # noqa: PLW2901 - blanks before it are none of it
            if isinstance(number, DocumentNumber) and (words := _LEADING.match(number.organ)):
                start += words.end()  # noqa: PLW2901
                number = replace(number, organ=number.organ[words.end() :])  # noqa: PLW2901
            yield _with_title(passage, offsets[start], offsets[end - 1] + 1, number)


def _listed(scheme: identifiers.Scheme, folded: str) -> Iterator[tuple[int, int, Number]]:
    """Every number of a scheme with its place; of standards also those of a list that has its prefix only once."""
    for start, end, number in identifiers.located(scheme, folded):
        yield start, end, number
        while isinstance(number, StandardNumber) and (found := _NEXT_NUMBER.match(folded, end)):
            number = StandardNumber.parse(f"{number.prefix} {found['serial']}")  # noqa: PLW2901
            start, end = found.span("serial")  # noqa: PLW2901
            yield start, end, number


def _with_title(passage: Passage, start: int, end: int, number: Number) -> Mention:
    before, after = passage.text[:start], passage.text[end:]
    for pattern in (_TITLE_BEFORE, _QUOTED_BEFORE, *((_CODED,) if isinstance(number, TargetId) else ())):
        if found := pattern.search(before):
            return Mention(passage, found.start(), end + _closing(after), number, found[1].strip())
    if around := next((t for t in _TITLE.finditer(passage.text) if t.start() < start and end < t.end()), None):
        rest = passage.text[around.start(1) : start] + passage.text[end : around.end(1)]
        return Mention(passage, around.start(), around.end(), number, rest.strip(" （()）：:　"))
    if found := _TITLE_AFTER.search(after):
        return Mention(passage, start, end + found.end(), number, found[1].strip())
    plain, follows = _PLAIN_BEFORE.search(_OPENING.sub("", before)), _PLAIN_AFTER.search(after)
    return Mention(passage, start, end, number, before=plain[0] if plain else "", after=follows[1] if follows else "")


def _closing(after: str) -> int:
    """Characters of the bracket that closes right after a number."""
    return 1 if after[:1] in ("）", ")") and after else 0


def _titles(passage: Passage) -> Iterator[Mention]:
    for found in _TITLE.finditer(passage.text):
        cited = _ARTICLE_AFTER.match(passage.text, found.end())
        end = cited.end() if cited else found.end()
        number, name = (article_number(cited[0]), cited[1] or "") if cited else (0, "")
        yield Mention(passage, found.start(), end, None, found[1].strip(), article=number, article_name=name)


def _folded(text: str) -> tuple[str, list[int]]:
    """``text`` as ``identifiers.fold`` gives it, and where each of its characters came from."""
    folded, offsets = "", list[int]()
    for place, char in enumerate(without_radicals(text)):
        piece = identifiers.fold(char)
        if piece == "-" and folded.endswith("-"):
            continue
        folded += piece
        offsets += [place] * len(piece)
    return _DASH_FOR_STROKE.sub("/", folded), offsets
