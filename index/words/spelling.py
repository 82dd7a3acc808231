"""Typing slips: words of a question that are nearly a label of the base, and no words of their own.

A right word is never touched: what the base says itself, a label, a number, a negation. A correction that is
likely but not sure is offered, not applied.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from index.words.confusable import NEAR_SOUND, SAME_SHAPE, SAME_SOUND, how_alike
from index.words.normal import normalise
from index.words.pinyin import Pinyin
from index.words.tokenize import BIGRAM, Tokenizer, stopwords

SWAPPED, DROPPED, DOUBLED, MISSPELT, ONE_OFF = "字序颠倒", "少打了字", "多打了字", "拼写", "差一个字"
PINYIN = "拼音"
_RANK = (PINYIN, SAME_SOUND, SWAPPED, DOUBLED, SAME_SHAPE, DROPPED, MISSPELT, NEAR_SOUND, ONE_OFF)
_PAIR, _TRIPLE, _LONG, _LONGEST = 2, 3, 5, 16
_TWO_SLIPS = 8
"""A label this long is known even with two characters of the same sound."""
_ROUNDS = 4
"""Each round mends one slip of a word."""
_PRODUCTIVE = 5
"""A character that this many labels begin (or end) with is a morpheme of its own there: 肾 in 肾内科, 师 in 检验师."""
_BESIDE_LATIN = 3
"""Chinese characters beside an abbreviation without which nobody can tell VET from VTE."""
_EVERYDAY = 0.2
"""A character this little telling (``Tokenizer.rarity``) stands beside any word."""
_LONG_LATIN = 6
_MEANT = frozenset("零〇一二三四五六七八九十百千万两半双单甲乙丙丁不非无未")
"""Characters that change what is said: nobody's slip."""
_GAP = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
"""Spaces between Chinese characters say nothing: labels are found across them."""
_RUN = re.compile(r"[\u3400-\u9fffa-z]+")
_LATIN = re.compile(r"(?<![a-z0-9/.-])[a-z]{3,24}(?![a-z0-9/]|[.-]?\d)")
_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Slip:
    """Words of the normalised question that are probably ``label``; only ``sure`` ones are put right."""

    start: int
    end: int
    written: str
    label: str
    how: str
    sure: bool

    @property
    def alike(self) -> bool:
        """Whether there is a reason for the slip beyond a character that differs."""
        return self.how != ONE_OFF


