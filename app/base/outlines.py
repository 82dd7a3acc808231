"""The clauses of one document come in; out goes what hangs on what: sentences that open lists, and the items of these."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ingest.model import Clause

Path = tuple[str, ...]

_OPENS = re.compile(
    r"[:：]$|(?:下列|如下|以下(?:几|各|情形|情况|条件|要求|内容|方面|规定|原则|程序|措施|材料|事项|职责|行为|任务|步骤))[^。！？；]*。?$"
)
"""How a sentence ends that opens a list."""
_EMPTY = re.compile(
    r"(?:通知|公告|通告|报告|汇报|函告|函复|意见)如下[:：]$|^(?:各|你)(?:(?!以下|下列|如下|应[当该]?)\S){0,50}[:：]$"
)
"""Sentences that open a whole document: they say nothing of what follows. 各科应做到： is none."""
_GOES_ON = ("；", ";")
"""How an item ends that is not the last of its list."""
_LISTED = frozenset({"item", "row", "box", "paragraph"})
_LATER = re.compile(r"第(?:\d+|[一二三四五六七八九十百]+)[段款]")
_PREFACE = "引言"
_SENTENCE = re.compile(r"[^。！？]+[。！？]?[”’）)]*")


@dataclass(frozen=True, slots=True)
class Outline:
    """What hangs on what in one document."""

    _leads: Mapping[str, tuple[Clause, ...]]
    _items: Mapping[str, list[Clause]]

    def leads(self, clause: Clause) -> tuple[Clause, ...]:
        """The clauses that a clause hangs on, the outermost first; none where it stands for itself."""
        return self._leads.get(clause.id, ())

    def items(self, clause: Clause) -> tuple[Clause, ...]:
        """The items of the list that a clause opens, in order; none where it opens no list."""
        return tuple(self._items.get(clause.id, ()))


def lead_sentence(text: str) -> str:
    """The sentence of a clause on which its items hang: its last one."""
    sentences = [s for s in _SENTENCE.findall(text.strip()) if s]
    return sentences[-1].strip() if sentences else ""


def of(clauses: Iterable[Clause], *, slides: bool) -> Outline:
    """The outline of the clauses of one document, in order of reading.

    On ``slides`` every paragraph after a sentence that opens a list is one of its items; elsewhere an item without a number is
    known by the semicolon at the end of the one before.
    """
    reading = _Reading(slides)
    for clause in clauses:
        reading.take(clause)
    return Outline(reading.leads, reading.items)


@dataclass(slots=True)
class _Reading:
    """Reads the clauses once, and knows which list is open under each heading."""

    slides: bool
    leads: dict[str, tuple[Clause, ...]] = field(default_factory=dict)
    items: dict[str, list[Clause]] = field(default_factory=lambda: defaultdict(list))
    _open: dict[Path, Clause] = field(default_factory=dict)
    """Path of a heading → the sentence right under it that opened the list being read."""
    _last: dict[Path, Clause] = field(default_factory=dict)
    """Path of a heading → the last item of that list, where it has no number."""

    def take(self, clause: Clause) -> None:
        """Read the next clause."""
        if clause.kind not in _LISTED:
            return
        under, own, numbered = _stand(clause.path)
        opens = _opens(clause.text)
        if not numbered and (opens or not self._continues(clause, under)):
            self._open.pop(under, None)
            self._last.pop(under, None)
        self._hang(clause, under, numbered=numbered)
        if opens:
            self._open[own] = clause

    def _continues(self, clause: Clause, under: Path) -> bool:
        """Whether a paragraph without a number is the next item of the list that is open under its heading."""
        if under not in self._open:
            return False
        begun, last = bool(self.items.get(self._open[under].id)), self._last.get(under)
        if begun and last is None:
            return False
        return self.slides or (last or clause).text.endswith(_GOES_ON)

    def _hang(self, clause: Clause, under: Path, *, numbered: bool) -> None:
        """Hang a clause on the lists that are open under its headings."""
        above = [under[:depth] for depth in range(len(under) + 1)]
        if under and not self._hangs_on_root(under[0]):
            above = above[1:]
        leads = tuple(self._open[path] for path in above if path in self._open)
        if leads:
            self.leads[clause.id] = leads
        if under in self._open:
            self.items[leads[-1].id].append(clause)
            if numbered:
                self._last.pop(under, None)
            else:
                self._last[under] = clause

    def _hangs_on_root(self, label: str) -> bool:
        """Whether a heading of the first level is itself an item of a list that the preface opened."""
        lead = self._open.get(())
        return lead is not None and any(item.path[0] == label for item in self.items.get(lead.id, ()))


def _opens(text: str) -> bool:
    last = lead_sentence(text)
    return _OPENS.search(last) is not None and _EMPTY.search(last) is None


def _stand(path: Path) -> tuple[Path, Path, bool]:
    """Path of the heading that a clause stands under, of the one that its items stand under, and whether it has a number."""
    if _LATER.fullmatch(path[-1]) or path == (_PREFACE,):
        heading = path[:-1] if path[:-1] != (_PREFACE,) else ()
        return heading, heading, False
    return path[:-1], path, True
