"""What the two sides of filling a template tell each other."""

from dataclasses import dataclass

Value = str | list[str] | list[dict[str, str]]
"""What a name in a template stands for: a text, lines, or the rows of a table."""


@dataclass(frozen=True, slots=True)
class Filling:
    """A template to be filled."""

    template: bytes
    values: dict[str, Value]
    space: int
    """Bytes of address space that it may take."""


FILLED, FAILED = b"+", b"-"
"""How an answer begins: what follows is the document, or why there is none (UTF-8).

It is no pickle: the other side ran a stranger's code.
"""
