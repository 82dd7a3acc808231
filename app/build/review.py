"""A document as a librarian goes through it: its text as it will be, what the parser was unsure of, and its pages."""

from dataclasses import dataclass
from pathlib import Path

from app.base import draft_files, kept_files
from app.build import draft
from app.people import database, ticks
from app.people.corrections import Correction
from app.people.draft import ADD, CORRECT, Staged
from index.words.normal import squeezed
from ingest.model import Clause, Finding, Parsed
from ingest.rendering.registry import has_pictures

_FEWEST = 4
"""Characters of a finding that tell which clause it is about."""


@dataclass(frozen=True, slots=True)
class Review:
    """One document, with the draft laid over it."""

    parsed: Parsed
    staged: tuple[Staged, ...]
    """What the draft does with it."""
    waiting: tuple[Finding, ...]
    """Findings that ask for a person and that nobody has looked at yet."""
    corrections: tuple[Correction, ...] = ()
    """Those that were published and hold, or would if their places still said what was wrong."""

    @property
    def in_draft_only(self) -> bool:
        """Whether its file waits in the draft."""
        return any(one.action == ADD for one in self.staged)

    @property
    def pages(self) -> tuple[int, ...]:
        """Numbers of the pages that clauses or findings stand on; none where the format has no pages."""
        found = {place.page for clause in self.parsed.clauses for place in clause.places}
        found |= {finding.page for finding in self.waiting}
        return tuple(sorted(page for page in found if page))

    @property
    def has_pictures(self) -> bool:
        """Whether its pages can be drawn."""
        return has_pictures(self.parsed.document.source) and bool(self.pages)

    @property
    def unsure(self) -> dict[str, list[Finding]]:
        """The waiting findings of each clause, by its id, in order of reading."""
        by_clause: dict[str, list[Finding]] = {clause.id: [] for clause in self.parsed.clauses}
        for finding in self.waiting:
            by_clause.get(self.clause_of(finding), []).append(finding)
        return {clause: found for clause, found in by_clause.items() if found}

    def clause_of(self, finding: Finding) -> str:
        """Id of the clause that a finding is about: named by it, else the one clause that has its words; "" for none."""
        if finding.clause:
            return finding.clause
        words = squeezed(finding.text)
        if len(words) < _FEWEST:
            return ""
        near = self.on_page(finding.page)
        there = [clause.id for clause in near if (own := squeezed(clause.orig)) and (words in own or own in words)]
        return there[0] if len(there) == 1 else ""

    def on_page(self, page: int | None) -> list[Clause]:
        """The clauses of which a part stands on the page; all where the format has no pages."""
        if page is None:
            return list(self.parsed.clauses)
        return [clause for clause in self.parsed.clauses if any(place.page == page for place in clause.places)]

    def corrected(self, clause: str) -> Staged | None:
        """What the draft changes in a clause."""
        return next((one for one in self.staged if one.action == CORRECT and one.clause == clause), None)


def review(kb: Path, document: str) -> Review:
    """A document of base or draft; NotFoundError when neither has it."""
    parsed = draft.drafted(kb, document)
    with database.reading(kb) as db:
        done = ticks.standing(db)
    waiting = tuple(one for one in parsed.findings if one.code.weight.asks and ticks.key(one) not in done)
    staged = tuple(one for one in draft.staged(kb) if document in (one.document, one.instead))
    made = tuple(one for one in draft.published(kb) if one.document == document)
    return Review(parsed, staged, waiting, made)


def data(kb: Path, found: Review) -> bytes:
    """The file that a document was read from; SourceError when it cannot be read."""
    document = found.parsed.document
    if found.in_draft_only:
        return draft_files.read(kb, document.sha256, document.source)
    return kept_files.read(kb, document.sha256, document.source)
