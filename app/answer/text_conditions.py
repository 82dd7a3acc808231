"""Conditions on what things say: 提到了激励机制的目标, 策略里要求按季度反馈的, 引用了《…》的任务.

A thing says what one of the sentences of its own clauses says. Which words of it the question gives in its own way matters not:
all that tell something have to stand in one sentence.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from app.answer.asking import is_talk
from app.answer.condition import Condition
from app.answer.members import HAVE_TEXT, Thing, name, things
from app.answer.name_conditions import QUOTED, with_word
from app.base.knowledge import Knowledge
from index.words.normal import normalise
from index.words.tokenize import stopwords
from ingest.model import SpecialAction, Target, Task

_SAYS = (
    r"(?:提到|提及|提出|援引|引述|引用|写到|写明|写了|写着|写有|说到|讲到|涉及|点名|强调|规定|明确|要求|出现(?!情况|频|次))"
    r"(?:了|过)?(?:的是)?"
)
_MUST = r"(?:必须|应当|应该|需要|得|须|要)"
_ENDS = (
    r"(?=(?:这[一个件]*(?:事|点|条|说法|字样|话)|[一二两三四五几\d]+个字|二字|字样)?(?:的?(?:国家|各?专业|专科|各个)?)"
    r"(?:一共|总共|共)?(?:有|是)?(?:哪|几|多少|[，。,？?；;\s]|$))"
)
_WHAT = rf"(?P<what>《[^》]+》|(?!哪|几|什么|多少|啥)[^，。,？?；;、\s《]{{2,30}}?{_ENDS})"
_PREDICATE = re.compile(rf"(?:里面?|中|上)?(?:(?P<says>{_SAYS}){_MUST}?|{_MUST}){_WHAT}的?")
_QUOTED = re.compile(
    rf"(?:带有?|含有?)?{QUOTED.pattern}(?:(?:[一二两三四五几\d]+个字|字样|二字)的?)?|《(?P<title>[^》]*\S[^》]*)》"
)
_MARKS = re.compile('[“”"「」『』‘’《》]')
_WHOLE = re.compile(r"[《“\"「『]([^》”\"」』]+)[》”\"」』]")
"""What has to be said as it stands: titles and quotations."""
_SENTENCE = re.compile(r"[^。；;！？\n]+")
_SHORTEST = 2
"""Characters of a word in quotation marks."""
Sentences = dict[str, list[tuple[str, str]]]
"""Id of a thing → (title of the section, sentence) of all that it says."""
_PIECE = 2
"""Characters of a piece of a word, at least."""
_APART = 3
"""Characters between two pieces, at most."""
_LEAST = 2
"""Words behind 要 or 得 from which they say what a thing is to say, and not what the question wants."""


def says(kb: Knowledge, kind: str, text: str) -> Iterator[Condition]:
    """What the things that are asked for have to say.

    Behind a verb of saying a condition stands even where nothing fulfils it; behind 要 and 得, which say much else, only where
    something does.
    """
    matches = [*_PREDICATE.finditer(text)] if kind in HAVE_TEXT else []
    sentences = _sentences(kb, kind) if matches else {}
    for found in matches:
        section, start = _named_before(sentences, text, found.start())
        whole = [normalise(one) for one in _WHOLE.findall(found["what"])]
        words = _words(kb, _WHOLE.sub(" ", found["what"]), sentences)
        if not (found["says"] or len(whole) + len(words) >= _LEAST):
            continue
        held = _saying(sentences, whole, words, section) if whole or words else frozenset()
        if held or (found["says"] and (whole or words)):
            literal = "（按原文用词）" if words else ""
            said = f"写到“{_MARKS.sub('', found['what'])}”{literal}的"
            yield Condition(said, partial(_among, held), start, found.end(), crisp=False)
            return


def quoted(kb: Knowledge, kind: str, text: str) -> Iterator[Condition]:
    """Words in quotation marks, and titles, that nothing else has read: some name has them, or else a sentence of a thing.

    They always mean something: where no name has them and nothing says them, nothing is left in the list.
    """
    every = things(kb, kind)
    for found in _QUOTED.finditer(text):
        word = (found["word"] or found["title"]).strip()
        if any(word and word in name(thing) for thing in every):
            yield with_word(word, found)
        elif len(word) >= _SHORTEST and kind in HAVE_TEXT:
            held = _saying(_sentences(kb, kind), [normalise(word)], [])
            yield Condition(f"写到“{word}”的", partial(_among, held), *found.span(), crisp=False)


def _among(ids: frozenset[str], thing: Thing) -> bool:
    return thing.id in ids


def _sentences(kb: Knowledge, kind: str) -> Sentences:
    """What the things of a kind say."""
    return {
        thing.id: [(title, one) for title, text in _own(kb, thing) for one in _SENTENCE.findall(normalise(text))]
        for thing in things(kb, kind)
    }


def _own(kb: Knowledge, thing: Thing) -> Iterator[tuple[str, str]]:
    """The texts of a thing, each with the title of its section."""
    if isinstance(thing, Target):
        clauses = (kb.clause(i) for i in (thing.clause, *thing.strategies))
        yield from ((next(iter(clause.titles[1:]), ""), clause.text) for clause in clauses if clause)
    elif isinstance(thing, Task | SpecialAction):
        yield "", thing.text


def _words(kb: Knowledge, what: str, sentences: Sentences) -> list[str]:
    """The words that tell something: what only asks does where a thing says it."""
    words = [word for word in kb.searcher.in_words(normalise(what)) if len(word) > 1 and word not in stopwords()]
    return [word for word in words if not is_talk(word) or any(word in one for texts in sentences.values() for _, one in texts)]


def _named_before(sentences: Sentences, text: str, end: int) -> tuple[str, int]:
    """The section whose title, or its end, stands in ``text`` right before ``end``, "" for none; and where it begins."""
    titles = {title for texts in sentences.values() for title, _ in texts if title}
    for title in sorted(titles, key=len, reverse=True):
        for called in (title, title[-2:]):
            if text.endswith(called, 0, end):
                return title, end - len(called)
    return "", end


def _saying(sentences: Sentences, whole: Sequence[str], words: Sequence[str], section: str = "") -> frozenset[str]:
    """Ids of the things of which a sentence (of ``section``, if one is named) has ``whole`` as it stands and all ``words``."""
    return frozenset(
        identity
        for identity, texts in sentences.items()
        if any(
            all(part in one for part in whole) and all(has_word(one, word) for word in words)
            for title, one in texts
            if section in ("", title)
        )
    )


def has_word(sentence: str, word: str) -> bool:
    """Whether a sentence has a word, or all of it in two pieces that stand close together: 数据分析反馈 in 数据分析、反馈."""
    return word in sentence or any(
        re.search(f"{re.escape(word[:end])}.{{0,{_APART}}}{re.escape(word[end:])}", sentence)
        for end in range(_PIECE, len(word) - _PIECE + 1)
    )
