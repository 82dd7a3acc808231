"""Typing errors ("slips"): parts of a question that are nearly a label of the base and are not correct words themselves.

A correct word is never changed: a word that the base contains, a label, a number, a negation. A sure correction is applied; a
likely one is only offered to the user.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from index.words.confusable import NEAR_SOUND, SAME_SHAPE, SAME_SOUND, confusion
from index.words.normal import normalise
from index.words.pinyin import Pinyin
from index.words.tokenize import BIGRAM, Tokenizer, stopwords

SWAPPED, DROPPED, DOUBLED, MISSPELT, ONE_OFF = "字序颠倒", "少打了字", "多打了字", "拼写", "差一个字"
PINYIN = "拼音"
"""Kinds of slips, as the user reads them; ``confusable`` has three more. ``ONE_OFF`` has no known cause."""
_RANK = (PINYIN, SAME_SOUND, SWAPPED, DOUBLED, SAME_SHAPE, DROPPED, MISSPELT, NEAR_SOUND, ONE_OFF)
"""Kinds of slips, the likeliest first."""
_PAIR, _TRIPLE, _LONG, _LONGEST = 2, 3, 5, 16
"""Characters: words of two and of three need more care, words of at least five less; longer labels are not corrected."""
_TWO_SLIPS = 8
"""Characters. A label this long is still recognised when two of its characters are homophones of the right ones."""
_ROUNDS = 4
"""Corrections of one question at most: each round corrects one slip of a word, and the next may find another."""
_PRODUCTIVE = 5
"""Labels. A character with which this many labels begin (or end) forms words of its own: 肾 in 肾内科, 师 in 检验师."""
_BESIDE_LATIN = 3
"""Chinese characters that a label must have beside an abbreviation; with fewer, VET cannot be told from VTE."""
_EVERYDAY = 0.2
"""Rarity (``Tokenizer.rarity``) below which a character can stand beside any word, so that it is not a slip."""
_LONG_LATIN = 6
"""Letters. A correction of a Latin word this long is sure."""
_MEANINGFUL = frozenset("零〇一二三四五六七八九十百千万两半双单甲乙丙丁不非无未")
"""Numbers and negations change the meaning, so such a character is never taken for a slip."""
_GAP = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
"""White space between Chinese characters. It has no meaning, so it is removed before labels are looked for."""
_RUN = re.compile(r"[\u3400-\u9fffa-z]+")
_LATIN = re.compile(r"(?<![a-z0-9/.-])[a-z]{3,24}(?![a-z0-9/]|[.-]?\d)")
_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Slip:
    """A part of a question that is probably a misspelt label."""

    start: int
    end: int
    """Positions in the normalised question, in characters; ``end`` is after the last one."""
    written: str
    """The part as typed."""
    label: str
    """The label that was probably meant."""
    how: str
    """Kind of the slip: one of ``_RANK``."""
    sure: bool
    """Whether the correction is applied; if not, it is only offered."""

    @property
    def has_cause(self) -> bool:
        """Whether the slip has a known cause (sound, shape, order …) and is not merely one different character."""
        return self.how != ONE_OFF


class Speller:
    """Finds slips: it compares the unknown parts of a question with the labels of the base."""

    def __init__(self, labels: Mapping[str, str], tokenizer: Tokenizer, seen: Callable[[str], bool]) -> None:
        """``labels``: normal form → label as written. ``seen(token)``: whether the text of the base contains a token."""
        self._labels = {key: label for key, label in labels.items() if _PAIR <= len(key) <= _LONGEST}
        self._tokenizer, self._seen = tokenizer, seen

    def corrected(self, text: str, keep: Sequence[str] = ()) -> tuple[str, list[Slip], list[Slip]]:
        """``text`` with its sure slips corrected; the slips corrected; the slips that are only likely.

        Parts of the text that contain, or are contained in, one of ``keep`` stay as they are.
        """
        asked, mended, doubtful = text, list[Slip](), list[Slip]()
        for _ in range(_ROUNDS):
            text = _GAP.sub("", text)
            plain = normalise(text)
            text = text if len(text) == len(plain) else plain
            slips = [s for s in self.slips(plain) if not any(s.written in k or k in s.written for k in map(normalise, keep))]
            doubtful = [s for s in slips if not s.sure]
            if len(doubtful) == len(slips):
                break
            for slip in reversed([s for s in slips if s.sure]):
                text = text[: slip.start] + slip.label + text[slip.end :]
            mended += [s for s in slips if s.sure]
        else:
            doubtful = []
        return text if mended else asked, mended, doubtful

    def slips(self, plain: str) -> list[Slip]:
        """Slips in the normalised text ``plain``, from left to right, without overlap; of several, the likeliest.

        A slip is not sure when several labels fit it equally well.
        """
        spelt = (Slip(i, j, plain[i:j], words, PINYIN, sure=True) for i, j, words in self._pinyin.read(plain))
        found = [*spelt, *self._in_words(plain), *self._in_latin(plain)]
        best: list[Slip] = []
        for slip in sorted(found, key=lambda s: (not s.sure, -len(s.label), _RANK.index(s.how), s.start, s.label)):
            rivals = {s.label for s in found if (s.start, s.end, s.how) == (slip.start, slip.end, slip.how)}
            if all(slip.end <= other.start or slip.start >= other.end for other in best):
                best.append(replace(slip, sure=slip.sure and len(rivals) == 1))
        return sorted(best, key=lambda s: s.start)

    def _in_words(self, plain: str) -> Iterator[Slip]:
        """Slips in Chinese text: compares every part that contains an unknown character with the labels."""
        words = self._cut(plain)
        unknown = {i for word in words if not word.known for i in range(word.start, word.end)}
        for run in _RUN.finditer(plain):
            borders = [i for i in range(run.start(), run.end() + 1) if not _inside_latin(plain, i)]
            for start in borders:
                for end in borders:
                    if _PAIR <= end - start <= _LONGEST + 1 and not unknown.isdisjoint(range(start, end)):
                        yield from self._in_window(plain, start, end, words)

    def _in_window(self, plain: str, start: int, end: int, words: list["_Word"]) -> Iterator[Slip]:
        """Slips that are exactly the characters from ``start`` to ``end``."""
        typed = plain[start:end]
        if typed in self._labels:
            return
        for label in self._near(typed):
            how, places = _difference(typed, label)
            if not how or any(typed[i] in _MEANINGFUL for i in places):
                continue
            touched = [w for w in words if any(w.start <= start + i < w.end for i in places)]
            known = [w.known for w in touched]
            if (all(known) if how in (DROPPED, DOUBLED) else any(known)) or self._said(typed, places):
                continue
            if any(w.start < start or w.end > end for w in touched):
                continue
            if len(typed) < _LONG and any(w.known and (w.start < p < w.end) for w in words for p in (start, end)):
                continue
            sure = self._sure(typed, label, how, places, any(w.end - w.start > 1 and w.listed for w in touched if not w.known))
            if sure is not None and (len(typed) > _PAIR or _alone(start, end, words)):
                yield Slip(start, end, typed, self._labels[label], how, sure)

    def _sure(self, typed: str, label: str, how: str, places: tuple[int, ...], listed: bool) -> bool | None:  # noqa: PLR0911
        """Whether a difference is surely a slip (True), perhaps one (False), or none (None).

        ``listed``: whether the dictionary has a word of two or more characters at the place of the difference.
        """
        if any(typed[i].isascii() for i in places):
            return how in (SWAPPED, DOUBLED) and sum(not ch.isascii() for ch in label) >= _BESIDE_LATIN
        if len(typed) == _PAIR:
            return False if how == SAME_SOUND and not listed else None
        if len(typed) == _TRIPLE and how not in (SAME_SOUND, SAME_SHAPE, DOUBLED):
            return None
        if listed and (how != SAME_SOUND or len(typed) == _TRIPLE or not self._says(label)):
            return False if how == SAME_SOUND else None
        if how == DROPPED:
            return len(typed) >= _LONG and self._half_a_word(label, places[1])
        if how == DOUBLED and places[1] == len(typed) - 1 and self._everyday(typed[-1]):
            return None
        if how in (SWAPPED, DOUBLED):
            return True
        i = places[0]
        if len(places) == 1 and self._words_or_none(label[:i]) and self._words_or_none(label[i + 1 :]):
            return None if self._everyday(typed[i]) or how == ONE_OFF else not self._productive(typed, i)
        return how != ONE_OFF

    def _productive(self, typed: str, i: int) -> bool:
        """Whether the character ``typed[i]`` forms words of its own: many labels begin (or end) with it, as here."""
        heads = self._heads[typed[i]] if i < len(typed) - 1 else 0
        tails = self._tails[typed[i]] if i else 0
        return max(heads, tails) >= _PRODUCTIVE

    def _half_a_word(self, label: str, i: int) -> bool:
        """Whether the character ``label[i]``, which the user left out, forms a word with its neighbour."""
        return any(self._tokenizer.listed(label[j : j + 2]) for j in (i - 1, i))

    def _words_or_none(self, text: str) -> bool:
        """Whether ``text`` is empty, a label, or consists of words of two or more characters."""
        return not text or text in self._labels or all(len(w) > 1 for w in self._tokenizer.cut(text))

    def _everyday(self, char: str) -> bool:
        """Whether ``char`` is a function word, which can stand beside any word: 是, 并, 使."""
        return char in stopwords() or self._tokenizer.rarity(char) < _EVERYDAY

    def _says(self, label: str) -> bool:
        """Whether the text of the base contains all pairs of neighbouring characters of ``label``, so probably the label."""
        return all(self._seen(BIGRAM + label[i : i + 2]) for i in range(len(label) - 1))

    def _said(self, typed: str, places: tuple[int, ...]) -> bool:
        """Whether the base contains the characters at ``places`` next to the same neighbours, so that they are correct."""
        pairs = {typed[j : j + 2] for i in places for j in (i - 1, i) if 0 <= j < len(typed) - 1}
        return all(self._seen(BIGRAM + pair) for pair in pairs if not pair.isascii())

    def _in_latin(self, plain: str) -> Iterator[Slip]:
        """Slips in Latin words, compared with the Latin words of the labels."""
        for match in _LATIN.finditer(plain):
            typed = match[0]
            if self._foreign(typed):
                continue
            for word in self._latin_words:
                if abs(len(word) - len(typed)) > 1 or not {word[0], word[-1]} & {typed[0], typed[-1]}:
                    continue
                how, places = _difference(typed, word)
                if how == ONE_OFF:
                    how = MISSPELT if {typed[places[0]], word[places[0]]} <= _VOWELS else ""
                if how and not (how == DROPPED and places[0] + 1 >= len(typed)):
                    sure = min(len(typed), len(word)) >= _LONG_LATIN
                    if sure or how == SWAPPED:
                        yield Slip(match.start(), match.end(), typed, self._latin_words[word], how, sure)

    def _foreign(self, word: str) -> bool:
        """Whether a Latin word is in a label or in the text of the base."""
        return word in self._latin_words or self._seen(word)

    @cached_property
    def _pinyin(self) -> Pinyin:
        return Pinyin(dict.fromkeys([*self._labels, *sorted(stopwords())]), self._says, self._foreign)

    def _cut(self, plain: str) -> list["_Word"]:
        """The words of ``plain``. A word is known when the base contains it, or it is part of a correctly spelt label."""
        mentions = [m for m in self._tokenizer.mentions(plain) if m.matched in self._labels or len(m.matched) > _LONGEST]
        words = self._tokenizer.cut(plain)
        out = []
        for word, end in zip(words, accumulate(map(len, words)), strict=True):
            start = end - len(word)
            named = any(m.start <= start and end <= m.end for m in mentions)
            known = named or not _RUN.fullmatch(word) or (len(word) > 1 and (self._seen(word) or word in self._labels))
            out.append(_Word(start, end, known, self._tokenizer.listed(word)))
        return out

    def _near(self, typed: str) -> set[str]:
        """Labels of the same length, or one character more or less, that share a key of ``_outer`` with ``typed``."""
        sizes = range(max(len(typed) - 1, _TRIPLE), len(typed) + 2) if len(typed) > _PAIR else (_PAIR,)
        return {label for size in sizes for outer in _outer(typed, size) for label in self._by_outer.get(outer, ())}

    @cached_property
    def _by_outer(self) -> dict[tuple[int, str, str], list[str]]:
        """Labels by the keys of ``_outer``."""
        found = defaultdict[tuple[int, str, str], list[str]](list)
        for label in self._labels:
            for outer in _outer(label, len(label)):
                found[outer].append(label)
        return found

    @cached_property
    def _heads(self) -> Counter[str]:
        return Counter(label[0] for label in self._labels)

    @cached_property
    def _tails(self) -> Counter[str]:
        return Counter(label[-1] for label in self._labels)

    @cached_property
    def _latin_words(self) -> dict[str, str]:
        """Latin words in the labels: in lower case → as written."""
        found = ((m[0], label[m.start() : m.end()]) for key, label in self._labels.items() for m in _LATIN.finditer(key))
        return {word: written if written.lower() == word else word for word, written in found}


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the question, from ``start`` to ``end`` in characters."""

    start: int
    end: int
    known: bool
    """Whether it is correct: see ``Speller._cut``."""
    listed: bool
    """Whether the dictionary contains it."""


