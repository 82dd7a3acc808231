"""Questions that people saved to ask again: a table beside the snapshots, one row a question with its filters.

It is shared by everyone who uses the base. A cell that a spreadsheet would take for a formula is written with ``'``
before it and read without.
"""

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.people import files
from index.query import MAX_QUESTION, clean_question
from ingest.errors import BaseError, DataError, QuestionError, SourceError
from ingest.numbering.doctypes import BY_NAME, LEVELS
from ingest.shipped.datafiles import read_text

COLUMNS = ("name", "query", "type", "level", "saved")
MAX_NAME = 40
"""Characters."""
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠]")


@dataclass(frozen=True, slots=True)
class SavedQuestion:
    """A question with the filters chosen, under the name that someone gave it or none."""

    query: str
    kind: str = ""
    level: str = ""
    name: str = ""
    saved: str = ""
    """Local date and time, ISO 8601 to the millisecond."""

    @property
    def label(self) -> str:
        """What to call it."""
        return self.name or self.query

    @property
    def scope(self) -> str:
        """What it is narrowed to, in words: 行动计划，市级."""
        kind = BY_NAME[self.kind].label if self.kind else ""
        return "，".join(word for word in (kind, LEVELS[self.level] if self.level else "") if word)

    @property
    def id(self) -> str:
        """A short id: the same question with the same filters has the same."""
        return hashlib.sha256("\t".join((self.query, self.kind, self.level)).encode()).hexdigest()[:8]


def table(kb: Path) -> Path:
    """The table of saved questions; it outlives every snapshot."""
    return kb / "questions.csv"


def read(kb: Path) -> list[SavedQuestion]:
    """All saved questions, newest first; BaseError when the table cannot be read."""
    return _read(kb)[::-1]


def save(kb: Path, query: str, kind: str = "", level: str = "", name: str = "") -> SavedQuestion:
    """Save a question; one that stands already stays as it is. QuestionError when it cannot be asked."""
    one = SavedQuestion(tidy(query), kind, level, tidy(name), datetime.now().isoformat(timespec="milliseconds"))
    clean_question(one.query)
    if len(one.name) > MAX_NAME:
        raise QuestionError(f"名称有 {len(one.name)} 个字，超过 {MAX_NAME} 字", todo="请写短一些")
    with files.locked(kb):
        standing = _read(kb)
        same = next((x for x in standing if x.id == one.id), None)
        if not same:
            _write(kb, [*standing, one])
    return same or one


def delete(kb: Path, identity: str) -> SavedQuestion | None:
    """Take a question off the table and return it whole; None when it is no longer there."""
    with files.locked(kb):
        standing = _read(kb)
        gone = next((x for x in standing if x.id == identity), None)
        if gone:
            _write(kb, [x for x in standing if x.id != identity])
    return gone


def restore(kb: Path, one: SavedQuestion) -> None:
    """Put a deleted question back in its place, unless someone has saved the same anew."""
    with files.locked(kb):
        standing = _read(kb)
        if one.id not in {x.id for x in standing}:
            _write(kb, sorted([*standing, one], key=lambda x: x.saved))


def find(kb: Path, written: str) -> SavedQuestion:
    """The saved question of this id or name; QuestionError when there is none, or several of one name."""
    standing = read(kb)
    found = [x for x in standing if x.id == written] or [x for x in standing if x.label == tidy(written)]
    if not found:
        raise QuestionError(f"没有保存过“{written}”", todo="可用 duibiao questions 查看名称和编号")
    if len(found) > 1:
        raise QuestionError(
            f"有 {len(found)} 个保存的问题都叫“{written}”", todo=f"请改用编号：{'、'.join(x.id for x in found)}"
        )
    return found[0]


def tidy(text: str) -> str:
    """One line: runs of white space as one space, no control characters."""
    return "".join(ch for ch in " ".join(text.split()) if unicodedata.category(ch) not in ("Cc", "Cs"))


def _read(kb: Path) -> list[SavedQuestion]:
    """In the order saved; of a question written twice, the first."""
    path = table(kb)
    if not path.exists():
        return []
    try:
        rows = list(_rows(read_text(path)))
    except (SourceError, DataError) as exc:
        what = f"保存的问题读不懂：{exc.where if isinstance(exc, DataError) else ''}{exc.what}"
        raise BaseError(what, str(path), "请改正这个文件，或改名放到一边；原有内容没有改动") from exc
    return list({one.id: one for one in reversed(rows)}.values())[::-1]


def _rows(text: str) -> Iterator[SavedQuestion]:
    reader = csv.reader(io.StringIO(text), strict=True)
    line = 1
    try:
        if tuple(next(reader)) != COLUMNS:
            raise DataError(f"表头应为 {','.join(COLUMNS)}", "第 1 行")
        line = reader.line_num + 1
        for cells in reader:
            if any(cells):
                yield _question([_unguarded(cell) for cell in cells], f"第 {line} 行")
            line = reader.line_num + 1
    except csv.Error as exc:
        raise DataError("引号没有配对", f"第 {line} 行") from exc


def _question(cells: list[str], where: str) -> SavedQuestion:
    if len(cells) != len(COLUMNS):
        raise DataError(f"有 {len(cells)} 栏，应有 {len(COLUMNS)} 栏", where)
    name, query, kind, level, saved = map(tidy, cells)
    if not query or len(query) > MAX_QUESTION:
        raise DataError(f"问题是空的，或超过 {MAX_QUESTION} 字", where)
    if kind and kind not in BY_NAME:
        raise DataError(f"没有“{kind}”这种文件类型", where)
    if level not in LEVELS:
        raise DataError(f"没有“{level}”这个层级", where)
    return SavedQuestion(query, kind, level, name, saved)


def _write(kb: Path, questions: Sequence[SavedQuestion]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for x in questions:
        writer.writerow([_guarded(cell) for cell in (x.name, x.query, x.kind, x.level, x.saved)])
    files.write_text(table(kb), "\ufeff" + out.getvalue())


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
