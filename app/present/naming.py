"""The id of a thing comes in; what people call it goes out, whole and in short."""

from dataclasses import dataclass

from app.base.knowledge import Knowledge
from ingest.kinds import KINDS
from kg.graph import label_of


@dataclass(frozen=True, slots=True)
class Named:
    """A thing as people call it."""

    id: str
    kind: str
    """Name of its kind."""
    whole: str
    """With the document that it stands in."""
    short: str
    """For where there is little room: its place and words, its number and name."""
    clause: str
    """Id of the clause where it is printed; "" where there is none."""
    words: str = ""
    """Of a clause: its text."""

    @property
    def kind_label(self) -> str:
        """The shortest Chinese name of its kind."""
        return KINDS[self.kind].called


def named(kb: Knowledge, identity: str) -> Named:
    """What a node of the graph is called, held or not."""
    kind, clause, entity = kb.graph.kind(identity), kb.clause(identity), kb.entities.get(identity)
    where = kb.documents[clause.document].title if clause else ""
    if entity is None and clause:
        return Named(identity, kind, f"《{where}》{clause.locator}", f"{clause.locator} {clause.text}", identity, clause.text)
    if entity is None:
        label = kb.graph.label(identity)
        return Named(identity, kind, label, label, "")
    own = getattr(entity, "name", "") or getattr(entity, "title", "")
    short = own if clause and own else label_of(entity)
    whole = f"{short}（《{where}》{clause.locator}）" if clause else short
    return Named(identity, kind, whole, short, identity if clause else str(getattr(entity, "clause", "")))
