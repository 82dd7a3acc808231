"""What ``graph``, ``coverage`` and ``links review`` print with ``--json``."""

from pydantic import Field

from app.present.schema.base import Model


class Node(Model):
    """A thing at one end of a link."""

    id: str = Field(description="Its id.")
    label: str = Field(description="What a reader calls it.")


class PathStep(Model):
    """One link, in the direction in which it is walked."""

    start: str = Field(description="Id of the thing that the step starts from.")
    end: str = Field(description="Id of the thing that it leads to.")
    subject: Node = Field(description="Subject of the link, whichever way it is walked.")
    predicate: str = Field(description="Predicate of the link.")
    object: Node = Field(description="Object of the link.")
    comment: str = Field(description="Why the link is there, for people.")
    basis: str = Field(description="stated, curated or suggested.")
    confidence: float = Field(description="0 to 1.")
    evidence: tuple[str, ...] = Field(description="Ids of clauses that bear it out.")


class Evidence(Model):
    """A clause that bears a link out."""

    id: str = Field(description="Id of the clause.")
    locator: str = Field(description="Its place as a person writes it.")
    text: str = Field(description="Its text.")
    rendition: str = Field(description="original or digest.")


class Decision(Model):
    """What a person decided about a link."""

    id: str = Field(description="Short id by which a reviewer names the link.")
    by: str = Field(description="Name of the reviewer; empty for a suggestion.")
    date: str = Field(description="Date of the decision, ISO 8601; empty for a suggestion.")
    state: str = Field(description="accepted, rejected, open (taken back), or empty for a suggestion.")


class ReviewedLink(PathStep, Decision):
    """A link that a rule suggests or a person decided on, with what it rests on."""

    texts: tuple[Evidence, ...] = Field(description="The clauses of its evidence.")


class Serving(Model):
    """A standard that serves a target."""

    standard: str = Field(description="Number of the standard.")
    predicate: str = Field(description="applies_to or supports.")


class SystemCount(Model):
    """A core system and how many targets need it."""

    id: str = Field(description="Name of the core system.")
    targets: int = Field(description="Number of targets.")


class CitedCount(Model):
    """Something that documents cite and the base does not hold."""

    id: str = Field(description="Its number or name.")
    places: int = Field(description="Number of places that cite it.")


class Coverage(Model):
    """Which standards serve which targets, and what is left over."""

    targets: dict[str, tuple[Serving, ...]] = Field(description="Id of each target → standards that serve it.")
    targets_without_standard: tuple[str, ...] = Field(description="Ids of targets that no standard serves.")
    standards_without_target: tuple[str, ...] = Field(description="Numbers of standards that serve no target.")
    core_systems: tuple[SystemCount, ...] = Field(description="Core systems by the number of targets that need them.")
    most_cited: tuple[CitedCount, ...] = Field(description="What documents cite and the base does not hold, most cited first.")
