"""A question for a whole list → the list, complete, in the order of its source, with its count.

A list is answered from the things that the base holds, not from what a search finds best: the question names a kind (标准,
目标, 核心制度 …) and conditions on it (``conditions``), or a heading or sentence under which items stand (``outline``). What
it says beside these has to be small talk; a subject (跌倒) makes it a question to search, and no list.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from app.answer.conditions import Condition, Thing, name, read, things
from app.answer.outline import meant
from app.answer.scope import Scope, inner, scopes
from app.answer.understanding import Understood
from app.base.citation_place import place
from app.base.knowledge import Knowledge
from index.search import Hit
from index.words.normal import simplify
from index.words.tokenize import stopwords
from ingest.kinds import KINDS, nouns
from ingest.model import Target
from ingest.numerals import CHINESE, chinese_to_int

_MEASURE = r"(?:大|个|项|条|种|类|份|部|款|样|方面)"
ASKS = re.compile(
    rf"有?哪些|有多少|有?哪几{_MEASURE}?|有?哪[一两二三四五六七八九十\d]+{_MEASURE}|有(?:什么|啥)|(?:都|各|分别)[有是叫](?:什么|啥)|分别是"
    r"|列(?:全|齐|出|举|个|一|给|成|单|在)|(?:全|都|逐个)列"
    rf"|全部|所有|清单|一览|挑出来|找出来|从头到尾|一共|总共|共有|合计|(?<![好十])几{_MEASURE}(?![目月])|多少{_MEASURE}(?!目)|有几|全给|都给"
)
"""Words that ask for a list, or how long it is."""
_ONE = re.compile(rf"第(?:几|{CHINESE}|\d+)[个项条]|([\u4e00-\u9fff])[不没]\1|吗$|哪一?[个项条份]|以上|最[多少高低早晚]")
"""Words that ask for one thing, or whether it is so."""
_COUNTS = re.compile(rf"(?<!好)几{_MEASURE}(?![目月])|多少{_MEASURE}(?!目)|有(?:几|多少)")
_WHOLE = re.compile(rf"全部|所有|一共|总共|共有?|合计|列|清单|一览|挑|从头到尾|{_COUNTS.pattern}")
"""Words that ask for every one, or for their number."""
_NUMBER = re.compile(rf"(?P<n>{CHINESE}|\d+)(?:多|来)?{_MEASURE}(?!月)")
_OTHER = re.compile(
    rf"(?:哪些|哪几{_MEASURE}?|有(?:什么|啥)|几{_MEASURE})(?:内容|要求|措施|规定|部门|科室|人|单位|机构|医院|方法|办法|步骤|情况|情形|问题|条件|材料"
    r"|变化|不同|区别|差别|作用|好处|特点|章节?|事|做法|病|药|手术|检查|环节|流程|职责|原则|阶段)"
)
"""That something else is asked for than things of a kind."""
_EVERY = re.compile(r"列(?!入)|逐条|逐一|一条条|全部|所有|从头到尾|一共|总共|共几")
"""Words that ask for a list to the last item."""
_CLASS_NOUNS = frozenset({"团标", "行标", "国标", "地标"})
"""Names of the kind that set a condition, too."""
_ASKED_LAST = re.compile(rf"(?:{ASKS.pattern})(?:[，,。？?]|是|$)")
"""An asking word with no noun of its own behind it (哪些科室)."""
_WHICH = re.compile(rf"哪(?P<n>{CHINESE}|\d+){_MEASURE}")
_UNNAMED = ("target", "standard")
"""Kinds that a list may be of where the question calls it by no name: 2025 年 1 月 1 日起实施的有哪些."""
_NAME = 4
"""Characters of the name of a kind that alone asks for all of it: 核心制度, but not 标准."""
_READABLE = 240
"""Characters of all names together that one sentence can hold."""
_SHORT = 24
"""Characters of an item in the sentence that names all."""
_EVERYDAY = 0.6
"""Rarity (``Searcher.rarity``) of a word below which it is small talk, unless a member of the list has it in its name."""
_TALK = re.compile(
    rf"{ASKS.pattern}|{_COUNTS.pattern}|请问?|麻烦|帮(?:我|忙)|给我|告诉|想(?:知道|看|要)|我(?:们|要)?|咱们?|你们?|库(?:里|中)|知识库|系统里|目前|现在|今年"
    r"|一下|一遍|一列|出来|列|出的?|自己|要做|要干|应?该|归在?|属于|算|当中|其中|里面?|中|又|并且?|而且|也|还|都|全|共|各是?|叫|是|有|在|的|了|吗|呢|啊|吧|那|这|哪|个|为|与|和|跟|对|要|做|看"
    r"|什么|啥|几|多少|打头|考试|附件|表(?:格|里)?|要背|背|领|挂|定|底下|下面|后面|[一那这]?[大]?块|一?类|[，。、？！：；,.?!:;“”\"「」（）()\s]"
)
"""Small talk of a question for a list."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A whole list."""

    kind: str
    """Of its members (``ingest.kinds``)."""
    ids: tuple[str, ...]
    """Of all members, in the order of the source."""
    names: tuple[str, ...]
    """What each is called."""
    said: str
    """What it is a list of, in Chinese: 2019 年发布的患者服务类标准."""
    instead: str = ""
    """Of an empty list: what there is when its date is left out, in Chinese."""

    @property
    def sentence(self) -> str:
        """The conclusion: how many there are, and which where that is short enough to read."""
        if not self.ids:
            return f"知识库里没有{self.said}{self.instead}。"
        unit, named = "份" if self.kind == "document" else "项", "；".join(self.names)
        return f"{self.said}共 {len(self.ids)} {unit}{f'：{named}' if len(named) <= _READABLE else '，全部列在下面'}。"


