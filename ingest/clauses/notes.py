"""Notes in several points below a table (注：1.… 2.…), and 填表说明 over such points: numbers apart from those of the text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.model import Block
from ingest.numbering.doctypes import NOTE, DocType
from ingest.numbering.sequence import Marker, match

_POINT = re.compile(r"^(?P<n>\d{1,2})\s*[.．、)）]\s*(?P<rest>[^\d\s].*)$")

_EXPLAINS = re.compile(
    r"(?:编写|编制|制定|填表|填写|填报|使用|操作|评分|计分|有关|几点|补充)?说明|(?:填表|填写|填报|使用)须知|[\u4e00-\u9fff]{0,8}用词说明"
)
"""What stands over points that explain a document, its table or its words, on a line of its own."""


def explaining(blocks: Sequence[Block], doctype: DocType) -> dict[int, Marker]:
    """Place of each block that heads points that explain the document → the first of them, which follows."""
    heads = (
        (at, match(below.text, doctype.levels))
        for at, (block, below) in enumerate(pairwise(blocks))
        if not (block.cells or block.kind or below.cells) and _EXPLAINS.fullmatch(block.text)
    )
    return {at: first for at, first in heads if first and first.number == 1 and first.rest}


@dataclass(slots=True)
class Notes:
    """The note that is being read: its label, "" for none, and the number that its points have reached."""

    label: str = ""
    reached: int = 0

    def point(self, block: Block) -> tuple[str, str] | None:
        """(number, text) of the next point of the note where ``block`` is one; it is told each block, and ends at any other."""
        found = _POINT.match(block.text) if self.label and not block.cells else None
        if found and int(found["n"]) == self.reached + 1:
            self.reached += 1
            return found["n"], found["rest"]
        named = None if block.cells or block.heading else NOTE.match(block.text)
        first = named and _POINT.match(block.text[named.end() :].strip())
        whole = named is not None and named.end() == len(block.text)
        self.label = re.sub(r"[\s:：]", "", named[0]) if named and (whole or (first and first["n"] == "1")) else ""
        self.reached = 0 if whole else 1
        return None
