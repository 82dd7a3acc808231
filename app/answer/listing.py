"""A question for a whole list → the list, complete, in the order of its source, with its count.

A list is answered from the things that the base holds, not from what a search finds best. How probable it is that a list is
asked for, its wording says (``asking``); the question names a kind (标准, 目标, 核心制度 …) or values that only things of one
kind have, and conditions (``conditions``). What it says beside these has to be talk, or to stand in the names of the members.
"""

import re
from collections.abc import Iterator, Sequence

from app.answer import grouping, totals
from app.answer.asking import is_talk, wants_list
from app.answer.condition import Condition
from app.answer.conditions import read
from app.answer.members import READABLE, Listing, Thing, first_words, name, things
from app.answer.scope import scopes
from app.answer.text_conditions import has_word
from app.answer.understanding import Understood
from app.base.knowledge import Knowledge
from index import details
from index.words.tokenize import stopwords
from ingest.kinds import KINDS, kind_of, nouns
from ingest.model import Standard, Target
from ingest.numerals import CHINESE, chinese_to_int

LIKELY = 0.5
"""Probability from which a list is asked for whatever it is of."""
_POSSIBLE = 0.04
"""Probability from which one is, where a kind and conditions explain every word of the question."""
_OF_LISTS = frozenset({"几个、几项", "几份、几页", "几级、几期"})
"""Details that a list may answer (``index.details``)."""
_MEASURE = r"(?:大|个|项|条|种|类|份|部|本|款|样|方面)"
NUMBER = re.compile(rf"(?<!第)(?P<n>{CHINESE}|\d+)(?:多|来)?{_MEASURE}(?!月)")
"""五种."""
_WHICH = re.compile(rf"哪(?P<n>{CHINESE}|\d+){_MEASURE}")
_CLASS_NOUNS = frozenset({"团标", "行标", "国标", "地标"})
"""Names of the kind that set a condition, too."""
_TELLING = 3
"""Members from which it is no chance that the question counts as many."""
_NTH = re.compile(rf"[第之]{CHINESE}|\d")
"""One thing of a kind by its number: 专项行动之十二, 团标 10-3-2."""
_WHICH_NOUN = re.compile(r"哪(?:些|几.)$")
"""Before a noun behind which a predicate says which things are meant."""
_OF_EACH = re.compile(r"哪(?:些|几[个项条种点])(?:具体)?(?:内容|要求|规定|作用|好处|区别|变化|意义|问题|难点|重点)")
"""What is asked of the things, and not which there are: 标准有哪些内容."""
_OF_ONE = re.compile(r"的[\u4e00-\u9fff]{2,4}?(?:都|分别|一共|总共)?(?:有|是|包括)?(?:哪些|哪几|什么|啥)")
"""What is asked of one of them by another noun: 目标里关于血栓的策略有哪些."""
_ASKED_FOR = re.compile(r"(?:哪(?:些|几)|什么|几[份个部]|多少|所有|全部|一共|总共)[^，。？?]*$")
"""Before documents that are asked for themselves: 哪些文件规定了."""
_ONE_KNOWN = re.compile(r"(?:同一?|这|那|该|本)(?:[份个本项条]|部(?!分))[^，。]{0,6}$")
"""Before a noun that stands for one thing that was spoken of: 同一份文件."""
_WRITES = re.compile(
    r"(?:里面?|中|上)?(?:好像|似乎|应该|不是|是不是|也|都|到底|明明)*(?:写|说(?!一|说|明)|提(?!供|交|出)|规定|要求|讲(?!一))"
)
"""Behind documents that are where the answer stands, and not what is asked for: 市里文件好像写了."""
_BARE = re.compile(
    r"(?=.*(?:哪些|所有|全部|多少|几))(?:一共|总共|总计|都|共|有|是|列出|哪些|所有|全部|(?:多少|几)[项条个份部]?|的|[？?])+"
)
"""What stands beside the noun of a question for all there is of a kind: 一共有多少项."""
_COMMA = re.compile(r"[，,；;。：:？?！!]|[—-]{2,}|…+")
_PART = re.compile(rf"(?:(?!{_COMMA.pattern}).)+")
_INTRODUCES = frozenset("：:—-")
"""Behind a part that says what for: 做台账用：."""
_SENTENCE = re.compile(r"[^。？?！!；;]+[。？?！!；;]*")
_WHO_ASKS = re.compile(r"^[^，。,：:？?]{1,12}?(?:想?问一?下?|想知道)[：:，,]")
"""Who asks, before the question: 质控科问：."""
_COUNTS = re.compile(r"各|分别|多少|几[个项条]|还是|占|[=＝][？?]")
"""What asks how many there are of each."""
_BESIDES = re.compile(
    r"[，,；;]+(?:并且?|同时|还|请|把|将|烦请|麻烦)*[^，,。；;？?哪几]{0,12}?(?:带上|也要|也请|附上|写上|标上|一并|注明|写明|标注|告知)[^。？?]*$"
)
"""What else of each thing is to be told: ，发布日期带上."""
_ABOUT = re.compile(r"(?:有关|相关|涉及)的?[\u4e00-\u9fff]{0,4}\s+[。？?]?$")
"""Before the noun that ends a question: 跟输血有关的标准."""
_THE_REST = re.compile(r"其余|其他|其它|剩下|剩余|另外|还[差缺有]|没[列写]全")
"""That what the question has already named is but a part of the list."""
_OF_OTHERS = re.compile(
    r"[，,；;、](?:那|而)?(?:(?:其余|其他|其它|剩下|剩余)的?|别的)[^，,。；;哪几什多]{0,4}[都全均就][^，,。；;哪几什多]*"
    r"|(?:大部分|大多数?|多半)[^，,。；;哪几什]{0,6}?[只都全均][^，,。；;哪几什]+[，,](?=[^。；;]*(?:哪|几|什么|多少))"
)
"""What is said of those that are not asked for: 要往下压的有几个，其余都是往上提的; 大部分只写升降，写了数字的是哪些."""
_TO_HEAD = re.compile(r"[的之类\s有关相]*(?:(?:有|是)?[哪几多那这][些几]?[个项条份部种]?)?\s*")
"""What may stand between a word and the noun that it says more of: 呼吸机的标准."""
_COUNTED = re.compile(r"[一二两三四五六七八九十几这那哪每各].")
"""Words that count or point: 两张, 这栏."""
_EVERYDAY = 0.6
"""Rarity (``Searcher.rarity``) of a word below which it is small talk, unless a member of the list has it in its name."""


