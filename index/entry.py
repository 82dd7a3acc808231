"""What is searchable: one entry a clause or entity, in two fields."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found; ``title`` is matched with more weight than ``text``."""

    kind: str
    id: str
    title: str
    text: str

    @property
    def key(self) -> str:
        """Equal for entries that index the same."""
        return f"{self.kind}\0{self.id}\0{self.title}\0{self.text}"
