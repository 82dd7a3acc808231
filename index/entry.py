"""The unit of search: one entry for each clause or entity, with a title and a text."""

import hashlib
import re
from dataclasses import dataclass

_SENTENCE = re.compile(r"[^。；;！？\n]*[。；;！？\n]+|[^。；;！？\n]+$")
_LONG, _PART, _MOST = 160, 120, 40
"""Characters from which a text has parts; of a part, unless one sentence is longer. Parts of a text, for one that is no clause
but a whole book."""
_BRIEF = 100
"""Characters that stand for a text with parts: its titles and how it begins. The parts stand for the rest."""


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
        whole = self.within or f"{self.title} {self.text}".strip()
        return whole[:_BRIEF] if self.parts else whole

    @property
    def parts(self) -> list[str]:
        """What a clause says, some sentences at a time, each with a vector of its own; nothing where it says one thing."""
        found = [""]
        for sentence in _SENTENCE.findall(self.text if self.within and len(self.text) >= _LONG else ""):
            if found[-1] and len(found[-1]) + len(sentence) > _PART:
                found.append("")
            found[-1] += sentence
        return found[:_MOST] if len(found) > 1 else []

    @property
    def key(self) -> str:
        """All fields as one string: entries with the same key have the same row in the index."""
        around = hashlib.sha256(self.within.encode("utf-8", "surrogatepass")).hexdigest()[:16] if self.within else ""
        return f"{self.kind}\0{self.id}\0{self.title}\0{self.text}\0{around}"
