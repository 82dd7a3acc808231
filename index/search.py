"""A question in words → ranked entries (hybrid retrieval).

The question is cut into units: the concepts that it names, and the words between them that carry meaning. An entry's score
is the weighted mean of three parts, each 0 to 1: BM25 over words, bigrams and concepts (lexical); the cosine of the vectors
(dense); and coverage, the share of the question's units, weighted by idf, that the entry contains.
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

CANDIDATES = 60
"""Hits returned: an answer shows 36 results at most, and the graph leads on from some that it does not show."""
_OVERSAMPLING = 3
"""BM25 and the vectors each propose CANDIDATES × 3 rows: what is good in both need not be among the best of either."""
_THRESHOLDS = (0.5, 0.25, 0.0)
"""Shares of the highest BM25 score. Only rows above the first of these that leaves enough rows are sorted."""
_ASKING = re.compile(r"^(?:哪|几|多少|什么|怎)|(?:吗|呢)$")
_EITHER = re.compile(r"([\u4e00-\u9fff])[不没]\1")
"""要不要, 能不能, 合不合格: a way to ask, not a negation."""
_PATIENT = re.compile("患者|病人|病患|患儿")
"""Left out of a question: nearly every entry is about patients, and each calls them differently."""

# How much of a unit, 0 to 1, an entry contains by each way of containing it (chosen on the development questions):
_NARROWER = 0.95
"""It names a narrower concept, or a compound that the concept is part of."""
_SAME_WORDS = 0.9
"""It has all words of the concept, but does not name it."""
_BROADER = 0.85
"""It names a broader concept; times the specificity of that one."""
_RELATED = 0.7
"""It names a concept related to one that the base never names; times the specificity of that one."""
_COMPOUND = 0.75
"""Times one of the last two: it names a compound that such a concept is part of."""
_BIGRAMS = 0.65
"""It has all bigrams of the unit, but not the word."""
_CONTAINED = 0.64
"""A unit counts as contained from here on: just below ``_BIGRAMS``, so that all bigrams of a word suffice."""
_SPECIFIC_IDF = 4.0
"""A concept of this idf or more is fully specific: to name it is nearly as good as to name the one asked for."""

# How much a unit weighs, in parts of its idf:
_CONCEPT_WEIGHT = 1.5
"""A concept says more about what is asked than a loose word as rare."""
_UNSEEN, _UNSEEN_LATIN = 0.65, 0.3
"""A word that the base has never seen may be a typing slip or small talk; a Latin one more so, as the base is Chinese."""
_METHOD, _METHOD_WEIGHT = "术语/质量管理工具", 0.25
"""A quality tool (PDCA, 品管圈) named beside a subject says how someone works on it, not what the question is about."""

_NAMINGS, _OPTIONAL = (CONCEPT, WIDER, INSIDE), (WIDER, INSIDE)
"""Classes of tokens by which an entry names a concept; the latter add to a score, but no entry needs them for the full one."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of the question that an entry should contain: a concept, or a word."""

    text: str
    """As the person wrote it."""
    concept: str = ""
    """Id of the concept; "" for a word."""
    ancestors: tuple[str, ...] = ()
    """Ids of all broader concepts."""
    inner: tuple[str, ...] = ()
    """Ids of concepts named by a part of the unit's own words."""
    related: tuple[str, ...] = ()
    """Ids of concepts to look for in place of one that the base never names."""
    words: tuple[str, ...] = ()
    bigrams: tuple[str, ...] = ()
    weight: float = 0.0
    """Its idf, times what its class is worth."""
    absent: bool = False
    """Whether no entry names the concept, a broader or a related one: the base knows nothing of this subject."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the index understands it."""

    text: str
    units: tuple[Unit, ...]
    tokens: dict[str, float]
    """Token → its weight in BM25."""
    vector: Floats = field(compare=False)
    """``(dim,)`` float32, L2-normalised."""

    @property
    def idf(self) -> float:
        """Weights of all units together: how much there is to search for."""
        return sum(u.weight for u in self.units)

    @property
    def absent_share(self) -> float:
        """Share of the question, 0 to 1, about subjects of which the base knows nothing."""
        return sum(u.weight for u in self.units if u.absent) / (self.idf or 1.0)


