"""What a check of a base found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is not as it should be."""

    where: str
    """Path inside the base; what people call the base where it is about all of it."""
    what: str
    todo: str
    notice: bool = False
    """Whether it may also be somebody's change: a person has to look, and nothing is certainly damaged."""


@dataclass(frozen=True, slots=True)
class Looked:
    """One kind of things that was checked."""

    label: str
    """What people call it."""
    count: int
    damages: tuple[Damage, ...]
