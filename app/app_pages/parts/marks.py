"""Text with the words marked that a search matched."""

from collections.abc import Sequence
from typing import TypeAlias

from markupsafe import Markup

from app.app_pages.parts.markup import element, joined

Spans: TypeAlias = Sequence[tuple[int, int]]
"""Character offsets [start, end) into a text, in order, apart from each other."""
_BEFORE = 12
"""Characters shown before the first match of a snippet."""


def marked(text: str, spans: Spans = ()) -> Markup:
    """``text`` with the spans marked."""
    parts, end = [], 0
    for start, stop in spans:
        parts += [Markup.escape(text[end:start]), element("mark", text[start:stop])]
        end = stop
    return joined([*parts, Markup.escape(text[end:])])


def snippet(text: str, spans: Spans = ()) -> Markup:
    """``text`` from a little before the first match, for a line that is cut off at its end."""
    first = min((start for start, _ in spans), default=0)
    cut = first - _BEFORE if first > 2 * _BEFORE else 0
    shown = marked(text[cut:], [(start - cut, stop - cut) for start, stop in spans])
    return Markup("…") + shown if cut else shown
