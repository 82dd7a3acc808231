"""A question in words → ranked entries, and how well the best of them is founded.

The question is cut into units: concepts, and the words outside them that carry meaning. An entry's score
weighs BM25 over words, bigrams and concepts against the cosine of the vectors; its coverage is the share of
the question's units (by rarity) that it holds. Low coverage everywhere means that the base has no basis.
"""

import re
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.backend import Backend
from index.bm25 import Bm25, Ints
from index.concepts import Mention
from index.embed import Model
from index.fuse import WEIGHTS, Weights
from index.normal import normalise
from index.spelling import Speller
from index.tokenize import BIGRAM, CONCEPT, INSIDE, WIDER, Tokenizer, stopwords

CANDIDATES, _NEAREST = 60, 200
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
    concept: str
    ancestors: tuple[str, ...]
    inner: tuple[str, ...]
    """Concepts named by a part of the unit's own words."""
    related: tuple[str, ...]
    """Concepts to look for in place of one that the base never names."""
    words: tuple[str, ...]
    bigrams: tuple[str, ...]
    weight: float
    """Its rarity, idf."""
    absent: bool = False
    """A concept that no entry names, nor a wider or related one: another subject than those of the base."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the index understands it."""

    text: str
    units: tuple[Unit, ...]
    tokens: dict[str, float]

    @property
    def telling(self) -> float:
        """Rarity of all units together."""
        return sum(u.weight for u in self.units)

    @property
    def absent(self) -> float:
        """Share of the question, 0…1, that is about other subjects than those of the base."""
        return sum(u.weight for u in self.units if u.absent) / (self.telling or 1.0)


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found: its row, fused score 0…1, and the parts of it."""

    row: int
    score: float
    lexical: float
    dense: float
    coverage: float
    held: tuple[tuple[Unit, bool], ...]
    """The parts of the question that the entry holds wholly; True where it names the very concept, or a narrower one."""


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
        return self._tokenizer.words(text) + self._tokenizer.bigrams(text)

    def rows_with(self, text: str) -> Ints:
        """Rows that may hold ``text`` verbatim: those with all its bigrams, or all its words where it has none."""
        tokens = self._tokenizer.bigrams(text) or self._tokenizer.words(text)
        rows = np.arange(self._bm25.size if tokens else 0, dtype=np.int32)
        for token in tokens:
            rows = rows[self._bm25.holds(token, rows)]
        return rows

    def in_words(self, text: str) -> list[str]:
        """``text`` in words one after the other, nothing dropped."""
        return self._tokenizer.cut(text)

    def mentions(self, text: str) -> list[Mention]:
        """Concepts named in ``text``."""
        return self._tokenizer.mentions(normalise(text))

    def understand(self, text: str) -> Question:
        """Cut ``text`` into units and weighted tokens."""
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
        return Question(text, tuple(units), tokens)

    def _units(self, text: str, plain: str, mentions: list[Mention]) -> list[Unit]:
        """Dates, concepts, and the words between them."""
        units = [self._word_unit(date) for date in self._tokenizer.dates(plain)]
        units += [self._concept_unit(m, _as_written(text, plain, m)) for m in mentions]
        rest = plain
        for mention in mentions:
            rest = rest[: mention.start] + " " * (mention.end - mention.start) + rest[mention.end :]
        rest = _PATIENT.sub(" ", _EITHER.sub(r"\1", self._tokenizer.without_dates(rest)))
        return units + [unit for run in self._content_runs(rest) for unit in self._word_units(run)]

    def search(
        self, question: Question, allowed: Callable[[int], bool], k: int = CANDIDATES, within: Ints | None = None
    ) -> list[Hit]:
        """The best ``k`` rows that ``allowed`` lets pass, best first; only ``within`` some rows where given."""
        lexical = self._bm25.scores(question.tokens)
        attainable = (
            sum(weight * self._bm25.idf(token) for token, weight in question.tokens.items() if token[0] not in _BESIDES) or 1.0
        )
        lexical = np.minimum(lexical / attainable, 1.0)
        dense = self._cosines(question.text)
        mix = self.weights.lexical * lexical + self.weights.dense * dense
        rows = _best(mix, allowed, k, within)
        held = self._held(question.units, rows)
        weight = np.array([u.weight for u in question.units])
        covered = weight @ held / weight.sum() if weight.sum() else np.zeros(len(rows))
        scores = mix[rows] + self.weights.coverage * covered
        telling = [(i, unit) for i, unit in enumerate(question.units) if unit.weight > 0]
        hits = []
        for i in np.lexsort((rows, -scores))[:k].tolist():
            row, shares = int(rows[i]), held[:, i].tolist()
            whole = tuple((unit, shares[j] >= _NAMED) for j, unit in telling if shares[j] >= _WHOLE)
            hits.append(Hit(row, float(scores[i]), float(lexical[row]), float(dense[row]), float(covered[i]), whole))
        return hits

    def _cosines(self, text: str) -> NDArray[np.float32]:
        out = np.zeros(self._bm25.size, np.float32)
        if len(self._vectors):
            rows, scores = self._vectors.search(self._model.encode_query(text), _NEAREST)
            out[rows] = np.maximum(scores, 0)
        return out

    def _held(self, units: Sequence[Unit], rows: Ints) -> NDArray[np.float64]:
        """``(units, rows)``: how much of each unit each row holds, 0…1."""
        tokens = {t for u in units for t in (*u.words, *u.bigrams)}
        tokens |= {CONCEPT + c for u in units for c in (u.concept, *u.ancestors, *u.inner, *u.related) if c}
        tokens |= {INSIDE + c for u in units for c in (u.concept, *u.ancestors, *u.related) if c}
        tokens |= {WIDER + u.concept for u in units if u.concept}
        has = {token: self._bm25.holds(token, rows).astype(float) for token in tokens}
        out = np.zeros((len(units), len(rows)))
        for i, unit in enumerate(units):
            parts = [np.zeros(len(rows))]
            if unit.concept:
                parts += [has[CONCEPT + unit.concept], _NAMED * has[WIDER + unit.concept], _NAMED * has[INSIDE + unit.concept]]
            for share, beside in ((_BROADER, unit.ancestors), (_RELATED, unit.related)):
                named = ((c, np.maximum(has[CONCEPT + c], _ABOUT * has[INSIDE + c])) for c in beside)
                parts += [share * self._telling(c) * by_name for c, by_name in named]
            if unit.inner:
                parts.append(_PART_OF_WORD * np.mean([self._telling(c) * has[CONCEPT + c] for c in unit.inner], axis=0))
            if unit.words:
                letters = sum(map(len, unit.words))
                said = np.sum([len(w) * has[w] for w in unit.words], axis=0) / letters
                parts.append((_WORDS_OF_CONCEPT if unit.concept else 1.0) * said)
            if unit.bigrams:
                parts.append(_PART_OF_WORD * np.mean([has[b] for b in unit.bigrams], axis=0))
            out[i] = np.max(parts, axis=0)
        return out

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

    def _content_runs(self, text: str) -> list[str]:
        """Stretches of ``text`` between stop words."""
        runs, run = [], ""
        for word in self._tokenizer.cut(text):
            if word in stopwords() or _ASKING.match(word) or not word[0].isalnum():
                runs.append(run)
                run = ""
            else:
                run += word if not (run and run[-1].isascii() and word[0].isascii()) else " " + word
        return [r for r in [*runs, run] if r]

    def _word_units(self, run: str) -> list[Unit]:
        """The words of a stretch, single characters side by side as one: what no dictionary knows falls into them."""
        units, loose = [], ""
        for word in [*self._tokenizer.cut(run), ""]:
            if len(word) == 1 and "\u3400" <= word:
                loose += word
                continue
            if len(loose) > 1 and loose not in stopwords():
                units.append(self._word_unit(loose, statistics.mean(map(self._tokenizer.rarity, loose))))
            if len(word) > 1 or word.isdigit():
                units.append(self._word_unit(word, self._tokenizer.rarity(word)))
            loose = ""
        if len(units) != 1 and (whole := tuple(self._tokenizer.bigrams(run))):
            between = tuple(b for b in whole if not any(b in u.bigrams for u in units))
            units += [Unit(b.removeprefix(BIGRAM), "", (), (), (), (), (b,), 0.0) for b in between]
        return units

    def _word_unit(self, word: str, rarity: float = 1.0) -> Unit:
        bigrams = tuple(self._tokenizer.bigrams(word))
        weight = self._bm25.idf(word) * rarity
        if not self._bm25.knows(word):
            weight *= _UNSEEN if bigrams else _FOREIGN
        return Unit(word, "", (), (), (), (word,), bigrams, weight)

    def _add_tokens(self, tokens: dict[str, float], unit: Unit) -> None:
        for word in unit.words:
            for part in (word, *self._tokenizer.words(word)):
                tokens[part] = max(tokens.get(part, 0), self.weights.word)
        for bigram in unit.bigrams:
            tokens[bigram] = max(tokens.get(bigram, 0), self.weights.bigram)
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


def _best(scores: NDArray[np.float32], allowed: Callable[[int], bool], k: int, within: Ints | None) -> Ints:
    """The allowed ones of the ``3 k`` rows of the highest scores, in no order; of more rows where fewer than ``k`` are."""
    if within is not None:
        return within[_best(scores[within], lambda i: allowed(int(within[i])), k, None)]
    looked = min(len(scores), 3 * k)
    while looked:
        order = np.argpartition(-scores, looked - 1)[:looked]
        rows = [row for row in order.tolist() if allowed(row)]
        if len(rows) >= k or looked == len(scores):
            return np.array(rows, np.int32)
        looked = min(len(scores), 8 * looked)
    return np.zeros(0, np.int32)


def _as_written(text: str, plain: str, mention: Mention) -> str:
    """The words of a mention as the person wrote them."""
    return text[mention.start : mention.end] if len(text) == len(plain) else mention.matched
