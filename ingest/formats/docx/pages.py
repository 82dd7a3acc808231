"""Counts the pages of a document by its page breaks."""

from dataclasses import dataclass


@dataclass(slots=True)
class Pages:
    """A counter of pages. A break that Word noted right after one that the author set is the same break."""

    number: int = 1
    """The current page, from 1."""
    known: bool = False
    """Whether the document has any page break, so that the numbers mean something."""
    filled: bool = False
    """Whether there is anything on the current page yet."""

    def turn(self) -> None:
        """Count a page break that the author set."""
        self.number, self.known, self.filled = self.number + 1, True, False

    def rendered(self) -> None:
        """Count a page break that Word noted when it last laid the document out."""
        self.known = True
        if self.filled:
            self.turn()

    def fill(self) -> None:
        """Note that the current page has content."""
        self.filled = True

    def state(self) -> tuple[int, bool]:
        """The state of the counter, to return to it for the next of several cells side by side."""
        return self.number, self.filled

    def back(self, state: tuple[int, bool]) -> None:
        """Return to a state that ``state`` gave."""
        self.number, self.filled = state
