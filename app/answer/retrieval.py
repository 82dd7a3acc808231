"""What a question finds in the two indexes: entries that can be cited, and examples of how people ask about them."""

import re
from dataclasses import dataclass, field

from app.answer.understanding import Understood
from app.base.knowledge import Knowledge
from index.examples import ExampleMatches
from index.search import Hit

_CONTACT = re.compile(r"联系|电话|邮箱|传真|手机|负责人是谁|组长是谁")
"""Words that ask for a person to reach: only then are clauses with contact details found."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What a question found."""

    hits: tuple[Hit, ...] = ()
    """Entries, best first."""
    examples: ExampleMatches = field(default_factory=ExampleMatches)
    read: float | None = None
    """The highest log odds that a clause answers, where clauses were read with the question (``second_look``)."""


def retrieve(kb: Knowledge, asked: Understood, kind: str = "") -> Retrieved:
    """Search both indexes within the question's filters, and for entries of one ``kind`` only where given."""
    if not asked.question.units:
        return Retrieved()
    selection, among, without = asked.selection, asked.selection.rows(), set[str]()
    if selection.filters.active:
        without |= {subject for subject in kb.examples.subjects if not selection.includes(kb.found_as(subject), subject)}
    if not _CONTACT.search(asked.query.text):
        among &= ~kb.entries.contact_rows
        without |= kb.entries.contacts
    if kind:
        among &= kb.entries.rows_of(kind)
    return Retrieved(tuple(kb.searcher.search(asked.question, among=among)), kb.examples.find(asked.question, without))