def find(kb: Knowledge, asked: Understood) -> Listing | None:
    """The list that a question asks for; None where it asks for none, or for one that cannot be told for certain."""
    text = asked.compact
    probability = wants_list(text)
    detail = details.asked(text) if probability < LIKELY else None
    if (probability < _POSSIBLE or (detail and detail.name not in _OF_LISTS)) and not grouping.ASKS_MOST.search(text):
        return None
    readings = list(_readings(kb, asked, _asking(text), likely=probability >= LIKELY))
    best = max(readings, key=lambda listing: bool(listing.ids), default=None)
    return None if best and best.kind == "standard" and not best.parts and totals.is_told(kb, asked) else best


def _asking(text: str) -> str:
    """The sentences of a question that ask for the list or name what it is of; all where none does."""
    sentences = _SENTENCE.findall(_OF_OTHERS.sub("", _BESIDES.sub("", _WHO_ASKS.sub("", text))))
    asking = [one for one in sentences if wants_list(one) >= LIKELY or any(noun in one for noun in nouns())]
    return "".join(asking or sentences)


def number_asked(text: str, pattern: re.Pattern[str] = _WHICH) -> int:
    """How many things a question says there are (哪三个); 0 where it does not say."""
    said = pattern.search(text)
    number = chinese_to_int(said["n"]) if said else 0
    return number if number != 1 else 0


