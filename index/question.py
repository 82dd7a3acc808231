"""A question in words → the units and weighted tokens that it is searched by.

Units are the concepts that the question names and the words between them that carry meaning: what an entry should contain.
Tokens are what BM25 looks up for them.
"""

import re
import statistics
from dataclasses import dataclass, field, replace

from index.engines.bm25 import Bm25, Floats
from index.fuse import Weights
from index.models.encoder import Model
from index.words.concepts import Mention
from index.words.normal import normalise, squeezed
from index.words.tokenize import BIGRAM, CONCEPT, INSIDE, WIDER, Tokenizer, stopwords

_ASKING = re.compile(r"^(?:哪|几|多少|什么|怎)|(?:吗|呢)$")
_EITHER = re.compile(r"([\u4e00-\u9fff])[不没]\1")
"""要不要, 能不能, 合不合格: a way to ask, not a negation."""
_DECIMAL = re.compile(r"(?<![\d.])\d+(?:\.\d+)+(?![\d.])")
"""7.2, 4.1.3: one number, however many points are in it."""
_PATIENT = re.compile("患者|病人|病患|患儿")
"""Left out of a question: nearly every entry is about patients, and each calls them differently."""

# How much a unit weighs, in parts of its idf:
_CONCEPT_WEIGHT = 1.5
"""A concept says more about what is asked than a loose word as rare."""
_UNSEEN, _UNSEEN_LATIN = 0.65, 0.3
"""A word that the base has never seen may be a typing slip or small talk; a Latin one more so, as the base is Chinese."""
_STANDARDS = "术语/标准化"
_METHOD, _METHOD_WEIGHT = "术语/质量管理工具", 0.25
"""A quality tool (PDCA, 品管圈) named beside a subject says how someone works on it, not what the question is about."""


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
        """Weights of all units together: how much there is to search for.

        What may be asked of any standard (replaced by which, in force since when) is no subject.
        """
        return sum(u.weight for u in self.units if _STANDARDS not in (u.concept, *u.ancestors))


class QuestionReader:
    """Reads questions for one index: what its entries name and how rare words are in them."""

    def __init__(self, tokenizer: Tokenizer, bm25: Bm25, model: Model, weights: Weights) -> None:
        """The parts of the index; ``weights`` of the tokens."""
        self._tokenizer, self._bm25, self._model, self._weights = tokenizer, bm25, model, weights

    def read(self, text: str, vector: Floats | None = None) -> Question:
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
            (vector,) = self._model.encode_questions([self._in_chinese(text, plain, mentions)])
        return Question(text, tuple(units), tokens, vector)

    def wording(self, text: str) -> str:
        """What is encoded of a question: ``text`` with English names of concepts, and abbreviations, in Chinese."""
        plain = normalise(text)
        return self._in_chinese(text, plain, self._tokenizer.mentions(plain))

    def _in_chinese(self, text: str, plain: str, mentions: list[Mention]) -> str:
        """``text`` with the Chinese labels of concepts for their English names, and for abbreviations that no entry writes."""
        for mention in reversed(mentions):
            concept, matched = self._tokenizer.finder.by_id[mention.concept], mention.matched
            unwritten = matched.isascii() and matched.isalpha() and not self._bm25.knows(matched)
            if unwritten or any(_is_name(label) and squeezed(label) == matched for label in concept.english):
                text = plain = f"{plain[: mention.start]}{concept.label}{plain[mention.end :]}"
        return text

    def _units(self, text: str, plain: str, mentions: list[Mention]) -> list[Unit]:
        """Dates, numbers with points, concepts, and the words between them."""
        units = [self._word_unit(date) for date in self._tokenizer.dates(plain)]
        units += [self._word_unit(number) for number in _DECIMAL.findall(self._tokenizer.without_dates(plain))]
        units += [self._concept_unit(m, _as_written(text, plain, m)) for m in mentions]
        rest = plain
        for mention in mentions:
            rest = rest[: mention.start] + " " * (mention.end - mention.start) + rest[mention.end :]
        rest = _DECIMAL.sub(" ", self._tokenizer.without_dates(rest))
        rest = _PATIENT.sub(" ", _EITHER.sub(r"\1", rest))
        return units + [unit for run in self._content_runs(rest) for unit in self._word_units(run)]

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
        return Unit(written, mention.concept, above, inner, related, words, bigrams, weight)

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
                tokens[part] = max(tokens.get(part, 0), self._weights.word)
        for bigram in unit.bigrams:
            word = bigram.removeprefix(BIGRAM)
            if word in tokens and self._bm25.knows(word):
                tokens[word] = self._weights.word + self._weights.bigram
            else:
                tokens[bigram] = self._weights.bigram
        if unit.concept:
            tokens[CONCEPT + unit.concept] = self._weights.concept
            tokens[WIDER + unit.concept] = tokens[INSIDE + unit.concept] = self._weights.narrower
            for beside in (*unit.inner, *unit.ancestors, *unit.related):
                tokens[CONCEPT + beside] = max(tokens.get(CONCEPT + beside, 0), self._weights.broader)


def _by_subject(units: list[Unit]) -> list[Unit]:
    """The units, with a low weight for quality tools unless the question names nothing else."""
    method = [_METHOD in (unit.concept, *unit.ancestors) for unit in units]
    if all(method):
        return units
    return [replace(u, weight=_METHOD_WEIGHT * u.weight) if beside else u for u, beside in zip(units, method, strict=True)]


def _is_name(english: str) -> bool:
    """Whether an English label is a name, not an abbreviation or code such as CLABSI or ICD-10."""
    return english.replace(" ", "").replace("-", "").isalpha() and not english.isupper()


def _as_written(text: str, plain: str, mention: Mention) -> str:
    """The words of a mention as the person wrote them."""
    return text[mention.start : mention.end] if len(text) == len(plain) else mention.matched