def find(kb: Knowledge, asked: Understood) -> Listing | None:
    """The list that a question asks for; None where it asks for none, or for one that cannot be told for certain."""
    text = _text(asked)
    if _ONE.search(text) or _OTHER.search(text) or not (ASKS.search(text) or _phrase(text)):
        return None
    return max(_readings(kb, asked, text), key=lambda listing: bool(listing.ids), default=None)


def part(kb: Knowledge, asked: Understood, hits: Sequence[Hit]) -> tuple[Listing, str] | None:
    """The items of the list in a document that a question asks for, and the id of the sentence that leads to them or ""."""
    text = _text(asked)
    if _ONE.search(text) or not ASKS.search(text) or _of_a_kind(text):
        return None
    if target := next((t for i in asked.names.found if isinstance(t := kb.entities.get(i), Target) and t.strategies), None):
        return Listing("clause", target.strategies, _items(kb, target.strategies), f"{target.id}“{target.name}”的核心策略"), ""
    named = [scope.documents for scope in scopes(kb, text)]
    titled = [scope for scope in scopes(kb, text) if scope.titled]
    clauses = _within(kb, text, titled[0]) if titled else [i for k, i in (kb.entries[h.row] for h in hits) if k == "clause"]
    clauses = [i for i in clauses if not named or any(i.partition("#")[0] in documents for documents in named)]
    found = meant(kb, text, clauses, whole=bool(_EVERY.search(text))) if clauses else None
    if found is None or ((which := _WHICH.search(text)) and chinese_to_int(which["n"]) not in (1, len(found.items))):
        return None
    lead = kb.clause(found.lead)
    document = kb.documents[found.items[0].partition("#")[0]]
    said = (
        f"《{inner(document.title)}》{place(lead, document.doctype) if lead else ''}"
        + (f"“{found.title}”" if found.title else "")
        + "下"
    )
    return Listing("clause", found.items, _items(kb, found.items), said), found.lead


def _within(kb: Knowledge, text: str, scope: Scope) -> list[str]:
    """Ids of the clauses of the documents named that the rest of a question finds, best first."""
    rest = text[: scope.start] + text[scope.end :]
    among = kb.entries.rows_of("clause") & np.array([i.partition("#")[0] in scope.documents for i in kb.entries.ids])
    return [kb.entries[hit.row][1] for hit in kb.searcher.search(kb.searcher.understand(rest), among=among)]


def _items(kb: Knowledge, clauses: Sequence[str]) -> tuple[str, ...]:
    """Items in few words."""
    texts = [(c.titles[-1] or c.text).rstrip("；。;") for i in clauses if (c := kb.clause(i))]
    return tuple(text if len(text) <= _SHORT else f"{text[:_SHORT]}…" for text in texts)


def _text(asked: Understood) -> str:
    """The question as typed, slips put right, without white space; the words in quotation marks stand in “”."""
    text = simplify(unicodedata.normalize("NFKC", asked.query.text))
    for quoted in asked.query.quoted:
        text = text.replace(f" {quoted} ", f"“{quoted}”") if f" {quoted} " in text else text.replace(quoted, f"“{quoted}”", 1)
    return re.sub(r"\s+", "", text)


def _phrase(text: str) -> bool:
    """Whether a question is nothing but the name of a list: 检验类的标准, 儿科专业目标."""
    return any(text.rstrip("。？?").endswith(noun) for noun in nouns())


def _readings(kb: Knowledge, asked: Understood, text: str) -> Iterator[Listing]:
    """The lists that a question may ask for, the likeliest first."""
    for noun, start, kinds in _heads(text, [s for s in scopes(kb, text) if s.titled]):
        blank = "" if noun in _CLASS_NOUNS else " " * len(noun)
        rest = text[:start] + (blank or noun) + text[start + len(noun) :]
        for kind in kinds:
            if listing := _listing(kb, asked, kind, rest, named=_asked(text, start, start + len(noun)) or _alone(text, noun)):
                yield listing
    if not any(noun in text for noun in nouns()) and _ASKED_LAST.search(text):
        yield from filter(None, (_listing(kb, asked, kind, text, named=False) for kind in _UNNAMED))


