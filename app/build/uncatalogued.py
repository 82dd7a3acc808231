"""A spreadsheet whose table became no catalogue comes in; out goes the line that names its columns and those that it needs."""

from collections.abc import Iterable
from pathlib import PurePath

from ingest.model import Clause, Parsed
from ingest.tables import catalogues

_NAMED = 8
"""Columns that the line names."""
_NAMES = {kind.label: kind.name for kind in catalogues.KINDS}
_SHEETS = frozenset({".xlsx", ".xlsm", ".csv", ".tsv"})


def told(parsed: Parsed) -> str:
    """The line; "" where no table looks like a catalogue that lacks a column, and for any other file."""
    return lacking(parsed.document.source, parsed.clauses)[1]


def lacking(source: str, clauses: Iterable[Clause]) -> tuple[str, str]:
    """The ``TableKind.name`` of what a table of the file ``source`` nearly lists, and the line; both "" where there is none."""
    if PurePath(source).suffix.lower() not in _SHEETS:
        return "", ""
    headers = dict.fromkeys(clause.columns for clause in clauses if clause.columns)
    for header in headers:
        lacks = {} if catalogues.kind_of(header) else catalogues.lacking(header)
        if len(lacks) == 1:
            return _NAMES[next(iter(lacks))], _line(source, header, *lacks.items())
    return "", ""


def _line(name: str, header: tuple[str, ...], lacks: tuple[str, tuple[list[str], list[str]]]) -> str:
    """The line on a file of this ``name``; ``lacks`` is as an item of ``catalogues.lacking``."""
    columns, (label, needed) = [" ".join(column.split()) for column in header if column], lacks
    more = f"等 {len(columns)} 列" if len(columns) > _NAMED else ""
    return (
        f"没有登记成目录，只按普通表格收录：{name} 的列名是“{'、'.join(columns[:_NAMED])}”{more}，"
        f"还缺要用的列——{label}要有{_needed(*needed)}。请改好列名再加入；本来就不是目录的，不用改"
    )


def _needed(every: list[str], one_of: list[str]) -> str:
    """Columns as a sentence names them: “指标名称”，还有“目标值”“计算公式”中的一列."""
    some = f"{'，还有' if every else ''}{_quoted(one_of)}中的一列" if one_of else ""
    return _quoted(every) + some


def _quoted(names: list[str]) -> str:
    return "".join(f"“{name}”" for name in names)
