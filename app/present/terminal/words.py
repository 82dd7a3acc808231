"""What all text for the terminal shares."""

_WIDTH = 160
"""Characters of a text that are shown."""


def short(text: str) -> str:
    """The beginning of ``text``."""
    return text if len(text) <= _WIDTH else text[:_WIDTH] + "…"
