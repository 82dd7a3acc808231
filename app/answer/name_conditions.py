"""Conditions on what things are called: how their names and numbers begin and end, and the words in them."""

import re
from collections.abc import Iterator
from functools import partial

from app.answer.condition import Condition, any_of
from app.answer.members import HAVE_TEXT, Thing, name, things
from app.base.knowledge import Knowledge

_QUOTE = r"[“\"「『‘]"
_WORD = r"[“\"「『‘]?(?P<word>[^“”\"「」『』‘’，。、的]{1,12}?)[”\"」』’]?"
_NAMED = re.compile(
    rf"(?:名称|名字|标题|题目|题名|名)(?:里面?|中|上|当中)?(?:都|也|只)?(?:带有?|含有?|包含|包括|出现|写着?|有)了?{_WORD}"
    r"(?:[两二三四几]个字|[一二]?字|这个词|字样)?(?:的|(?=[，。]|$))"
    rf"|(?:带|含){_QUOTE}(?P<word2>[^”\"」』’]{{1,12}})[”\"」』’](?:[两二三四几]?个?字样?)?的?"
)
_ATTRIBUTES = {"专业": "specialty", "类别": "category", "维度": "dimension", "单位": "issuer", "机构": "issuer"}
"""What else than the thing itself a question says the name of (专业名称带“介入”的) → the attribute with that name."""
_JOINT = re.compile(r"[”\"」』’]*(?:或者?|、|和|以及|还有)[“\"「『‘]*")
"""Between words of which either will do."""
_FIRST = r"(?:[一二两三]个?字)?(?:作为?|来|当)?(?:打头|开头|起头|开始|领头)的?"
_OPENS = re.compile(
    rf"[以用拿由]?{_QUOTE}(?P<word>[^”\"」』’]{{1,8}})[”\"」』’]{_FIRST}"
    rf"|(?:名称|名字|标题|题目|题名)[^，。]{{0,6}}?[以用拿](?P<bare>[\u4e00-\u9fff]{{1,4}}?){_FIRST}"
)
_CLOSES = re.compile(
    rf"(?:最后|末尾|结尾|尾巴|收尾)的?(?:那?[一二两三四几]个?字)?(?:是|为|叫|写着?|带)?{_QUOTE}(?P<word>[^”\"」』’]{{1,8}})[”\"」』’]的?"
    rf"|[以用拿]?{_QUOTE}(?P<word2>[^”\"」』’]{{1,8}})[”\"」』’](?:[一二两三]个?字)?(?:作为?|来)?(?:结尾|收尾|结束|打底|煞尾)的?"
)
_NUMBER_CLOSES = re.compile(
    r"(?:编号|号码|标准号|文号|号)的?(?:尾巴|末尾|结尾|后缀|最后|后面|年份)[^，。\d]{0,6}(?P<digits>\d{2,4})(?:年|结尾|收尾)?的?"
)
_EXCEPTED = re.compile(
    r"(?:除了?|除去|除开|刨[掉去开]|抛[开去])(?P<word>[\u4e00-\u9fffA-Za-z]{2,12}?)(?:这[一个]?[项个条]?|制度)?(?:以外|之外|外)?[，,]"
)
"""What a thing that is left out is called: 除了手术安全核查，……; the words before it deny it."""
QUOTED = re.compile(rf"{_QUOTE}(?P<word>[^”\"」』’]{{1,12}})[”\"」』’]")
"""What stands in quotation marks."""


def names(kb: Knowledge, kind: str, text: str) -> Iterator[Condition]:
    """Conditions on the name or number that a question spells out: 名称里带“讨论”的, 以“降低”打头的, 编号末尾是2019的."""
    for found in _OPENS.finditer(text):
        word = found["word"] or found["bare"]
        yield Condition(f"名称以“{word}”开头的", partial(opens_with, word), *found.span())
    for found in _CLOSES.finditer(text):
        word = found["word"] or found["word2"]
        yield Condition(f"名称以“{word}”结尾的", partial(_closes_with, word), *found.span())
    for found in _NUMBER_CLOSES.finditer(text):
        digits = found["digits"]
        yield Condition(f"编号以 {digits} 结尾的", partial(_is_numbered, digits), *found.span())
    for found in _NAMED.finditer(text):
        word = found["word"] or found["word2"]
        of = next((called for called in _ATTRIBUTES if text.endswith(called, 0, found.start())), "")
        if found["word2"] and kind in HAVE_TEXT and not any(_has(word, thing) for thing in things(kb, kind)):
            continue  # what they say may have it
        several = [part for part in _JOINT.split(word) if part]
        if not any(_has(word, thing) for thing in things(kb, kind)) and len(several) > 1:
            said = f"名称里有“{'”或“'.join(several)}”的"
            yield Condition(said, partial(any_of, tuple(partial(_has, part) for part in several)), *found.span())
        elif any(_has_value(_ATTRIBUTES.get(of, ""), word, thing) for thing in things(kb, kind)):
            holds = partial(_has_value, _ATTRIBUTES[of], word)
            yield Condition(f"{of}名称里有“{word}”的", holds, found.start() - len(of), found.end())
        else:
            yield with_word(word, found)
    for found in _EXCEPTED.finditer(text):
        if any(found["word"] in name(thing) for thing in things(kb, kind)):
            yield Condition(f"名称里有“{found['word']}”的", partial(_has, found["word"]), found.start("word"), found.end())


def opens_with(word: str, thing: Thing) -> bool:
    """Whether the name of a thing begins with a word."""
    return name(thing).startswith(word)


def _closes_with(word: str, thing: Thing) -> bool:
    return re.sub(r"[（(].*?[）)]$", "", name(thing)).endswith(word)


def _is_numbered(digits: str, thing: Thing) -> bool:
    """Whether the number of a thing ends in these digits."""
    return thing.id.endswith(digits)


def _has(word: str, thing: Thing) -> bool:
    return word in name(thing)


def _has_value(attribute: str, word: str, thing: Thing) -> bool:
    """Whether an attribute of a thing has a word in it."""
    return word in str(getattr(thing, attribute, ""))


def with_word(word: str, found: re.Match[str]) -> Condition:
    """That a name has a word, which stands where it was ``found``."""
    return Condition(f"名称里有“{word}”的", partial(_has, word), *found.span(), crisp=len(word) > 1)
