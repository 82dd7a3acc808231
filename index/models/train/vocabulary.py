"""The tokenizer of the shipped encoder: the teacher's, with the pieces that Chinese hospital texts are made of.

A Unigram tokenizer (Kudo 2018) as XLM-RoBERTa's: NFKC, runs of white space to one, ``▁`` before each word.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
_UNKNOWN_PENALTY = 10.0
"""How much less likely than the rarest piece an unknown character is, as in SentencePiece."""
_HAN = re.compile(r"▁?[\u3400-\u9fff]+")
_PLAIN = re.compile(r"▁?[!-~]|▁")
"""A Latin letter, a digit or a sign of ASCII: kept so that no word or number becomes an unknown."""


def tokenizer(pieces: Sequence[str], scores: Sequence[float]) -> Tokenizer:
    """A tokenizer with these pieces, the first four of which are ``SPECIAL``."""
    unigram = [*zip(pieces, scores, strict=True)]
    unigram[3] = (SPECIAL[3], min(scores[4:]) - _UNKNOWN_PENALTY)
    made = Tokenizer(models.Unigram(unigram, unk_id=3, byte_fallback=False))
    made.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=False)
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return made


def kept(pieces: Sequence[str], scores: Sequence[float], texts: Iterable[str], size: int) -> list[int]:
    """Numbers of the ``size`` pieces to keep, in order.

    They are the special ones, every Han character, ASCII, then the pieces that ``texts`` need most often, then the likeliest
    other pieces of Han characters alone.
    """
    whole = tokenizer(pieces, scores)
    counts: Counter[int] = Counter()
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == 2_000:  # noqa: PLR2004 - bounds the memory
            _count(whole, batch, counts)
    _count(whole, batch, counts)
    chosen = dict.fromkeys(range(len(SPECIAL)))
    chosen |= dict.fromkeys(i for i, p in enumerate(pieces) if _PLAIN.fullmatch(p) or (_HAN.fullmatch(p) and len(p) == 1))
    chosen |= dict.fromkeys(i for i, n in counts.most_common() if n > 1)
    chosen |= dict.fromkeys(sorted((i for i, p in enumerate(pieces) if _HAN.fullmatch(p)), key=lambda i: -scores[i]))
    return sorted([*chosen][:size])


def _count(whole: Tokenizer, batch: list[str], counts: Counter[int]) -> None:
    """Add the pieces of the texts in ``batch`` to ``counts``, and empty it."""
    for encoding in whole.encode_batch_fast(batch, add_special_tokens=False):
        counts.update(encoding.ids)
    batch.clear()