def _readings(kb: Knowledge, asked: Understood, text: str, *, likely: bool) -> Iterator[Listing]:
    """The lists that a question may ask for, the likeliest first."""
    named = {kind_of(entity) for i in asked.names.found if (entity := kb.entities.get(i))}
    heads: list[tuple[str, int, Sequence[str]]] = [
        (noun, start, [kind for kind in called if kind not in named]) for noun, start, called in _heads(kb, text)
    ]
    for noun, start, of in heads:
        likely = likely or _BARE.fullmatch(text[:start] + text[start + len(noun) :]) is not None
        likely = likely or _ABOUT.search(f"{text[:start]} {text[start + len(noun) :]}") is not None
        rest = text[:start] + (noun if noun in _CLASS_NOUNS else " " * len(noun)) + text[start + len(noun) :]
        for kind in of:
            if listing := _listing(kb, asked, kind, rest, likely=likely, noun=(start, start + len(noun))):
                yield listing
    if not heads and likely:
        every = dict.fromkeys(k for called in nouns().values() for k in called if KINDS[k].entity and k not in named)
        counted = {chinese_to_int(found["n"]) for found in NUMBER.finditer(text)}
        for kind in sorted(every, key=lambda kind: len(things(kb, kind)) not in counted):
            if listing := _listing(kb, asked, kind, text, likely=likely):
                yield listing


def _heads(kb: Knowledge, text: str) -> Iterator[tuple[str, int, Sequence[str]]]:
    """(noun, where it stands, kinds) that a list may be of, the last one first.

    Nouns inside titles of documents, and before 方案 or 计划, are none.
    """
    taken = [False] * len(text)
    for scope in scopes(kb, text):
        end = scope.end if scope.titled else scope.end - 1
        taken[scope.start : end] = [True] * (end - scope.start)
    found: list[tuple[int, str, Sequence[str]]] = []
    for noun, kinds in nouns().items():
        for match in re.finditer(noun, text):
            before = text[: match.start()]
            where = [*kinds] == ["document"] and _WRITES.match(text, match.end()) and not _ASKED_FOR.search(before)
            if not taken[match.end() - 1] and not _ONE_KNOWN.search(before) and not where:
                taken[match.start() : match.end()] = [True] * len(noun)
                found.append((match.start(), noun, kinds))
    yield from ((noun, start, of) for start, noun, of in sorted(found, key=lambda f: -f[0]))


