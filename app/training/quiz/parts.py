"""Statements come in; the things that one of them counts up in a row go out, with what stands in such rows of others.

医务、护理、院感等部门 counts up three. The first and the last of a row often run on from or into the rest of the sentence; what
cannot be cut off there stays in the stem.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from app.training.quiz.likeness import COMMON, bigrams
from app.training.quiz.marked import marked
from app.training.quiz.shuffling import shuffled
from app.training.quiz.statements import Statement

_SEGMENT = re.compile("[^，。；：]+")
_BEFORE = re.compile(
    r".*(?:包括|包含|涵盖|含有|载明|写明|注明|记录|记载|说明|告知|出示|提供|提交|具备|遵守|符合|违反|依据|依照|围绕|关注|监测|观察|评估|检查|"
    r"核对|核查|开展|做好|加强|落实|健全|规范|从事|由|对|从|在|按照?|经|向|即|为|有|含|如|因|将|把|与|同)"
)
"""What stands before the first thing that is counted up."""
_JOINED = re.compile("以及|及其|及|和|或者|或|与")
_ENDS = re.compile("等")
_HEAD = re.compile(r"等(?:有关|相关|各|方面的|专业|临床)?([\u4e00-\u9fff]{2})")
_NO_ITEM = re.compile(r"[的其他某各]|以上|以下|应当|不得|可以")
_SHORTEST, _LONGEST, _FEWEST = 2, 12, 3
_PEOPLE = re.compile("部门|科室|人员|机构|单位|团队|成员|专业|多部|科共|其他")
"""Who takes part: such rows are open, and that a department is not in one says nothing."""
_TEAM = re.compile("[科部处室队]$|医务|护理|院感|质控|门诊|主管部门")
_LISTS = re.compile("(?:包括|包含|涵盖|载明|写明|注明|记录|记载|说明|告知|出示|提交|观察|核对|核查|查对|内容有)$")
"""Words before a row that is meant as a list."""
_KINDS = re.compile("环节|内容|事项|资料|材料|项目|症状|体征|文书|信息|物品|标本|用品")
"""What a row may be of; 方面, 制度 and 措施 are talked of, not ruled."""
_STRETCH = 4
_TELLING = 2.5
"""Characters of a thing on average, below which a row says little."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a sentence counts up."""

    statement: Statement
    start: int
    end: int
    items: tuple[str, ...]
    head: str
    """The word that all of them are: 部门, 环节; "" where none is written."""

    @property
    def before(self) -> str:
        """The two characters before the row, mostly the verb that it belongs to."""
        return self.statement.text[max(0, self.start - 2) : self.start]

    @property
    def stem(self) -> str:
        """The sentence without what is counted up."""
        text = self.statement.text
        return f"{text[: self.start]}……{text[self.end :]}"


def rows(statement: Statement) -> Iterator[Row]:
    """Every row of three or more in a sentence."""
    for segment in _SEGMENT.finditer(statement.text):
        pieces = segment[0].split("、")
        if len(pieces) < _FEWEST:
            continue
        at, spans = segment.start(), list[tuple[int, int]]()
        for number, piece in enumerate(pieces):
            cut = len(found[0]) if number == 0 and (found := _BEFORE.match(piece)) else 0
            if number or cut or segment.start() == 0 or statement.text[segment.start() - 1] == "：":
                spans += _pieces(piece, at, cut, last=number == len(pieces) - 1)
            at += len(piece) + 1
        if row := _row(statement, spans):
            yield row


def marked_rows(statement: Statement) -> Iterator[tuple[Row, tuple[str, ...]]]:
    """Every row of things that an editor marked, with what does not stand in it."""
    for spans, mark in marked(statement.text):
        if len(spans) >= _FEWEST:
            items = tuple(statement.text[slice(*span)] for span in spans)
            yield Row(statement, spans[0][0], spans[-1][1], items, ""), mark.wrong


