"""How probable it is that a question asks for a whole list, or how long one is, judged by its runs of characters alone.

A logistic regression over the runs that stand in example wordings (``benchmarks/list_fit.py``); what the list is of is read
elsewhere (``conditions``, ``items``).
"""

import re

from app.answer.list_weights import BIAS, TALK, WEIGHTS
from app.answer.logistic import logistic

_LONGEST = 4
"""Characters of a run."""
_RELATED = re.compile(
    r"(?:什么样的|(?<!为)什么|啥|多大|何种?|怎样的)(?:关系|关联|联系|瓜葛|渊源|区别|差别|不同|异同|影响(?!因素)|冲突|矛盾)"
)
"""What is asked of two things, and not which there are: 三年行动和去年的方案是什么关系."""
_PUNCTUATION = re.compile(r"[，。？！、；：?!,;:\s]+")


def grams(question: str) -> frozenset[str]:
    """The runs of one to four characters of a question: ^ is its start, $ its end, 0 any number, ， any punctuation."""
    plain = re.sub(r"\d+", "0", _PUNCTUATION.sub("，", question)).strip("，")
    marked = f"^{plain}$"
    runs = {marked[at : at + n] for n in range(1, _LONGEST + 1) for at in range(len(marked) - n + 1)}
    return frozenset(runs - {"^", "$"})


def wants_list(question: str) -> float:
    """The probability, 0 to 1."""
    if _RELATED.search(question):
        return 0.0
    weights = [WEIGHTS[run] for run in grams(question) if run in WEIGHTS]
    return logistic(weights, [1.0] * len(weights), BIAS)


def is_talk(word: str) -> bool:
    """Whether a word belongs to the ways of asking for lists, and not to what they are of."""
    return word in TALK