class Hit(NamedTuple):
    """An entry found: its row in the index, its score and the parts of it, each 0 to 1."""

    row: int
    score: float
    lexical: float
    """BM25, as a share of the highest that an entry could have."""
    dense: float
    """Cosine of the vectors."""
    coverage: float
    """Share of the question's units, by weight, that the entry contains."""
    shares: list[float]
    """How much of each of ``units`` the entry contains."""
    units: tuple[Unit, ...]
    """The units of the question."""

    @property
    def contained(self) -> list[tuple[Unit, bool]]:
        """Units that the entry contains, each with whether it names their concept or a narrower one."""
        shares = zip(self.units, self.shares, strict=True)
        return [(unit, share >= _NARROWER) for unit, share in shares if share >= _CONTAINED and unit.weight > 0]


class Searcher:
    """Searches one opened index."""

    def __init__(self, tokenizer: Tokenizer, bm25: Bm25, vectors: Backend, model: Model, weights: Weights = WEIGHTS) -> None:
        """Row ``i`` is the same entry in ``bm25`` and in ``vectors``."""
        self._tokenizer, self._bm25, self._vectors, self._model = tokenizer, bm25, vectors, model
        self.weights = weights

    def speller(self, labels: Mapping[str, str]) -> Speller:
        """A corrector of typing slips toward ``labels`` (normal form → label)."""
        return Speller(labels, self._tokenizer, self._bm25.knows)

    def cut(self, text: str) -> list[str]:
        """Words and bigrams of ``text`` as the index has them."""
        plain = normalise(text)
        return self._tokenizer.words(plain) + self._tokenizer.bigrams(plain)

    def rows_with(self, text: str) -> Bools:
        """``(rows,)``: rows that may contain ``text`` verbatim: that have all its bigrams, or all its words if it has none."""
        plain = normalise(text)
        tokens = self._tokenizer.bigrams(plain) or self._tokenizer.words(plain)
        rows = np.arange(self._bm25.size, dtype=np.int32)
        has = [self._bm25.holds(token, rows) for token in tokens]
        return np.all(has, axis=0) if has else np.zeros(len(rows), np.bool_)

    def in_words(self, text: str) -> list[str]:
        """All words of ``text`` in order; joined, they are ``text``."""
        return self._tokenizer.cut(text)

    def mentions(self, text: str) -> list[Mention]:
        """Concepts named in ``text``."""
        return self._tokenizer.mentions(normalise(text))

    def understand(self, text: str, vector: Floats | None = None) -> Question:
        """Cut ``text`` into units and weighted tokens; ``vector`` is its ``(dim,)`` vector where that is known already."""
        plain, finder = normalise(text), self._tokenizer.finder
        mentions = self._tokenizer.mentions(plain)
        specific = [m for m in mentions if not {m.matched, finder.by_id[m.concept].label} & stopwords()]
        units = self._units(text, plain, specific)
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
        """``text`` with English names of concepts replaced by their Chinese labels; abbreviations and codes stay."""
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
        """The best ``k`` hits, best first; ``among``, ``(rows,)``, says which rows may be found (default: all)."""
        tokens = question.tokens
        attainable = sum(weight * self._bm25.idf(token) for token, weight in tokens.items() if token[0] not in _OPTIONAL) or 1.0
        everywhere = self._bm25.scores(tokens)
        high = _highest(everywhere if among is None else np.where(among, everywhere, 0.0), _OVERSAMPLING * k)
        near, _ = self._vectors.search(question.vector, _OVERSAMPLING * k, among)
        rows = np.union1d(high, near).astype(np.int32)
        lexical = np.minimum(everywhere[rows] / attainable, 1.0)
        dense = np.maximum(self._vectors.cosines(question.vector, rows), 0.0)
        shares = self._shares(question.units, rows)
        weight = np.array([u.weight for u in question.units])
        coverage = weight @ shares / (weight.sum() or 1.0)
        scores = self.weights.fused(lexical, dense, coverage)
        best = np.lexsort((rows, -scores))[:k]
        columns = (column[best].tolist() for column in (rows, scores, lexical, dense, coverage, shares.T))
        return [Hit._make((*found, question.units)) for found in zip(*columns, strict=True)]

    def highest_cosine(self, question: Question, among: Bools) -> float:
        """The highest cosine, 0 to 1, between ``question`` and the rows that ``among``, ``(rows,)``, names."""
        _, cosines = self._vectors.search(question.vector, 1, among)
        return float(cosines.max(initial=0.0))

    def _shares(self, units: Sequence[Unit], rows: Ints) -> NDArray[np.float64]:
        """``(units, rows)``: how much of each unit each row contains, 0 to 1, by the way that gives most."""
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
        """Ways of containing ``unit``, one at least; a way is tokens, each with the share of the unit that it is worth."""
        if unit.concept:
            yield [(CONCEPT + unit.concept, 1.0)]
            yield [(WIDER + unit.concept, _NARROWER)]
            yield [(INSIDE + unit.concept, _NARROWER)]
        for share, beside in ((_BROADER, unit.ancestors), (_RELATED, unit.related)):
            for concept in beside:
                worth = share * self._specificity(concept)
                yield [(CONCEPT + concept, worth)]
                yield [(INSIDE + concept, _COMPOUND * worth)]
        if unit.inner:
            yield [(CONCEPT + c, _BIGRAMS * self._specificity(c) / len(unit.inner)) for c in unit.inner]
        if unit.words:
            whole = (_SAME_WORDS if unit.concept else 1.0) / sum(map(len, unit.words))
            yield [(word, whole * len(word)) for word in unit.words]
        if unit.bigrams:
            yield [(bigram, _BIGRAMS / len(unit.bigrams)) for bigram in unit.bigrams]

    def _specificity(self, concept: str) -> float:
        """How specific a concept is, 0 to 1: a rare one stands for its narrower ones better than a common one."""
        return min(1.0, self._bm25.idf(CONCEPT + concept) / _SPECIFIC_IDF)

    def _concept_unit(self, mention: Mention, written: str) -> Unit:
        finder = self._tokenizer.finder
        above = tuple(finder.ancestors(mention.concept))
        weight = _CONCEPT_WEIGHT * self._bm25.idf(CONCEPT + mention.concept)
        bigrams = tuple(self._tokenizer.bigrams(mention.matched))
        words = tuple(self._tokenizer.parts(mention.matched))
        inner = tuple(c for c in finder.inside(mention) if c != mention.concept and c not in above)
        unnamed = [c for c in (mention.concept, *above) if not self._bm25.knows(CONCEPT + c)]
        beside = [] if unnamed[:1] != [mention.concept] else [r for c in unnamed for r in finder.related(c)]
        related = tuple(dict.fromkeys(c for c in beside if c not in above))
        absent = not any(map(self._bm25.knows, (k + c for c in (mention.concept, *above, *related) for k in _NAMINGS)))
        return Unit(written, mention.concept, above, inner, related, words, bigrams, weight, absent)

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
        """The words of a stretch; single characters side by side are one word, which the dictionary does not know."""
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
            weight *= _UNSEEN if bigrams else _UNSEEN_LATIN
        return Unit(word, words=(word,), bigrams=bigrams, weight=weight)

    def _add_tokens(self, tokens: dict[str, float], unit: Unit) -> None:
        """Add the weighted tokens of ``unit``; a bigram that is itself a word adds its weight to the word's."""
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
    """The units, with a low weight for quality tools unless the question names nothing else."""
    method = [_METHOD in (unit.concept, *unit.ancestors) for unit in units]
    if all(method):
        return units
    return [replace(u, weight=_METHOD_WEIGHT * u.weight) if beside else u for u, beside in zip(units, method, strict=True)]


def _highest(scores: Floats, k: int) -> NDArray[np.int64]:
    """Places of the ``k`` highest of ``(n,)`` scores above 0, in no order.

    Few of many scores come near the highest, so that partitioning those alone is much faster than partitioning all.
    """
    best = scores.max(initial=0.0)
    for share in _THRESHOLDS:
        places = np.flatnonzero(scores > share * best)
        if len(places) >= k:
            return places[np.argpartition(-scores[places], k - 1)[:k]]
    return places


def _is_name(english: str) -> bool:
    """Whether an English label is a name, not an abbreviation or code such as CLABSI or ICD-10."""
    return english.replace(" ", "").replace("-", "").isalpha() and not english.isupper()


def _as_written(text: str, plain: str, mention: Mention) -> str:
    """The words of a mention as the person wrote them."""
    return text[mention.start : mention.end] if len(text) == len(plain) else mention.matched
