"""Conditions on what things say: 提到了激励机制的目标, 策略里要求按季度反馈的, 引用了《…》的任务.

A thing says what one of the sentences of its own clauses says. Which words of it the question gives in its own way matters not:
all that tell something have to stand in one sentence.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from app.answer.asking import is_talk
from app.answer.condition import Condition
from app.answer.members import HAVE_TEXT, Thing, document, name, things
from app.answer.name_conditions import QUOTED, with_word
from app.base.knowledge import Knowledge
from index.words.normal import normalise
from index.words.tokenize import stopwords
from ingest.model import Clause, Document, SpecialAction, Target, Task

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
    if not matches:
        return
    sections = _Sections(kb, kind)
    for found in matches:
        section, start = sections.named_before(text, found.start())
        words = _words(kb, found["what"], sections.everything())
        words = words if found["says"] or len(words) >= _LEAST else []
        held = frozenset(thing.id for thing in things(kb, kind) if words and sections.says(thing, section, words))
        if held or (found["says"] and words):
            literal = "" if _WHOLE.fullmatch(found["what"]) else "（按原文用词）"
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
        elif len(word) >= _SHORTEST and kind in HAVE_TEXT - {"document"}:
            sections = _Sections(kb, kind)
            held = frozenset(thing.id for thing in every if sections.says(thing, "", [normalise(word)]))
            yield Condition(f"写到“{word}”的", partial(_among, held), *found.span(), crisp=False)


def _among(ids: frozenset[str], thing: Thing) -> bool:
    return thing.id in ids


def _words(kb: Knowledge, what: str, everything: str) -> list[str]:
    """What has to be said: titles and quotations whole, of the rest every word that tells something."""
    whole = [normalise(one) for one in _WHOLE.findall(what)]
    rest = kb.searcher.in_words(normalise(_WHOLE.sub(" ", what)))
    telling = [word for word in rest if len(word) > 1 and word not in stopwords() and (word in everything or not is_talk(word))]
    return whole + telling


class _Sections:
    """The sentences of things, under the titles of the sections in which they stand."""

    def __init__(self, kb: Knowledge, kind: str) -> None:
        self._texts: dict[str, list[tuple[str, str]]] = defaultdict(list)
        """Id of a thing → (title of the section, sentence)."""
        every = things(kb, kind)
        for identity in {found.id for thing in every if (found := document(kb, thing))}:
            clauses = list(kb.store.clauses(identity))
            for thing in every:
                if (found := document(kb, thing)) and found.id == identity:
                    self._texts[thing.id] += [
                        (clause.titles[depth] if depth < len(clause.titles) else "", sentence)
                        for depth, clause in _own(thing, clauses)
                        for sentence in _SENTENCE.findall(normalise(clause.text))
                    ]

    def everything(self) -> str:
        """All that they say."""
        return "\n".join(sentence for texts in self._texts.values() for _, sentence in texts)

    def named_before(self, text: str, end: int) -> tuple[str, int]:
        """The section whose title, or its end, stands in ``text`` right before ``end``, "" for none; and where it begins."""
        for title in sorted({title for texts in self._texts.values() for title, _ in texts if title}, key=len, reverse=True):
            for called in (title, title[-2:]):
                if text.endswith(called, 0, end):
                    return title, end - len(called)
        return "", end

    def says(self, thing: Thing, section: str, words: Sequence[str]) -> bool:
        """Whether a sentence of a thing, in its ``section`` if one is named, has all ``words``."""
        texts = self._texts[thing.id]
        return any(all(_has(one, word) for word in words) for title, one in texts if section in ("", title))


def _has(sentence: str, word: str) -> bool:
    """Whether a sentence has a word, or all of it in pieces that stand close together: 数据分析反馈 in 数据分析、反馈."""
    if word in sentence:
        return True
    ends = range(len(word) - _PIECE, _PIECE - 1, -1)
    return any(
        _has(sentence[found.end() : found.end() + len(word) - end + _APART], word[end:])
        for end in ends
        for found in re.finditer(re.escape(word[:end]), sentence)
    )


def _own(thing: Thing, clauses: Sequence[Clause]) -> Iterator[tuple[int, Clause]]:
    """The clauses in which a thing speaks, each with the depth at which its sections have their titles."""
    if isinstance(thing, Document):
        yield from ((0, clause) for clause in clauses)
    elif isinstance(thing, Target):
        top = thing.clause.partition("#")[2].partition("/")[0]
        yield from ((1, clause) for clause in clauses if clause.path[0] == top)
    elif isinstance(thing, Task | SpecialAction):
        yield from ((len(c.path), c) for c in clauses if c.id == thing.id or c.id.startswith(f"{thing.id}/"))