class Speller:
    """Compares the strange parts of a question with the labels of the base."""

    def __init__(self, labels: Mapping[str, str], tokenizer: Tokenizer, seen: Callable[[str], bool]) -> None:
        """``labels`` are given by their normal form; ``seen`` tells whether the base has a token in its text."""
        self._labels = {key: label for key, label in labels.items() if _PAIR <= len(key) <= _LONGEST}
        self._tokenizer, self._seen = tokenizer, seen

    def corrected(self, text: str, keep: Sequence[str] = ()) -> tuple[str, list[Slip], list[Slip]]:
        """``text`` with its sure slips put right; these slips; and those that remain doubtful. ``keep`` stays as it is."""
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
        """Slips from left to right, none over another; the likeliest where several fit."""
        spelt = (Slip(i, j, plain[i:j], words, PINYIN, sure=True) for i, j, words in self._pinyin.read(plain))
        found = [*spelt, *self._in_words(plain), *self._in_latin(plain)]
        best: list[Slip] = []
        for slip in sorted(found, key=lambda s: (not s.sure, -len(s.label), _RANK.index(s.how), s.start, s.label)):
            rivals = {s.label for s in found if (s.start, s.end, s.how) == (slip.start, slip.end, slip.how)}
            if all(slip.end <= other.start or slip.start >= other.end for other in best):
                best.append(replace(slip, sure=slip.sure and len(rivals) == 1))
        return sorted(best, key=lambda s: s.start)

    def _in_words(self, plain: str) -> Iterator[Slip]:
        words = self._cut(plain)
        strange = {i for word in words if not word.known for i in range(word.start, word.end)}
        for run in _RUN.finditer(plain):
            borders = [i for i in range(run.start(), run.end() + 1) if not _inside_latin(plain, i)]
            for start in borders:
                for end in borders:
                    if _PAIR <= end - start <= _LONGEST + 1 and not strange.isdisjoint(range(start, end)):
                        yield from self._in_window(plain, start, end, words)

    def _in_window(self, plain: str, start: int, end: int, words: list["_Word"]) -> Iterator[Slip]:
        typed = plain[start:end]
        if typed in self._labels:
            return
        for label in self._near(typed):
            how, places = _difference(typed, label)
            if not how or any(typed[i] in _MEANT for i in places):
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
        """Whether a difference is a slip beyond doubt; None when it is none at all."""
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
        """Whether many labels begin or end with the character, as it stands here."""
        heads = self._heads[typed[i]] if i < len(typed) - 1 else 0
        tails = self._tails[typed[i]] if i else 0
        return max(heads, tails) >= _PRODUCTIVE

    def _half_a_word(self, label: str, i: int) -> bool:
        """Whether the character left out, ``i`` in ``label``, is half of a word."""
        return any(self._tokenizer.listed(label[j : j + 2]) for j in (i - 1, i))

    def _words_or_none(self, text: str) -> bool:
        """Whether ``text`` is nothing, or words."""
        return not text or text in self._labels or all(len(w) > 1 for w in self._tokenizer.cut(text))

    def _everyday(self, char: str) -> bool:
        """Whether a character is a word that may stand beside any other: 是, 并, 使."""
        return char in stopwords() or self._tokenizer.rarity(char) < _EVERYDAY

    def _says(self, label: str) -> bool:
        """Whether the base has the label in its text, as far as pairs of characters tell."""
        return all(self._seen(BIGRAM + label[i : i + 2]) for i in range(len(label) - 1))

    def _said(self, typed: str, places: tuple[int, ...]) -> bool:
        """Whether the base itself joins the doubtful characters to their neighbours so."""
        pairs = {typed[j : j + 2] for i in places for j in (i - 1, i) if 0 <= j < len(typed) - 1}
        return all(self._seen(BIGRAM + pair) for pair in pairs if not pair.isascii())

    def _in_latin(self, plain: str) -> Iterator[Slip]:
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
        """Whether a Latin word is one that the base knows."""
        return word in self._latin_words or self._seen(word)

    @cached_property
    def _pinyin(self) -> Pinyin:
        return Pinyin(dict.fromkeys([*self._labels, *sorted(stopwords())]), self._says, self._foreign)

    def _cut(self, plain: str) -> list["_Word"]:
        """Words with their places; those that the base says, and those in a label spelt right, are known."""
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
        """Labels of nearly the same length with two outer characters in common."""
        sizes = range(max(len(typed) - 1, _TRIPLE), len(typed) + 2) if len(typed) > _PAIR else (_PAIR,)
        return {label for size in sizes for outer in _outer(typed, size) for label in self._by_outer.get(outer, ())}

    @cached_property
    def _by_outer(self) -> dict[tuple[int, str, str], list[str]]:
        """Labels by length and two outer characters."""
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
        """Latin words of the labels, lower case → as written."""
        found = ((m[0], label[m.start() : m.end()]) for key, label in self._labels.items() for m in _LATIN.finditer(key))
        return {word: written if written.lower() == word else word for word, written in found}


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the question: whether the base knows it, whether the dictionary lists it."""

    start: int
    end: int
    known: bool
    listed: bool


def _outer(text: str, size: int) -> tuple[tuple[int, str, str], ...]:
    """The first two, the last two, and the first and last characters (either one of a pair), with a label's length."""
    if len(text) == _PAIR:
        return (size, text[0], ""), (size, "", text[1])
    return (size, text[:2], ""), (size, "", text[-2:]), (size, text[0], text[-1])


def _difference(typed: str, label: str) -> tuple[str, tuple[int, ...]]:
    """How ``typed`` differs from ``label``, and where in ``typed``; "" when otherwise."""
    size = min(len(typed), len(label))
    first = next((i for i in range(size) if typed[i] != label[i]), size)
    if len(typed) == len(label):
        rest = [i for i in range(first, size) if typed[i] != label[i]]
        if len(rest) == 1:
            return how_alike(typed[first], label[first]) or ONE_OFF, (first,)
        if len(rest) == _PAIR and size >= _TWO_SLIPS and all(how_alike(typed[i], label[i]) == SAME_SOUND for i in rest):
            return SAME_SOUND, tuple(rest)
        if rest == [first, first + 1] and typed[first : first + 2] == label[first + 1] + label[first]:
            return SWAPPED, (first, first + 1)
    elif len(typed) > len(label) and typed[first + 1 :] == label[first:] and typed[first - 1] == typed[first] and first:
        return DOUBLED, (first - 1, first)
    elif len(label) > len(typed) and label[first + 1 :] == typed[first:] and 0 < first < len(typed):
        return DROPPED, (first - 1, first)
    return "", ()


def _alone(start: int, end: int, words: list[_Word]) -> bool:
    """Whether no stray character stands beside two that might be a word: 会珍 in 李会珍 is a name."""
    beside = [w for w in words if w.end == start or w.start == end]
    return all(w.known or w.end - w.start > 1 for w in beside)


def _inside_latin(plain: str, i: int) -> bool:
    return 0 < i < len(plain) and plain[i - 1].isascii() and plain[i].isascii()
