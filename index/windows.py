"""A long text in windows that a reader with a short memory can take in one at a time.

The judge (``index.models.judge``) reads some 130 characters beside a question. An article of a statute is often longer, and
what is asked for may stand in its last sentence.
"""

import re

LONGEST = 130
"""Characters of a window, the titles before it apart."""
_TITLES, _TITLE = 45, 40
"""Most characters of all titles together, and of one."""
_SENTENCE = re.compile(r"[^。；;！？]+[。；;！？]*")
_IN_TITLES = re.compile("[。；;！？：:，]")
"""What stands in text, not in a title."""
_LEAD = re.compile("^.{4,60}?[：:]")
"""What the items behind it hang on."""


def windows(meaning: str) -> list[str]:
    """The windows of a clause's meaning (``index.meaning``), at least one: whole sentences where they fit, in order.

    Each begins with the titles, and with the sentence that its items hang on where that stands in an earlier window.
    """
    titles, body = _divided(meaning)
    pieces = [piece for sentence in _SENTENCE.findall(body) for piece in _cut(sentence.strip()) if piece]
    found, lead = [], ""
    while pieces:
        taken, size = 1, len(pieces[0])
        while taken < len(pieces) and size + len(pieces[taken]) <= LONGEST - len(lead):
            size += len(pieces[taken])
            taken += 1
        text = "".join(pieces[:taken])
        found.append(" ".join(filter(None, (titles, text if lead in text else lead + text))))
        lead = next((said[0] for piece in reversed(pieces[:taken]) if (said := _LEAD.match(piece))), lead)
        pieces = pieces[taken:]
    return found or [titles]


def _divided(meaning: str) -> tuple[str, str]:
    """The titles at the beginning, shortened in the middle, and the rest."""
    parts = meaning.split(" ")
    count = 0
    while count < len(parts) - 1 and len(parts[count]) <= _TITLE and not _IN_TITLES.search(parts[count]):
        count += 1
    titles = " ".join(parts[:count])
    half = _TITLES // 2
    return titles if len(titles) <= _TITLES else titles[:half] + titles[half - _TITLES :], " ".join(parts[count:])


def _cut(sentence: str) -> list[str]:
    """A sentence in parts that fit into a window, cut behind commas where there are any."""
    parts = []
    while len(sentence) > LONGEST:
        comma = max(sentence.rfind(mark, LONGEST // 2, LONGEST) for mark in "，、：") + 1
        parts.append(sentence[: comma or LONGEST])
        sentence = sentence[len(parts[-1]) :]
    return [*parts, sentence]
