"""Example files (CSV: how people ask about a subject, skos:example) → examples, and the lines that could not be read."""

from dataclasses import dataclass
from pathlib import Path

from ingest.errors import DataError
from ingest.shipped.datafiles import lines

COLUMNS = ("subject", "example")
NONE = "none"
"""Subject of questions on which no base of this kind holds anything."""


@dataclass(frozen=True, slots=True)
class Example:
    """Words in which someone may ask about, or tell of, what a standard, target, core system or clause is about."""

    subject: str
    """Id of an entity or clause, or ``NONE``."""
    text: str


def read_folder(folder: Path) -> tuple[list[Example], list[DataError]]:
    """All examples of the CSV files in ``folder``, each once, and the lines that could not be read."""
    examples: dict[Example, None] = {}
    problems: list[DataError] = []
    for path in sorted(folder.glob("*.csv")):
        for where, row in lines(path, COLUMNS, problems):
            subject, text = (row[column].strip() for column in COLUMNS)
            if subject and text:
                examples[Example(subject, text)] = None
            else:
                problems.append(DataError("缺编号或例句", where, "两列都要填"))
    return list(examples), problems
