"""Text → tokens of three classes: words (jieba, with the labels of the thesaurus added), character bigrams, concepts.

A prefix marks the class, so that tokens of different classes are never equal and each class has its own weight: ``~`` a
bigram, ``©`` a concept that the text names, ``^`` a broader concept of a named one, ``‹`` a concept that a named compound is
about.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from index.words.concepts import ConceptFinder, Mention
from index.words.cutter import Cutter, borders
from index.words.normal import normalise

CUT = "4"
"""Version of the tokens. Raise it when the same text gives other tokens than before, so that no older row is reused."""
BIGRAM, CONCEPT, WIDER, INSIDE = "~", "©", "^", "‹"
_CJK_RUN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[\u3400-\u9fff]|[a-z0-9]")
_CODE = re.compile(r"[a-z]+(?:/[a-z]+)?\s?\d+(?:[-.]\d+)*|\d+(?:[-.]\d+)+")
_DATE = re.compile(r"(20\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_EVERYDAY, _RARE = 7.0, 12.5
"""Natural logarithms of 1 / relative frequency: a word in 1,100 is everyday, one in 270,000 is rare."""
_LATIN = re.compile(r"^[a-z]{4,}s$")


class Tokenizer:
    """Cuts normalised text into tokens, documents and questions in the same way."""

    def __init__(self, finder: ConceptFinder, dictionary: Mapping[str, int] | None = None) -> None:
        """Add the Chinese labels of ``finder`` to jieba's dictionary.

        ``dictionary`` is the attribute of the same name of an earlier tokenizer with the same labels. With it, the frequencies
        need not be computed again, which takes long, and text is cut as that tokenizer cut it.
        """
        self._cutter = Cutter()
        self.finder = finder
        labels = (normalise(label) for concept in finder.by_id.values() for label in (concept.label, *concept.alt))
        words = dictionary or _suggested(tuple(w for w in dict.fromkeys(labels) if _CJK_RUN.fullmatch(w)))
        for word, frequency in words.items():
            self._cutter.add(word, frequency)
        self.dictionary = dict(words)
        self._tokens: dict[str, tuple[str, ...]] = {}
        self._wider: dict[str, list[str]] = {}

    def cut(self, text: str) -> list[str]:
        """The words of the normalised ``text`` in order; joined together they are ``text`` again."""
        return self._cutter.cut(text)

    def parts(self, word: str) -> list[str]:
        """The words that the compound ``word`` consists of, without white space; ``[word]`` when it is one word."""
        return [w for w in self.cut(word) if w.strip()]

    def listed(self, word: str) -> bool:
        """Whether ``word`` is in the dictionary of everyday Chinese or among the labels."""
        return self._cutter.knows(word)

    def rarity(self, word: str) -> float:
        """How rare ``word`` is in everyday Chinese, from 0.1 (in every other sentence) to 1 (rare or unknown)."""
        return min(max((self._cutter.log_rarity(word) - _EVERYDAY) / (_RARE - _EVERYDAY), 0.1), 1.0)

    def words(self, plain: str) -> list[str]:
        """Word tokens of normalised text: Chinese words and the shorter words inside them, Latin words, codes, days."""
        return self._words(plain, self.cut(plain))

    def within(self, word: str) -> list[str]:
        """Word tokens of ``word``, taken as one word and not cut."""
        return self._words(word, [word])

    def _words(self, plain: str, cut: list[str]) -> list[str]:
        """Word tokens of ``plain``, which has been cut into the words ``cut``."""
        known = self._tokens
        found = [token for word in cut for token in (known.get(word) or self._of_word(word))]
        return found + [re.sub(r"\s", "", code) for code in _CODE.findall(plain)] + self.dates(plain)

    def _of_word(self, word: str) -> tuple[str, ...]:
        """Tokens of one word: the dictionary words of two or three characters in it (as jieba's ``cut_for_search``), and it.

        A Latin token that ends in s gives a second one without the s.
        """
        sizes = [size for size in (2, 3) if len(word) > size]
        parts = (word[i : i + size] for size in sizes for i in range(len(word) - size + 1))
        found = [part for part in parts if self._cutter.knows(part)] + [word]
        tokens = [token for token in found if _WORD.search(token)]
        return self._tokens.setdefault(word, (*tokens, *(token[:-1] for token in tokens if _LATIN.match(token))))

    def dates(self, plain: str) -> list[str]:
        """Days named in normalised text, as ``2025-01-01``."""
        return [f"{year}-{int(month):02d}-{int(day):02d}" for year, month, day in _DATE.findall(plain)]

    def without_dates(self, plain: str) -> str:
        """``plain`` with each day replaced by spaces, so that all other characters keep their positions."""
        return _DATE.sub(lambda m: " " * len(m[0]), plain)

    def bigrams(self, plain: str) -> list[str]:
        """Bigram tokens: each pair of neighbouring Chinese characters in normalised text, across spaces, with the prefix."""
        runs = _CJK_RUN.findall(plain.replace(" ", ""))
        return [BIGRAM + run[i : i + 2] for run in runs for i in range(len(run) - 1)]

    def mentions(self, plain: str) -> list[Mention]:
        """Concepts that normalised text names; short labels only where they begin and end with words."""
        return self.finder.find(plain, borders(self.cut(plain)))

    def tokens(self, text: str) -> list[str]:
        """All tokens of a text from a document: words, bigrams, and concepts: named, broader, and inside a compound."""
        plain = normalise(text)
        cut = self.cut(plain)
        mentions = self.finder.find(plain, borders(cut))
        named = [m.concept for m in mentions]
        wider = [above for c in named for above in self._above(c)]
        parts = [part for m in mentions for part in self.finder.inside(m).items()]
        wider += [(INSIDE if about else WIDER) + inner for inner, about in parts]
        return self._words(plain, cut) + self.bigrams(plain) + [CONCEPT + c for c in named] + wider

    def _above(self, concept: str) -> list[str]:
        """Tokens of the broader concepts of ``concept``."""
        if concept not in self._wider:
            self._wider[concept] = [WIDER + above for above in self.finder.ancestors(concept)]
        return self._wider[concept]


@lru_cache(maxsize=1)
def _suggested(words: tuple[str, ...]) -> Mapping[str, int]:
    """Each word with the lowest frequency at which it is not split; cached, as one thesaurus serves many tokenizers."""
    cutter = Cutter()
    return {word: cutter.suggest(word) for word in words}


@cache
def stopwords() -> frozenset[str]:
    """Words without a meaning of their own in a question, from ``stopwords.txt``."""
    lines = Path(__file__).with_name("stopwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
