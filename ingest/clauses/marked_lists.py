"""Lists that the format marks with a beginning and an end: what follows one is not of its last item."""

from dataclasses import dataclass

from ingest.clauses.headings import Heading
from ingest.clauses.roles import Role
from ingest.model import Block

_SEVERAL = 2
"""Items; a list of one may be a heading, which editors of web pages often set so, and what follows is its text."""
_RUNNING = (Role.PARAGRAPH, Role.ROW)


@dataclass(slots=True)
class MarkedLists:
    """The marked list reached, the heading above it, and how many numbers stand in it so far."""

    number: int = 0
    above: Heading | None = None
    items: int = 0
    announces: bool = False
    """The last item says that something follows (如下：), which then is its own."""

    def heading_for(self, block: Block, role: Role, last: Heading) -> Heading:
        """The heading that ``block`` continues: ``last``; behind a list of several items, the one above the list."""
        if block.list and block.list != self.number:
            self.number, self.above, self.items = block.list, last, 0
        self.items += bool(block.list) and role is Role.NUMBERED
        self.announces = block.text.endswith(("：", ":")) if block.list else self.announces
        if block.list or not self.number or self.above is None:
            return last
        closed = self.items >= _SEVERAL and role in _RUNNING and last.is_below(self.above) and not self.announces
        self.number = 0
        return self.above if closed else last
