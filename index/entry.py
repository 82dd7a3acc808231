"""The unit of search: one entry for each clause or entity, with a title and a text."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of an index. A match in ``title`` counts more than one in ``text`` (``forward.TITLE_WEIGHT``)."""

    kind: str
    id: str
    title: str
    text: str
    within: str = ""
    """Title and text with what gives them their sense, such as the sentence that an item hangs on; "" where nothing does."""

    @property
    def meaning(self) -> str:
        """The text whose vector stands for the entry."""
        return self.within or f"{self.title} {self.text}".strip()

    @property
    def key(self) -> str:
        """All fields as one string: entries with the same key have the same row in the index."""
        around = hashlib.sha256(self.within.encode("utf-8", "surrogatepass")).hexdigest()[:16] if self.within else ""
        return f"{self.kind}\0{self.id}\0{self.title}\0{self.text}\0{around}"
