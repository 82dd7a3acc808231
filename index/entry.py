"""The unit of search: one entry for each clause or entity, with a title and a text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of an index. A match in ``title`` counts more than one in ``text`` (``bm25.TITLE_WEIGHT``)."""

    kind: str
    id: str
    title: str
    text: str

    @property
    def key(self) -> str:
        """All fields as one string: entries with the same key have the same row in the index."""
        return f"{self.kind}\0{self.id}\0{self.title}\0{self.text}"
