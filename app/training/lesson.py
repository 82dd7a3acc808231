"""What is taught about one subject, section by section, each statement with its place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """One statement with the place that it stands at."""

    text: str
    place: str
    """Short, for the line below it: 核心策略第1条."""
    cited: str = ""
    """With the title, for speaker notes."""
    digest: bool = False
    topic: str = ""
    """What it is about in a word or two: 由谁牵头."""
    heading: str = ""
    """The heading of its document that it stands under, where that tells what it is about."""
    row: bool = False
    """Whether it is a row of a table."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Figures of one unit that can be set beside each other."""

    heading: str
    names: tuple[str, ...]
    values: tuple[float, ...]
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """Everything that is taught about one subject."""

    id: str
    name: str
    kind: str
    why: tuple[Point, ...] = ()
    required: tuple[Point, ...] = ()
    who: tuple[Point, ...] = ()
    measured: tuple[Point, ...] = ()
    bars: tuple[Bars, ...] = ()
    decide: tuple[Point, ...] = ()
    linked: tuple[Point, ...] = ()
    memory: tuple[Point, ...] = ()
    """Aids to remember by, each with what is wrong in it."""
    sources: tuple[str, ...] = ()
    left_out: int = 0
    """Requirements of its documents that are not among ``required``."""

    @property
    def digest(self) -> bool:
        """Whether anything of it is taken from a digest."""
        return any(p.digest for p in (*self.why, *self.required))