def _outer(text: str, size: int) -> tuple[tuple[int, str, str], ...]:
    """Keys under which labels of ``size`` characters that resemble ``text`` are found: (size, beginning, end).

    They have the first two characters of ``text``, the last two, or the first and the last; of a word of two, either one.
    """
    if len(text) == _PAIR:
        return (size, text[0], ""), (size, "", text[1])
    return (size, text[:2], ""), (size, "", text[-2:]), (size, text[0], text[-1])


def _difference(typed: str, label: str) -> tuple[str, tuple[int, ...]]:
    """The kind of slip by which ``typed`` differs from ``label``, and its positions in ``typed``; ("", ()) when it is none."""
    size = min(len(typed), len(label))
    first = 0
    while first < size and typed[first] == label[first]:
        first += 1
    if len(typed) == len(label):
        if first < size and typed[first + 1 :] == label[first + 1 :]:
            return confusion(typed[first], label[first]) or ONE_OFF, (first,)
        rest = [i for i in range(first, size) if typed[i] != label[i]] if size >= _TWO_SLIPS else []
        if len(rest) == _PAIR and all(confusion(typed[i], label[i]) == SAME_SOUND for i in rest):
            return SAME_SOUND, tuple(rest)
        swapped = label[first + 1 : first + 2] + label[first : first + 1]
        if typed[first : first + 2] == swapped and typed[first + 2 :] == label[first + 2 :] and swapped:
            return SWAPPED, (first, first + 1)
    elif len(typed) > len(label) and typed[first + 1 :] == label[first:] and typed[first - 1] == typed[first] and first:
        return DOUBLED, (first - 1, first)
    elif len(label) > len(typed) and label[first + 1 :] == typed[first:] and 0 < first < len(typed):
        return DROPPED, (first - 1, first)
    return "", ()


def _alone(start: int, end: int, words: list[_Word]) -> bool:
    """Whether no unknown single character is next to this part. If one is, it may be a name, as 会珍 in 李会珍."""
    beside = [w for w in words if w.end == start or w.start == end]
    return all(w.known or w.end - w.start > 1 for w in beside)


def _inside_latin(plain: str, i: int) -> bool:
    """Whether position ``i`` is between two Latin letters or digits."""
    return 0 < i < len(plain) and plain[i - 1].isascii() and plain[i].isascii()
