"""What ``show --json`` prints: a thing with its neighbours."""

from pydantic import Field

from app.present.schema.base import Model
from app.present.schema.entities import (
    Clause,
    Concept,
    CoreSystem,
    Document,
    Indicator,
    Regulation,
    SpecialAction,
    Standard,
    Target,
    Task,
)


class Neighbour(Model):
    """A thing one link away."""

    id: str = Field(description="Id of the thing.")
    kind: str = Field(description="Kind of the thing: standard, target, clause, concept, external and others.")
    label: str = Field(description="What a reader calls it.")
    predicate: str = Field(description="Predicate of the link.")
    forward: bool = Field(description="True when the link leads to the neighbour, false when it comes from there.")
    basis: str = Field(description="stated, curated or suggested.")
    comment: str = Field(description="Why the link is there, for people.")


class WithNeighbours(Model):
    """What ``show`` adds to the thing shown."""

    neighbours: tuple[Neighbour, ...] = Field(description="Things one link away.")


class ShownDocument(Document):
    """A document with its clauses."""

    clauses: tuple[Clause, ...] = Field(description="Its clauses, in order.")


class ShownClause(WithNeighbours, Clause):
    """A clause with its neighbours."""


class ShownStandard(WithNeighbours, Standard):
    """A standard with its neighbours."""


class ShownTarget(WithNeighbours, Target):
    """A target with its neighbours."""


class ShownIndicator(WithNeighbours, Indicator):
    """An indicator with its neighbours."""


class ShownCoreSystem(WithNeighbours, CoreSystem):
    """A core system with its neighbours."""


class ShownTask(WithNeighbours, Task):
    """A task with its neighbours."""


class ShownSpecialAction(WithNeighbours, SpecialAction):
    """A special action with its neighbours."""


class ShownRegulation(WithNeighbours, Regulation):
    """A regulation with its neighbours."""


class ShownConcept(WithNeighbours, Concept):
    """A concept with its neighbours."""


Shown = (
    ShownDocument
    | ShownClause
    | ShownStandard
    | ShownTarget
    | ShownIndicator
    | ShownCoreSystem
    | ShownTask
    | ShownSpecialAction
    | ShownRegulation
    | ShownConcept
)
"""What ``show`` shows."""
