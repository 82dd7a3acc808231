"""A question in words → ranked entries, and how well the best of them is founded.

The question is cut into units: concepts, and the words outside them that carry meaning. An entry's score
weighs BM25 over words, bigrams and concepts against the cosine of the vectors; its coverage is the share of
the question's units (by rarity) that it holds. Low coverage everywhere means that the base has no basis.
"""

import re
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.engines.backend import Backend
from index.engines.bm25 import Bm25, Bools, Floats, Ints
from index.fuse import WEIGHTS, Weights
from index.models.encoder import Model
from index.words.concepts import Mention
from index.words.normal import normalise, squeezed
from index.words.spelling import Speller
from index.words.tokenize import BIGRAM, CONCEPT, INSIDE, WIDER, Tokenizer, stopwords

CANDIDATES, _SEVERAL = 60, 3
"""Rows told; so many times as many do BM25 and the vectors each propose."""
_NEAR_THE_BEST = (0.5, 0.25, 0.0)
"""Shares of the highest score above which enough others are looked for, one after the other."""
_ASKING = re.compile(r"^(?:哪|几|多少|什么|怎)|(?:吗|呢)$")
_EITHER = re.compile(r"([\u4e00-\u9fff])[不没]\1")
"""要不要, 能不能, 合不合格: a question, and no negation."""
_PATIENT = re.compile("患者|病人|病患|患儿")
"""Said of nearly everything, by whatever word: 门诊病人 is 门诊患者."""
_PART_OF_WORD = 0.65
_CONCEPT = 1.5
"""A concept tells more of a question than a loose word of the same rarity."""
_BROADER, _TELLING_IDF = 0.85, 4.0
_NAMED, _WORDS_OF_CONCEPT = 0.95, 0.9
"""An entry that names a narrower concept; one that has the same words without naming the concept."""
_ABOUT = 0.75
"""An entry that names a compound about a wider or related concept."""
_RELATED = 0.7
"""An entry that names a concept related to one that the base never names."""
_UNSEEN = 0.65
_FOREIGN = 0.3
"""A word that the base has never seen counts this much of its rarity; a Latin one less, as the base is Chinese."""
_WHOLE = 0.64
_NAMINGS, _BESIDES = (CONCEPT, WIDER, INSIDE), (WIDER, INSIDE)
"""Ways of holding a concept; of the latter no entry needs any."""
_METHOD, _BESIDE = "术语/质量管理工具", 0.25
"""A quality tool named beside a subject says how someone works on it, not what the question is about."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of the question that an entry should hold: a concept, or a word."""

    text: str
    concept: str = ""
    ancestors: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()
    """Concepts named by a part of the unit's own words."""
    related: tuple[str, ...] = ()
    """Concepts to look for in place of one that the base never names."""
    words: tuple[str, ...] = ()
    bigrams: tuple[str, ...] = ()
    weight: float = 0.0
    """Its rarity, idf."""
    absent: bool = False
    """A concept that no entry names, nor a wider or related one: another subject than those of the base."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the index understands it."""

    text: str
    units: tuple[Unit, ...]
    tokens: dict[str, float]
    vector: Floats = field(compare=False)
    """``(dim,)``"""

    @property
    def telling(self) -> float:
        """Rarity of all units together."""
        return sum(u.weight for u in self.units)

    @property
    def absent(self) -> float:
        """Share of the question, 0…1, that is about other subjects than those of the base."""
        return sum(u.weight for u in self.units if u.absent) / (self.telling or 1.0)


class Hit(NamedTuple):
    """An entry found: its row, fused score 0…1, and the parts of it."""

    row: int
    score: float
    lexical: float
    dense: float
    coverage: float
    shares: list[float]
    """How much of each of the question's ``units`` the entry holds, 0…1."""
    units: tuple[Unit, ...]

    @property
    def held(self) -> list[tuple[Unit, bool]]:
        """The parts of the question that the entry holds wholly; True where it names the very concept, or a narrower one."""
        shares = zip(self.units, self.shares, strict=True)
        return [(unit, share >= _NAMED) for unit, share in shares if share >= _WHOLE and unit.weight > 0]


