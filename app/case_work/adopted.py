"""What an author adopted as bases of a practice, with the text each had then; and which of them the base has otherwise now."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.base import cited
from app.base.knowledge import Knowledge
from app.case_form.checked import Problem
from app.case_form.gate import short
from app.case_work.replay import Standing
from app.mapping.folding import fold
from app.mapping.model import Mapping
from app.people.text import cleaned, short_id
from app.people.works import Action, Step

_MOST = 1_000
"""Characters of a text that is remembered; of a longer one the beginning, and a sum over all of it."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A basis that reads otherwise than when it was adopted."""

    practice: int
    """Number, from 0."""
    id: str
    was: str
    now: str
    """"" where the base has it no more."""

    def problem(self, mapping: Mapping) -> Problem:
        """What the form tells of it."""
        now = f"现在是“{self.now}”" if self.now else "现在知识库里没有了"
        where = short(mapping.practices[self.practice].text)
        return Problem("basis", where, f"采用的依据变了：原来采用的是“{self.was}”，{now}", "请在“逐条对照”里重新核对这一条做法")


def step(kb: Knowledge, standing: Standing, practice: str, identity: str, *, taken: bool) -> Step:
    """The step that makes something a basis of ``practice`` as it reads now, beside those chosen up to now; or no longer."""
    texts = standing.adopted.get(practice, {})
    kept = {one: texts.get(one, "") for one in standing.decided.get(practice, ()) if one != identity}
    if taken:
        kept[identity] = _words(kb, identity)
    known = {one: text or _words(kb, one) or one for one, text in kept.items()}
    return Step(Action.DECIDE, practice, "\n".join(known.values()), "\n".join(known))


def changes(kb: Knowledge, mapping: Mapping, standing: Standing) -> tuple[Changed, ...]:
    """The bases whose text is another now, or that are gone; nothing is said of one whose text nobody remembers."""
    return tuple(_changes(kb, ((n, standing.adopted.get(p.text, {})) for n, p in enumerate(mapping.practices))))


def _changes(kb: Knowledge, adopted: Iterable[tuple[int, dict[str, str]]]) -> Iterable[Changed]:
    for number, texts in adopted:
        for identity, was in texts.items():
            now = _words(kb, identity)
            if fold(now) != fold(was):
                yield Changed(number, identity, was, now)


def _words(kb: Knowledge, identity: str) -> str:
    """The text of a clause, the name and number of anything else, as it is remembered; "" where the base has it not."""
    clause = kb.clause(identity)
    found = None if clause else cited.of(kb, kb.current(identity))
    text = clause.text or identity if clause else found.short if found else ""
    line = cleaned(text, len(text))
    return line if len(line) <= _MOST else f"{line[:_MOST]}……（{short_id([line])}）"