def _pieces(piece: str, at: int, cut: int, *, last: bool) -> list[tuple[int, int]]:
    """Where the things of one piece stand; of the last piece what is joined by 和, up to 等 or the comma."""
    if not last:
        return [(at + cut, at + len(piece))]
    ended = _ENDS.search(piece)
    stop = ended.start() if ended else len(piece)
    joined = _JOINED.search(piece, 0, stop)
    if joined is None:
        return [(at, at + stop)]
    return [(at, at + joined.start()), (at + joined.end(), at + stop)]


def _row(statement: Statement, spans: list[tuple[int, int]]) -> Row | None:
    """The longest run of spans that are things of about one length."""
    text = statement.text
    while spans and not _is_item(text[slice(*spans[0])]):
        spans = spans[1:]
    while spans and not _is_item(text[slice(*spans[-1])]):
        spans = spans[:-1]
    items = tuple(text[first:last] for first, last in spans)
    even = items and max(map(len, items)) <= _STRETCH * min(map(len, items))
    if len(items) < _FEWEST or len(set(items)) < len(items) or not even or not all(map(_is_item, items)):
        return None
    head = _HEAD.match(text, spans[-1][1])
    row = Row(statement, spans[0][0], spans[-1][1], items, head[1] if head else "")
    people = _PEOPLE.fullmatch(row.head) or sum(bool(_TEAM.search(item)) for item in items) > 1
    listed = _KINDS.fullmatch(row.head) if row.head else _LISTS.search(text[: row.start])
    return row if listed and not people and sum(map(len, items)) >= _TELLING * len(items) else None


def _is_item(words: str) -> bool:
    balanced = all(words.count(a) == words.count(b) for a, b in ("（）", "()", "《》", "“”"))
    return _SHORTEST <= len(words) <= _LONGEST and balanced and not _NO_ITEM.search(words)


@dataclass(frozen=True, eq=False)
class Rows:
    """All rows that there are, to take from them what a row does not count up."""

    all: tuple[Row, ...]

    @cached_property
    def _of_document(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.all:
            found.setdefault(row.statement.source.work, []).append(row)
        return found

    def strangers(self, own: Row, most: int) -> tuple[str, ...]:
        """Things of the same kind that other rows of the document count up and that the clause says nothing like."""
        taken: list[str] = []
        lengths = sorted(map(len, own.items))
        low, high = lengths[0] - 1, lengths[-1] + 1
        for row in shuffled(own.stem, [row for row in self._of_document[own.statement.source.work] if _kin(row, own)]):
            for item in shuffled(own.stem, row.items if row.statement.source.identity != own.statement.source.identity else ()):
                fits = (
                    low <= len(item) <= high
                    and not _like(item, (*own.items, *taken))
                    and not _stands_in(item, own.statement.source.text)
                )
                if fits and len(taken) < most:
                    taken.append(item)
                    break
        return tuple(taken)


def _kin(row: Row, own: Row) -> bool:
    """Whether two rows count up things of one kind, on one matter: both departments, both 环节, or both after one verb."""
    if not (_matter(row) & _matter(own)):
        return False
    if own.head or row.head:
        both = bool(own.head and row.head)
        return both and row.head == own.head
    return row.before == own.before


def _matter(row: Row) -> frozenset[str]:
    """Pairs of characters that tell what a row is of, without the verb before it."""
    return bigrams(row.statement.text[: max(0, row.start - 2)]) - COMMON


def _like(item: str, others: Iterable[str]) -> bool:
    """Whether two short names could mean the same: 质控 and 质管 share a character; longer ones two in a row or a third."""
    return any(
        set(item) & set(other)
        if min(len(item), len(other)) <= _STRETCH
        else len(set(item) & set(other)) >= min(len(item), len(other)) / 3
        for other in others
    )


def _stands_in(item: str, text: str) -> bool:
    pairs = [item[i : i + 2] for i in range(len(item) - 1)]
    return sum(pair in text for pair in pairs) > len(pairs) / 3
