"""Statements come in; words in them that can be asked for go out, each with others that would be wrong in its place."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from app.training.quiz import quantities
from app.training.quiz.contrasts import contrasts
from app.training.quiz.fillers import fillers, unlike
from app.training.quiz.likeness import overlap, tells
from app.training.quiz.marked import marked
from app.training.quiz.model import BLANK, Kind
from app.training.quiz.slots import slots
from app.training.quiz.statements import Statement, around
from app.training.quiz.worth import part_around, worth_asking, worth_listing

_LEADER = re.compile(
    r"(?:由|以)(?P<by>[\u4e00-\u9fff]{2,8}?)(?:作为|为)?牵头|(?<=[，。：])(?P<first>[\u4e00-\u9fff]{2,6})(?:部门)?牵头"
)
_TOGETHER = re.compile(
    r"(?:科室)?，?(?:会同|联合|与|和)(?P<list>[\u4e00-\u9fff]{1,8}(?:[、和][\u4e00-\u9fff]{1,8}?)+)(?=等|共)"
)
_CHOICES = 3
_TELLING = 4
"""Characters in a row of an answer that give it away."""
_NEAR = 20
"""Characters before and after what is asked for that tell what the matter is."""
_SAME_MATTER = 0.6
"""Share of their pairs of characters that another sentence on the same matter has."""
_TITLE = re.compile("《[^》]*》")
_IN_FORCE = re.compile("施行$")
_YEARS = re.compile(r"((?:19|20)\d\d)年?[-—–－至~]+((?:19|20)\d\d)年")
_OPEN_LIST = re.compile("、[^，。；]*等|等")


@dataclass(frozen=True, slots=True)
class Gap:
    """Words of a statement that are asked for."""

    statement: Statement
    start: int
    end: int
    others: tuple[str, ...]
    """What would be wrong in their place, the nearest first."""
    kind: Kind = Kind.FACT
    """Who does a thing is asked for among four only: a sentence in which somebody else does it is told at sight."""
    judged: bool = True
    """Whether the sentence with the first of the others in it is surely wrong, so that it can be told to be."""
    numeric: bool = False
    """Options stand in ascending order."""
    hint: str = ""
    """What a blank asks for, as 时限 or 频次; empty where the words cannot be written from memory."""

    @property
    def answer(self) -> str:
        """The words."""
        return self.statement.text[self.start : self.end]

    def filled(self, words: str = BLANK) -> str:
        """The statement, or enough of it, with ``words`` in their place; "" where no part of it can stand alone."""
        text = self.statement.text
        part = around(text, self.start, self.end)
        return text[part[0] : self.start] + words + text[self.end : part[1]] if part else ""


@dataclass(frozen=True, eq=False)
class Pool:
    """What other clauses have, to take wrong options from."""

    statements: Sequence[Statement]
    _found: dict[str, list[Statement]] = field(default_factory=dict)

    @cached_property
    def figures(self) -> frozenset[str]:
        """Every figure that a statement sets."""
        return frozenset(q.written for s in self.statements for q in quantities.quantities(s.text))

    @cached_property
    def _fillers(self) -> dict[str, Counter[tuple[str, str]]]:
        """Place → (document, name) → how often."""
        found: dict[str, Counter[tuple[str, str]]] = {}
        for statement in self.statements:
            for filler in fillers(statement.text):
                found.setdefault(filler.place, Counter())[statement.source.work, filler.name] += 1
        return found

    def fillers(self, place: str, document: str) -> list[str]:
        """What fills such a place elsewhere in the same document, the most frequent first."""
        found = self._fillers.get(place, Counter())
        return [name for _, name in sorted((k for k in found if k[0] == document), key=lambda key: (-found[key], key))]

    def true_elsewhere(self, gap: "Gap", other: str) -> bool:
        """Whether another sentence says of the same matter what would be wrong here, as an older rule may."""
        text, own = gap.statement.text, gap.statement.source.identity
        near = text[max(0, gap.start - _NEAR) : gap.start] + text[gap.end : gap.end + _NEAR]
        return any(s.source.identity != own and overlap(near, s.text) >= _SAME_MATTER for s in self._with(other))

    def _with(self, words: str) -> list[Statement]:
        if words not in self._found:
            self._found[words] = [s for s in self.statements if words in s.text] if words else []
        return self._found[words]


def gaps(statement: Statement, pool: Pool) -> Iterator[Gap]:
    """Everything in a statement that can be asked for and that its own stem does not tell.

    First what an editor asks for; then what the finders do, one thing between two commas.
    """
    if _IN_FORCE.search(statement.text) or "其他情形" in statement.text or not worth_listing(statement.below):
        return
    taken: set[int] = set()
    for spans, mark in marked(statement.text):
        gap = _wrong_here(Gap(statement, *spans[0], mark.wrong, judged=not mark.choice_only), pool)
        if len(spans) == 1 and gap.others and _tells_nothing(gap):
            taken.update(range(*spans[0]))
            yield gap
    for finder in FINDERS:
        for found in finder(statement, pool):
            gap = _wrong_here(found, pool)
            free = taken.isdisjoint(range(gap.start, gap.end))
            if gap.others and free and worth_asking(statement.text, gap.start, gap.end) and _tells_nothing(gap):
                taken.update(range(*part_around(statement.text, gap.start, gap.end)))
                yield gap


def _wrong_here(gap: Gap, pool: Pool) -> Gap:
    """A gap with those of its wrong words that no other sentence says of the same matter."""
    return replace(gap, others=tuple(o for o in gap.others if not pool.true_elsewhere(gap, o)))


def _tells_nothing(gap: Gap) -> bool:
    """Whether the rest of the sentence stands alone and does not tell what is asked for."""
    statement, stem = gap.statement, gap.filled("\0")
    whole = (statement.lead + stem).replace(" ", "")
    if gap.start < statement.fresh or not stem or _told(gap.answer, whole) or _counted(gap.answer, statement.lead):
        return False
    return gap.numeric or not tells(_TITLE.sub("", whole), gap.answer, gap.others)


def _told(answer: str, stem: str) -> bool:
    """Whether the rest of a sentence has the answer, or of a longer answer several characters in a row."""
    return any(answer[i : i + _TELLING] in stem for i in range(max(1, len(answer) - _TELLING + 1)))


def _counted(answer: str, lead: str) -> bool:
    """Whether a title tells a number of years by those that it names: 2023-2025年 are 3年."""
    spans = (int(last) - int(first) for first, last in _YEARS.findall(lead))
    return any(quantities.same(answer, f"{years + more}年") for years in spans for more in (0, 1))


def _figures(statement: Statement, pool: Pool) -> Iterator[Gap]:
    inside = list(quantities.quantities(statement.text))
    for quantity in inside:
        seed = statement.text + quantity.written
        seen = [s for s in pool.figures if not any(quantities.same(s, other.written) for other in inside)]
        found = [o for o in quantities.others(quantity, seen, seed) if o not in statement.text]
        one_of_many = _OPEN_LIST.match(statement.text, quantity.end)
        hint = "" if one_of_many else quantities.hint(quantity.written)
        yield Gap(statement, quantity.start, quantity.end, tuple(found), numeric=True, hint=hint)


def _leaders(statement: Statement, pool: Pool) -> Iterator[Gap]:
    """Which of the departments that work together leads: the others of the same sentence are the wrong options."""
    del pool
    for found in _LEADER.finditer(statement.text):
        name = "by" if found["by"] else "first"
        together = _TOGETHER.match(statement.text, found.end())
        told = set(found[name].removesuffix("科")) & set(re.sub("《[^》]*》", "", statement.lead))
        if together and not told and not re.search("[的、谁各及与和]|确定|明确|选定|负责|机构由", found[name]):
            named = [d for d in re.split("[、和]", together["list"]) if len(d) > 1 and d not in found[name]]
            start, end = together.span("list")
            unlisted = replace(statement, text=f"{statement.text[:start]}……{statement.text[end:]}")
            yield Gap(unlisted, *found.span(name), tuple(named[:_CHOICES]))


def _contrasts(statement: Statement, pool: Pool) -> Iterator[Gap]:
    """Roles, consent, order and permission, for which a careless reader takes others."""
    del pool
    for start, end, others in contrasts(statement.text):
        yield Gap(statement, start, end, others)


def _slots(statement: Statement, pool: Pool) -> Iterator[Gap]:
    """Times, levels, sanctions and ways of which a rule means one."""
    del pool
    for start, end, others in slots(statement.text):
        yield Gap(statement, start, end, others)


def _places(statement: Statement, pool: Pool) -> Iterator[Gap]:
    """Whom a thing is reported to, who approves it, who does it and under whom."""
    for filler in fillers(statement.text):
        names = pool.fillers(filler.place, statement.source.work)
        others = unlike(filler, statement.text, names, _CHOICES)
        if len(others) == _CHOICES:
            yield Gap(statement, filler.start, filler.end, others, Kind.WHO)


FINDERS: tuple[Callable[[Statement, Pool], Iterator[Gap]], ...] = (_figures, _leaders, _contrasts, _slots, _places)
"""Each asks for one kind of thing: figures and deadlines, who leads, roles and order."""