def _heads(text: str, titled: Sequence[Scope] = ()) -> Iterator[tuple[str, int, Sequence[str]]]:
    """(noun, where it stands, kinds) that a list may be of: the noun beside the asking word first, else the last one.

    The nouns inside titles of documents are none.
    """
    found: list[tuple[int, str, Sequence[str]]] = []
    taken = [False] * len(text)
    for scope in titled:
        taken[scope.start : scope.end] = [True] * (scope.end - scope.start)
    for noun, kinds in nouns().items():
        for match in re.finditer(noun, text):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = [True] * len(noun)
                found.append((match.start(), noun, kinds))
    found.sort(key=lambda f: (not _asked(text, f[0], f[0] + len(f[1])), -f[0]))
    for start, noun, of in found:
        yield noun, start, of


def _asked(text: str, start: int, end: int) -> bool:
    """Whether a noun stands right beside an asking word: 哪些标准, 标准有哪些."""
    return any(m.end() == start or m.start() == end for m in ASKS.finditer(text))


def _of_a_kind(text: str) -> bool:
    """Whether things of a kind are asked for, and not what a document lists."""
    return any(_asked(text, start, start + len(noun)) for noun, start, _ in _heads(text))


def _alone(text: str, noun: str) -> bool:
    """Whether a question is the full name of a kind and nothing else, or asks for all of it."""
    return len(noun) >= _NAME and not _TALK.sub("", _NUMBER.sub("", text.replace(noun, "")))


def _listing(kb: Knowledge, asked: Understood, kind: str, text: str, *, named: bool) -> Listing | None:
    """The things of one kind that fulfil all that the question says; None where it says more than conditions."""
    conditions, rest = read(kb, kind, text)
    number = _NUMBER.search(rest)
    rest = _NUMBER.sub(" ", rest)
    left = _subjects(kb, kind, rest)
    chosen = [t for t in things(kb, kind) if all(c.holds(t) for c in conditions) and asked.selection.includes(kind, t.id)]
    if not chosen and not all(c.crisp for c in conditions):
        return None
    if left:
        if not _WHOLE.search(text):
            return None
        chosen = [t for t in chosen if _names_all(kb, t, left)]
        if not chosen:
            return None
        conditions = [*conditions, Condition(f"名称涉及“{'、'.join(left)}”的", bool, 0, 0)]
    if not (conditions or left or named or (number and len(chosen) == chinese_to_int(number["n"]))):
        return None
    if (which := _WHICH.search(text)) and chinese_to_int(which["n"]) not in (1, len(chosen)):
        return None
    said = "".join(dict.fromkeys(c.said for c in conditions)) + KINDS[kind].label
    instead = "" if chosen else _instead(kb, asked, kind, conditions)
    return Listing(kind, tuple(t.id for t in chosen), tuple(_called(t) for t in chosen), said, instead)


def _instead(kb: Knowledge, asked: Understood, kind: str, conditions: Sequence[Condition]) -> str:
    """What there is when one condition is left out, the first that leaves anything; "" where none does."""
    for one in conditions:
        others = [c for c in conditions if c is not one]
        found = [t for t in things(kb, kind) if asked.selection.includes(kind, t.id) and all(c.holds(t) for c in others)]
        if others and found:
            return f"；不限“{one.said.removesuffix('的')}”有 {len(found)} 项：{'；'.join(map(_called, found))[:_READABLE]}"
    return ""


def _called(thing: Thing) -> str:
    return (
        f"{thing.id} {name(thing)}"
        if getattr(thing, "published", None) is not None or thing.id[:3] in ("NIT", "PIT")
        else name(thing)
    )


def _subjects(kb: Knowledge, kind: str, rest: str) -> list[str]:
    """Words of a question that are neither a condition nor small talk."""
    mentions = [m for m in kb.searcher.mentions(rest) if m.matched not in stopwords()]
    subjects = [rest[m.start : m.end].strip() for m in mentions]
    for mention in reversed(mentions):
        rest = rest[: mention.start] + " " + rest[mention.end :]
    words = kb.searcher.in_words(_TALK.sub(" ", rest))
    names = " ".join(name(t) for t in things(kb, kind))
    words = [w for w in words if len(w.strip()) > 1 and w not in stopwords()]
    return [s for s in subjects if s] + [w for w in words if w in names or kb.searcher.rarity(w) >= _EVERYDAY]


def _names_all(kb: Knowledge, thing: Thing, subjects: Sequence[str]) -> bool:
    """Whether the name of a thing has every subject, in the same words or as a concept."""
    named = {m.concept for m in kb.searcher.mentions(name(thing))}
    named |= {above for concept in named for above in kb.thesaurus.ancestors(concept)}
    for subject in subjects:
        concepts = {m.concept for m in kb.searcher.mentions(subject)}
        if subject not in name(thing) and not concepts & named:
            return False
    return True