class Searcher:
    """Searches one opened index."""

    def __init__(self, tokenizer: Tokenizer, bm25: Bm25, vectors: Backend, model: Model, weights: Weights = WEIGHTS) -> None:
        """Put the parts together; row ``i`` is the same entry in ``bm25`` and ``vectors``."""
        self._tokenizer, self._bm25, self._vectors, self._model = tokenizer, bm25, vectors, model
        self.weights = weights

    def speller(self, labels: Mapping[str, str]) -> Speller:
        """What tells slips from right words, toward ``labels`` given by their normal form."""
        return Speller(labels, self._tokenizer, self._bm25.knows)

    def cut(self, text: str) -> list[str]:
        """Words and bigrams of ``text``, as the index holds them."""
        plain = normalise(text)
        return self._tokenizer.words(plain) + self._tokenizer.bigrams(plain)

    def holding(self, text: str) -> Bools:
        """``(rows,)``: which rows may hold ``text`` verbatim: have all its bigrams, or all its words where it has none."""
        plain = normalise(text)
        tokens = self._tokenizer.bigrams(plain) or self._tokenizer.words(plain)
        rows = np.arange(self._bm25.size, dtype=np.int32)
        held = [self._bm25.holds(token, rows) for token in tokens]
        return np.all(held, axis=0) if held else np.zeros(len(rows), np.bool_)

    def in_words(self, text: str) -> list[str]:
        """``text`` in words one after the other, nothing dropped."""
        return self._tokenizer.cut(text)

    def mentions(self, text: str) -> list[Mention]:
        """Concepts named in ``text``."""
        return self._tokenizer.mentions(normalise(text))

    def understand(self, text: str, vector: Floats | None = None) -> Question:
        """Cut ``text`` into units and weighted tokens; its ``(dim,)`` vector is computed where it is not known."""
        plain, finder = normalise(text), self._tokenizer.finder
        mentions = self._tokenizer.mentions(plain)
        telling = [m for m in mentions if not {m.matched, finder.by_id[m.concept].label} & stopwords()]
        units = self._units(text, plain, telling)
        if not units:
            units = [self._concept_unit(m, _as_written(text, plain, m)) for m in mentions]
        units = _by_subject(units)
        tokens: dict[str, float] = {}
        for unit in units:
            self._add_tokens(tokens, unit)
        if vector is None:
            vector = self._model.encode_query(self._in_chinese(text, plain, mentions))
        return Question(text, tuple(units), tokens, vector)

    def _in_chinese(self, text: str, plain: str, mentions: list[Mention]) -> str:
        """``text`` with the English names of concepts in Chinese, as documents have them; abbreviations and codes stay."""
        for mention in reversed(mentions):
            concept = self._tokenizer.finder.by_id[mention.concept]
            if any(_is_name(label) and squeezed(label) == mention.matched for label in concept.english):
                text = plain = f"{plain[: mention.start]}{concept.label}{plain[mention.end :]}"
        return text

    def _units(self, text: str, plain: str, mentions: list[Mention]) -> list[Unit]:
        """Dates, concepts, and the words between them."""
        units = [self._word_unit(date) for date in self._tokenizer.dates(plain)]
        units += [self._concept_unit(m, _as_written(text, plain, m)) for m in mentions]
        rest = plain
        for mention in mentions:
            rest = rest[: mention.start] + " " * (mention.end - mention.start) + rest[mention.end :]
        rest = _PATIENT.sub(" ", _EITHER.sub(r"\1", self._tokenizer.without_dates(rest)))
        return units + [unit for run in self._content_runs(rest) for unit in self._word_units(run)]

    def search(self, question: Question, k: int = CANDIDATES, among: Bools | None = None) -> list[Hit]:
        """The best ``k`` rows, best first; only those of which ``(rows,)`` ``among`` is true, where given."""
        tokens = question.tokens
        attainable = sum(weight * self._bm25.idf(token) for token, weight in tokens.items() if token[0] not in _BESIDES) or 1.0
        everywhere = self._bm25.scores(tokens)
        high = _highest(everywhere if among is None else np.where(among, everywhere, 0.0), _SEVERAL * k)
        near, _ = self._vectors.search(question.vector, _SEVERAL * k, among)
        rows = np.union1d(high, near).astype(np.int32)
        lexical = np.minimum(everywhere[rows] / attainable, 1.0)
        dense = np.maximum(self._vectors.cosines(question.vector, rows), 0.0)
        held = self._held(question.units, rows)
        weight = np.array([u.weight for u in question.units])
        covered = weight @ held / (weight.sum() or 1.0)
        scores = self.weights.fused(lexical, dense, covered)
        best = np.lexsort((rows, -scores))[:k]
        columns = (column[best].tolist() for column in (rows, scores, lexical, dense, covered, held.T))
        return [Hit._make((*found, question.units)) for found in zip(*columns, strict=True)]

    def closest(self, question: Question, among: Bools) -> float:
        """The largest cosine, 0…1, between ``question`` and a row of which ``(rows,)`` ``among`` is true."""
        _, cosines = self._vectors.search(question.vector, 1, among)
        return float(cosines.max(initial=0.0))

    def _held(self, units: Sequence[Unit], rows: Ints) -> NDArray[np.float64]:
        """``(units, rows)``: how much of each unit each row holds, 0…1: by the way that gives most."""
        ways = [[*self._ways(unit)] for unit in units]
        numbers = {token: i for i, token in enumerate(dict.fromkeys(t for of in ways for way in of for t, _ in way))}
        worth = np.zeros((sum(map(len, ways)), len(numbers)))
        for i, way in enumerate(chain.from_iterable(ways)):
            for token, share in way:
                worth[i, numbers[token]] += share
        has = np.array([self._bm25.holds(token, rows) for token in numbers], float).reshape(len(numbers), len(rows))
        by_way = worth @ has
        starts = [0, *accumulate(map(len, ways))][:-1]
        return np.maximum.reduceat(by_way, starts) if units else np.zeros((0, len(rows)))

    def _ways(self, unit: Unit) -> Iterator[list[tuple[str, float]]]:
        """Ways of holding ``unit``, one at least: tokens, and how much of it an entry with them holds."""
        if unit.concept:
            yield [(CONCEPT + unit.concept, 1.0)]
            yield [(WIDER + unit.concept, _NAMED)]
            yield [(INSIDE + unit.concept, _NAMED)]
        for share, beside in ((_BROADER, unit.ancestors), (_RELATED, unit.related)):
            for concept in beside:
                worth = share * self._telling(concept)
                yield [(CONCEPT + concept, worth)]
                yield [(INSIDE + concept, _ABOUT * worth)]
        if unit.inner:
            yield [(CONCEPT + c, _PART_OF_WORD * self._telling(c) / len(unit.inner)) for c in unit.inner]
        if unit.words:
            whole = (_WORDS_OF_CONCEPT if unit.concept else 1.0) / sum(map(len, unit.words))
            yield [(word, whole * len(word)) for word in unit.words]
        if unit.bigrams:
            yield [(bigram, _PART_OF_WORD / len(unit.bigrams)) for bigram in unit.bigrams]

    def _telling(self, concept: str) -> float:
        """What naming another concept than the one asked for is worth, 0…1: the rarer it is, the nearer to a narrow one."""
        return min(1.0, self._bm25.idf(CONCEPT + concept) / _TELLING_IDF)

    def _concept_unit(self, mention: Mention, written: str) -> Unit:
        finder = self._tokenizer.finder
        above = tuple(finder.ancestors(mention.concept))
        idf = _CONCEPT * self._bm25.idf(CONCEPT + mention.concept)
        bigrams = tuple(self._tokenizer.bigrams(mention.matched))
        words = tuple(self._tokenizer.parts(mention.matched))
        inner = tuple(c for c in finder.inside(mention) if c != mention.concept and c not in above)
        unnamed = [c for c in (mention.concept, *above) if not self._bm25.knows(CONCEPT + c)]
        beside = [] if unnamed[:1] != [mention.concept] else [r for c in unnamed for r in finder.related(c)]
        related = tuple(dict.fromkeys(c for c in beside if c not in above))
        absent = not any(map(self._bm25.knows, (k + c for c in (mention.concept, *above, *related) for k in _NAMINGS)))
        return Unit(written, mention.concept, above, inner, related, words, bigrams, idf, absent)

    def _content_runs(self, text: str) -> list[list[str]]:
        """Stretches of ``text`` between stop words, in words."""
        runs: list[list[str]] = [[]]
        for word in self._tokenizer.cut(text):
            if word in stopwords() or _ASKING.match(word) or not word[0].isalnum():
                runs.append([])
            else:
                runs[-1].append(word)
        return [run for run in runs if run]

    def _word_units(self, run: list[str]) -> list[Unit]:
        """The words of a stretch, single characters side by side as one: what no dictionary knows falls into them."""
        units, loose = [], ""
        for word in [*run, ""]:
            if len(word) == 1 and "\u3400" <= word:
                loose += word
                continue
            if len(loose) > 1 and loose not in stopwords():
                units.append(self._word_unit(loose, statistics.mean(map(self._tokenizer.rarity, loose))))
            if len(word) > 1 or word.isdigit():
                units.append(self._word_unit(word, self._tokenizer.rarity(word)))
            loose = ""
        if len(units) != 1 and (whole := tuple(self._tokenizer.bigrams("".join(run)))):
            between = tuple(b for b in whole if not any(b in u.bigrams for u in units))
            units += [Unit(b.removeprefix(BIGRAM), bigrams=(b,)) for b in between]
        return units

    def _word_unit(self, word: str, rarity: float = 1.0) -> Unit:
        bigrams = tuple(self._tokenizer.bigrams(word))
        weight = self._bm25.idf(word) * rarity
        if not self._bm25.knows(word):
            weight *= _UNSEEN if bigrams else _FOREIGN
        return Unit(word, words=(word,), bigrams=bigrams, weight=weight)

    def _add_tokens(self, tokens: dict[str, float], unit: Unit) -> None:
        """Weigh the tokens of ``unit``; a bigram that is a word stands in the same entries, and counts with the word."""
        for word in unit.words:
            for part in (word, *self._tokenizer.within(word)):
                tokens[part] = max(tokens.get(part, 0), self.weights.word)
        for bigram in unit.bigrams:
            word = bigram.removeprefix(BIGRAM)
            if word in tokens and self._bm25.knows(word):
                tokens[word] = self.weights.word + self.weights.bigram
            else:
                tokens[bigram] = self.weights.bigram
        if unit.concept:
            tokens[CONCEPT + unit.concept] = self.weights.concept
            tokens[WIDER + unit.concept] = tokens[INSIDE + unit.concept] = self.weights.narrower
            for beside in (*unit.inner, *unit.ancestors, *unit.related):
                tokens[CONCEPT + beside] = max(tokens.get(CONCEPT + beside, 0), self.weights.broader)


def _by_subject(units: list[Unit]) -> list[Unit]:
    """The units, those that only say by which method someone works weighing little beside the subject."""
    method = [_METHOD in (unit.concept, *unit.ancestors) for unit in units]
    if all(method):
        return units
    return [replace(u, weight=_BESIDE * u.weight) if beside else u for u, beside in zip(units, method, strict=True)]


def _highest(scores: Floats, k: int) -> NDArray[np.int64]:
    """Places of the ``k`` highest of ``(n,)`` scores above 0, in no order.

    Only what comes near the best is sorted: of many scores few do.
    """
    best = scores.max(initial=0.0)
    for share in _NEAR_THE_BEST:
        places = np.flatnonzero(scores > share * best)
        if len(places) >= k:
            return places[np.argpartition(-scores[places], k - 1)[:k]]
    return places


def _is_name(english: str) -> bool:
    """Whether an English label is no abbreviation or code: ICD-10, CLABSI."""
    return english.replace(" ", "").replace("-", "").isalpha() and not english.isupper()


def _as_written(text: str, plain: str, mention: Mention) -> str:
    """The words of a mention as the person wrote them."""
    return text[mention.start : mention.end] if len(text) == len(plain) else mention.matched
