"""Thesaurus files (CSV, one line a concept) → concepts; lines that break a rule are reported and left out."""

import csv
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ingest.errors import DataError
from ingest.model import Concept

COLUMNS = ("prefLabel", "altLabel", "hiddenLabel", "english", "broader", "related", "exactMatch")
ID_PREFIX = "术语/"
_MIN_LABEL = 2


def label_key(label: str) -> str:
    """What makes two labels the same: case, width and spaces do not count."""
    return "".join(unicodedata.normalize("NFKC", label).lower().split())


def read_folder(folder: Path) -> tuple[list[Concept], list[DataError]]:
    """All concepts of the CSV files in ``folder``, and what is wrong with the lines left out."""
    concepts: list[Concept] = []
    places: dict[str, str] = {}
    problems: list[DataError] = []
    taken: dict[str, str] = {}
    for path in sorted(folder.glob("*.csv")):
        for where, row in _rows(path, problems):
            try:
                concepts.append(_concept(row, where, path.stem, taken))
                places[concepts[-1].label] = where
            except DataError as exc:
                problems.append(exc)
    kept, broken = _resolved(concepts, places)
    return kept, problems + broken


def _rows(path: Path, problems: list[DataError]) -> Iterator[tuple[str, dict[str, str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        if tuple(header) != COLUMNS:
            problems.append(DataError(f"表头应为 {','.join(COLUMNS)}", path.name))
            return
        for cells in reader:
            if not any(cells):
                continue
            where = f"{path.name} 第 {reader.line_num} 行"
            if len(cells) != len(COLUMNS):
                problems.append(DataError(f"应有 {len(COLUMNS)} 列，实有 {len(cells)} 列", where, "含逗号的词请加引号"))
                continue
            yield where, dict(zip(COLUMNS, cells, strict=True))


def _concept(row: dict[str, str], where: str, scheme: str, taken: dict[str, str]) -> Concept:
    def many(column: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in row[column].split("|") if part.strip())

    label = row["prefLabel"].strip()
    concept = Concept(
        ID_PREFIX + label,
        label,
        many("altLabel"),
        many("hiddenLabel"),
        many("english"),
        many("broader"),
        many("related"),
        row["exactMatch"].strip(),
        scheme,
    )
    keys = [label_key(text) for text in concept.labels]
    if short := [text for text, key in zip(concept.labels, keys, strict=True) if len(key) < _MIN_LABEL]:
        raise DataError(f"“{short[0]}”太短，至少两个字", where)
    for text, key in zip(concept.labels, keys, strict=True):
        if key in taken and taken[key] != concept.id:
            raise DataError(f"“{text}”已属于“{taken[key].removeprefix(ID_PREFIX)}”", where, "一个词只能归一个术语")
    if label_key(label) in taken:
        raise DataError(f"术语“{label}”重复", where)
    taken.update(dict.fromkeys(keys, concept.id))
    return concept


def _resolved(concepts: list[Concept], places: dict[str, str]) -> tuple[list[Concept], list[DataError]]:
    """Concepts whose broader and related name existing concepts without a cycle; the rest of a line stays."""
    known = {c.label for c in concepts}
    problems = []
    kept = []
    for concept in concepts:
        missing = [n for n in concept.broader + concept.related if n not in known]
        problems += [DataError(f"“{concept.label}”指向的“{name}”不存在", places[concept.label]) for name in missing]
        kept.append(replace(concept, broader=_only(concept.broader, known), related=_only(concept.related, known)))
    parents = {c.label: c.broader for c in kept}
    for i, concept in enumerate(kept):
        if concept.label in _ancestors(concept.label, parents):
            problems.append(DataError(f"“{concept.label}”的上位词绕成了圈", places[concept.label]))
            kept[i] = replace(concept, broader=())
            parents[concept.label] = ()
    return kept, problems


def _only(names: Iterable[str], known: set[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in known)


def _ancestors(label: str, parents: dict[str, tuple[str, ...]]) -> set[str]:
    seen: set[str] = set()
    stack = list(parents.get(label, ()))
    while stack:
        name = stack.pop()
        if name not in seen:
            seen.add(name)
            stack += parents.get(name, ())
    return seen
