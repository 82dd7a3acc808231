"""Clauses with the same text in several documents, such as a task of the national plan in a city's plan: shown once.

Two texts are the same when their character bigrams are nearly the same, and both have the same figures, negations and words
of obligation in the same order.
"""

import re
from collections import Counter
from functools import lru_cache

from index.words.normal import normalise
from ingest.model import Clause

MIN_SIMILARITY = 0.85
"""Dice coefficient of the character bigrams (Dice 1945)."""
_SHORTEST = 12
"""Characters: shorter clauses, such as names in a table, are alike by chance."""
_KEPT = 1_000
"""Texts whose bigrams stay in memory: the same few clauses answer many questions."""
_CRUCIAL = re.compile(
    r"\d+(?:\.\d+)?|[零〇一二三四五六七八九十百千万亿两半]+(?=[个项次名例天日周月年小时分%％‰级类倍条])|[≤≥<>＜＞]|百分之|以上|以下|以内|每(?:日|天|周|月|季度?|半?年|次)"
    r"|不得|不应|不宜|严禁|禁止|必须|应当|应|可以|可|宜|鼓励|原则上|至少|不少于|不超过|不低于|不高于|不|非|未|无|没有|除外|提高|降低|上升|下降"
)
_WORD = re.compile(r"\w")


def same_text(one: Clause, other: Clause) -> bool:
    """Whether two clauses of different documents have the same text."""
    crucial = _crucial(one.text)
    if one.document == other.document or crucial is None or crucial != _crucial(other.text):
        return False
    bigrams, others = _bigrams(one.text), _bigrams(other.text)
    return 2 * (bigrams & others).total() >= MIN_SIMILARITY * (bigrams.total() + others.total())


@lru_cache(_KEPT)
def _crucial(text: str) -> tuple[str, ...] | None:
    """Figures, negations and words of obligation in order; None for a text that is too short."""
    plain = normalise(text)
    return tuple(_CRUCIAL.findall(plain)) if len(plain) >= _SHORTEST else None


@lru_cache(_KEPT)
def _bigrams(text: str) -> Counter[str]:
    plain = "".join(_WORD.findall(normalise(text)))
    return Counter(plain[i : i + 2] for i in range(len(plain) - 1))


def grouped(clauses: list[Clause]) -> dict[str, list[str]]:
    """Id of each clause to show, in order → ids of the later ones with the same text."""
    shown: dict[str, list[str]] = {}
    first: list[Clause] = []
    for clause in clauses:
        twin = next((earlier for earlier in first if same_text(earlier, clause)), None)
        if twin:
            shown[twin.id].append(clause.id)
        else:
            first.append(clause)
            shown[clause.id] = []
    return shown
