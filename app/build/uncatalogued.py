"""A spreadsheet whose table became no catalogue comes in; out goes the line that names its columns and those that it needs."""

from pathlib import PurePath

from ingest.model import Parsed
from ingest.tables import catalogues

_SHEETS = frozenset({".xlsx", ".xlsm", ".csv", ".tsv"})


def told(parsed: Parsed) -> str:
    """The line; "" where every table is a catalogue, or none looks like one beside one that is, and for any other file."""
    if PurePath(parsed.document.source).suffix.lower() not in _SHEETS:
        return ""
    headers = dict.fromkeys(clause.columns for clause in parsed.clauses if clause.columns)
    others = [header for header in headers if not catalogues.kind_of(header)]
    alike = [header for header in others if any(catalogues.fields(header)) and len(catalogues.lacking(header)) == 1]
    header = next(iter(alike or (others if len(others) == len(headers) else [])), None)
    if header is None:
        return ""
    needs = "；".join(f"{label}要有{_needed(*columns)}" for label, columns in catalogues.lacking(header).items())
    return (
        f"没有登记成目录，只按普通表格收录：{parsed.document.source} 的列名是“{'、'.join(filter(None, header))}”，"
        f"还缺要用的列——{needs}。请改好列名再加入；本来就不是目录的，不用改"
    )


def _needed(every: list[str], one_of: list[str]) -> str:
    """Columns as a sentence names them: “指标名称”，还有“目标值”“计算公式”中的一列."""
    some = f"{'，还有' if every else ''}{_quoted(one_of)}中的一列" if one_of else ""
    return _quoted(every) + some


def _quoted(names: list[str]) -> str:
    return "".join(f"“{name}”" for name in names)
