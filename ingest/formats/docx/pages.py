"""Counts pages by the breaks in a document."""

from dataclasses import dataclass


@dataclass(slots=True)
class Pages:
    """The page reached, from 1; ``known`` once the document has shown any break at all."""

    number: int = 1
    known: bool = False
    filled: bool = False
    """Whether the page holds anything yet: a break that Word noted right after one that was set is the same break."""

    def turn(self) -> None:
        """A break that the author set."""
        self.number, self.known, self.filled = self.number + 1, True, False

    def rendered(self) -> None:
        """A break where Word last began a new page."""
        self.known = True
        if self.filled:
            self.turn()

    def fill(self) -> None:
        """Something stands on the page."""
        self.filled = True

    def state(self) -> tuple[int, bool]:
        """Where the count is, for cells that stand side by side."""
        return self.number, self.filled

    def back(self, state: tuple[int, bool]) -> None:
        """Return to a noted state."""
        self.number, self.filled = state
