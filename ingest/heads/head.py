"""What the head of a document says, as every reader of a head returns it."""

from dataclasses import dataclass, field, replace

from ingest.finding_kinds import Note
from ingest.model import Standard


@dataclass(frozen=True, slots=True)
class Head:
    """Title, number, issuer and date; and which lines (by their offsets in the transcript) said so."""

    title: str = ""
    number: str = ""
    issuer: str = ""
    date: str = ""
    used: frozenset[int] = field(default=frozenset())
    """Lines that become no clauses, since title or number repeats them or they belong to a web site."""
    slug: str = ""
    """The document's id where it does not come from number or title."""
    standard: Standard | None = None
    """What the cover of a standard says."""
    asides: frozenset[int] = field(default=frozenset())
    """Lines that are no clauses of substance: addressee, signature, urgency, labelled metadata."""
    notes: tuple[Note, ...] = ()
    """What was dropped or guessed."""

    def completed(self, other: "Head") -> "Head":
        """The same, with what it lacks taken from ``other``, and the lines of both."""
        return replace(
            self,
            title=self.title or other.title,
            number=self.number or other.number,
            issuer=self.issuer or other.issuer,
            date=self.date or other.date,
            used=self.used | other.used,
            asides=self.asides | other.asides,
            notes=(*self.notes, *other.notes),
        )
