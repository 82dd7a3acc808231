"""Statements and clauses come in; lists in them go out: departments, contents, conditions, with what is on none of them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.training.quiz.likeness import Likeness, apart
from app.training.quiz.shuffling import shuffled
from app.training.quiz.statements import Statement, around

_LEFT = re.compile(
    r".*(?:内容有|成员有|包括|包含|涵盖|例如|来自|会同|分为|即|由(?!于)|含|如(?!何)|：|指(?![标导南征数定])|围绕)"
)
_RIGHT = re.compile(
    r"等|共同|联合|组成|参加|参与|建立|共建|形成|制定|多部门|[三四五六七八九两]个|[两三四五六]项|各方面|方面|各环节|环节|之间|部门|的"
)
_CHAIN = re.compile(r"(?<=[，。；：])?[^，。；、]*(?:、[^，。；、]+)+")
_JOINED = re.compile(r"以及|和|及|与|或者|或")
_UMBRELLA = re.compile(r"有关|其他|其它|相关|各|多部门|临床科室|等")
_NO_ITEM = re.compile(r"[“”《》（）()：\d]|医疗机构|应当|须|不得|可以|^[由对把将使在以从]")
_LONGEST_ITEM = 12
_FEWEST = 3
_SHARED, _OFTEN = 2, 3
"""An item is of the kind of a list if it stands once in a list that shares two items with it, or in three that share one."""
_NEGATIVE = re.compile("^(?:未|不|无|拒|没|违)|情节|造成")
_ITEM_NUMBER = re.compile(r"[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.)）]?|列项\d+")
_ITEM_LENGTH = 70
_OPTIONS = 4


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that a text names."""

    statement: Statement
    """Whose text ends with BLANK or has it where the list stood."""
    items: tuple[str, ...]
    others: tuple[str, ...]
    """What is not on it, of the same kind."""


@dataclass(frozen=True, slots=True)
class Span:
    """A list inside a sentence: its place and its items."""

    start: int
    end: int
    items: tuple[str, ...]
    umbrella: bool
    """Whether it ends in words that could take in anything: 其他科室."""


def spans(text: str) -> Iterator[Span]:
    """Lists of three or more short items whose first and last end are certain."""
    for chain in _CHAIN.finditer(text):
        left = _LEFT.match(chain[0].split("、")[0])
        if left is None:
            continue
        start, words = chain.start() + left.end(), chain[0][left.end() :]
        *middle, last = words.split("、")
        tail = last[: cut.start()] if (cut := _RIGHT.search(last)) else last
        items = [*middle, *_JOINED.split(tail)]
        named = tuple(item for item in items if not _UMBRELLA.search(item))
        if len(named) >= _FEWEST and all(map(_is_item, items)):
            yield Span(start, start + len("、".join([*middle, tail])), named, len(named) < len(items))


def _is_item(words: str) -> bool:
    return 2 <= len(words) <= _LONGEST_ITEM and not _NO_ITEM.search(words)  # noqa: PLR2004


@dataclass(frozen=True, eq=False)
class ItemKinds:
    """What stands in lists together is of one kind."""

    statements: Sequence[Statement]
    likeness: Likeness

    @cached_property
    def _lists(self) -> list[Span]:
        return [span for statement in self.statements for span in spans(statement.text)]

    def others(self, span: Span, text: str) -> tuple[str, ...]:
        """Items of lists that share an item with ``span``, and that mean none of its items."""
        own = set(span.items)
        near = [other for other in self._lists if own & set(other.items) and (other.umbrella or not span.umbrella)]
        close = {item for other in near if len(own & set(other.items)) >= _SHARED for item in other.items}
        often = Counter(item for other in near for item in other.items)
        found = shuffled(text, {i for i, n in often.items() if i not in text and (n >= _OFTEN or i in close)})
        return apart(span.items, found, self.likeness.terms, _OPTIONS)


def in_sentences(statements: Iterable[Statement], kinds: ItemKinds) -> Iterator[tuple[Statement, Span, tuple[str, ...]]]:
    """Each list inside a sentence with what is not on it."""
    for statement in statements:
        for span in spans(statement.text):
            others = kinds.others(span, statement.text)
            if others and around(statement.text, span.start, span.end):
                yield statement, span, others


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A sentence that ends with a colon and the numbered items below it."""

    lead: Statement
    items: tuple[Statement, ...]

    @property
    def open_ended(self) -> bool:
        """Whether its last item takes in whatever else there is."""
        return any(item.text.startswith(("其他", "其它", "法律、")) for item in self.items)

    @property
    def named(self) -> tuple[str, ...]:
        """The items that can be options."""
        return tuple(
            item.text for item in self.items if len(item.text) <= _ITEM_LENGTH and not item.text.startswith(("其他", "法律、"))
        )

    @property
    def negative(self) -> bool:
        """Whether it lists what must not happen."""
        return bool(re.search("情形之一|行为之一|禁止|不得", self.lead.text))


def enumerations(leads_and_items: Iterable[tuple[Statement, tuple[Statement, ...]]]) -> list[Enumeration]:
    """Those with three items or more that can be options."""
    found = (Enumeration(lead, items) for lead, items in leads_and_items)
    return [e for e in found if len(e.named) >= _FEWEST]


def not_listed(own: Enumeration, every: Sequence[Enumeration], likeness: Likeness) -> tuple[str, ...]:
    """Items of the document's other enumerations with the same grammar and about the same length that say none of its items."""
    if own.negative and own.open_ended:
        return ()
    middle = sorted(map(len, own.named))[len(own.named) // 2]
    grammar = Counter(map(_grammar, own.named)).most_common(1)[0][0]
    document = own.lead.source.clause.document
    near = [e for e in every if e is not own and e.lead.source.clause.document == document and e.negative == own.negative]
    found = [item for e in near for item in e.named if _grammar(item) == grammar and middle / 2.5 <= len(item) <= middle * 2]
    return apart((i.text for i in own.items), shuffled(own.lead.text, found), likeness.sentences, _OPTIONS)


def _grammar(item: str) -> tuple[str, bool]:
    """How an item begins (a negation, 是否, 对, a number …) and whether it ends in 的."""
    begins = next((name for name, pattern in _BEGINNINGS if pattern.match(item)), "")
    return begins, item.endswith("的")


_BEGINNINGS = (("not", _NEGATIVE), ("whether", re.compile("是否|有无")), ("on", re.compile("对|按|依|在|因")))
