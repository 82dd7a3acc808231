"""What a question finds in the two indexes: entries that can be cited, and examples of how people ask about them."""

import re
from dataclasses import dataclass, field, replace

from app.answer.understanding import Understood
from app.base.knowledge import Knowledge
from index.examples import ExampleMatches
from index.models.subjects import Gist
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
    written: float | None = None
    """The highest log odds that a sentence with the detail asked for answers, where such sentences were read with it."""


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
    hits = tuple(kb.searcher.search(asked.question, among=among))
    examples = kb.examples.find(asked.question, without)
    if hits and not is_prepared(kb, max(hits, key=lambda hit: hit.dense)):
        examples = replace(examples, gist=Gist(examples.gist.outside))
    return Retrieved(hits, examples)


def is_prepared(kb: Knowledge, hit: Hit) -> bool:
    """Whether an entry is of what ships: what that does not write, or is about, says nothing of any other document."""
    kind, identity = kb.entries[hit.row]
    return kind != "clause" or identity.partition("#")[0] in kb.prepared