def _listing(
    kb: Knowledge, asked: Understood, kind: str, text: str, *, likely: bool, noun: tuple[int, int] | None = None
) -> Listing | None:
    """The things of one kind that fulfil all that the question says; None where it says more than conditions.

    ``noun`` is where ``text``, in which it is blanked, named the kind; None where no noun did.
    """
    conditions, rest = read(kb, kind, text)
    if _NTH.search(NUMBER.sub(" ", rest)) or (noun and _predicated(kb, rest, *noun)):
        return None
    number = NUMBER.search(rest)
    chosen = [t for t in things(kb, kind) if all(c.holds(t) for c in conditions) and asked.selection.includes(kind, t.id)]
    said = "".join(dict.fromkeys(c.said for c in conditions)) + KINDS[kind].label
    if noun and (counts := _in_groups(kb, kind, chosen, (text, rest), said, noun)):
        return counts
    counted = number is not None and len(chosen) == chinese_to_int(number["n"])
    likely = likely or (counted and len(chosen) >= _TELLING and any(c.crisp for c in conditions))
    enough = likely and any(c.crisp for c in conditions) and (noun or len(conditions) > 1)
    before = (noun[0] if noun else 0) if enough else len(rest)
    left = _subjects(kb, kind, NUMBER.sub(_blank, _besides(kb, rest) if likely and conditions else rest), before)
    left = [word for word in left if not any(word in c.said for c in conditions if not c.denies)]
    if conditions and _THE_REST.search(text):
        left = [word for word in left if noun and _stands_at(rest, word, noun[0])]
    if left:
        chosen = [t for t in chosen if _in_name(kb, t, left, text)] if likely and noun else []
        conditions = [*conditions, Condition(f"名称涉及“{'、'.join(left)}”的", bool, 0, 0, crisp=False)]
        counted = number is not None and len(chosen) == chinese_to_int(number["n"])
    sure = noun and all(c.crisp for c in conditions) and not _subjects(kb, kind, NUMBER.sub(_blank, rest), len(rest))
    if not chosen and not sure:
        return None
    meant = (conditions or (noun and likely) or counted) and (noun or any(c.crisp for c in conditions))
    if not meant or number_asked(text) not in (0, len(chosen)):
        return None
    said = "".join(dict.fromkeys(c.said for c in conditions)) + KINDS[kind].label
    instead = "" if chosen else _instead(kb, asked, kind, conditions)
    each = next((c.each for c in conditions if c.each), ()) if _COUNTS.search(text) else ()
    of_each = [(one, some) for one, holds in each if (some := [thing for thing in chosen if holds(thing)])]
    of_each.sort(key=lambda group: chosen.index(group[1][0]))
    parts = tuple((one, len(some)) for one, some in of_each) if sum(len(some) for _, some in of_each) == len(chosen) else ()
    chosen = [thing for _, some in of_each for thing in some] if parts else chosen
    return Listing(kind, tuple(t.id for t in chosen), tuple(_called(t) for t in chosen), said, instead, parts)


def _in_groups(
    kb: Knowledge, kind: str, chosen: Sequence[Thing], texts: tuple[str, str], said: str, noun: tuple[int, int]
) -> Listing | None:
    """The things chosen in the groups that a question counts, or their strategies; None where it counts neither.

    ``texts`` are the question without the noun, and what is left of that beside conditions; ``said`` is what was chosen.
    """
    text, rest = texts
    if groups := grouping.strategies(chosen, text[noun[1] :]):
        names = tuple(first_words(clause.text if (clause := kb.clause(i)) else i) for i in groups.ids)
        return Listing("clause", groups.ids, names, f"{said}的核心策略", parts=groups.parts, counted=groups.counted)
    sort = grouping.asked(text, KINDS[kind].cls)
    if sort is None or _subjects(kb, kind, NUMBER.sub(_blank, grouping.without(sort, rest)), noun[0]):
        return None
    groups = grouping.grouped(kb, sort, chosen, text)
    if groups is None:
        return None
    called = {thing.id: _called(thing) for thing in chosen}
    return Listing(
        kind, groups.ids, tuple(map(called.__getitem__, groups.ids)), said, parts=groups.parts, counted=groups.counted
    )


def _stands_at(rest: str, word: str, noun: int) -> bool:
    """Whether a word stands right before the noun: 手术相关的核心制度."""
    return any(_TO_HEAD.fullmatch(rest, found.end(), noun) for found in re.finditer(re.escape(word), rest[:noun]))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _instead(kb: Knowledge, asked: Understood, kind: str, conditions: Sequence[Condition]) -> str:
    """What there is when one condition is left out, the first that leaves anything; "" where none does."""
    for one in conditions:
        others = [c for c in conditions if c is not one]
        found = [t for t in things(kb, kind) if asked.selection.includes(kind, t.id) and all(c.holds(t) for c in others)]
        if others and found:
            return f"；不限“{one.said.removesuffix('的')}”有 {len(found)} 项：{'；'.join(map(_called, found))[:READABLE]}"
    return ""


def _called(thing: Thing) -> str:
    return f"{thing.id} {name(thing)}" if isinstance(thing, (Standard, Target)) else name(thing)


