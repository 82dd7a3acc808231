"""Examples of questions (CSV, skos:example): how people ask about a subject, in their own words."""

from dataclasses import dataclass
from pathlib import Path

from ingest.errors import DataError
from ingest.shipped.datafiles import lines

COLUMNS = ("subject", "example")
NONE = "none"
"""Subject of questions that no base of this kind can answer."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question, or a description of a situation, whose answer is a standard, target, core system or clause."""

    subject: str
    """Id of an entity or clause, or ``NONE``."""
    text: str


def read_folder(folder: Path) -> tuple[list[Example], list[DataError]]:
    """All examples in the CSV files in ``folder``, each once, and an error for each line that could not be read."""
    examples: dict[Example, str] = {}
    problems: list[DataError] = []
    for path in sorted(folder.glob("*.csv")):
        examples |= read(path, problems)
    return list(examples), problems


def read(path: Path, problems: list[DataError]) -> dict[Example, str]:
    """The examples in one file, each with its place; an error is added to ``problems`` for each line that could not be read."""
    examples: dict[Example, str] = {}
    for where, row in lines(path, COLUMNS, problems):
        subject, text = (row[column].strip() for column in COLUMNS)
        if subject and text:
            examples.setdefault(Example(subject, text), where)
        else:
            problems.append(DataError("缺编号或例句", where, "两列都要填"))
    return examples
