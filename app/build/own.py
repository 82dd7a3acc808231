"""Changes a hospital's own terms and examples, and publishes the base with them.

Each change is made on the file as it stands while nobody else writes, and refused with the line that a build would report.
"""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from app.base import own_tables
from app.base.own_tables import EXAMPLES, TERMS
from app.build.finish import Report
from app.build.publish import publish_own
from app.build.sources import Progress, quiet
from app.people.text import MAX_ID, MAX_NOTE, checked
from corpus import CORPUS
from ingest.errors import DataError, QuestionError
from ingest.model import Concept
from ingest.shipped import examples, thesaurus
from ingest.shipped.datafiles import Record, records
from ingest.shipped.examples import Example

MAX_LABEL = 100
"""Characters of a label."""
_FORMULA = tuple("=+-@＝＋－＠'")
"""What a cell must not begin with: a spreadsheet would take it for a formula and save something else."""


COLUMNS = {TERMS: thesaurus.COLUMNS, EXAMPLES: examples.COLUMNS}
"""Columns of each file."""


def add_term(kb: Path, cells: Sequence[str], progress: Progress = quiet, who: str = "") -> Report:
    """Add a term, a cell for each column of the thesaurus, or to the own term of this name what is new.

    QuestionError for what cannot be used; then nothing changes.
    """
    kept = [[_checked(part, "术语的写法", MAX_LABEL) for part in thesaurus.parts(cell)] for cell in cells]
    if len(kept[0]) != 1:
        raise QuestionError("没有写术语的名称，或写了几个", todo="名称写一个，其他写法用 --alt")
    row = tuple(map("|".join, kept))

    def edit(text: str) -> str:
        same = next((r for r in _rows(text) if _name(r) == _plain(row[0]) and len(r.cells) == len(row)), None)
        after = own_tables.put(text, _joined(same.cells, row) if same else row, same)
        before = {str(problem) for problem in _problems(text)}
        if wrong := next((problem for problem in _problems(after) if str(problem) not in before), None):
            raise QuestionError(f"{wrong.what}，没有加入", todo=wrong.todo)
        return after

    return _changed(kb, TERMS, edit, "add_term", row[0], progress, who)


def remove_term(kb: Path, label: str, progress: Progress = quiet, who: str = "") -> Report:
    """Remove an own term by its name; QuestionError when there is none."""

    def edit(text: str) -> str:
        gone = [r for r in _rows(text) if _name(r) == _plain(label)]
        if not gone:
            raise QuestionError(f"本院术语里没有“{label}”", todo="可用 duibiao terms list 查看")
        return own_tables.without(text, gone)

    return _changed(kb, TERMS, edit, "remove_term", label, progress, who)


def add_example(kb: Path, example: Example, progress: Progress = quiet, who: str = "") -> Report:
    """Add an example; QuestionError when it cannot be kept."""
    row = (_checked(example.subject, "编号", MAX_ID), _checked(example.text, "问法", MAX_NOTE))

    def edit(text: str) -> str:
        return text if any(r.cells == row for r in _rows(text)) else own_tables.put(text, row)

    return _changed(kb, EXAMPLES, edit, "add_example", example.subject, progress, who)


def remove_example(kb: Path, example: Example, progress: Progress = quiet, who: str = "") -> Report:
    """Remove an example; QuestionError when there is none."""

    def edit(text: str) -> str:
        gone = [r for r in _rows(text) if tuple(map(str.strip, r.cells)) == (example.subject, example.text)]
        if not gone:
            raise QuestionError(f"“{example.subject}”没有“{example.text}”这条本院问法", todo="可用 duibiao terms examples 查看")
        return own_tables.without(text, gone)

    return _changed(kb, EXAMPLES, edit, "remove_example", example.subject, progress, who)


def terms(kb: Path) -> tuple[list[Concept], list[DataError]]:
    """The own terms, each with the labels that its line gives, and what is wrong with the file."""
    path = own_tables.standing(kb, TERMS)
    return thesaurus.check(path, CORPUS / "thesaurus") if path else ([], [])


def examples_of(kb: Path) -> tuple[list[Example], list[DataError]]:
    """The own examples, and what is wrong with the file."""
    path, problems = own_tables.standing(kb, EXAMPLES), list[DataError]()
    return list(examples.read(path, problems)) if path else [], problems


def publish(kb: Path, progress: Progress = quiet, who: str = "") -> Report:
    """Publish the base with both files as they stand, after somebody changed them by hand.

    DataError for a file that is no table with the right columns; then nothing is published.
    """

    def check(folder: Path) -> str:
        for name, columns in COLUMNS.items():
            own_tables.read(folder, name, columns)
        return "、".join(name for name in COLUMNS if own_tables.standing(folder, name))

    return publish_own(kb, check, "publish_own", progress, who)


def _changed(kb: Path, name: str, edit: Callable[[str], str], action: str, about: str, progress: Progress, who: str) -> Report:
    """Publish the base after ``edit`` made a new text of a file's."""

    def change(folder: Path) -> str:
        before = own_tables.read(folder, name, COLUMNS[name])
        after = edit(before)
        if after != before:
            own_tables.write(folder, name, after)
        return about

    return publish_own(kb, change, action, progress, who)


def _rows(text: str) -> list[Record]:
    """The records below the header that are rows."""
    return [record for record in list(records(text))[1:] if any(record.cells)]


def _name(row: Record) -> str:
    return _plain(row.cells[0])


def _plain(label: str) -> str:
    """The key of a term's name, which may be written as its id."""
    return thesaurus.label_key(label.strip().removeprefix(thesaurus.ID_PREFIX))


def _joined(old: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    """A row of the thesaurus with what a second one of the same name adds."""
    parts = (dict.fromkeys(thesaurus.parts(a) + thesaurus.parts(b)) for a, b in zip(old[1:-1], new[1:-1], strict=True))
    return (old[0], *map("|".join, parts), new[-1] or old[-1])


def _problems(text: str) -> list[DataError]:
    """What is wrong with the own terms."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / TERMS
        path.write_text(text, encoding="utf-8")
        return thesaurus.check(path, CORPUS / "thesaurus")[1]


def _checked(written: str, what: str, limit: int) -> str:
    """One cell as it is kept; QuestionError when it cannot be."""
    line = checked(written, what, limit)
    if line.startswith(_FORMULA):
        raise QuestionError(f"{what}“{line}”以“{line[0]}”开头，电子表格会当成公式", todo="请去掉这个符号")
    return line
