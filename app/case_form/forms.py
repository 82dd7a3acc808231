"""The file of a case comes in; the checked case, its form or its YAML goes out."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.base.files import write_output
from app.base.knowledge import Knowledge
from app.case_form import document, from_draft, pages, yaml_file
from app.case_form.case import Case
from app.case_form.checked import CheckedCase
from app.case_form.checklist import Checklist, Facts, checklist
from app.case_form.gate import Gate
from app.case_form.notice import Notice, latest
from app.case_form.template import filled as fill
from app.mapping.mapping import Mapper
from app.mapping.model import Unchecked

YAML = (".yaml", ".yml")
"""Extensions of case files; every other file is a draft."""


@dataclass(frozen=True, slots=True)
class Read:
    """A case as it was read."""

    case: Case
    from_draft: bool
    """Whether its bases were proposed by ``app/mapping``, not written by the author."""
    unread: tuple[Unchecked, ...] = ()
    """What of a draft could not be read, or only recognised."""


class Forms:
    """Makes forms against one base; what it reads of the base stays in memory from case to case."""

    def __init__(self, kb: Knowledge, notice: Notice | None = None) -> None:
        """``notice``: the one with the last deadline by default."""
        self._kb, self.notice, self.mapper = kb, notice or latest(), Mapper(kb)
        self._gate = Gate(kb, self.notice, self.mapper)

    def read(self, path: Path) -> Read:
        """The case in a YAML file, or the one that a draft tells; SourceError when it cannot be read."""
        if path.suffix.lower() in YAML:
            return Read(yaml_file.read(path, self.notice), from_draft=False)
        mapping = self.mapper.map(path)
        return Read(from_draft.case(self._kb, mapping, self.notice), True, mapping.draft.unread)

    def check(self, read: Read) -> CheckedCase:
        """What of it is printed, and what has to be told."""
        return self._gate.check(read.case, read.unread)

    def docx(self, checked: CheckedCase) -> bytes:
        """The form."""
        return document.docx(checked, self.notice)

    def filled(self, template: Path, checked: CheckedCase) -> bytes:
        """A hospital's own template, filled in; SourceError where it cannot be."""
        return fill(template, checked, self.notice)

    def before_sending(self, checked: CheckedCase) -> tuple[Facts, Checklist]:
        """The checklist of the notice; its pages are counted by LibreOffice where that is installed."""
        counted = pages.counted(self.docx(checked))
        facts = Facts(checked, self.notice, counted or self.pages(checked), date.today(), counted is not None)
        return facts, checklist(facts)

    def pages(self, checked: CheckedCase) -> int:
        """Estimated pages of the form without enclosures."""
        return pages.estimated(checked, self.notice)


def write_case(case: Case, path: Path) -> None:
    """Write a case as YAML; an empty one to be filled in. OutputError when it fails."""
    write_output(path, yaml_file.text(case, latest()))
