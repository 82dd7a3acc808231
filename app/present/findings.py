"""The parsing report: one page a librarian works through, what needs a person first."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.base.files import write_output
from ingest.finding_kinds import Weight
from ingest.model import Document, Finding
from kg.pages import page

_TEMPLATES = Path(__file__).parents[1] / "templates"
_WHOLE = Document("", "术语、关联和标准目录", "")
"""Stands for the documents as a whole, in findings that belong to no single one."""


@dataclass(frozen=True, slots=True)
class Section:
    """The findings of one document, by weight, the most urgent first; a weight without findings is left out."""

    document: Document
    groups: tuple[tuple[Weight, tuple[Finding, ...]], ...]

    @property
    def waiting(self) -> int:
        """How many findings a person has to look at."""
        return sum(len(found) for weight, found in self.groups if weight.asks)


def sections(documents: Sequence[Document], findings: Sequence[Finding]) -> list[Section]:
    """One section a document, in the order of ``documents``, then one for the base as a whole where it has findings.

    The report and the page both show these, so that they count alike.
    """
    by_document: dict[str, list[Finding]] = {document.id: [] for document in documents}
    rest: list[Finding] = []
    for finding in findings:
        by_document.get(finding.document, rest).append(finding)
    parts = [Section(document, _by_weight(by_document[document.id])) for document in documents]
    return [*parts, Section(_WHOLE, _by_weight(rest))] if rest else parts


def waiting(parts: Sequence[Section]) -> int:
    """How many findings of all sections a person has to look at."""
    return sum(section.waiting for section in parts)


def _by_weight(findings: Sequence[Finding]) -> tuple[tuple[Weight, tuple[Finding, ...]], ...]:
    groups = ((weight, tuple(f for f in findings if f.code.weight is weight)) for weight in Weight)
    return tuple((weight, found) for weight, found in groups if found)


def write(documents: Sequence[Document], findings: Sequence[Finding], path: Path) -> int:
    """Write the report to ``path``; how many findings a person has to look at. BaseError when it cannot be written."""
    parts = sections(documents, findings)
    count = waiting(parts)
    write_output(path, page("findings.html", _TEMPLATES, documents=len(documents), waiting=count, sections=parts))
    return count