def _subjects(kb: Knowledge, kind: str, rest: str, before: int) -> list[str]:
    """Words of a question that are neither a condition nor talk.

    Of those that no name of the kind has, only what says more of the noun ``before`` which it stands, and is not everyday.
    """
    mentions = [m for m in kb.searcher.mentions(rest) if m.matched not in stopwords()]
    every = things(kb, kind)
    subjects = [
        word
        for m in mentions
        if (word := rest[m.start : m.end].strip())
        and (_is_said_of(rest, m.end, before) or any(_in_name(kb, t, [word], rest) for t in every))
    ]
    for mention in reversed(mentions):
        rest = rest[: mention.start] + " " * (mention.end - mention.start) + rest[mention.end :]
    names = " ".join(map(name, every))
    return subjects + [
        word for word, end in _words(kb, rest) if _counts(kb, word, word in names, _is_said_of(rest, end, before))
    ]


def _counts(kb: Knowledge, word: str, is_in_name: bool, is_said_of: bool) -> bool:
    """Whether a word says what is asked about: everyday ones do so only where a name has them, and talk never."""
    if kb.searcher.rarity(word) < _EVERYDAY:
        return is_in_name and not is_talk(word)
    return is_in_name or (is_said_of and not is_talk(word))


def _words(kb: Knowledge, rest: str) -> Iterator[tuple[str, int]]:
    """The words of what is left of a question, each with where it ends."""
    for part in re.finditer(r"\S+", rest):
        at = part.start()
        for word in kb.searcher.in_words(part[0]):
            at += len(word)
            if _says(word):
                yield word, at


def _predicated(kb: Knowledge, rest: str, start: int, end: int) -> bool:
    """Whether what stands behind 哪些目标 says more than conditions and talk, be it in the commonest words (十分重要)."""
    if _OF_EACH.search(rest, end) or _OF_ONE.search(rest, end):
        return True
    if not _WHICH_NOUN.search(rest[:start]):
        return False
    predicate = _COMMA.split(rest[end:])[0].strip()
    words = [word for part in predicate.split() for word in kb.searcher.in_words(part)]
    return "  " not in predicate and any(len(word) > 1 and not is_talk(word) for word in words)


def _says(word: str) -> bool:
    """Whether a word is more than a particle."""
    return len(word) > 1 and word not in stopwords() and not _COUNTED.fullmatch(word)


def _is_said_of(rest: str, end: int, before: int) -> bool:
    """Whether a word that ends here says more of the noun ``before`` which it stands; any does where that is the end."""
    return before == len(rest) or (end <= before and _TO_HEAD.fullmatch(rest, end, before) is not None)


def _besides(kb: Knowledge, rest: str) -> str:
    """What is left of a question, the parts blanked that say nothing of what is listed: 做台账用：…，考试要背.

    A part that a condition was read in says something of it; of the others only the first, where it names a concept and is no
    request by itself.
    """
    out, parts = list(rest), [(found.start(), found.end()) for found in _PART.finditer(rest)]
    for start, end in parts:
        part = rest[start:end]
        first = start == parts[0][0] and rest[end : end + 1] not in _INTRODUCES and bool(kb.searcher.mentions(part))
        if len(parts) > 1 and "  " not in part and not (first and wants_list(part) < LIKELY):
            out[start:end] = " " * (end - start)
    return "".join(out)


def _in_name(kb: Knowledge, thing: Thing, subjects: Sequence[str], text: str) -> bool:
    """Whether the name of a thing has every subject, or one of those that 、 or 或 joins; in the same words or as a concept."""
    named = {m.concept for m in kb.searcher.mentions(name(thing))}
    named |= {above for concept in named for above in kb.thesaurus.ancestors(concept)}
    has = [has_word(name(thing), s) or bool({m.concept for m in kb.searcher.mentions(s)} & named) for s in subjects]
    return all(has) or (
        any(has) and any(f"{subjects[0]}{joint}{other}" in text for other in subjects[1:] for joint in "、或和")
    )
